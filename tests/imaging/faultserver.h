// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <sys/socket.h>

// What the server does with one request: bytes exactly as they are, and an end.
struct Play {
    enum class End { Close, Reset, Stay };

    QByteArray bytes = {};
    End end = End::Close;
    qsizetype piece = 0; // bytes at a time, every 10 ms; 0: all at once
    bool atOnce = false; // reset before a word of the request was read
};

namespace plays {

inline QByteArray head(const QByteArray &status, const QByteArray &fields)
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + fields + "\r\n";
}

inline Play answer(const QByteArray &status, const QByteArray &body,
    const QByteArray &type = "application/json", const QByteArray &fields = {})
{
    return {.bytes = head(status,
                         "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size())
                             + "\r\n" + fields)
            + body};
}

inline Play json(const QByteArray &body)
{
    return answer("200 OK", body);
}

// Ends where the connection does.
inline Play unmeasured(const QByteArray &body, const QByteArray &type = "application/json")
{
    return {.bytes = head("200 OK", "Content-Type: " + type + "\r\n") + body};
}

inline Play withEnd(Play play, Play::End end)
{
    play.end = end;
    return play;
}

} // namespace plays

// An image server that misbehaves to order, on real sockets. Requests to a path of `at` are played from
// there, all others from `orders`; the last of a list is played again and again.
class FaultServer : public QTcpServer {
public:
    struct Seen {
        QByteArray method;
        QByteArray path;
        Headers head;
        QByteArray body;
    };

    FaultServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, &FaultServer::take);
    }

    QList<Play> orders;
    QHash<QByteArray, QList<Play>> at; // by path
    QList<Seen> seen;

    QByteArray address(const QByteArray &host = "127.0.0.1") const
    {
        return "http://" + host + ':' + QByteArray::number(serverPort());
    }
    QUrl url() const { return QUrl::fromEncoded(address() + "/v1"); }

    // How often the order itself came; those cut off before a word was read count too.
    qsizetype ordered() const
    {
        return std::ranges::count_if(seen, [this](const Seen &one) { return !at.contains(one.path); });
    }

private:
    void take()
    {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            if (!orders.isEmpty() && orders.first().atOnce) {
                seen.append(Seen{});
                next(orders);
                reset(socket);
                continue;
            }
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        }
    }

    void read(QTcpSocket *socket)
    {
        QByteArray &text = m_texts[socket];
        text += socket->readAll();
        const qsizetype end = text.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Seen one = seenIn(text.first(end));
        if (text.size() < end + 4 + headerValue(one.head, "content-length").toLongLong())
            return;
        one.body = text.sliced(end + 4);
        m_texts.remove(socket);
        seen.append(one);
        const auto found = at.find(one.path);
        play(socket, next(found == at.end() ? orders : *found));
    }

    static Seen seenIn(const QByteArray &head)
    {
        QByteArrayList lines = head.split('\n');
        const QByteArrayList first = lines.takeFirst().split(' ');
        Seen one{.method = first.value(0), .path = first.value(1).split('?').first(), .head = {}, .body = {}};
        for (const QByteArray &line : lines)
            one.head.emplaceBack(
                line.left(line.indexOf(':')).toLower(), line.mid(line.indexOf(':') + 1).trimmed());
        return one;
    }

    static Play next(QList<Play> &list)
    {
        if (list.isEmpty())
            return plays::answer("404 Not Found", "{}");
        return list.size() > 1 ? list.takeFirst() : list.first();
    }

    void play(QTcpSocket *socket, const Play &play)
    {
        const qsizetype piece = play.piece > 0 ? play.piece : play.bytes.size();
        socket->write(play.bytes.first(qMin(piece, play.bytes.size())));
        Play rest = play;
        rest.bytes = play.bytes.mid(piece);
        if (!rest.bytes.isEmpty()) {
            QTimer::singleShot(10, socket, [this, socket, rest] { this->play(socket, rest); });
            return;
        }
        if (play.end == Play::End::Close)
            socket->disconnectFromHost();
        else if (play.end == Play::End::Reset)
            QTimer::singleShot(20, socket, [socket] { reset(socket); }); // what was written shall arrive
    }

    static void reset(QTcpSocket *socket)
    {
        socket->flush();
        const linger now{.l_onoff = 1, .l_linger = 0};
        setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        socket->abort();
    }

    QHash<QTcpSocket *, QByteArray> m_texts;
};
