// SPDX-License-Identifier: MIT
#include "eventlog/logmodelverdicts.h"

#include <algorithm>

void LogVerdicts::keep(const EventId &event, const Verdict &verdict)
{
    m_known.insert(event, new Verdict(verdict), 2 + verdict.meters.size());
}

void LogVerdicts::clear()
{
    m_known.clear();
    m_asked.clear();
    m_waiting.clear();
    m_wanted.clear();
}

// A failure after the event was in says nothing about it.
RowVerdict LogVerdicts::say(const LogRow &row) const
{
    SentBefore sent;
    sent.earlier = row.failed() ? std::nullopt : row.acceptedBefore;
    if (row.failed() && row.acceptedLater && *row.acceptedLater >= row.at)
        sent.later = row.acceptedLater;
    return verdictBy(
        row, [this](const EventId &event) { return find(event); }, sent);
}

bool LogVerdicts::decided(const LogRow &row) const
{
    if (!asksVerdict(row))
        return true;
    const auto known = [this](const EventId &event) { return m_known.contains(event); };
    return !row.events.isEmpty() && std::ranges::all_of(row.events, known);
}

void LogVerdicts::want(const LogRow &row)
{
    if (!asksVerdict(row))
        return;
    if (m_asked.size() > mostAsked)
        m_asked.clear();
    for (const EventId &event : row.events) {
        if (m_known.contains(event) || m_asked.contains(event))
            continue;
        m_asked.insert(event);
        m_waiting.insert(event);
        m_wanted.append(event);
    }
}

void LogVerdicts::wantAgain(const LogRow &row)
{
    if (!asksVerdict(row))
        return;
    for (const EventId &event : row.events) {
        if (m_waiting.contains(event))
            continue;
        m_asked.insert(event);
        m_waiting.insert(event);
        m_wanted.append(event);
    }
}

bool LogVerdicts::waits(const LogRow &row) const
{
    return std::ranges::any_of(
        row.events, [this](const EventId &event) { return m_waiting.contains(event); });
}
