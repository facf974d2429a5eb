// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

// A network peer that says exactly the bytes a test gives it, to play what a well-behaved server never does.
// The n-th request gets the n-th script; the last one repeats. Requests are kept whole: head and body.
class Peer : public QObject {
public:
    enum class Then { Close, KeepOpen, Drip }; // Drip: a blank every 10 ms, for ever

    struct Script {
        QByteArray bytes;
        Then then = Then::Close;
    };

    explicit Peer(QList<Script> scripts)
        : m_scripts(std::move(scripts))
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            }
        });
    }

    explicit Peer(const QByteArray &answer)
        : Peer(QList<Script>{{answer}})
    {
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    const QList<QByteArray> &requests() const { return m_requests; }
    void stop() { m_server.close(); }
    int open() const { return int(m_server.findChildren<QTcpSocket *>().size()); }

    static QByteArray answer(const QByteArray &status, const QByteArray &body, const QByteArray &extra = {},
        const QByteArray &type = "application/json")
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n" + extra + "Connection: close\r\n\r\n" + body;
    }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &got = m_partial[socket];
        got += socket->readAll();
        const qsizetype head = got.indexOf("\r\n\r\n");
        if (head < 0 || got.size() < head + 4 + lengthIn(got.first(head)))
            return;
        m_requests.append(std::exchange(got, {}));
        const Script script = m_scripts.at(std::min(m_requests.size(), m_scripts.size()) - 1);
        socket->write(script.bytes);
        if (script.then == Then::Close)
            socket->disconnectFromHost();
        if (script.then == Then::Drip)
            drip(socket);
    }

    static void drip(QTcpSocket *socket)
    {
        auto *timer = new QTimer(socket);
        QObject::connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        timer->start(10);
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        const qsizetype at = head.toLower().indexOf("content-length:");
        return at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    }

    QTcpServer m_server;
    QList<Script> m_scripts;
    QList<QByteArray> m_requests;
    QHash<QTcpSocket *, QByteArray> m_partial;
};

// Ends the test when the call is not done in time.
#define SETTLED(call) QTRY_VERIFY_WITH_TIMEOUT((call).future().isFinished(), 10'000)
