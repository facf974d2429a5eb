// SPDX-License-Identifier: MIT
#include "benchworld.h"
#include "report.h"
#include "requests.h"
#include "sandboxparts.h"
#include "served.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr int perBatch = 1000;
constexpr int batchesPerPiece = 100;
constexpr int pieces = 10; // a million events
constexpr int rowsOfPage = 50;

// Events a second, or 0.
double ingest(const Served &sandbox, BenchWorld &world, int batches)
{
    const Volley volley = ingestRequests(sandbox.port(), world.customers, batches, perBatch);
    for (const QByteArray &request : volley.requests)
        world.events.append(request.mid(request.indexOf("event_id") + 11, 36));
    const auto struck = strike(sandbox.port(), volley, 16);
    return struck ? batches * perBatch / struck->seconds : 0;
}

double middle(std::vector<double> of)
{
    std::ranges::sort(of);
    return of[of.size() / 2];
}

// The first answer and the median of the next ones.
bool ask(const Served &sandbox, const QString &name, const std::function<QByteArray()> &target)
{
    std::vector<double> times;
    for (int i = 0; i < 12; ++i) {
        const auto reply = sandbox.ask("GET", target());
        if (reply.status != 200 || reply.bytes < 100)
            return false;
        times.push_back(reply.milliseconds);
    }
    report(name + u"_first"_s, qint64(times.front() * 1000), u"us"_s);
    report(name, qint64(middle({times.begin() + 1, times.end()}) * 1000), u"us"_s);
    return true;
}

bool askAll(const Served &sandbox, const BenchWorld &world)
{
    qsizetype nth = 0;
    const auto customer = [&] { return world.customers[nth++ % world.customers.size()]; };
    const auto page = [&] { return "/events?page_size=100&customer_id=" + customer(); };
    const auto history = [&] {
        return "/subscriptions/" + world.subscriptions[nth++ % world.customers.size()] + "/usage-history";
    };
    const auto again = [&] { return "/subscriptions/" + world.subscriptions.first() + "/usage-history"; };
    const auto verdicts = [&] {
        QByteArray out = "/_sandbox/verdicts?";
        for (int i = 0; i < rowsOfPage; ++i)
            out += (i > 0 ? "&event_id=" : "event_id=") + world.events[(nth++ * 37) % world.events.size()];
        return out;
    };
    const auto one = [&] { return "/events/" + world.events[(nth++ * 37) % world.events.size()]; };
    return ask(sandbox, u"million_events_page_of_100"_s, page) && ask(sandbox, u"million_event_by_id"_s, one)
        && ask(sandbox, u"million_usage_history_of_a_new_customer"_s, history)
        && ask(sandbox, u"million_usage_history"_s, again)
        && ask(sandbox, u"million_verdicts_of_50"_s, verdicts);
}

bool fill(const Served &sandbox, BenchWorld &world)
{
    std::vector<double> rates;
    for (int i = 0; i < pieces; ++i) {
        rates.push_back(ingest(sandbox, world, batchesPerPiece));
        if (rates.back() <= 0)
            return false;
    }
    const double first = middle({rates.begin(), rates.begin() + 3});
    const double last = middle({rates.end() - 3, rates.end()});
    report(u"million_ingest_first_300000"_s, qint64(first), u"events/s"_s);
    report(u"million_ingest_last_300000"_s, qint64(last), u"events/s"_s);
    report(u"million_ingest_last_of_first"_s, qint64(last / first * 100), u"%"_s);
    return true;
}

void tellMemory(const Served &sandbox, const QString &when)
{
    report(u"million_rss_"_s + when, sandbox.kilobytes("VmRSS") / 1024, u"MB"_s);
    report(u"million_rss_anon_"_s + when, sandbox.kilobytes("RssAnon") / 1024, u"MB"_s);
}

// Processor time tells more than the clock while others keep the machine busy.
void tellCpu(const Served &sandbox, const QString &name, double since)
{
    report(name + u"_cpu"_s, qint64((sandbox.cpu() - since) * 1000), u"ms"_s);
}

// From the start of the process to its first answers.
bool startAgain(const QString &folder, BenchWorld &world)
{
    QElapsedTimer timer;
    timer.start();
    const auto sandbox = Served::sandbox(folder);
    if (!sandbox)
        return false;
    const bool read = sandbox->ask("GET", "/events?page_size=1").status == 200;
    report(u"million_start_to_first_read"_s, timer.elapsed(), u"ms"_s);
    const bool stored = ingest(*sandbox, world, 1) > 0;
    report(u"million_start_to_first_ingest"_s, timer.elapsed(), u"ms"_s);
    tellCpu(*sandbox, u"million_start_to_first_ingest"_s, 0);
    const bool asked = ask(*sandbox, u"million_usage_history_after_start"_s,
        [&] { return "/subscriptions/" + world.subscriptions.last() + "/usage-history"; });
    tellMemory(*sandbox, u"after_start"_s);
    return read && stored && asked;
}

bool closeMonth(const Served &sandbox, const BenchWorld &world)
{
    const double cpu = sandbox.cpu();
    const auto moved = sandbox.post("/_sandbox/clock", {{"advance"_L1, "1 month"_L1}});
    const auto payments = sandbox.ask("GET", "/payments?page_size=100");
    report(u"million_month_of_100_customers"_s, qint64(moved.milliseconds), u"ms"_s);
    tellCpu(sandbox, u"million_month_of_100_customers"_s, cpu);
    qint64 paid = 0;
    for (const auto &payment : payments.json["items"_L1].toArray())
        paid += payment["total_amount"_L1].toInteger() > 0;
    return moved.status == 200 && paid == world.customers.size();
}

// POST /_sandbox/reset with 100,000 events.
bool benchReset()
{
    QTemporaryDir folder;
    const auto sandbox = Served::sandbox(folder.path());
    if (!sandbox)
        return false;
    BenchWorld world = populate(*sandbox);
    if (ingest(*sandbox, world, 100) <= 0)
        return false;
    const double cpu = sandbox->cpu();
    const auto reset = sandbox->ask("POST", "/_sandbox/reset");
    report(u"reset_with_100000_events"_s, qint64(reset.milliseconds), u"ms"_s);
    tellCpu(*sandbox, u"reset_with_100000_events"_s, cpu);
    return reset.status == 200;
}

} // namespace

bool benchMillion()
{
    QTemporaryDir folder;
    BenchWorld world;
    {
        const auto sandbox = Served::sandbox(folder.path());
        if (!sandbox)
            return false;
        world = populate(*sandbox);
        if (!fill(*sandbox, world))
            return false;
        tellMemory(*sandbox, u"filled"_s);
        if (!askAll(*sandbox, world))
            return false;
        tellMemory(*sandbox, u"asked"_s);
    }
    if (!startAgain(folder.path(), world))
        return false;
    const auto sandbox = Served::sandbox(folder.path());
    if (!sandbox || !closeMonth(*sandbox, world))
        return false;
    tellMemory(*sandbox, u"month_closed"_s);
    return benchReset();
}
