// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/loglimit.h"
#include "eventlog/logrecord.h"
#include "eventlog/logsearch.h"
#include "eventlog/logwriter.h"
#include "support/call.h"
#include "support/worker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

class LogExport;
class LogImport;
class LogStore;

// What a world's log is told with when it opens: how many rows it holds, and the newest of them whole, oldest
// first, with what is remembered of them beside (verdicts last seen).
struct LogOpening {
    qint64 rows = 0;
    QList<LogRow> newest; // at most EventLog::rowsAtStart
    std::vector<LogRecord> records; // of the newest, one each
};

// Every exchange, in `log.db` on a thread of its own (NORMAL: the file may be deleted). Unique by exchange
// id within a world, so that the sandbox's record and a follower's repeat make one row. Worlds are kept
// apart: the log shows the current one.
class EventLog : public QObject, public ExchangeSink {
    Q_OBJECT
public:
    static constexpr int rowsAtStart = 5000;
    static constexpr int triesAtMost = 200;

    // Opens or makes `log.db` in `folder`. Kind::Storage with a sentence when it cannot.
    static Result<std::unique_ptr<EventLog>> open(const QString &folder);
    ~EventLog() override;

    void record(Exchange exchange) override; // any thread
    void append(const QList<Exchange> &exchanges); // any thread; several become one transaction
    // The same for a world that need not be the one that is shown.
    void append(const QByteArray &world, const QList<Exchange> &exchanges);

    // The same names as the outbox's destinations. Emits opened(), finishes with the world's cursor, then
    // emits earlier() until every row is told; new rows come in between.
    Call<qint64> setWorld(const QByteArray &world);
    qint64 cursor() const { return m_cursor; } // the sandbox's last seq stored for this world; 0 for none

    LogNames &names() { return m_names; } // any thread
    const LogNames &names() const { return m_names; }

    Call<std::optional<Exchange>> exchange(const QUuid &id);
    Call<QList<LogRow>> newest(int limit = rowsAtStart); // oldest of them first
    // Full rows of this world in rising order, with marks and what other rows say of their event; those that
    // are gone are left out.
    Call<QList<LogRow>> rows(const QList<qint64> &rowNumbers);
    // Every exchange that carried the event, oldest first; of more than 200 the newest.
    Call<QList<LogRow>> tries(const EventId &event);

    // Looks through the stored texts of the shown world, those rows that are stored now. A row that comes in
    // meanwhile may be found too: its number is known from appended().
    LogSearch *search(const LogWanted &wanted, QObject *parent);
    // Which of these rows hold it, in rising order: for rows as they come in.
    Call<QList<qint64>> holding(const QList<qint64> &rowNumbers, const LogWanted &wanted);

    Call<void> setMark(
        const QList<qint64> &rowNumbers, const LogMark &mark); // emits marked(), of many rows in parts
    // What the verdict column said: row number, LogRecord::verdict, words. Written now and then.
    void keepVerdicts(const QList<std::pair<qint64, std::pair<quint8, LogNames::Id>>> &seen);

    // Writes this world's exchanges, or only those named, oldest first; finishes with their number. Nothing
    // is left of the file when it cannot be written whole. New rows are stored meanwhile; cancel() stops it.
    Call<int> exportTo(const QString &path, LogFormat format, const QSet<QUuid> &only = {});
    // Adds the exchanges of a file of JSON lines or a HAR to this world, as imported rows; finishes with the
    // number of rows added. What was added before an error or cancel() stays.
    Call<int> importFrom(const QString &path);

    // Hides this world's rows, not its cursor, and finishes with their number. They are deleted for good at
    // the next clear or start; until then undoClear() brings them back. Both emit opened().
    Call<int> clear();
    Call<int> undoClear();
    bool canUndoClear() const { return m_canUndo; }

    LogLimit limit() const;
    void setLimit(const LogLimit &limit); // kept in the file

    // Small texts of the page, kept in the file: saved filters, columns.
    QString setting(const QString &key) const;
    void setSetting(const QString &key, const QString &text);

    void setShownKey(const QByteArray &key); // metadata key of the quality column; for rows to come

Q_SIGNALS:
    void opened(const LogOpening &opening); // replaces all rows
    void earlier(const std::vector<LogRecord> &records); // rising, directly before what is known
    void appended(const QList<LogRow> &rows);
    void dropped(const QList<qint64> &rowNumbers); // by the limit; rising
    void marked(const QList<qint64> &rowNumbers, const LogMark &mark);
    void storeFailed(const Error &error);

private:
    static constexpr qsizetype mostWaiting = 100'000; // exchanges, while nothing can be written

    struct Pending {
        QByteArray world;
        QList<Exchange> exchanges;
    };
    using Seen = std::pair<qint64, std::pair<quint8, LogNames::Id>>;

    static inline const QString limitRowsKey = QStringLiteral("limit.rows");
    static inline const QString limitDaysKey = QStringLiteral("limit.days");

    EventLog();
    Result<void> start(const QString &path); // log thread, as all below
    void take(const QByteArray &world, const QList<Exchange> &exchanges); // locked
    void drainSoon();
    void drain();
    void tryLater(QList<Pending> parts); // log thread
    Result<void> catchUp();
    Result<qint64> show(const QByteArray &world);
    void fill(int opening, qint64 before);
    void prune();
    void learn();
    void keepSeen();
    void markSlice(const CallSource<void> &source, const QList<qint64> &left, const LogMark &mark);
    void exportSlice(const std::shared_ptr<LogExport> &work);
    void importSlice(const std::shared_ptr<LogImport> &work);

    template<typename T, typename Job>
    Call<T> ask(Job job); // after what came in before it
    void tell(std::function<void()> what);
    void fail(const Error &error);

    std::unique_ptr<LogStore> m_store; // used on the log thread only, as what follows
    std::unique_ptr<QObject> m_there; // lives on it: timers call through it
    QElapsedTimer m_drained;
    QByteArray m_shown; // the world whose rows are told
    QByteArray m_key = "quality";
    int m_opening = 0; // counts what was opened: an older one's earlier rows are no longer told
    bool m_pruning = false;
    bool m_learning = false;

    QString m_path;
    LogNames m_names;
    std::atomic<qint64> m_cursor = 0;
    std::atomic_bool m_canUndo = false;
    std::atomic_bool m_closing = false; // long work is given up
    QTimer m_keep; // until what was seen is written
    mutable std::mutex m_mutex; // guards what follows
    QByteArray m_world; // what comes in belongs to it
    QList<Pending> m_pending;
    std::vector<Seen> m_seen;
    LogLimit m_limit;
    std::map<QString, QString> m_settings;
    Worker m_worker{QStringLiteral("log")}; // last: ends, and runs what was posted, before all else goes
};

// After what came in before it was asked, in order.
template<typename T, typename Job>
Call<T> EventLog::ask(Job job)
{
    return m_worker.ask<T>([this, job = std::move(job)]() -> Result<T> {
        drain();
        return job();
    });
}
