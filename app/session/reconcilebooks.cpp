// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

using Kind = ReconcileRow::Kind;

ReconcileRow rowOf(Kind kind, const Event &event)
{
    return {.kind = kind,
        .id = event.id,
        .customer = event.customer,
        .name = event.name,
        .at = event.at.value_or(TimePoint{})};
}

bool isNamedLikeOurs(const EventId &id)
{
    return id.text.startsWith(pictureEvents) || id.text.startsWith(trafficEvents);
}

bool isTheirs(Kind kind)
{
    return kind == Kind::Unknown || kind == Kind::Foreign;
}

Event eventOf(const ReconcileRow &row)
{
    return {.id = row.id, .customer = row.customer, .name = row.name, .at = row.at, .metadata = {}};
}

ReconcileRow rowOfDifference(const Event &ours, const Difference &difference)
{
    ReconcileRow row = rowOf(Kind::Different, ours);
    row.member = difference.member;
    row.ours = difference.ours;
    row.theirs = difference.theirs;
    return row;
}

bool isBefore(const ReconcileRow &a, const ReconcileRow &b)
{
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

std::optional<Kind> kindOfUnsent(OutboxEntry::State state)
{
    switch (state) {
    case OutboxEntry::State::Queued:
    case OutboxEntry::State::Sending:
        return Kind::Waiting;
    case OutboxEntry::State::Parked:
        return Kind::Parked;
    case OutboxEntry::State::Sent:
    case OutboxEntry::State::Discarded:
        break;
    }
    return std::nullopt;
}

} // namespace

bool Reconciliation::listsAll() const
{
    return std::accumulate(counts.begin(), counts.end(), qsizetype(0)) == rows.size();
}

QList<EventId> Reconciliation::ids(ReconcileRow::Kind kind) const
{
    QList<EventId> out;
    for (const ReconcileRow &row : rows) {
        if (row.kind == kind)
            out.append(row.id);
    }
    return out;
}

ReconcileBooks::ReconcileBooks(const ReconcileQuery &query, TimePoint now, int mostRows)
    : m_query(query)
    , m_now(now)
    , m_mostRows(mostRows)
    , m_compared(query.until)
    , m_found{.query = query}
{
}

void ReconcileBooks::addOurs(const QList<OutboxEntry> &entries)
{
    for (const OutboxEntry &entry : entries)
        m_ours.insert(entry.id, entry);
}

void ReconcileBooks::addTheirs(const QList<Event> &events)
{
    for (const Event &event : events)
        m_theirs.insert(event.id, event);
}

void ReconcileBooks::compareFrom(TimePoint known)
{
    compare(std::max(m_query.from, known + Reconcile::margin));
}

bool ReconcileBooks::isDue(TimePoint at, TimePoint from, const CustomerId &customer) const
{
    return at >= from && at < m_compared && (!m_query.customer || *m_query.customer == customer);
}

// What is near the end stays: the other side may have it beyond.
void ReconcileBooks::compare(TimePoint from)
{
    if (from >= m_compared)
        return;
    QList<ReconcileRow> rows;
    for (const OutboxEntry &entry : std::as_const(m_ours)) {
        if (entry.eventAt < from || entry.eventAt >= m_compared)
            continue;
        const Result<Event> ours = exactEvent(entry.json);
        if (ours && !ours->at)
            m_untimed.insert(entry.id);
        else if (ours && isDue(*ours->at, from, ours->customer))
            compareOne(entry, *ours, rows);
    }
    for (const Event &event : std::as_const(m_theirs)) {
        if (!event.at || !isDue(*event.at, from, event.customer))
            continue;
        ++m_found.read;
        if (!m_ours.contains(event.id) && !m_untimed.contains(event.id))
            rows.append(rowOf(isNamedLikeOurs(event.id) ? Kind::Unknown : Kind::Foreign, event));
    }
    keep(std::move(rows));
    m_compared = from;
    const TimePoint gone = from + Reconcile::margin;
    m_ours.removeIf([gone](const auto &entry) { return entry.value().eventAt >= gone; });
    m_theirs.removeIf([gone](const auto &event) { return event.value().at >= gone; });
}

void ReconcileBooks::compareOne(const OutboxEntry &entry, const Event &ours, QList<ReconcileRow> &rows)
{
    const auto theirs = m_theirs.constFind(entry.id);
    const bool there = theirs != m_theirs.cend();
    if (const auto unsent = kindOfUnsent(entry.state)) {
        if (!there) // else it arrived, and only the answer was lost
            rows.append(rowOf(*unsent, ours));
        return;
    }
    if (entry.state == OutboxEntry::State::Discarded) {
        if (there)
            rows.append(rowOf(Kind::Unknown, *theirs));
        return;
    }
    ++m_found.sent;
    if (!there) {
        const bool fresh = entry.sentAt && m_now - *entry.sentAt < Reconcile::notVisibleYet;
        rows.append(rowOf(fresh ? Kind::NotYet : Kind::Missing, ours));
    } else if (const auto difference = differenceOf(ours, *theirs)) {
        rows.append(rowOfDifference(ours, *difference));
    } else {
        ++m_found.same;
    }
}

void ReconcileBooks::keep(QList<ReconcileRow> rows)
{
    std::ranges::sort(rows, [](const ReconcileRow &a, const ReconcileRow &b) { return isBefore(b, a); });
    for (ReconcileRow &row : rows) {
        if (m_found.counts[size_t(row.kind)]++ < m_mostRows)
            m_found.rows.append(std::move(row));
    }
}

// An event that stands there at quite another time was found on each side by itself.
void ReconcileBooks::joinMoved()
{
    QHash<EventId, Event> theirs;
    for (const ReconcileRow &row : std::as_const(m_found.rows)) {
        if (isTheirs(row.kind))
            theirs.insert(row.id, eventOf(row));
    }
    QSet<EventId> joined;
    for (ReconcileRow &row : m_found.rows) {
        const auto other = theirs.constFind(row.id);
        if (isTheirs(row.kind) || other == theirs.cend())
            continue;
        joined.insert(row.id);
        --m_found.counts[size_t(row.kind)];
        const auto difference = differenceOf(eventOf(row), *other);
        if (difference && (row.kind == Kind::Missing || row.kind == Kind::NotYet)) {
            row = rowOfDifference(eventOf(row), *difference);
            ++m_found.counts[size_t(row.kind)];
        }
    }
    m_found.rows.removeIf([this, &joined](const ReconcileRow &row) {
        if (row.kind == Kind::Different || !joined.contains(row.id))
            return false;
        if (isTheirs(row.kind))
            --m_found.counts[size_t(row.kind)];
        return true;
    });
}

Reconciliation ReconcileBooks::close()
{
    compare(m_query.from);
    joinMoved();
    std::ranges::sort(m_found.rows, isBefore);
    return m_found;
}

MendPlan mendPlan(const Reconciliation &found, TimePoint now)
{
    MendPlan plan;
    for (const ReconcileRow &row : found.rows) {
        if (row.kind == Kind::Missing)
            (latenessOf(row.at, now) == Lateness::Late ? plan.late : plan.again).append(row.id);
    }
    return plan;
}
