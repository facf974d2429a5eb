// SPDX-License-Identifier: MIT
#include "ui/pages/connecttally.h"

#include <algorithm>

ConnectedSender::ConnectedSender(Sender sender)
    : m_sender(std::move(sender))
{
}

bool ConnectedSender::waits() const
{
    return std::ranges::any_of(
        m_newest, [this](const EventId &id) { return m_events.value(id) == Stage::Accepted; });
}

void ConnectedSender::take(const LogRow &row)
{
    if (row.ingest) {
        takeEvents(row);
        return;
    }
    // Any other call tells no more than whether the key is right.
    const bool wrongKey = row.refusal.kind == Refusal::Kind::WrongKey;
    if (wrongKey || (m_refusal.kind == Refusal::Kind::WrongKey && !row.failed()))
        m_refusal = wrongKey ? row.refusal : Refusal{};
}

void ConnectedSender::takeEvents(const LogRow &row)
{
    m_refusal = row.refusal;
    m_missed.reset();
    m_newest = row.failed() ? QList<EventId>() : row.events;
    const qsizetype named = row.events.size();
    if (row.retry == 0)
        m_unnamed += std::max<qsizetype>(0, row.eventCount - named);
    m_sampled = m_sampled || (!row.failed() && row.eventCount > named);
    for (const EventId &id : row.events) {
        const auto known = m_events.constFind(id);
        if (known != m_events.cend() && (*known != Stage::Refused || row.failed()))
            continue;
        m_events.insert(id, row.failed() ? Stage::Refused : Stage::Accepted);
        if (!row.failed())
            m_waiting.append(id);
    }
}

void ConnectedSender::judge(const LogModel &log)
{
    m_waiting.removeIf([&](const EventId &id) {
        const auto verdict = log.verdictFor(id);
        if (!verdict)
            return false;
        m_counted += verdict->counted();
        m_events.insert(id, Stage::Judged);
        return true;
    });
    m_missed.reset();
    for (const EventId &id : m_newest) {
        if (const auto verdict = log.verdictFor(id); verdict && !verdict->counted())
            m_missed = verdict;
    }
}

void ConnectTally::take(const QList<Exchange> &exchanges)
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.sender.kind != Sender::Kind::App && exchange.sender.kind != Sender::Kind::Browser)
            senderOf(exchange.sender).take(rowOf(exchange, {}));
    }
}

void ConnectTally::judge(const LogModel &log)
{
    for (ConnectedSender &sender : m_senders)
        sender.judge(log);
}

ConnectedSender &ConnectTally::senderOf(const Sender &sender)
{
    const auto found = std::ranges::find(m_senders, sender, &ConnectedSender::sender);
    if (found == m_senders.end())
        m_senders.append(ConnectedSender(sender));
    else
        std::rotate(found, found + 1, m_senders.end());
    return m_senders.last();
}
