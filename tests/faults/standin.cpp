// SPDX-License-Identifier: MIT
#include "faults/standin.h"

#include <QDir>
#include <QSslSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView hosts[] = {"test.dodopayments.com", "live.dodopayments.com"};

bool isLive(QByteArrayView host)
{
    return host == hosts[1];
}

QByteArray reason(int status)
{
    switch (status) {
    case 401:
        return "401 Unauthorized";
    case 403:
        return "403 Forbidden";
    default:
        return "404 Not Found";
    }
}

QByteArray codeOf(int status)
{
    return status == 401 ? "UNAUTHORIZED" : status == 403 ? "FORBIDDEN" : "NOT_FOUND";
}

QByteArray messageOf(int status)
{
    switch (status) {
    case 401:
        return "The API key is not valid.";
    case 403:
        return "The API key may not write.";
    default:
        return "No such path.";
    }
}

Mishap refusal(int status)
{
    const QByteArray body = "{\"code\":\"" + codeOf(status) + "\",\"message\":\"" + messageOf(status) + "\"}";
    return {.bytes = "HTTP/1.1 " + reason(status) + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body,
        .end = Mishap::End::Keep};
}

QByteArray keyIn(const RelayedRequest &request)
{
    const QByteArray value = headerValue(request.head, "authorization");
    return value.startsWith("Bearer ") ? value.sliced(7) : QByteArray();
}

} // namespace

StandIn::StandIn(Keys keys)
    : m_keys(std::move(keys))
{
}

Result<std::unique_ptr<StandIn>> StandIn::start(const QString &folder, Keys keys)
{
    std::unique_ptr<StandIn> out(new StandIn(std::move(keys)));
    for (const bool live : {false, true}) {
        const QString own = folder + (live ? u"/live"_s : u"/test"_s);
        QDir().mkpath(own);
        SandboxOptions options;
        options.folder = own;
        options.port = 0;
        auto sandbox = Sandbox::start(std::move(options));
        if (!sandbox)
            return sandbox.error();
        out->m_sandboxes[live] = *std::move(sandbox);
    }
    if (!out->listen(QHostAddress::LocalHost))
        return Error{.kind = Error::Kind::Network, .message = out->errorString()};
    return out;
}

void StandIn::choose(std::function<std::optional<Mishap>(const RelayedRequest &)> choice)
{
    m_choice = std::move(choice);
}

void StandIn::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { tunnel(socket); });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
}

// The proxy's own part: one CONNECT, then the host behind it speaks.
void StandIn::tunnel(QSslSocket *socket)
{
    const QByteArray head = socket->peek(8192);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const RelayedRequest request = requestFrom(head.first(end));
    const QByteArray host = request.target.left(request.target.indexOf(':'));
    const bool known = request.method == "CONNECT" && request.target.endsWith(":443")
        && std::ranges::find(hosts, host) != std::end(hosts);
    m_seen.append(
        {.host = request.target, .method = request.method, .target = {}, .status = known ? 200 : 403});
    if (!known) {
        socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return socket->disconnectFromHost();
    }
    socket->skip(end + 4);
    socket->disconnect(this);
    socket->disconnect(socket, &QSslSocket::disconnected, socket, nullptr);
    socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
    new Relay(
        socket, sandbox(isLive(host)).port,
        [this, host](RelayedRequest &call, QByteArray &more) { return judge(host, call, more); }, this);
    socket->setSslConfiguration(m_certificates.server(Certificates::Kind::Good));
    socket->startServerEncryption();
}

// What the sandbox behind would not refuse by itself; 0: nothing.
int StandIn::statusOf(const QByteArray &host, const RelayedRequest &request) const
{
    const bool live = isLive(host);
    const QByteArray key = keyIn(request);
    const bool reading = key == (live ? m_keys.liveReading : m_keys.testReading);
    if (request.target.startsWith("/_sandbox"))
        return 404;
    if (!reading && key != (live ? m_keys.live : m_keys.test))
        return 401;
    return reading && request.method != "GET" && request.method != "HEAD" ? 403 : 0;
}

std::optional<Mishap> StandIn::judge(const QByteArray &host, RelayedRequest &request, QByteArray &answerHead)
{
    const int status = statusOf(host, request);
    m_seen.append({.host = host, .method = request.method, .target = request.target, .status = status});
    if (m_choice) {
        if (const auto mishap = m_choice(request))
            return mishap;
    }
    if (status != 0)
        return refusal(status);
    for (auto &[name, value] : request.head) {
        if (name == "authorization")
            value = "Bearer " + sandbox(isLive(host)).apiKey;
    }
    answerHead = rateHead(host);
    return std::nullopt;
}

QByteArray StandIn::rateHead(const QByteArray &host)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    Rate &rate = m_rates[host];
    if (rate.second != now)
        rate = {.second = now};
    ++rate.used;
    return "X-RateLimit-Limit: " + QByteArray::number(m_callsPerSecond) + "\r\nX-RateLimit-Remaining: "
        + QByteArray::number(qMax(0, m_callsPerSecond - rate.used)) + "\r\nX-RateLimit-Reset: 1\r\n";
}
