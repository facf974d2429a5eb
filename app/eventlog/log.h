// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"
#include "eventlog/logwriter.h"
#include "support/call.h"
#include "support/worker.h"

#include <QObject>
#include <QSet>

#include <atomic>
#include <memory>
#include <mutex>

class LogExport;
class LogStore;

// Every exchange, in `log.db` on a thread of its own (NORMAL: the file may be deleted). Unique by exchange
// id within a world, so that the sandbox's record and a follower's repeat make one row. Worlds are kept
// apart: the log shows the current one.
class EventLog : public QObject, public ExchangeSink {
    Q_OBJECT
public:
    static constexpr int rowsAtStart = 5000;

    // Opens or makes `log.db` in `folder`. Kind::Storage with a sentence when it cannot.
    static Result<std::unique_ptr<EventLog>> open(const QString &folder);
    ~EventLog() override;

    void record(Exchange exchange) override; // any thread
    void append(const QList<Exchange> &exchanges); // any thread; several become one transaction

    // The same names as the outbox's destinations. Emits replaced() with the newest rows of that world, then
    // finishes with its cursor.
    Call<qint64> setWorld(const QByteArray &world);
    qint64 cursor() const { return m_cursor; } // the sandbox's last seq stored for this world; 0 for none

    Call<std::optional<Exchange>> exchange(const QUuid &id);
    Call<QList<LogRow>> newest(int limit = rowsAtStart); // oldest of them first
    // Writes this world's exchanges, or only those named, oldest first; finishes with their number. Nothing
    // is left of the file when it cannot be written whole. New rows are stored meanwhile; cancel() stops it.
    Call<int> exportTo(const QString &path, LogFormat format, const QSet<QUuid> &only = {});
    Call<void> clear(); // forgets this world's rows, not its cursor
    void setShownKey(const QByteArray &key); // metadata key of the quality column; for rows to come

Q_SIGNALS:
    void appended(const QList<LogRow> &rows);
    void replaced(const QList<LogRow> &rows);
    void storeFailed(const Error &error);

private:
    struct Pending {
        QByteArray world;
        QList<Exchange> exchanges;
    };

    EventLog();
    void drain(); // log thread
    void exportSlice(const std::shared_ptr<LogExport> &work, const Worker &worker); // log thread
    void tell(std::function<void()> what);

    std::unique_ptr<LogStore> m_store; // used on the log thread only, as the next two
    QByteArray m_shown; // the world whose rows are told
    QByteArray m_key = "quality";
    std::atomic<qint64> m_cursor = 0;
    std::atomic_bool m_closing = false; // what is being written to a file is given up
    std::mutex m_mutex;
    QByteArray m_world; // guarded: what comes in belongs to it
    QList<Pending> m_pending; // guarded
    std::unique_ptr<Worker> m_worker;
};
