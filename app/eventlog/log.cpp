// SPDX-License-Identifier: MIT
#include "eventlog/log.h"

#include "eventlog/logstore.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {
constexpr int exportedAtOnce = 500; // rows; what comes in is stored between two slices
}

// One file being written, slice by slice.
class LogExport {
public:
    LogExport(const QString &path, LogFormat format)
        : file(path)
        , writer(file, format)
    {
    }

    CallSource<int> source;
    QByteArray world;
    QSet<QUuid> only;
    QSaveFile file;
    LogWriter writer;
    qint64 after = 0;
    int written = 0;
};

EventLog::EventLog()
    : m_worker(std::make_unique<Worker>(u"log"_s))
{
}

EventLog::~EventLog()
{
    m_closing = true;
    // The connection must close on the thread that opened it.
    m_worker->post([this] { m_store.reset(); });
    m_worker.reset();
}

Result<std::unique_ptr<EventLog>> EventLog::open(const QString &folder)
{
    std::unique_ptr<EventLog> log(new EventLog);
    Result<void> done;
    log->m_worker->runNow([&] {
        Result<std::unique_ptr<LogStore>> store = LogStore::open(folder + "/log.db"_L1);
        if (store)
            log->m_store = std::move(*store);
        else
            done = store.error();
    });
    if (!done)
        return done.error();
    return log;
}

void EventLog::record(Exchange exchange)
{
    append({std::move(exchange)});
}

// What comes in while the log thread is busy is stored together.
void EventLog::append(const QList<Exchange> &exchanges)
{
    if (exchanges.isEmpty())
        return;
    const std::lock_guard lock(m_mutex);
    const bool idle = m_pending.isEmpty();
    if (idle || m_pending.last().world != m_world)
        m_pending.append({m_world, {}});
    m_pending.last().exchanges += exchanges;
    if (idle)
        m_worker->post([this] { drain(); });
}

void EventLog::drain()
{
    QList<Pending> pending;
    {
        const std::lock_guard lock(m_mutex);
        pending.swap(m_pending);
    }
    for (const Pending &part : std::as_const(pending)) {
        const Result<QList<LogRow>> rows = m_store->add(part.world, part.exchanges, m_key);
        if (!rows) {
            tell([this, error = rows.error()] { Q_EMIT storeFailed(error); });
            continue;
        }
        if (part.world != m_shown)
            continue;
        if (const Result<qint64> cursor = m_store->cursor(m_shown); cursor)
            m_cursor = *cursor;
        if (!rows->isEmpty())
            tell([this, added = *rows] { Q_EMIT appended(added); });
    }
}

// Signals leave on the thread this object lives on.
void EventLog::tell(std::function<void()> what)
{
    QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

Call<qint64> EventLog::setWorld(const QByteArray &world)
{
    const CallSource<qint64> source;
    {
        const std::lock_guard lock(m_mutex);
        m_world = world;
    }
    m_worker->post([this, world, source] {
        m_shown = world;
        const Result<qint64> cursor = m_store->cursor(world);
        const Result<QList<LogRow>> rows = m_store->newest(world, rowsAtStart);
        m_cursor = cursor.valueOr(0);
        if (rows) {
            const LogOpening opening{.rows = rows->size(), .newest = *rows, .records = {}};
            tell([this, opening] {
                Q_EMIT opened(opening);
                Q_EMIT replaced(opening.newest);
            });
        }
        source.finish(rows ? cursor : rows.error());
    });
    return source.call();
}

Call<std::optional<Exchange>> EventLog::exchange(const QUuid &id)
{
    return m_worker->ask<std::optional<Exchange>>([this, id] { return m_store->exchange(m_shown, id); });
}

Call<QList<LogRow>> EventLog::newest(int limit)
{
    return m_worker->ask<QList<LogRow>>([this, limit] { return m_store->newest(m_shown, limit); });
}

Call<int> EventLog::exportTo(const QString &path, LogFormat format, const QSet<QUuid> &only)
{
    auto work = std::make_shared<LogExport>(path, format);
    work->only = only;
    const Call<int> call = work->source.call();
    m_worker->post([this, work, worker = m_worker.get()] { // which ends after its last job
        work->world = m_shown;
        if (!work->file.open(QIODevice::WriteOnly))
            return work->source.finish(
                Error{.kind = Error::Kind::Storage, .message = work->file.errorString()});
        work->writer.begin();
        exportSlice(work, *worker);
    });
    return call;
}

void EventLog::exportSlice(const std::shared_ptr<LogExport> &work, const Worker &worker)
{
    if (work->source.cancelled() || m_closing) {
        work->file.cancelWriting();
        return work->source.finish(Error{.kind = Error::Kind::Cancelled, .message = {}});
    }
    const auto page = m_store->page(work->world, work->after, exportedAtOnce);
    if (!page)
        return work->source.finish(page.error());
    for (const Exchange &exchange : page->first) {
        if (!work->only.isEmpty() && !work->only.contains(exchange.id))
            continue;
        work->writer.add(exchange);
        ++work->written;
    }
    work->after = page->second;
    if (page->first.size() == exportedAtOnce)
        return worker.post([this, work, &worker] { exportSlice(work, worker); });
    work->writer.end();
    if (work->file.commit())
        work->source.finish(work->written);
    else
        work->source.finish(Error{.kind = Error::Kind::Storage, .message = work->file.errorString()});
}

Call<QList<LogRow>> EventLog::rows(const QList<qint64> &rowNumbers)
{
    return m_worker->ask<QList<LogRow>>([this, rowNumbers] { return m_store->rows(m_shown, rowNumbers); });
}

Call<int> EventLog::clear()
{
    return m_worker->ask<int>([this]() -> Result<int> {
        const Result<void> done = m_store->clear(m_shown);
        if (!done)
            return done.error();
        tell([this] {
            Q_EMIT opened({});
            Q_EMIT replaced({});
        });
        return 0;
    });
}

void EventLog::setShownKey(const QByteArray &key)
{
    m_worker->post([this, key] { m_key = key; });
}
