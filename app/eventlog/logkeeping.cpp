// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logstore.h"

namespace {
constexpr qsizetype markedAtOnce = 2000; // rows; what comes in is stored between two slices
} // namespace

// The part of EventLog that keeps what the user decided: marks, limits, clearing, the page's small texts.

void EventLog::prune()
{
    if (m_pruning || m_closing)
        return;
    const Result<LogStore::Dropped> dropped = m_store->prune(m_shown, limit(), SystemClock().now());
    if (!dropped)
        return fail(dropped.error());
    if (!dropped->shown.isEmpty())
        tell([this, rows = dropped->shown] { Q_EMIT this->dropped(rows); });
    if (!dropped->more)
        return;
    m_pruning = true;
    m_worker.post([this] {
        m_pruning = false;
        if (m_closing)
            return;
        drain();
        prune();
    });
}

void EventLog::learn()
{
    if (m_learning || m_closing)
        return;
    const Result<bool> more = m_store->learn();
    if (!more)
        return fail(more.error());
    m_learning = *more;
    if (!*more)
        return;
    m_worker.post([this] {
        m_learning = false;
        if (m_closing)
            return;
        drain();
        learn();
    });
}

Call<void> EventLog::setMark(const QList<qint64> &rowNumbers, const LogMark &mark)
{
    const CallSource<void> source;
    m_worker.post([this, source, rowNumbers, mark] { markSlice(source, rowNumbers, mark); });
    return source.call();
}

void EventLog::markSlice(const CallSource<void> &source, const QList<qint64> &left, const LogMark &mark)
{
    if (m_closing || source.cancelled())
        return source.finish(Error{.kind = Error::Kind::Cancelled, .message = {}});
    drain();
    const QList<qint64> some = left.first(qMin<qsizetype>(left.size(), markedAtOnce));
    const Result<void> done = m_store->setMark(m_shown, some, mark);
    if (!done)
        return source.finish(done);
    tell([this, some, mark] { Q_EMIT marked(some, mark); });
    if (some.size() == left.size())
        return source.finish(done);
    m_worker.post([this, source, rest = left.sliced(some.size()), mark] { markSlice(source, rest, mark); });
}

void EventLog::keepVerdicts(const QList<Seen> &seen)
{
    if (seen.isEmpty())
        return;
    const std::lock_guard lock(m_mutex);
    m_seen.insert(m_seen.end(), seen.begin(), seen.end());
    if (!m_keep.isActive())
        m_keep.start();
}

void EventLog::keepSeen()
{
    std::vector<Seen> seen;
    {
        const std::lock_guard lock(m_mutex);
        seen.swap(m_seen);
    }
    if (seen.empty())
        return;
    if (const Result<void> kept = m_store->keepVerdicts(m_shown, seen); !kept)
        fail(kept.error());
}

Call<int> EventLog::clear()
{
    return ask<int>([this]() -> Result<int> {
        const Result<int> hidden = m_store->clear(m_shown);
        const Result<qint64> shown = hidden ? show(m_shown) : hidden.error();
        if (!shown)
            return shown.error();
        return hidden;
    });
}

Call<int> EventLog::undoClear()
{
    return ask<int>([this]() -> Result<int> {
        const Result<int> back = m_store->undoClear(m_shown);
        const Result<qint64> shown = back ? show(m_shown) : back.error();
        if (!shown)
            return shown.error();
        return back;
    });
}

LogLimit EventLog::limit() const
{
    const std::lock_guard lock(m_mutex);
    return m_limit;
}

void EventLog::setLimit(const LogLimit &limit)
{
    {
        const std::lock_guard lock(m_mutex);
        m_limit = {.rows = qMax<qint64>(limit.rows, 1), .days = qMax(limit.days, 0)};
    }
    setSetting(limitRowsKey, QString::number(this->limit().rows));
    setSetting(limitDaysKey, QString::number(this->limit().days));
    m_worker.post([this] { prune(); });
}

QString EventLog::setting(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_settings.find(key);
    return found == m_settings.end() ? QString() : found->second;
}

void EventLog::setSetting(const QString &key, const QString &text)
{
    {
        const std::lock_guard lock(m_mutex);
        m_settings[key] = text;
    }
    m_worker.post([this, key, text] {
        if (const Result<void> kept = m_store->setSetting(key, text); !kept)
            fail(kept.error());
    });
}
