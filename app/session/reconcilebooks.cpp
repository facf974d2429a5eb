// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include <algorithm>

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

int Reconciliation::count(ReconcileRow::Kind kind) const
{
    return int(std::ranges::count(rows, kind, &ReconcileRow::kind));
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

ReconcileBooks::ReconcileBooks(const ReconcileQuery &query, TimePoint now)
    : m_query(query)
    , m_now(now)
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

bool ReconcileBooks::isMeant(const Event &event) const
{
    return (!m_query.customer || *m_query.customer == event.customer) && event.at && *event.at >= m_query.from
        && *event.at < m_query.until;
}

void ReconcileBooks::compareOne(const OutboxEntry &entry, const Event &ours, Reconciliation &out) const
{
    const auto theirs = m_theirs.constFind(entry.id);
    const bool there = theirs != m_theirs.cend();
    if (const auto unsent = kindOfUnsent(entry.state)) {
        if (!there) // else it arrived, and only the answer was lost
            out.rows.append(rowOf(*unsent, ours));
        return;
    }
    if (entry.state == OutboxEntry::State::Discarded) {
        if (there)
            out.rows.append(rowOf(Kind::Unknown, *theirs));
        return;
    }
    ++out.sent;
    if (!there) {
        const bool fresh = entry.sentAt && m_now - *entry.sentAt < Reconcile::notVisibleYet;
        out.rows.append(rowOf(fresh ? Kind::NotYet : Kind::Missing, ours));
        return;
    }
    const auto difference = differenceOf(ours, *theirs);
    if (!difference) {
        ++out.same;
        return;
    }
    ReconcileRow row = rowOf(Kind::Different, ours);
    row.member = difference->member;
    row.ours = difference->ours;
    row.theirs = difference->theirs;
    out.rows.append(row);
}

Reconciliation ReconcileBooks::close() const
{
    Reconciliation out{.query = m_query, .rows = {}};
    for (const OutboxEntry &entry : m_ours) {
        const Result<Event> ours = exactEvent(entry.json);
        if (ours && isMeant(*ours))
            compareOne(entry, *ours, out);
    }
    for (const Event &event : m_theirs) {
        if (!isMeant(event))
            continue;
        ++out.read;
        if (!m_ours.contains(event.id))
            out.rows.append(rowOf(isNamedLikeOurs(event.id) ? Kind::Unknown : Kind::Foreign, event));
    }
    std::ranges::sort(out.rows, [](const ReconcileRow &a, const ReconcileRow &b) {
        return std::tie(a.at, a.id) < std::tie(b.at, b.id);
    });
    return out;
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
