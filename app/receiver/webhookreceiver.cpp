// SPDX-License-Identifier: MIT
#include "receiver/webhookreceiver.h"

#include "receiver/httpreader.h"
#include "receiver/webhookconnection.h"
#include "support/strictjson.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 portsTried = 10;
constexpr qsizetype keptOfOthers = 64 * 1024; // of a body: through a tunnel anybody may send them

// Missing or broken headers are a broken request; what is whole and wrong is not the service's.
int statusOf(WebhookFault fault)
{
    switch (fault) {
    case WebhookFault::None:
        return 200;
    case WebhookFault::HeaderMissing:
    case WebhookFault::HeaderEmpty:
    case WebhookFault::HeaderRepeated:
    case WebhookFault::BadId:
    case WebhookFault::BadTimestamp:
        return 400;
    case WebhookFault::NoSecret: // the service tries again later
    case WebhookFault::BadSecret:
        return 503;
    default:
        return 401;
    }
}

} // namespace

WebhookReceiver::WebhookReceiver(
    SeenWebhooks &seen, const Clock &clock, ReceiverLimits limits, QObject *parent)
    : QObject(parent)
    , m_seen(seen)
    , m_clock(clock)
    , m_limits(limits)
{
    connect(&m_server, &QTcpServer::newConnection, this, &WebhookReceiver::accept);
}

WebhookReceiver::~WebhookReceiver()
{
    stop();
}

Result<quint16> WebhookReceiver::listen(quint16 port)
{
    stop();
    const quint16 last = port == 0 || port > 65535 - portsTried ? port : quint16(port + portsTried);
    for (int candidate = port; candidate <= last; ++candidate) {
        if (m_server.listen(QHostAddress::LocalHost, quint16(candidate)))
            return m_server.serverPort();
    }
    return Error{.kind = Error::Kind::Network,
        .message = u"Ports %1 to %2 are taken: %3."_s.arg(port).arg(last).arg(m_server.errorString()),
        .field = u"port"_s};
}

void WebhookReceiver::stop()
{
    m_server.close();
    const auto open = findChildren<WebhookConnection *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(open);
}

void WebhookReceiver::setSecrets(const QList<QByteArray> &secrets)
{
    m_secrets = secrets;
}

void WebhookReceiver::setTunnelHost(const QByteArray &host)
{
    m_tunnelHost = host.toLower();
}

void WebhookReceiver::clear()
{
    m_deliveries.clear();
}

void WebhookReceiver::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *connection = new WebhookConnection(socket, *this);
        if (m_open <= m_limits.connections)
            continue;
        ReceivedWebhook delivery;
        delivery.why = u"More than %1 connections are open at once."_s.arg(m_limits.connections);
        delivery.status = 503;
        connection->refuse(503, keep(delivery).text);
    }
}

ReceivedWebhook WebhookReceiver::begun(const HttpReader &reader) const
{
    ReceivedWebhook out;
    out.body = reader.body();
    if (!reader.head())
        return out;
    out.method = reader.head()->method;
    out.target = reader.head()->target;
    out.headers = masked(reader.head()->headers);
    return out;
}

WebhookReceiver::Reply WebhookReceiver::keep(ReceivedWebhook delivery)
{
    delivery.number = ++m_count;
    delivery.at = m_clock.now();
    if (!delivery.good() && delivery.body.size() > keptOfOthers)
        delivery.body = delivery.body.left(keptOfOthers);
    const Reply reply{.status = delivery.status, .text = delivery.good() ? u"Received."_s : delivery.why};
    m_deliveries.append(delivery);
    if (m_deliveries.size() > m_limits.kept)
        m_deliveries.removeFirst();
    // Queued, so that the sender has its answer before anybody acts.
    const auto tell = [this, delivery] {
        Q_EMIT received(delivery);
        if (delivery.kind == ReceivedWebhook::Kind::Taken)
            Q_EMIT taken(delivery);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    return reply;
}

// A page in a browser may reach this port by a name of its own that leads to 127.0.0.1.
std::optional<Error> WebhookReceiver::notForHere(
    const Headers &headers, const ReceivedWebhook &delivery) const
{
    const auto refused = [](int status, const QString &sentence) {
        return Error{.kind = Error::Kind::Invalid, .message = sentence, .status = status};
    };
    const QByteArray given = headerValue(headers, "host");
    const auto host = hostOf(given);
    if (!host || (!isLoopbackHost(*host) && (m_tunnelHost.isEmpty() || *host != m_tunnelHost)))
        return refused(421, u"The host “%1” is not the one allowed here."_s.arg(QString::fromUtf8(given)));
    if (delivery.target != "/" && !delivery.target.startsWith("/?"))
        return refused(404, u"There is nothing at this path. Messages go to “/”."_s);
    if (delivery.method != "POST")
        return refused(405, u"Messages come by POST."_s);
    return std::nullopt;
}

void WebhookReceiver::judge(ReceivedWebhook &delivery, const Headers &headers)
{
    delivery.verdict = verifyWebhook(headers, delivery.body, m_secrets, m_clock.now());
    delivery.id = delivery.verdict.id;
    const auto json = readObject(delivery.body, {.maxBytes = HttpReader::bodyBytes, .maxDepth = 64});
    if (json)
        delivery.type = json->value("type"_L1).toString();
    delivery.status = statusOf(delivery.verdict.fault);
    delivery.why = delivery.verdict.why;
    delivery.kind = ReceivedWebhook::Kind::Unsigned;
    if (!delivery.verdict.good())
        return;
    if (!json) {
        delivery.kind = ReceivedWebhook::Kind::Refused;
        delivery.status = 400;
        delivery.why = u"The body is no JSON object."_s;
        return;
    }
    const auto before = m_seen.remember(delivery.id, m_clock.now());
    if (!before) {
        delivery.kind = ReceivedWebhook::Kind::NotKept;
        delivery.status = 500;
        delivery.why = u"Its id cannot be kept: %1"_s.arg(before.error().message);
        return;
    }
    delivery.kind = *before ? ReceivedWebhook::Kind::SentBefore : ReceivedWebhook::Kind::Taken;
    if (*before)
        delivery.why = u"It came before, at %1."_s.arg(QString::fromLatin1(toIso(**before)));
}

WebhookReceiver::Reply WebhookReceiver::answer(const HttpReader &reader)
{
    ReceivedWebhook delivery = begun(reader);
    if (reader.state() == HttpReader::State::Failed) {
        delivery.status = reader.error().status;
        delivery.why = reader.error().message;
        return keep(delivery);
    }
    const Headers &headers = reader.head()->headers;
    if (const auto error = notForHere(headers, delivery)) {
        delivery.status = error->status;
        delivery.why = error->message;
        return keep(delivery);
    }
    judge(delivery, headers);
    return keep(delivery);
}

WebhookReceiver::Reply WebhookReceiver::tooSlow(const HttpReader &reader)
{
    ReceivedWebhook delivery = begun(reader);
    delivery.status = 408;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_limits.whole).count();
    delivery.why = u"The request was not whole within %1 s."_s.arg(seconds);
    return keep(delivery);
}

void WebhookReceiver::brokenOff(const HttpReader &reader)
{
    if (!reader.begun())
        return; // somebody looked whether the port is open
    ReceivedWebhook delivery = begun(reader);
    delivery.why = u"The connection ended before the request was whole."_s;
    keep(delivery);
}
