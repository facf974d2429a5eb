// SPDX-License-Identifier: MIT
#include "benchworld.h"
#include "report.h"
#include "requests.h"
#include "served.h"

#include "session/courier.h"
#include "support/strictjson.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QUuid>

#include <sys/resource.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 600000; // milliseconds
const QString sdk = u"dodopayments 2.52.0"_s;

// How one of them sends: the same for both.
struct Way {
    QString name;
    int events = 0; // in all
    int perRequest = 0;
    int flights = 0;
    int rounds = 1; // that count
};

struct Took {
    double seconds = 0;
    double cpu = 0; // of the sender
    double serverCpu = 0;
};

// Values of every round under one name.
using Rounds = std::vector<double>;

// New ids each time, so that the server stores every event.
QList<Event> newEvents(const QList<QByteArray> &customers, int count)
{
    const TimePoint now = SystemClock().now();
    QList<Event> events;
    for (int i = 0; i < count; ++i)
        events.append({.id = {"img_" + QUuid::createUuid().toByteArray(QUuid::Id128)},
            .customer = {customers[i % customers.size()]},
            .name = "image.generated",
            .at = now,
            .metadata
            = {{"quality", MetaValue::ofText(u"standard"_s)}, {"size", MetaValue::ofText(u"1024x1024"_s)},
                {"model", MetaValue::ofText(u"demo-painter"_s)}}});
    return events;
}

double ownCpu()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

template<typename T>
Result<T> awaited(const Call<T> &call)
{
    QEventLoop loop;
    whenDone(call, &loop, [&loop](const Result<T> &) { loop.quit(); });
    if (!call.future().isFinished())
        loop.exec();
    return call.future().result();
}

// Our own: the events lie in the workspace, leave through outbox, courier and transport, and are marked on
// disk. Nothing when not all arrived.
std::optional<Took> deliverByOutbox(const Served &sandbox, const QList<Event> &events, const Way &way)
{
    const QTemporaryDir folder;
    const SystemClock clock;
    RandomIds ids;
    auto outbox = Outbox::open(folder.path(), clock, randomBackoff(),
        {.eventsPerBatch = way.perRequest, .firstFlights = way.flights, .mostFlights = way.flights});
    if (!outbox)
        return std::nullopt;
    Transport transport({.mode = Destination::Mode::Custom,
                            .baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(sandbox.port())),
                            .key = benchKey},
        ids, clock, nullptr);
    Client client(transport);
    (*outbox)->setDestination(worldOf(transport.destination()));
    if (!awaited((*outbox)->enqueueAll(events)))
        return std::nullopt;
    QEventLoop loop;
    qsizetype left = events.size();
    qint64 ingested = 0;
    QObject::connect(outbox->get(), &Outbox::sent, &loop, [&](const QList<EventId> &sent, int counted) {
        left -= sent.size();
        ingested += counted;
        if (left <= 0)
            loop.quit();
    });
    QObject::connect(outbox->get(), &Outbox::failed, &loop,
        [](const QList<EventId> &, const Error &error) { QTextStream(stderr) << error.message << Qt::endl; });
    const double cpu = ownCpu();
    QElapsedTimer timer;
    timer.start();
    connectCourier(**outbox, client);
    loop.exec();
    if (ingested != events.size())
        return std::nullopt;
    return Took{double(timer.nsecsElapsed()) / 1e9, ownCpu() - cpu};
}

std::optional<Took> deliverBySdk(const Served &sandbox, const QList<Event> &events, const Way &way)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"events.jsonl"_s));
    if (!file.open(QIODevice::WriteOnly))
        return std::nullopt;
    for (const Event &event : events)
        file.write(toText(event) + '\n');
    file.close();
    const QJsonObject order{{"url"_L1, u"http://127.0.0.1:%1"_s.arg(sandbox.port())},
        {"key"_L1, QLatin1StringView(benchKey)}, {"file"_L1, file.fileName()},
        {"perRequest"_L1, way.perRequest}, {"flights"_L1, way.flights}};
    qputenv("BENCH_DELIVERY", compact(order));
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(BENCH_PEERS "/run"), {QStringLiteral(BENCH_WORK), u"delivery.mjs"_s});
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        return std::nullopt;
    const QJsonObject told = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    if (told["ingested"_L1].toInteger() != events.size())
        return std::nullopt;
    return Took{told["seconds"_L1].toDouble(), told["cpu"_L1].toDouble()};
}

double middle(Rounds of)
{
    std::ranges::sort(of);
    return of[of.size() / 2];
}

// How fast the server takes the same load from somebody who does nothing but post what is ready: the most
// that anybody could deliver to it.
std::optional<Took> postReady(
    const Served &sandbox, const QList<QByteArray> &customers, int events, const Way &way)
{
    const Volley volley = ingestRequests(sandbox.port(), customers, events / way.perRequest, way.perRequest);
    const auto struck = strike(sandbox.port(), volley, way.flights);
    return struck ? std::optional(Took{struck->seconds, struck->cpu}) : std::nullopt;
}

template<typename Send>
std::optional<Took> withServer(const Served &sandbox, Send send)
{
    const double before = sandbox.cpu();
    std::optional<Took> took = send();
    if (took)
        took->serverCpu = sandbox.cpu() - before;
    return took;
}

// What the clock runs for, so that the figures can be judged.
void tellSpan()
{
    QTextStream(stdout) << QString::fromUtf8(compact({
        {"measured"_L1, "from the first request to the last event delivered, one sender after the other"_L1},
        {"pixelmeter"_L1,
            "events stored before; reads them from disk, posts, marks each sent with FULL sync"_L1},
        {"sdk"_L1, "events read and parsed before; makes the JSON and posts, stores nothing"_L1},
        {"ready posts"_L1, "whole requests made before, written to bare sockets: what the server bears"_L1},
    })) << Qt::endl;
}

// In turn against one server; the first round of each is not counted.
bool sideBySide(const Way &way)
{
    const QTemporaryDir folder;
    const auto sandbox = Served::sandbox(folder.path());
    if (!sandbox)
        return false;
    const QList<QByteArray> customers = populate(*sandbox).customers;
    Rounds own, its, bare, ratios, ownCpus, itsCpus, ownServer, itsServer;
    for (int i = 0; i <= way.rounds; ++i) {
        const int events = i > 0 ? way.events : way.perRequest * way.flights;
        const auto ready = withServer(*sandbox, [&] { return postReady(*sandbox, customers, events, way); });
        const auto ours = withServer(
            *sandbox, [&] { return deliverByOutbox(*sandbox, newEvents(customers, events), way); });
        const auto theirs
            = withServer(*sandbox, [&] { return deliverBySdk(*sandbox, newEvents(customers, events), way); });
        if (!ready || !ours || !theirs) {
            QTextStream(stderr) << (!ready ? u"The bare sender"_s
                    : !ours                ? u"The outbox"_s
                                           : sdk)
                                << " did not deliver." << Qt::endl;
            return false;
        }
        if (i == 0)
            continue;
        bare.push_back(events / ready->seconds);
        own.push_back(events / ours->seconds);
        its.push_back(events / theirs->seconds);
        ratios.push_back(theirs->seconds / ours->seconds * 100);
        ownCpus.push_back(ours->cpu * 1e9 / events);
        itsCpus.push_back(theirs->cpu * 1e9 / events);
        ownServer.push_back(ours->serverCpu * 1e9 / events);
        itsServer.push_back(theirs->serverCpu * 1e9 / events);
    }
    const QString name = u"delivery_"_s + way.name;
    const auto tell
        = [&](const QString &what, const Rounds &ofOurs, const QString &unit, const Rounds &ofIts) {
              report(name + what, qint64(middle(ofOurs)), unit, qint64(middle(ofIts)), sdk);
          };
    tell({}, own, u"events/s"_s, its);
    report(name + u"_of_sdk"_s, qint64(middle(ratios)), u"%"_s);
    report(name + u"_ready_posts"_s, qint64(middle(bare)), u"events/s"_s);
    tell(u"_cpu_each"_s, ownCpus, u"ns"_s, itsCpus);
    tell(u"_server_cpu_each"_s, ownServer, u"ns"_s, itsServer);
    return true;
}

} // namespace

bool benchDelivery()
{
    reportMachine();
    tellSpan();
    const bool whole
        = sideBySide(
              {.name = u"batches_of_1000"_s, .events = 100000, .perRequest = 1000, .flights = 4, .rounds = 3})
        && sideBySide({.name = u"single_events"_s, .events = 100000, .perRequest = 1, .flights = 16});
    reportTable();
    return whole;
}
