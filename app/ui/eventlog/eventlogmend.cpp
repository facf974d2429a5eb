// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogmend.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace logmend {

namespace {

    using Reason = MeterVerdict::Reason;

    qsizetype placeOf(const QJsonArray &events, const LogChoice &choice)
    {
        static const QRegularExpression indexed(u"^events\\[(\\d+)\\]"_s);
        const QRegularExpressionMatch match = indexed.match(choice.row.refusal.field);
        if (match.hasMatch())
            return match.captured(1).toInt();
        for (qsizetype i = 0; i < events.size(); ++i) {
            if (events[i]["event_id"_L1].toString() == choice.event.string())
                return i;
        }
        return 0;
    }

    // The subscription this window plays, when the event is its customer's, or could be made so.
    const Subscription *played(const CustomerId &customer, const Session *session)
    {
        const auto *own
            = session && session->state().subscription ? &*session->state().subscription : nullptr;
        return own && own->customer.id == customer ? own : nullptr;
    }

    const MeterPrice *priceOf(const Subscription &subscription, const MeterId &meter)
    {
        const auto found = std::ranges::find(subscription.meters, meter, &MeterPrice::meter);
        return found == subscription.meters.end() ? nullptr : &*found;
    }

    void addUsage(MendFacts &facts, const MeterId &meter, const QList<UsagePeriod> &usage)
    {
        if (!facts.period || !facts.price)
            return;
        facts.consumed = Decimal(0);
        for (const UsagePeriod &period : usage) {
            const auto used = std::ranges::find(period.meters, meter, &MeterUsage::id);
            if (period.period == *facts.period && used != period.meters.end())
                facts.consumed = used->consumedUnits;
        }
    }

    bool isArchived(const MeterId &meter, const Session *session)
    {
        const auto is = [&](const Meter &other) { return other.id == meter; };
        return session && std::ranges::any_of(session->state().archivedMeters, is);
    }

    // Priced by the subscription this window plays; what it did there only the service could tell.
    void addTerms(MeterVerdict &verdict, const Subscription &subscription, TimePoint at)
    {
        const MeterPrice *price = priceOf(subscription, verdict.meter);
        if (!price)
            return;
        verdict.freeThreshold = price->freeThreshold.value_or(0);
        verdict.pricePerUnit = price->pricePerUnit.value_or(Decimal());
        verdict.currency = subscription.currency;
        if (verdict.reason != Reason::CountedNoPrice)
            return;
        const bool inside = subscription.currentPeriod().contains(at);
        verdict.reason = inside ? Reason::Counted : Reason::OutsidePeriod;
        if (inside)
            verdict.period = subscription.currentPeriod();
    }

} // namespace

bool isUnrelated(const MeterVerdict &meter)
{
    return !meter.judgement.nameMatches && meter.name.kind == NameCheck::Kind::Different;
}

std::optional<Event> eventOf(const LogChoice &choice)
{
    if (!choice.exchange || !choice.row.ingest)
        return std::nullopt;
    const QJsonArray events = QJsonDocument::fromJson(choice.exchange->requestBody)["events"_L1].toArray();
    const QJsonValue chosen = events.at(placeOf(events, choice));
    const Result<Event> event = eventFromJson(chosen.toObject());
    return event ? std::optional(*event) : std::nullopt;
}

Verdict judgedHere(const Event &event, TimePoint at, const Session &session)
{
    const ServiceState &state = session.state();
    Verdict out{.event = event.id, .customerKnown = true, .subscribed = false, .meters = {}};
    out.subscribed = std::ranges::any_of(
        state.subscriptions, [&](const Subscription &s) { return s.customer.id == event.customer; });
    const EventViewOf view(event);
    for (const Meter &meter : state.meters) {
        out.meters.append(judgeMeter(meter, view.view()));
        if (const Subscription *subscription = played(event.customer, &session))
            addTerms(out.meters.last(), *subscription, at);
    }
    sortByNearness(out.meters);
    return out;
}

QList<MeterVerdict> archivedMeters(const Verdict &verdict, const Event &event, const Session &session)
{
    QList<MeterVerdict> out;
    const EventViewOf view(event);
    for (const Meter &meter : session.state().archivedMeters) {
        const auto is = [&](const MeterVerdict &known) { return known.meter == meter.id; };
        if (std::ranges::any_of(verdict.meters, is))
            continue;
        out.append(judgeMeter(meter, view.view()));
        if (out.last().counted())
            out.last().reason = Reason::MeterArchived;
    }
    sortByNearness(out);
    return out;
}

Meter meterOf(const MeterVerdict &verdict, const Session *session)
{
    const QList<Meter> all = session ? session->state().meters : QList<Meter>();
    const auto found = std::ranges::find(all, verdict.meter, &Meter::id);
    return found == all.end() ? ::meterOf(verdict) : *found;
}

MendFacts mendFacts(
    const Verdict &verdict, const MeterVerdict &meter, const Event &event, const Session *session)
{
    MendFacts facts{.now = {},
        .period = {},
        .customer = {},
        .archived = meter.reason == Reason::MeterArchived || isArchived(meter.meter, session),
        .price = {},
        .currency = {},
        .consumed = {}};
    if (!session)
        return facts;
    facts.now = session->now();
    CustomerId customer = event.customer;
    if (const Customer *own = session->state().customer();
        own && !(verdict.customerKnown && verdict.subscribed)) {
        customer = own->id;
        facts.customer = customer;
    }
    const Subscription *subscription = played(customer, session);
    if (!subscription)
        return facts;
    if (subscription->currentPeriod().contains(*facts.now))
        facts.period = subscription->currentPeriod();
    if (const MeterPrice *price = priceOf(*subscription, meter.meter))
        facts.price = *price;
    facts.currency = subscription->currency;
    addUsage(facts, meter.meter, session->state().usage);
    return facts;
}

words::VerdictFacts verdictFacts(const LogChoice &choice, const std::optional<Event> &event,
    const MeterVerdict &meter, const Session *session)
{
    words::VerdictFacts facts{.event = event,
        .at = event && event->at ? event->at : choice.row.at,
        .period = {},
        .sentBefore = choice.row.acceptedBefore,
        .archived = isArchived(meter.meter, session)};
    for (const UsagePeriod &usage : choice.usage) {
        if (usage.period.contains(*facts.at))
            facts.period = usage.period;
    }
    const Subscription *subscription = event ? played(event->customer, session) : nullptr;
    if (!facts.period && subscription)
        facts.period = subscription->currentPeriod();
    return facts;
}

std::optional<Way> nearestWay(const Verdict &verdict, const Event &event, const Session *session)
{
    std::optional<Way> best;
    const auto rank = [](const Way &way) { return std::pair(way.mend.changes.size(), !way.mend.amount); };
    for (const MeterVerdict &meter : verdict.meters) {
        const auto mend
            = mendEvent(logmend::meterOf(meter, session), event, mendFacts(verdict, meter, event, session));
        if (!mend || mend->changes.isEmpty())
            continue;
        const Way way{meter, *mend};
        if (!best || rank(way) < rank(*best))
            best = way;
    }
    return best;
}

QByteArray mendedJson(const Event &event, const Mend &mend, TimePoint now)
{
    const QByteArray id
        = trafficEvents.toByteArray() + QUuid::createUuid().toByteArray(QUuid::Id128).first(12);
    return toText(mended(event, mend, EventId{id}, now));
}

} // namespace logmend
