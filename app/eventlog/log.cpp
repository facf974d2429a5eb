// SPDX-License-Identifier: MIT
#include "eventlog/log.h"

#include "eventlog/logstore.h"
#include "support/secrets.h"

using namespace Qt::StringLiterals;

namespace {
constexpr milliseconds between = 25ms; // two transactions of what comes in: many rows share one
constexpr milliseconds tryAgainAfter = 1000ms; // the disk was full, or the file is in use
constexpr milliseconds seenKept = 1000ms; // verdicts wait this long to be written
constexpr int earlierAtOnce = 20'000; // records told at once: new rows wait for no longer
} // namespace

EventLog::EventLog()
{
    m_keep.setSingleShot(true);
    m_keep.setInterval(seenKept);
    connect(&m_keep, &QTimer::timeout, this, [this] { m_worker.post([this] { keepSeen(); }); });
}

EventLog::~EventLog()
{
    m_closing = true;
    // The connection must close on the thread that opened it.
    m_worker.post([this] {
        if (m_store) {
            drain();
            keepSeen();
        }
        m_there.reset();
        m_store.reset();
    });
}

Result<std::unique_ptr<EventLog>> EventLog::open(const QString &folder)
{
    std::unique_ptr<EventLog> log(new EventLog);
    log->m_path = folder + "/log.db"_L1;
    Result<void> done;
    log->m_worker.runNow([&] { done = log->start(log->m_path); });
    if (!done)
        return done.error();
    return log;
}

Result<void> EventLog::start(const QString &path)
{
    Result<std::unique_ptr<LogStore>> store = LogStore::open(path, m_names);
    if (!store)
        return store.error();
    Result<std::map<QString, QString>> settings = (*store)->settings();
    if (!settings)
        return settings.error();
    m_store = std::move(*store);
    m_there = std::make_unique<QObject>();
    m_settings = std::move(*settings);
    const LogLimit usual;
    m_limit = {.rows = setting(limitRowsKey).isEmpty() ? usual.rows : setting(limitRowsKey).toLongLong(),
        .days = setting(limitDaysKey).toInt()};
    return {};
}

void EventLog::record(Exchange exchange)
{
    append({std::move(exchange)});
}

void EventLog::append(const QList<Exchange> &exchanges)
{
    const std::lock_guard lock(m_mutex);
    take(m_world, exchanges);
}

void EventLog::append(const QByteArray &world, const QList<Exchange> &exchanges)
{
    const std::lock_guard lock(m_mutex);
    take(world, exchanges);
}

// What comes in while the log thread is busy, or within a moment, is stored together.
void EventLog::take(const QByteArray &world, const QList<Exchange> &exchanges)
{
    if (exchanges.isEmpty())
        return;
    const bool idle = m_pending.isEmpty();
    if (idle || m_pending.last().world != world)
        m_pending.append({world, {}});
    m_pending.last().exchanges += exchanges;
    if (idle)
        m_worker.post([this] { drainSoon(); });
}

void EventLog::drainSoon()
{
    if (!m_store)
        return;
    const milliseconds since{m_drained.isValid() ? m_drained.elapsed() : between.count()};
    if (since >= between)
        drain();
    else
        QTimer::singleShot(between - since, m_there.get(), [this] { drain(); });
}

void EventLog::drain()
{
    QList<Pending> pending;
    {
        const std::lock_guard lock(m_mutex);
        pending.swap(m_pending);
    }
    if (pending.isEmpty())
        return;
    if (const Result<void> ready = catchUp(); !ready) {
        fail(ready.error());
        return tryLater(pending);
    }
    for (qsizetype i = 0; i < pending.size(); ++i) {
        Pending &part = pending[i];
        for (Exchange &exchange : part.exchanges)
            hideKeys(exchange);
        const Result<QList<LogRow>> rows = m_store->add(part.world, part.exchanges, m_key);
        if (!rows) {
            fail(rows.error());
            return tryLater(pending.mid(i));
        }
        if (part.world != m_shown)
            continue;
        m_cursor = m_store->cursor(m_shown);
        if (!rows->isEmpty())
            tell([this, added = *rows] { Q_EMIT appended(added); });
    }
    m_drained.start();
    prune();
    learn();
}

// Before what came in since: later rows would move the cursor past these. When the disk stays full the oldest
// are given up.
void EventLog::tryLater(QList<Pending> parts)
{
    qsizetype waiting = 0;
    {
        const std::lock_guard lock(m_mutex);
        parts += m_pending;
        for (const Pending &part : std::as_const(parts))
            waiting += part.exchanges.size();
        while (waiting > mostWaiting && parts.size() > 1)
            waiting -= parts.takeFirst().exchanges.size();
        m_pending = std::move(parts);
    }
    QTimer::singleShot(tryAgainAfter, m_there.get(), [this] { drain(); });
}

// Once, after an older program: its rows come before all new ones.
Result<void> EventLog::catchUp()
{
    Result<bool> more = true;
    while (more && *more && !m_closing)
        more = m_store->catchUp();
    if (!more)
        return more.error();
    return {};
}

// Signals leave on the thread this object lives on.
void EventLog::tell(std::function<void()> what)
{
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

void EventLog::fail(const Error &error)
{
    tell([this, error] { Q_EMIT storeFailed(error); });
}

Call<qint64> EventLog::setWorld(const QByteArray &world)
{
    {
        const std::lock_guard lock(m_mutex);
        m_world = world;
    }
    return ask<qint64>([this, world]() -> Result<qint64> {
        keepSeen(); // of the world before
        const Result<void> ready = catchUp();
        return ready ? show(world) : ready.error();
    });
}

Result<qint64> EventLog::show(const QByteArray &world)
{
    m_shown = world;
    const int opening = ++m_opening;
    m_cursor = m_store->cursor(world);
    m_canUndo = m_store->hidden(world) > 0;
    const Result<QList<LogRow>> rows = m_store->newest(world, rowsAtStart);
    if (!rows)
        return rows.error();
    LogOpening told{.rows = m_store->shown(world), .newest = *rows, .records = {}};
    if (!rows->isEmpty()) {
        auto records = m_store->records(world, rows->last().rowNumber + 1, int(rows->size()));
        if (!records)
            return records.error();
        told.records = std::move(*records);
        m_worker.post([this, opening, first = rows->first().rowNumber] { fill(opening, first); });
    }
    tell([this, told = std::move(told)] { Q_EMIT opened(told); });
    m_worker.post([this] { prune(); });
    return m_cursor.load();
}

void EventLog::fill(int opening, qint64 before)
{
    if (m_closing || opening != m_opening)
        return;
    drain();
    auto records = m_store->records(m_shown, before, earlierAtOnce);
    if (!records)
        return fail(records.error());
    if (records->empty())
        return learn();
    const qint64 first = records->front().number;
    tell([this, told = std::move(*records)] { Q_EMIT earlier(told); });
    m_worker.post([this, opening, first] { fill(opening, first); });
}

Call<std::optional<Exchange>> EventLog::exchange(const QUuid &id)
{
    return ask<std::optional<Exchange>>([this, id] { return m_store->exchange(m_shown, id); });
}

Call<QList<LogRow>> EventLog::newest(int limit)
{
    return ask<QList<LogRow>>([this, limit] { return m_store->newest(m_shown, limit); });
}

Call<QList<LogRow>> EventLog::rows(const QList<qint64> &rowNumbers)
{
    return ask<QList<LogRow>>([this, rowNumbers] { return m_store->rows(m_shown, rowNumbers); });
}

Call<QList<LogRow>> EventLog::tries(const EventId &event)
{
    return ask<QList<LogRow>>([this, event] { return m_store->tries(m_shown, event, triesAtMost); });
}

LogSearch *EventLog::search(const LogWanted &wanted, QObject *parent)
{
    QByteArray world;
    {
        const std::lock_guard lock(m_mutex);
        world = m_world;
    }
    return new LogSearch(m_path, world, wanted, parent);
}

Call<QList<qint64>> EventLog::holding(const QList<qint64> &rowNumbers, const LogWanted &wanted)
{
    return ask<QList<qint64>>(
        [this, rowNumbers, wanted] { return m_store->holding(m_shown, rowNumbers, wanted); });
}

void EventLog::setShownKey(const QByteArray &key)
{
    m_worker.post([this, key] { m_key = key; });
}
