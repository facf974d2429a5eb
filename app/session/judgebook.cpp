// SPDX-License-Identifier: MIT
#include "session/judgebook.h"

#include "billing/choices.h"

#include <algorithm>

namespace {

constexpr QByteArrayView originalTime = "original_timestamp"; // the outbox's, of an event sent late

bool wasLate(const Event &event)
{
    return std::ranges::any_of(
        event.metadata, [](const MetaEntry &entry) { return entry.key == originalTime; });
}

bool isNewestFirst(const QList<Event> &events)
{
    return events.isEmpty() || events.first().at >= events.last().at;
}

const MeterPrice *priceOf(const Subscription &subscription, const MeterId &meter)
{
    const auto found = std::ranges::find(subscription.meters, meter, &MeterPrice::meter);
    return found == subscription.meters.end() ? nullptr : &*found;
}

QList<Period> archivedSpans(const JudgeMeter &meter)
{
    if (meter.live)
        return {};
    return {{meter.meter.updatedAt, TimePoint::max()}};
}

MeterVerdict plainVerdict(const JudgeMeter &known, const EventView &event, TimePoint at)
{
    MeterVerdict verdict = judgeMeter(known.meter, event);
    if (verdict.counted())
        verdict.reason = !known.live && at >= known.meter.updatedAt ? MeterVerdict::Reason::MeterArchived
                                                                    : MeterVerdict::Reason::CountedNoPrice;
    return verdict;
}

} // namespace

JudgeBook::JudgeBook(CustomerId customer, int most)
    : m_customer(std::move(customer))
    , m_most(most)
{
}

bool JudgeBook::isCut() const
{
    return m_letGo && !isEarlier(*m_letGo);
}

// A tenth at a time, so that it is not done for each event.
void JudgeBook::letGo()
{
    if (m_events.size() <= m_most + m_most / 10)
        return;
    using Place = std::pair<TimePoint, qint64>;
    const auto placeOf = [](const Held &held) { return Place{held.at, held.arrival}; };
    QList<Place> places;
    places.reserve(m_events.size());
    for (const Held &held : std::as_const(m_events))
        places.append(placeOf(held));
    const auto first = places.begin() + (places.size() - m_most);
    std::ranges::nth_element(places, first);
    const Place oldest = *first;
    m_letGo = std::max(m_letGo.value_or(TimePoint::min()), std::max_element(places.begin(), first)->first);
    m_events.removeIf([&](const auto &entry) { return placeOf(entry.value()) < oldest; });
}

int JudgeBook::late() const
{
    return int(std::ranges::count_if(m_events, &Held::late));
}

// What is older than a subscription counts nowhere, and is held so that this can be said.
TimePoint JudgeBook::since() const
{
    TimePoint first = TimePoint::max();
    for (const Subscription &subscription : m_subscriptions)
        first = std::min(first, subscription.previousBillingDate - limits::oldestEvent);
    return first;
}

bool JudgeBook::isEarlier(TimePoint at) const
{
    return std::ranges::any_of(m_subscriptions, [at](const Subscription &subscription) {
        return at >= subscription.createdAt && at < subscription.previousBillingDate;
    });
}

void JudgeBook::setSubscriptions(const QList<Subscription> &subscriptions)
{
    if (m_subscriptions == subscriptions)
        return;
    m_subscriptions = subscriptions;
    m_ledgers.clear();
    // A period has begun: those of the one before are no longer held.
    m_events.removeIf([this](const auto &entry) { return isEarlier(entry.value().at); });
}

void JudgeBook::addListed(const QList<Event> &events, bool whole)
{
    QList<Event> inOrder = events;
    if (isNewestFirst(events))
        std::ranges::reverse(inOrder);
    const qint64 before = m_lastArrival;
    for (const Event &event : inOrder) {
        if (event.at && isEarlier(*event.at))
            continue;
        Held &held = m_events[event.id];
        const bool known = held.arrival > 0;
        held = {.event = event,
            .at = event.at.value_or(held.at),
            .arrival = known && !whole ? held.arrival : ++m_lastArrival,
            .late = held.late || wasLate(event),
            .listed = true};
        m_latest = std::max(m_latest, held.at);
    }
    if (whole) {
        for (Held &held : m_events) { // heard of, and not listed yet: they came last
            if (held.arrival <= before)
                held.arrival += m_lastArrival;
        }
        m_lastArrival += before;
    }
    letGo();
    m_ledgers.clear();
}

void JudgeBook::hear(const Event &event, TimePoint at)
{
    if (m_events.contains(event.id) || isEarlier(at))
        return;
    const bool behind = at < m_latest;
    m_events.insert(
        event.id, {.event = event, .at = at, .arrival = ++m_lastArrival, .late = behind || wasLate(event)});
    m_latest = std::max(m_latest, at);
    letGo();
    m_ledgers.clear();
}

void JudgeBook::makeLedgers(const QList<JudgeMeter> &meters)
{
    if (!m_ledgers.empty())
        return;
    for (const Subscription &subscription : std::as_const(m_subscriptions)) {
        QList<MeterTerms> terms;
        for (const MeterPrice &price : subscription.meters) {
            const auto known = std::ranges::find_if(
                meters, [&price](const JudgeMeter &meter) { return meter.meter.id == price.meter; });
            if (known != meters.end())
                terms.append({known->meter, price, archivedSpans(*known)});
        }
        Ledger ledger(subscription.currency, {subscription.currentPeriod()}, terms, Ledger::Lookup::ByPlace);
        for (const Held &held : std::as_const(m_events)) {
            if (held.at >= subscription.createdAt)
                ledger.add(EventViewOf(held.event).view(), held.at, held.arrival);
        }
        m_ledgers.emplace(subscription.id.text, std::move(ledger));
    }
}

// The price that a subscription puts on the meter, and what the event did there.
void JudgeBook::addTerms(
    MeterVerdict &verdict, const Subscription &subscription, const MeterPrice &price, const Held &held) const
{
    verdict.freeThreshold = price.freeThreshold.value_or(0);
    verdict.pricePerUnit = price.pricePerUnit.value_or(Decimal());
    verdict.currency = subscription.currency;
    if (verdict.reason != MeterVerdict::Reason::CountedNoPrice)
        return;
    if (subscription.currentPeriod().contains(held.at))
        verdict.period = subscription.currentPeriod();
    verdict.standing = m_ledgers.at(subscription.id.text).standing(held.at, held.arrival, verdict.meter);
    verdict.reason = verdict.period && verdict.standing ? MeterVerdict::Reason::Counted
                                                        : MeterVerdict::Reason::OutsidePeriod;
}

std::optional<Verdict> JudgeBook::verdict(const EventId &event, const QList<JudgeMeter> &meters)
{
    const auto held = m_events.constFind(event);
    if (held == m_events.constEnd())
        return std::nullopt;
    makeLedgers(meters);
    Verdict out{event, !m_unknown, !m_subscriptions.isEmpty(), {}};
    const EventViewOf view(held->event);
    for (const JudgeMeter &known : meters) {
        const MeterVerdict plain = plainVerdict(known, view.view(), held->at);
        bool priced = false;
        for (const Subscription &subscription : std::as_const(m_subscriptions)) {
            const MeterPrice *price = priceOf(subscription, known.meter.id);
            if (!price || (priced && !choices::countsInEachSubscription))
                continue;
            priced = true;
            out.meters.append(plain);
            addTerms(out.meters.last(), subscription, *price, *held);
        }
        if (!priced && known.live)
            out.meters.append(plain);
    }
    sortByNearness(out.meters);
    return out;
}

std::optional<QList<MeterUsage>> JudgeBook::usage(
    const SubscriptionId &subscription, const QList<JudgeMeter> &meters)
{
    makeLedgers(meters);
    const auto ledger = m_ledgers.find(subscription.text);
    if (ledger == m_ledgers.end())
        return std::nullopt;
    const Result<QList<UsagePeriod>> periods = ledger->second.usage();
    if (!periods || periods->isEmpty())
        return std::nullopt;
    return periods->first().meters;
}
