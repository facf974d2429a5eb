// SPDX-License-Identifier: MIT
#include "powercut/merchants.h"

#include <QUuid>
#include <QtEndian>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int clients = 6;
constexpr int batch = 1000;

} // namespace

Merchants::Merchants(quint32 seed)
    : m_recording(m_twin.folder().toUtf8())
    , m_random(seed)
{
}

// The first eight bytes are the number, the others mark it as ours.
QByteArray Merchants::exchangeOf(size_t request)
{
    QByteArray out(16, '\x5a');
    qToBigEndian(quint64(request), out.data());
    return out;
}

std::optional<size_t> Merchants::requestOfExchange(const QByteArray &id)
{
    const auto number = size_t(qFromBigEndian<quint64>(id.constData()));
    if (id != exchangeOf(number))
        return std::nullopt;
    return number;
}

void Merchants::run(const LoadSize &size)
{
    m_twin.start();
    phase(size);
    if (size.worlds) {
        const size_t before = m_sent.size();
        const QByteArray snapshot = takeSnapshot();
        phase(size);
        m_twin.restart();
        phase(size);
        exchangeWorld("/_sandbox/reset", 0);
        phase(size);
        exchangeWorld("/_sandbox/snapshots/" + snapshot + "/restore", before);
        phase(size);
    }
    m_twin.stop();
}

void Merchants::phase(const LoadSize &size)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        const quint32 seed = m_random.generate();
        threads.emplace_back([this, i, seed, size] { client(i, seed, size); });
    }
    for (std::thread &thread : threads)
        thread.join();
}

void Merchants::client(int number, quint32 seed, const LoadSize &size)
{
    QRandomGenerator random(seed);
    Wire wire(m_twin.port());
    const Customer customer = makeCustomer(wire);
    const int large = size.batchesOf1000 / clients + (number < size.batchesOf1000 % clients ? 1 : 0);
    for (int i = 0; i < size.requests; ++i) {
        const int dice = random.bounded(100);
        if (large > 0 && i % (size.requests / large) == size.requests / large / 2) {
            sendEvents(wire, batch, customer.id, 200);
        } else if (dice < 70) {
            sendEvents(wire, dice < 50 ? 1 : random.bounded(2, 30), customer.id, 200);
        } else if (dice < 80) {
            const size_t at = note({.kind = SentRequest::Kind::Rename, .customer = customer.request});
            const QByteArray name = "{\"name\":\"" + QByteArray::number(at) + "\"}";
            send(wire, at, "PATCH", "/customers/" + customer.id, name, 200);
        } else if (dice < 85) {
            makeCustomer(wire);
        } else if (dice < 92) {
            sendEvents(wire, 2, "cus_nobody", 400);
        } else {
            // A reader holds a snapshot of the file, which keeps checkpoints from ending.
            if (wire.send(m_twin.bytes("GET", "/events?page_size=100")).status != 200)
                qFatal("a list was not answered");
        }
    }
}

void Merchants::sendEvents(Wire &wire, int events, const QByteArray &customer, int status)
{
    using Kind = SentRequest::Kind;
    const bool refused = status >= 400;
    const size_t at = note({.kind = refused ? Kind::Refused : Kind::Events, .events = refused ? 0 : events});
    send(wire, at, "POST", "/events/ingest", eventsBody(at, events, customer), status);
}

size_t Merchants::note(const SentRequest &request)
{
    const std::lock_guard lock(m_mutex);
    m_sent.push_back(request);
    m_sent.back().world = int(m_worlds.size());
    return m_sent.size() - 1;
}

WireAnswer Merchants::send(Wire &wire, size_t request, const QByteArray &method, const QByteArray &target,
    const QByteArray &body, int status)
{
    const QByteArray exchange = QUuid::fromRfc4122(exchangeOf(request)).toByteArray(QUuid::WithoutBraces);
    const auto answer
        = wire.send(m_twin.bytes(method, target, body, {{exchangeHeader.toByteArray(), exchange}}));
    const qsizetype position = m_recording.position();
    if (answer.status != status)
        qFatal("%s %s was answered with %d", method.constData(), target.constData(), answer.status);
    const std::lock_guard lock(m_mutex);
    m_sent[request].acknowledged = position;
    return answer;
}

Merchants::Customer Merchants::makeCustomer(Wire &wire)
{
    const size_t at = note({.kind = SentRequest::Kind::Customer});
    const QByteArray email = QByteArray::number(at) + "@example.com";
    const auto answer
        = send(wire, at, "POST", "/customers", "{\"email\":\"" + email + "\",\"name\":\"new\"}", 200);
    return {at, answer.json()["customer_id"_L1].toString().toUtf8()};
}

QByteArray Merchants::eventsBody(size_t request, int events, const QByteArray &customer) const
{
    QByteArrayList out;
    for (int i = 0; i < events; ++i)
        out.append(Twin::event(QByteArray::number(request) + '-' + QByteArray::number(i), customer,
            R"(,"metadata":{"quality":"hd"})"));
    return R"({"events":[)" + out.join(',') + "]}";
}

size_t Merchants::requestsHere() const
{
    const auto world = int(m_worlds.size());
    return m_worlds.back().keeps + size_t(std::ranges::count(m_sent, world, &SentRequest::world));
}

QByteArray Merchants::takeSnapshot()
{
    const auto answer = m_twin.call("POST", "/_sandbox/snapshots");
    if (answer.status != 201)
        qFatal("no snapshot was taken");
    const QByteArray id = answer.json()["id"_L1].toString().toUtf8();
    m_snapshots.push_back({id, m_recording.position(), requestsHere()});
    return id;
}

void Merchants::exchangeWorld(const QByteArray &target, size_t keeps)
{
    const qsizetype asked = m_recording.position();
    const size_t here = requestsHere();
    const auto answer = m_twin.call("POST", target);
    if (answer.status != 200)
        qFatal("the world was not exchanged");
    m_worlds.push_back({asked, m_recording.position(), keeps});
    const QByteArray kept = answer.json()["snapshot"_L1].toString().toUtf8();
    if (!kept.isEmpty())
        m_snapshots.push_back({kept, m_recording.position(), here});
}
