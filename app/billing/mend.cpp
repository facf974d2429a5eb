// SPDX-License-Identifier: MIT
#include "billing/mend.h"

#include "billing/bill.h"
#include "billing/mendsearch.h"

#include <algorithm>

namespace {

using Kind = EventChange::Kind;

bool isTaken(TimePoint at, TimePoint now)
{
    return at >= now - limits::oldestEvent && at <= now + limits::furthestAhead;
}

// The changes outside the metadata; nothing when the time cannot be mended.
std::optional<QList<EventChange>> outerChanges(const Meter &meter, const Event &event, const MendFacts &facts)
{
    QList<EventChange> out;
    const QByteArray name = meter.is.eventName.toUtf8();
    if (event.name != name)
        out.append({Kind::Rename, {}, {MetaValue::Type::Text, event.name}, {MetaValue::Type::Text, name}});
    if (facts.customer && *facts.customer != event.customer)
        out.append({Kind::Customer, {}, {MetaValue::Type::Text, event.customer.text},
            {MetaValue::Type::Text, facts.customer->text}});
    const auto lies = [&](TimePoint at) { return !facts.period || facts.period->contains(at); };
    if (facts.now && !lies(*facts.now))
        return std::nullopt;
    if (event.at && facts.now && !(isTaken(*event.at, *facts.now) && lies(*event.at)))
        out.append({Kind::Stamp, {}, {MetaValue::Type::Text, toIso(*event.at)},
            {MetaValue::Type::Text, toIso(*facts.now)}});
    else if (event.at && !lies(*event.at))
        return std::nullopt;
    return out;
}

void apply(const EventChange &change, Event &event)
{
    switch (change.kind) {
    case Kind::Rename:
        event.name = change.to.text;
        return;
    case Kind::Customer:
        event.customer = {change.to.text};
        return;
    case Kind::Stamp:
        event.at = timeFromIso(change.to.text).valueOr(event.at.value_or(TimePoint()));
        return;
    case Kind::Set:
    case Kind::Add:
        break;
    }
    const QByteArray key = change.key.toUtf8();
    const auto found = std::ranges::find(event.metadata, key, &MetaEntry::key);
    if (found == event.metadata.end())
        event.metadata.append({key, change.to});
    else
        found->value = change.to;
}

Event changed(const Event &event, const QList<EventChange> &changes)
{
    Event out = event;
    for (const EventChange &change : changes)
        apply(change, out);
    return out;
}

std::optional<Decimal> readingAfter(Aggregation::Type type, const Decimal &before, const Decimal &units)
{
    switch (type) {
    case Aggregation::Type::Max:
        return std::max(before, units);
    case Aggregation::Type::Last:
        return units;
    case Aggregation::Type::Count:
    case Aggregation::Type::Sum:
        break;
    }
    return Decimal::add(before, units);
}

// What the bill grows by when this event comes now, after all others of the period.
void addCost(Mend &mend, Aggregation::Type type, const MendFacts &facts)
{
    if (!mend.units || !facts.consumed || !facts.price || !facts.price->pricePerUnit)
        return;
    mend.reading = readingAfter(type, *facts.consumed, *mend.units);
    const qint64 free = facts.price->freeThreshold.value_or(0);
    mend.freeThreshold = free;
    const auto before = chargeableUnits(*facts.consumed, free);
    const auto after = mend.reading ? chargeableUnits(*mend.reading, free) : std::nullopt;
    mend.paid = before && after ? Decimal::subtract(*after, *before) : std::nullopt;
    mend.amount = mend.paid ? Decimal::multiply(*mend.paid, *facts.price->pricePerUnit) : std::nullopt;
    mend.currency = facts.currency;
}

bool isGuessed(const QList<EventChange> &changes, const QString &key)
{
    return std::ranges::any_of(
        changes, [&](const EventChange &change) { return change.example && change.key == key; });
}

// Limits count as well: an event that the service refuses counts nowhere.
bool isStorable(const Event &event)
{
    EventViewOf view(event);
    EventView timeless = view.view();
    timeless.at = std::nullopt;
    return bool(check(timeless, TimePoint()));
}

Clause clauseOf(const ClauseVerdict &verdict)
{
    if (const auto *condition = std::get_if<Condition>(&verdict.clause))
        return {*condition};
    Filter group{.conjunction = std::get<Conjunction>(verdict.clause), .clauses = {}};
    for (const ClauseVerdict &child : verdict.children)
        group.clauses.push_back(clauseOf(child));
    return {group};
}

void addSeen(const ClauseVerdict &clause, Metadata &out)
{
    for (const ClauseVerdict &child : clause.children)
        addSeen(child, out);
    const auto *condition = std::get_if<Condition>(&clause.clause);
    if (!condition || !clause.seen)
        return;
    const QByteArray key = condition->key.toUtf8();
    if (std::ranges::find(out, key, &MetaEntry::key) == out.end())
        out.append({key, *clause.seen});
}

} // namespace

std::optional<Mend> mendEvent(const Meter &meter, const Event &event, const MendFacts &facts)
{
    const auto outer = facts.archived ? std::nullopt : outerChanges(meter, event, facts);
    const auto inner = outer ? mendMetadata(meter, event) : std::nullopt;
    if (!inner)
        return std::nullopt;
    Mend mend;
    mend.changes = *outer + *inner;
    const Event fixed = changed(event, mend.changes);
    const Judgement judgement = judge(meter, EventViewOf(fixed).view());
    if (!judgement.counts() || !isStorable(fixed))
        return std::nullopt;
    const Aggregation &aggregation = meter.is.aggregation;
    if (aggregation.type == Aggregation::Type::Count || !isGuessed(mend.changes, aggregation.key))
        mend.units = judgement.contribution;
    addCost(mend, aggregation.type, facts);
    return mend;
}

Event mended(const Event &event, const Mend &mend, const EventId &newId, TimePoint now)
{
    Event out = changed(event, mend.changes);
    out.id = newId;
    if (out.at && !isTaken(*out.at, now))
        out.at = now;
    return out;
}

Meter meterOf(const MeterVerdict &verdict)
{
    Meter out;
    out.id = verdict.meter;
    out.is = {.name = verdict.meterName,
        .eventName = verdict.eventName,
        .measurementUnit = verdict.unit,
        .aggregation = verdict.aggregation,
        .description = {},
        .filter = {}};
    if (verdict.judgement.filter)
        out.is.filter = std::get<Filter>(clauseOf(*verdict.judgement.filter).is);
    return out;
}

Event seenEvent(const MeterVerdict &verdict)
{
    Event out;
    out.id = {"seen"}; // what is stored has both; the limits ask for them
    out.customer = {"seen"};
    out.name = (verdict.judgement.nameMatches ? verdict.eventName : verdict.name.typed).toUtf8();
    if (verdict.judgement.filter)
        addSeen(*verdict.judgement.filter, out.metadata);
    const QByteArray key = verdict.aggregation.key.toUtf8();
    if (std::ranges::find(out.metadata, key, &MetaEntry::key) != out.metadata.end() || key.isEmpty())
        return out;
    if (verdict.judgement.property == PropertyState::Usable)
        out.metadata.append({key, MetaValue::ofNumber(verdict.judgement.contribution.toText())});
    return out;
}
