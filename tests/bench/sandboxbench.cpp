// SPDX-License-Identifier: MIT
#include "load.h"
#include "report.h"

#include "commands/workbench.h"
#include "session/example.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QUuid>

#include <httplib.h>

#include <algorithm>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

QByteArray event(const QByteArray &customer)
{
    return R"({"event_id":")" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + R"(","customer_id":")"
        + customer
        + R"(","event_name":"image.generated","metadata":{"quality":"standard","size":"1024x1024"}})";
}

QByteArray batch(const QByteArray &customer, int count)
{
    QByteArray out = R"({"events":[)";
    for (int i = 0; i < count; ++i)
        out += (i ? "," : "") + event(customer);
    return out + "]}";
}

// The same HTTP library answering without reading or storing anything: the bound of what a request can cost.
class BareServer {
public:
    BareServer()
    {
        m_server.set_tcp_nodelay(true);
        m_server.set_keep_alive_max_count(1000000);
        m_server.Post("/events/ingest", [](const httplib::Request &, httplib::Response &answer) {
            answer.set_content(R"({"ingested_count":1})", "application/json");
        });
        m_port = m_server.bind_to_any_port("127.0.0.1");
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
        while (!m_server.is_running())
            std::this_thread::yield();
    }
    ~BareServer()
    {
        m_server.stop();
        m_thread.join();
    }
    quint16 port() const { return quint16(m_port); }

private:
    httplib::Server m_server;
    int m_port = 0;
    std::thread m_thread;
};

constexpr int rowsOfPage = 50;

// Median of several, each on one connection and whole with its answer.
qint64 askedIn(quint16 port, const QByteArray &key, const std::function<std::string()> &target)
{
    httplib::Client client("127.0.0.1", port);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    const httplib::Headers head{{"Authorization", "Bearer " + key.toStdString()}};
    std::vector<qint64> times;
    for (int i = 0; i < 21; ++i) {
        const std::string path = target();
        QElapsedTimer timer;
        timer.start();
        const auto answer = client.Get(path, head);
        times.push_back(timer.nsecsElapsed() / 1000);
        if (!answer || answer->status != 200 || answer->body.size() < 100)
            qFatal("%s is not answered.", path.c_str());
        if (i == 0) // reads all that is stored
            report(u"first_"_s + (path.find("verdicts") < path.size() ? u"verdicts"_s : u"usage_history"_s),
                times.back() / 1000, u"ms"_s);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// Questions about events that are stored: `ids` are some of them.
void benchQuestions(Workbench &bench, const QList<QByteArray> &ids)
{
    const SandboxAddress &at = bench.address();
    const auto verdicts = [&] {
        std::string out = "/_sandbox/verdicts?";
        for (int i = 0; i < rowsOfPage; ++i)
            out += (i > 0 ? "&event_id=" : "event_id=")
                + ids[QRandomGenerator::global()->bounded(int(ids.size()))].toStdString();
        return out;
    };
    report(u"sandbox_verdicts_of_50_rows"_s, askedIn(at.port, at.apiKey, verdicts), u"us"_s);
    const auto subscription = bench.session().state().subscription->id.text.toStdString();
    const auto history = [&] { return "/subscriptions/" + subscription + "/usage-history"; };
    report(u"sandbox_usage_history"_s, askedIn(at.port, at.apiKey, history), u"us"_s);
}

// Events stored until there are about so many; gives some of their ids.
QList<QByteArray> fillUp(Load load, const QByteArray &customer, qint64 events)
{
    constexpr int perBatch = 1000;
    load.requests = int(events / perBatch / load.connections);
    QList<QByteArray> ids;
    std::mutex mutex;
    load.body = [&](int, int) {
        const QByteArray body = batch(customer, perBatch);
        const std::lock_guard lock(mutex);
        ids.append(body.mid(body.indexOf("event_id") + 11, 36));
        return body;
    };
    report(u"sandbox_batch_events_to_a_million"_s, requestsPerSecond(load) * perBatch, u"events/s"_s);
    return ids;
}

} // namespace

void benchSandbox()
{
    auto bench = Workbench::open({});
    if (!bench)
        return;
    Session &session = (*bench)->session();
    Example example(session, *loadScenario(pixelgen));
    QObject::connect(&example, &Example::finished, qApp, [] { QCoreApplication::exit(); });
    QObject::connect(&example, &Example::failed, qApp, [] { QCoreApplication::exit(1); });
    QMetaObject::invokeMethod(
        qApp, [&example] { example.start(); }, Qt::QueuedConnection);
    if (QCoreApplication::exec() != 0)
        return;
    const auto list = (*bench)->client().customers();
    whenDone(list, qApp, [](const Result<QList<Customer>> &) { QCoreApplication::exit(); });
    QCoreApplication::exec();
    const QByteArray customer = list.future().result()->first().id.text;

    Load single{.port = (*bench)->address().port,
        .path = "/events/ingest",
        .key = (*bench)->address().apiKey,
        .connections = 24,
        .requests = 1500,
        .body = [&](int, int) { return batch(customer, 1); }};
    const qint64 stored = requestsPerSecond(single);
    const BareServer bare;
    Load unstored = single;
    unstored.port = bare.port();
    report(u"sandbox_single_event_requests"_s, stored, u"requests/s"_s, requestsPerSecond(unstored),
        u"the same HTTP library answering without storing"_s);

    // Bodies are made before the clock runs.
    constexpr int batches = 40;
    QList<QByteArray> bodies;
    for (int i = 0; i < 4 * batches; ++i)
        bodies.append(batch(customer, 1000));
    Load thousands = single;
    thousands.connections = 4;
    thousands.requests = batches;
    thousands.body = [&](int connection, int request) { return bodies[connection * batches + request]; };
    report(u"sandbox_batch_events"_s, requestsPerSecond(thousands) * 1000, u"events/s"_s);
    QObject::connect(&session, &Session::usageChanged, qApp, [] { QCoreApplication::exit(); });
    session.refresh();
    QCoreApplication::exec();
    benchQuestions(**bench, fillUp(thousands, customer, 800'000));
}
