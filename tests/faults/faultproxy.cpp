// SPDX-License-Identifier: MIT
#include "faults/faultproxy.h"

#include <QSslSocket>

#include <algorithm>

FaultProxy::FaultProxy(quint16 service, std::optional<QSslConfiguration> tls)
    : m_service(service)
    , m_tls(std::move(tls))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("%s", qPrintable(errorString()));
    m_port = serverPort();
}

QUrl FaultProxy::url(const QString &host) const
{
    QUrl out;
    out.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    out.setHost(host);
    out.setPort(m_port);
    return out;
}

void FaultProxy::failAll(const Mishap &mishap)
{
    choose([mishap](const RelayedRequest &request) {
        return request.method == "POST" ? std::optional(mishap) : std::nullopt;
    });
}

void FaultProxy::failNext(const QList<Mishap> &mishaps)
{
    choose([left = mishaps](const RelayedRequest &request) mutable {
        return request.method == "POST" && !left.isEmpty() ? std::optional(left.takeFirst()) : std::nullopt;
    });
}

void FaultProxy::resetAtOnce()
{
    m_resetAtOnce = true;
    resetAll();
}

void FaultProxy::setTls(const QSslConfiguration &tls)
{
    m_tls = tls;
    resetAll();
}

void FaultProxy::refuse()
{
    close();
    resetAll();
}

void FaultProxy::heal()
{
    m_choice = nullptr;
    m_resetAtOnce = false;
    if (!isListening() && !listen(QHostAddress::LocalHost, m_port))
        qFatal("%s", qPrintable(errorString()));
}

qsizetype FaultProxy::faulted() const
{
    return std::ranges::count(m_seen, true, &Seen::faulted);
}

void FaultProxy::resetAll()
{
    const auto relays = findChildren<Relay *>(Qt::FindDirectChildrenOnly);
    for (Relay *relay : relays)
        relay->reset();
}

void FaultProxy::incomingConnection(qintptr descriptor)
{
    ++m_accepted;
    auto *socket = new QSslSocket; // plain until told otherwise
    socket->setSocketDescriptor(descriptor);
    auto *relay = new Relay(
        socket, m_service, [this](RelayedRequest &request, QByteArray &) { return judge(request); }, this);
    if (m_resetAtOnce) {
        ++m_resetEarly;
        relay->reset();
    } else if (m_tls) {
        socket->setSslConfiguration(*m_tls);
        socket->startServerEncryption();
    }
}

std::optional<Mishap> FaultProxy::judge(const RelayedRequest &request)
{
    const std::optional<Mishap> mishap = m_choice ? m_choice(request) : std::nullopt;
    m_seen.append({.method = request.method,
        .target = request.target,
        .head = request.head,
        .before = request.before,
        .faulted = mishap.has_value()});
    return mishap;
}
