// SPDX-License-Identifier: MIT
#include "benchworld.h"
#include "report.h"
#include "requests.h"
#include "sandboxparts.h"
#include "served.h"

#include <httplib.h>

#include <QTemporaryDir>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr int clients = 16;
const QString fastify = u"Fastify 5 in memory"_s;

// The same HTTP library answering without reading or storing anything: the bound of what a request can cost.
class BareServer {
public:
    BareServer()
    {
        m_server.set_tcp_nodelay(true);
        m_server.set_keep_alive_max_count(1000000);
        m_server.new_task_queue = [] { return new httplib::ThreadPool(32); };
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

// What one server did in all rounds.
struct Score {
    std::vector<double> perSecond;
    std::vector<double> medians;
    std::vector<double> slowest;
    std::vector<double> cpu; // microseconds of the server a request, where it is known

    qint64 middle(std::vector<double> of) const
    {
        std::ranges::sort(of);
        return of.empty() ? 0 : qint64(of[of.size() / 2] + 0.5);
    }
};

bool round(Score &score, quint16 port, const Served *process, const QList<QByteArray> &customers,
    int requests, int eventsEach)
{
    const Volley volley = ingestRequests(port, customers, requests, eventsEach);
    const double cpu = process ? process->cpu() : 0;
    const auto struck = strike(port, volley, clients);
    if (!struck)
        return false;
    score.perSecond.push_back(double(requests) * eventsEach / struck->seconds);
    score.medians.push_back(double(struck->median));
    score.slowest.push_back(double(struck->slowest1in100));
    if (process)
        score.cpu.push_back((process->cpu() - cpu) * 1e6 / requests);
    return true;
}

void tell(const QString &what, const QString &unit, const Score &own, const Score &peer)
{
    const bool beside = !peer.perSecond.empty();
    const auto peerOf = [&](const std::vector<double> &of) {
        return beside ? std::optional(peer.middle(of)) : std::nullopt;
    };
    report(u"sandbox_"_s + what, own.middle(own.perSecond), unit, peerOf(peer.perSecond), fastify);
    if (beside) {
        std::vector<double> ratios;
        for (size_t i = 0; i < own.perSecond.size(); ++i)
            ratios.push_back(own.perSecond[i] / peer.perSecond[i] * 100);
        report(u"sandbox_%1_of_peer"_s.arg(what), own.middle(ratios), u"%"_s);
    }
    report(u"sandbox_%1_p50"_s.arg(what), own.middle(own.medians), u"us"_s, peerOf(peer.medians), fastify);
    report(u"sandbox_%1_p99"_s.arg(what), own.middle(own.slowest), u"us"_s, peerOf(peer.slowest), fastify);
    report(u"sandbox_%1_cpu_each"_s.arg(what), own.middle(own.cpu), u"us"_s, peerOf(peer.cpu), fastify);
}

// Both servers new, rounds in turn; the first round of each is not counted. Whether all answers were right.
bool sideBySide(const QString &what, const QString &unit, int requests, int eventsEach, bool withBare)
{
    QTemporaryDir folder;
    const auto sandbox = Served::sandbox(folder.path());
    if (!sandbox)
        return false;
    const QList<QByteArray> customers = populate(*sandbox).customers; // every event is metered
    const auto peer = Served::fastify();
    Score own, its, none;
    for (int i = 0; i <= rounds; ++i) {
        Score *ownScore = i > 0 ? &own : &none;
        if (!round(*ownScore, sandbox->port(), sandbox.get(), customers, requests, eventsEach))
            return false;
        Score ignored;
        if (peer && !round(i > 0 ? its : ignored, peer->port(), peer.get(), customers, requests, eventsEach))
            return false;
    }
    tell(what, unit, own, its);
    if (!withBare)
        return true;
    const BareServer bare;
    Score score;
    if (!round(score, bare.port(), nullptr, customers, requests, eventsEach))
        return false;
    report(u"same_http_library_without_storing"_s, score.middle(score.perSecond), unit);
    return true;
}

} // namespace

bool benchSpeed()
{
    return sideBySide(u"single_events"_s, u"requests/s"_s, 30000, 1, true)
        && sideBySide(u"batches_of_1000"_s, u"events/s"_s, 100, 1000, false);
}
