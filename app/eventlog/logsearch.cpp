// SPDX-License-Identifier: MIT
#include "eventlog/logsearch.h"

#include "eventlog/logsearchtext.h"
#include "eventlog/logstorequery.h"
#include "eventlog/logstoreschema.h"

#include <QPointer>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

namespace {
constexpr qint64 firstPart = 1000; // row numbers: the first answer comes soon
constexpr qint64 largestPart = 16'000; // each part is a reading of its own, so that no snapshot lasts
constexpr int threads = 2;
} // namespace

// What the two threads share. Parts are handed out from the newest down and told in that order.
struct LogSearch::Work {
    struct Part {
        int place = 0;
        qint64 from = 0; // row numbers, both included
        qint64 to = 0;
    };
    struct Told {
        std::vector<quint32> rows;
        qint64 downTo = 0;
    };

    explicit Work(const LogWanted &wanted)
        : needles(wanted)
    {
    }

    void run();
    Result<void> prepare(Database &db);
    std::optional<Part> next();
    Result<void> look(Database &db, const Part &part, std::vector<quint32> &rows) const;
    void done(const Part &part, std::vector<quint32> rows);
    void tell(Told told);
    void fail(const Error &error);

    LogSearch *search = nullptr;
    QString file;
    QByteArray world;
    LogNeedles needles;
    std::atomic_bool cancelled = false;
    std::mutex mutex; // guards what follows
    bool prepared = false;
    qint64 number = 0; // of the world
    qint64 lowest = 1;
    qint64 highest = 0;
    qint64 below = 0; // the next part ends here
    qint64 size = firstPart;
    int places = 0;
    int toldPlaces = 0;
    std::map<int, Told> ready; // parts that were done before an earlier one
    std::vector<std::thread> running;
};

LogSearch::LogSearch(const QString &file, const QByteArray &world, const LogWanted &wanted, QObject *parent)
    : QObject(parent)
    , m_work(std::make_unique<Work>(wanted))
{
    m_work->search = this;
    m_work->file = file;
    m_work->world = world;
    for (int i = 0; i < threads; ++i)
        m_work->running.emplace_back([this] { m_work->run(); });
}

// The threads look every few rows whether they are still wanted: this waits for a millisecond at most.
LogSearch::~LogSearch()
{
    m_work->cancelled = true;
    for (std::thread &thread : m_work->running)
        thread.join();
}

void LogSearch::Work::run()
{
    const auto db = openLogForReading(file);
    if (!db)
        return fail(db.error());
    if (const auto done = prepare(**db); !done)
        return fail(done.error());
    while (const auto part = next()) {
        std::vector<quint32> rows;
        if (const auto looked = look(**db, *part, rows); !looked)
            return fail(looked.error());
        if (cancelled)
            return;
        done(*part, std::move(rows));
    }
}

Result<void> LogSearch::Work::prepare(Database &db)
{
    const std::lock_guard lock(mutex);
    if (prepared)
        return {};
    prepared = true;
    LogQuery place(db, "SELECT number, max(gone, hidden) FROM worlds WHERE world=?");
    if (!(place << world).next()) {
        tell({});
        return place.outcome();
    }
    number = place->integer(0);
    LogQuery lowestRow(db, "SELECT n FROM records WHERE world=? AND n>? ORDER BY n LIMIT 1");
    LogQuery highestRow(db, "SELECT n FROM records WHERE world=? AND n>? ORDER BY n DESC LIMIT 1");
    if ((lowestRow << number << place->integer(1)).next()
        && (highestRow << number << place->integer(1)).next()) {
        lowest = lowestRow->integer(0);
        highest = highestRow->integer(0);
        below = highest;
    } else {
        tell({});
    }
    const auto outcome = lowestRow.outcome();
    return outcome ? highestRow.outcome() : outcome;
}

std::optional<LogSearch::Work::Part> LogSearch::Work::next()
{
    const std::lock_guard lock(mutex);
    if (cancelled || below < lowest)
        return std::nullopt;
    const Part part{.place = places++, .from = qMax(lowest, below - size + 1), .to = below};
    below = part.from - 1;
    size = qMin(size * 2, largestPart);
    return part;
}

Result<void> LogSearch::Work::look(Database &db, const Part &part, std::vector<quint32> &rows) const
{
    LogQuery found(db,
        needles.onlyIds()
            ? "SELECT n, target, events, '', '' FROM payloads WHERE n BETWEEN ? AND ? AND world=? ORDER BY n "
              "DESC"
            : "SELECT n, target, events, request_body, answer_body FROM payloads WHERE n BETWEEN ? AND ?"
              " AND world=? ORDER BY n DESC");
    found << part.from << part.to << number;
    while (!cancelled && found.next()) {
        const LogTexts texts{.target = found->view(1),
            .events = found->view(2),
            .request = found->view(3),
            .answer = found->view(4)};
        if (needles.areIn(texts))
            rows.push_back(quint32(found->integer(0)));
    }
    return found.outcome();
}

void LogSearch::Work::done(const Part &part, std::vector<quint32> rows)
{
    const std::lock_guard lock(mutex);
    ready.emplace(part.place, Told{.rows = std::move(rows), .downTo = part.from - 1});
    if (part.place != toldPlaces)
        return;
    Told told;
    for (; !ready.empty() && ready.begin()->first == toldPlaces; ++toldPlaces) {
        const Told &next = ready.begin()->second;
        told.rows.insert(told.rows.end(), next.rows.begin(), next.rows.end());
        told.downTo = next.downTo < lowest ? 0 : next.downTo;
        ready.erase(ready.begin());
    }
    tell(std::move(told));
}

// Nothing is told to an object that is gone: its destructor waits for the threads and drops what waits for
// it.
void LogSearch::Work::tell(Told told)
{
    const qint64 all = highest - lowest + 1;
    const int percent = told.downTo > 0 ? int(100 * (highest - told.downTo) / all) : 100;
    const auto say = [search = QPointer(search), told = std::move(told), percent] {
        search->m_percent = percent;
        Q_EMIT search->found(told.rows, told.downTo);
        if (search && told.downTo == 0) // who listens may have given it up
            Q_EMIT search->finished();
    };
    QMetaObject::invokeMethod(search, say, Qt::QueuedConnection);
}

void LogSearch::Work::fail(const Error &error)
{
    if (!cancelled.exchange(true))
        QMetaObject::invokeMethod(
            search, [search = search, error] { Q_EMIT search->failed(error); }, Qt::QueuedConnection);
}
