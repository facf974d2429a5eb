// SPDX-License-Identifier: MIT
#include "report.h"

#include "eventlog/log.h"
#include "eventlog/logsearchtext.h"
#include "eventlog/logstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include <cstring>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr int rows = 1'000'000;
constexpr int group = 50; // what comes in within 25 ms at 2,000 requests a second
constexpr int rareEvery = 1000;
const QByteArray world = "sandbox:1";
const QString rare = u"needle"_s;
const QString common = u"standard"_s;

// One event in a request of about 300 bytes, as an SDK sends it.
Exchange exchangeOf(int number)
{
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.seq = number;
    exchange.at = TimePoint{std::chrono::hours(500'000)} + milliseconds(number);
    exchange.took = microseconds(1000 + number % 9000);
    exchange.sender = {Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s};
    exchange.method = "POST";
    exchange.target = "/events/ingest";
    exchange.requestHead = {{"host", "127.0.0.1:4010"}, {"content-type", "application/json"},
        {"user-agent", "DodoPayments/JS 2.52.0"}, {"x-stainless-lang", "js"}};
    const QByteArray id = "img_" + exchange.id.toRfc4122().toHex().left(21);
    exchange.requestBody = R"({"events":[{"event_id":")" + id + R"(","customer_id":"cus_)"
        + QByteArray::number(number % 500)
        + R"(","event_name":"image.generated","timestamp":"2027-01-15T08:00:00.000Z","metadata":{"quality":")"
        + (number % 3 == 0 ? "standard" : "hd") + R"(","size":"1024x1024","model":"demo-painter","seed":)"
        + QByteArray::number(number) + R"(,"prompt":")"
        + (number % rareEvery == 7 ? "needle" : "a quiet lake at dawn") + R"("}}]})";
    exchange.status = 200;
    exchange.answerHead = {{"content-type", "application/json"}};
    exchange.answerBody = R"({"ingested_count":1})";
    exchange.events = {id};
    return exchange;
}

// The same lines for a tool that reads text.
QByteArray lineOf(const Exchange &exchange)
{
    return toIso(exchange.at) + ' ' + exchange.method + ' ' + exchange.target + ' ' + exchange.requestBody
        + ' ' + exchange.answerBody + '\n';
}

qint64 cpuMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

// Rows as they come in, in this thread; true when all of them are stored.
bool ingest(const QString &folder, QFile &lines)
{
    LogNames names;
    auto store = LogStore::open(folder + "/log.db"_L1, names);
    qint64 cpu = 0;
    QElapsedTimer timer;
    qint64 wall = 0;
    for (int first = 1; store && first <= rows; first += group) {
        QList<Exchange> some;
        for (int number = first; number < first + group; ++number) {
            some.append(exchangeOf(number));
            lines.write(lineOf(some.last()));
        }
        const qint64 before = cpuMicroseconds();
        timer.start();
        if (!(*store)->add(world, some, "quality"))
            return false;
        wall += timer.nsecsElapsed() / 1000;
        cpu += cpuMicroseconds() - before;
    }
    report(u"log_ingest_rate"_s, qint64(rows) * 1'000'000 / qMax<qint64>(wall, 1), u"rows/s"_s);
    report(u"log_ingest_cpu_at_2000_per_s"_s, cpu * 2000 / rows / 1000, u"ms of a core a second"_s);
    return store.ok();
}

struct Searched {
    qint64 first = -1;
    qint64 all = 0;
    qint64 rows = 0;
};

Searched searched(EventLog &log, const QString &word)
{
    Searched out;
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<LogSearch> search(
        log.search({.words = {word}, .without = {}, .ids = {}, .withoutIds = {}}, nullptr));
    QObject::connect(search.get(), &LogSearch::found, &loop, [&](const std::vector<quint32> &found, qint64) {
        if (out.first < 0 && !found.empty())
            out.first = timer.elapsed();
        out.rows += qint64(found.size());
    });
    QObject::connect(search.get(), &LogSearch::finished, &loop, &QEventLoop::quit);
    QObject::connect(search.get(), &LogSearch::failed, &loop, &QEventLoop::quit);
    loop.exec();
    out.all = timer.elapsed();
    return out;
}

// What two cores need for the bare comparison of the same bytes is half of this.
qint64 memmemMs(const QString &file, const QByteArray &word)
{
    QFile lines(file);
    if (!lines.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = lines.readAll();
    QElapsedTimer timer;
    timer.start();
    const char *at = text.constData();
    const char *const end = at + text.size();
    int hits = 0; // asked for, or the compiler leaves the search out
    for (; (at = static_cast<const char *>(
                memmem(at, size_t(end - at), word.constData(), size_t(word.size()))));
         ++at)
        ++hits;
    const qint64 took = timer.elapsed();
    return hits > 0 ? took : 0;
}

std::optional<qint64> lnavMs(const QString &file)
{
    const QString lnav = QStandardPaths::findExecutable(u"lnav"_s);
    if (lnav.isEmpty()) {
        QTextStream(stderr) << "lnav is not installed: nothing to compare the search with.\n";
        return std::nullopt;
    }
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(lnav, {u"-n"_s, u"-c"_s, u":filter-in "_s + rare, file});
    if (!process.waitForFinished(240'000)) {
        process.kill();
        process.waitForFinished();
    }
    return timer.elapsed();
}

void openAndFill(const QString &folder, std::unique_ptr<EventLog> &log)
{
    QElapsedTimer timer;
    timer.start();
    auto opened = EventLog::open(folder);
    if (!opened)
        return;
    log = std::move(*opened);
    QEventLoop loop;
    qint64 told = 0;
    QObject::connect(log.get(), &EventLog::opened, &loop, [&](const LogOpening &opening) {
        report(u"log_open"_s, timer.elapsed(), u"ms"_s);
        told = opening.newest.size();
    });
    QObject::connect(log.get(), &EventLog::earlier, &loop, [&](const std::vector<LogRecord> &records) {
        told += qint64(records.size());
        if (told >= rows)
            loop.quit();
    });
    log->setWorld(world);
    loop.exec();
    report(u"log_fill"_s, timer.elapsed(), u"ms"_s);
}

} // namespace

void benchLogStore()
{
    const QTemporaryDir folder;
    QFile lines(folder.filePath(u"lines.log"_s));
    if (!lines.open(QIODevice::WriteOnly) || !ingest(folder.path(), lines))
        return;
    lines.close();
    report(u"log_bytes_a_row"_s, QFileInfo(folder.filePath(u"log.db"_s)).size() / rows, u"bytes"_s,
        lines.size() / rows, u"its texts"_s);
    std::unique_ptr<EventLog> log;
    openAndFill(folder.path(), log);
    if (!log)
        return;
    const qint64 bare = memmemMs(lines.fileName(), rare.toUtf8());
    searched(*log, rare); // the file's pages come from the disk once
    for (const QString &word : {rare, common}) {
        const Searched found = searched(*log, word);
        const QString name = word == rare ? u"rare"_s : u"common"_s;
        report(u"log_search_%1_first"_s.arg(name), found.first, u"ms"_s);
        report(u"log_search_%1_all"_s.arg(name), found.all, u"ms"_s, bare, u"memmem, one thread"_s);
    }
    QElapsedTimer timer;
    timer.start();
    log.reset();
    auto again = EventLog::open(folder.path());
    if (!again)
        return;
    (*again)->setWorld(world);
    const Searched found = searched(**again, rare);
    const auto lnav = lnavMs(lines.fileName());
    report(u"log_open_and_search"_s, timer.elapsed() - lnav.value_or(0), u"ms"_s, lnav, u"lnav"_s);
    if (found.rows != rows / rareEvery)
        QTextStream(stderr) << "The search found " << found.rows << " rows.\n";
}
