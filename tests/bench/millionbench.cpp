// SPDX-License-Identifier: MIT
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

constexpr int customersKept = 100;
constexpr int perBatch = 1000;
constexpr int batchesPerPiece = 100;
constexpr int pieces = 10; // a million events
constexpr int rowsOfPage = 50;

struct World {
    QList<QByteArray> customers;
    QList<QByteArray> subscriptions;
    QList<QByteArray> events; // the first one of each batch
};

QJsonObject priceOf(const QString &meter)
{
    const QJsonObject line{{"meter_id"_L1, meter}, {"price_per_unit"_L1, "5"_L1}, {"free_threshold"_L1, 10}};
    return {{"type"_L1, "usage_based_price"_L1}, {"currency"_L1, "USD"_L1}, {"fixed_price"_L1, 0},
        {"payment_frequency_count"_L1, 1}, {"payment_frequency_interval"_L1, "Month"_L1},
        {"subscription_period_count"_L1, 10}, {"subscription_period_interval"_L1, "Year"_L1},
        {"meters"_L1, QJsonArray{line}}};
}

QString productOf(const Served &sandbox)
{
    const QJsonObject clause{
        {"key"_L1, "quality"_L1}, {"operator"_L1, "equals"_L1}, {"value"_L1, "standard"_L1}};
    const QJsonObject meter{{"name"_L1, "Images"_L1}, {"event_name"_L1, "image.generated"_L1},
        {"measurement_unit"_L1, "images"_L1}, {"aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}}},
        {"filter"_L1, QJsonObject{{"conjunction"_L1, "and"_L1}, {"clauses"_L1, QJsonArray{clause}}}}};
    const QString meterId = sandbox.post("/meters", meter).json["id"_L1].toString();
    const QJsonObject product{
        {"name"_L1, "Images"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, priceOf(meterId)}};
    return sandbox.post("/products", product).json["product_id"_L1].toString();
}

// Customers who have all bought the same thing.
World populate(const Served &sandbox)
{
    World out;
    const QString product = productOf(sandbox);
    for (int i = 0; i < customersKept; ++i) {
        const QString email = u"customer%1@example.com"_s.arg(i);
        const QString customer = sandbox.post("/customers", {{"email"_L1, email}, {"name"_L1, email}})
                                     .json["customer_id"_L1]
                                     .toString();
        const QJsonObject cart{{"product_id"_L1, product}, {"quantity"_L1, 1}};
        const QString session = sandbox
                                    .post("/checkouts",
                                        {{"product_cart"_L1, QJsonArray{cart}},
                                            {"customer"_L1, QJsonObject{{"customer_id"_L1, customer}}}})
                                    .json["session_id"_L1]
                                    .toString();
        const auto paid
            = sandbox.post("/session/" + session.toLatin1(), {{"card"_L1, "4242424242424242"_L1}});
        out.customers.append(customer.toLatin1());
        out.subscriptions.append(paid.json["subscription_id"_L1].toString().toLatin1());
    }
    return out;
}

// Events a second, or 0.
double ingest(const Served &sandbox, World &world, int batches)
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

bool askAll(const Served &sandbox, const World &world)
{
    qsizetype nth = 0;
    const auto customer = [&] { return world.customers[nth++ % world.customers.size()]; };
    const auto page = [&] { return "/events?page_size=100&customer_id=" + customer(); };
    const auto history
        = [&] { return "/subscriptions/" + world.subscriptions[nth++ % customersKept] + "/usage-history"; };
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

bool fill(const Served &sandbox, World &world)
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
bool startAgain(const QString &folder, World &world)
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

bool closeMonth(const Served &sandbox)
{
    const double cpu = sandbox.cpu();
    const auto moved = sandbox.post("/_sandbox/clock", {{"advance"_L1, "1 month"_L1}});
    const auto payments = sandbox.ask("GET", "/payments?page_size=100");
    report(u"million_month_of_100_customers"_s, qint64(moved.milliseconds), u"ms"_s);
    tellCpu(sandbox, u"million_month_of_100_customers"_s, cpu);
    qint64 paid = 0;
    for (const auto &payment : payments.json["items"_L1].toArray())
        paid += payment["total_amount"_L1].toInteger() > 0;
    return moved.status == 200 && paid == customersKept;
}

// POST /_sandbox/reset with 100,000 events.
bool benchReset()
{
    QTemporaryDir folder;
    const auto sandbox = Served::sandbox(folder.path());
    if (!sandbox)
        return false;
    World world = populate(*sandbox);
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
    World world;
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
    if (!sandbox || !closeMonth(*sandbox))
        return false;
    tellMemory(*sandbox, u"month_closed"_s);
    return benchReset();
}
