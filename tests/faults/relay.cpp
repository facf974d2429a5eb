// SPDX-License-Identifier: MIT
#include "faults/relay.h"

#include <QHostAddress>
#include <QTimer>

#include <sys/socket.h>

namespace {

constexpr auto dripPause = 10ms;

QByteArray bytesOf(const RelayedRequest &request, quint16 port)
{
    QByteArray out = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : request.head) {
        if (name != "host" && name != "connection")
            out += name + ": " + value + "\r\n";
    }
    return out + "host: 127.0.0.1:" + QByteArray::number(port) + "\r\nconnection: close\r\n\r\n"
        + request.body;
}

// The service closes behind each answer; here the connection stays. What only a sandbox says about itself is
// left out, so that nobody can lean on it.
QByteArray kept(const QByteArray &answer, const QByteArray &more)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    QByteArrayList lines = answer.left(end).split('\n');
    QByteArray out = lines.takeFirst().trimmed() + "\r\n" + more;
    for (const QByteArray &line : lines) {
        const QByteArray name = line.left(line.indexOf(':')).toLower();
        if (name != "connection" && !name.startsWith("x-pixelmeter-"))
            out += line.trimmed() + "\r\n";
    }
    return out + answer.mid(end + 2);
}

} // namespace

RelayedRequest requestFrom(const QByteArray &head)
{
    QByteArrayList lines = head.split('\n');
    const QByteArrayList first = lines.takeFirst().trimmed().split(' ');
    RelayedRequest out{.method = first.value(0), .target = first.value(1), .head = {}, .body = {}};
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        out.head.emplaceBack(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    return out;
}

Relay::Relay(QTcpSocket *client, quint16 port, Judge judge, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_port(port)
    , m_judge(std::move(judge))
{
    m_client->setParent(this);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_client, &QTcpSocket::readyRead, this, &Relay::read);
    connect(m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    QMetaObject::invokeMethod(this, &Relay::read, Qt::QueuedConnection);
}

void Relay::read()
{
    if (!m_client->isOpen())
        return;
    m_read += m_client->readAll();
    if (m_busy || !readHead())
        return;
    const qsizetype length = headerValue(m_request->head, "content-length").toLongLong();
    if (m_read.size() >= length)
        m_request->body = m_read.first(length);
    else if (!(m_mishap && m_mishap->early))
        return;
    m_read.remove(0, qMin(length, m_read.size()));
    m_busy = true;
    ++m_before;
    carryOut();
}

bool Relay::readHead()
{
    if (m_request)
        return true;
    const qsizetype end = m_read.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    m_request = requestFrom(m_read.first(end));
    m_request->before = m_before;
    m_read.remove(0, end + 4);
    m_answerHead.clear();
    m_mishap = m_judge(*m_request, m_answerHead);
    return true;
}

void Relay::carryOut()
{
    if (m_mishap && m_mishap->service == Mishap::Service::Spared)
        play(*m_mishap, m_mishap->bytes.value_or(QByteArray()));
    else
        pass();
}

void Relay::pass()
{
    auto *service = new QTcpSocket(this);
    service->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(service, &QTcpSocket::disconnected, this, [this, service] {
        service->deleteLater();
        answered(service->readAll());
    });
    connect(service, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::ConnectionRefusedError)
            reset();
    });
    service->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    service->write(bytesOf(*m_request, m_port));
}

void Relay::answered(const QByteArray &answer)
{
    if (m_mishap)
        play(*m_mishap, m_mishap->bytes.value_or(answer));
    else
        play({.end = Mishap::End::Keep}, kept(answer, m_answerHead));
}

void Relay::play(const Mishap &mishap, const QByteArray &bytes)
{
    if (!m_client->isOpen())
        return; // the caller has gone meanwhile
    const QByteArray all = mishap.only < 0 ? bytes : bytes.first(qMin(mishap.only, bytes.size()));
    const qsizetype piece = mishap.piece > 0 ? qMin(mishap.piece, all.size()) : all.size();
    m_client->write(all.first(piece));
    if (piece == all.size())
        return finish(mishap.end);
    Mishap rest = mishap;
    rest.only = -1;
    QTimer::singleShot(dripPause, this, [this, rest, left = all.sliced(piece)] { play(rest, left); });
}

void Relay::finish(Mishap::End end)
{
    switch (end) {
    case Mishap::End::Keep:
        m_busy = false;
        m_request.reset();
        QMetaObject::invokeMethod(this, &Relay::read, Qt::QueuedConnection);
        break;
    case Mishap::End::Close:
        m_client->disconnectFromHost();
        break;
    case Mishap::End::Reset:
        // What was written shall arrive before.
        QTimer::singleShot(2 * dripPause, this, &Relay::reset);
        break;
    case Mishap::End::Hang:
        break;
    }
}

void Relay::reset()
{
    m_client->flush();
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(int(m_client->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_client->abort();
}
