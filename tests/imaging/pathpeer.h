// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"

#include <QBuffer>
#include <QHash>
#include <QSemaphore>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThreadPool>

// An image server that says what a test gives it, by path: the n-th request for one gets its n-th answer, the
// last one repeats. An empty answer leaves the caller waiting. What is not named is a 404.
class PathPeer : public QObject {
public:
    PathPeer()
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                    m_waiting.remove(socket);
                    socket->deleteLater();
                });
            }
        });
    }

    ~PathPeer() override { stop(); }

    void on(const QByteArray &path, const QByteArrayList &answers) { m_answers.insert(path, answers); }
    void stop()
    {
        m_server.close();
        for (const auto sockets = m_server.findChildren<QTcpSocket *>(); QTcpSocket * socket : sockets) {
            socket->disconnect(this);
            delete socket;
        }
        m_waiting.clear();
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    QByteArrayList requests(const QByteArray &path) const { return m_requests.value(path); } // whole
    qsizetype asked(const QByteArray &path) const { return requests(path).size(); }
    int waiting() const { return int(m_waiting.size()); } // callers that were left waiting and still do

    // Milliseconds from then until the first request for the path; negative: none came.
    qint64 arrivedAfter(const QByteArray &path, std::chrono::steady_clock::time_point then) const
    {
        const auto at = m_arrived.find(path);
        return at == m_arrived.end() ? -1 : std::chrono::ceil<std::chrono::milliseconds>(*at - then).count();
    }

    static QByteArray json(const QByteArray &body, const QByteArray &status = "200 OK")
    {
        return answer(body, "application/json", status);
    }

    static QByteArray answer(
        const QByteArray &body, const QByteArray &type, const QByteArray &status = "200 OK")
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }

    static QByteArray stream(const QByteArray &frames)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + frames;
    }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &got = m_partial[socket];
        got += socket->readAll();
        const qsizetype head = got.indexOf("\r\n\r\n");
        if (head < 0 || got.size() < head + 4 + lengthIn(got.first(head)))
            return;
        const QByteArray request = std::exchange(got, {});
        const QByteArray target = request.split(' ').value(1);
        const QByteArray path = target.split('?').first();
        if (!m_arrived.contains(path))
            m_arrived.insert(path, std::chrono::steady_clock::now());
        QByteArrayList &before = m_requests[path];
        before.append(request);
        const QByteArrayList answers = m_answers.value(path, {json("{}", "404 Not Found")});
        const QByteArray bytes = answers.at(std::min(before.size(), answers.size()) - 1);
        if (bytes.isEmpty()) {
            m_waiting.insert(socket);
            return;
        }
        socket->write(bytes);
        socket->disconnectFromHost();
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        const qsizetype at = head.toLower().indexOf("content-length:");
        return at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    }

    QTcpServer m_server;
    QHash<QByteArray, QByteArrayList> m_answers;
    QHash<QByteArray, QByteArrayList> m_requests;
    QHash<QByteArray, std::chrono::steady_clock::time_point> m_arrived;
    QHash<QTcpSocket *, QByteArray> m_partial;
    QSet<QTcpSocket *> m_waiting;
};

inline QByteArray pictureFile(const char *format = "PNG", const QColor &colour = Qt::blue)
{
    QImage image(16, 8, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return out;
}

// {"b64_json":"…"}
inline QByteArray dataItem(const QByteArray &file = pictureFile())
{
    return "{\"b64_json\":\"" + file.toBase64() + "\"}";
}

inline ImageLimits quickLimits()
{
    return {.deadline = std::chrono::seconds(5),
        .listDeadline = std::chrono::seconds(5),
        .poll = std::chrono::milliseconds(5),
        .backoff = {.retries = 2, .first = std::chrono::milliseconds(1)},
        .jitter = [] { return 1000; }};
}

// Stages as "name done/total", and the previews that came with them.
struct Stages {
    QStringList told;
    QByteArrayList previews;

    void follow(CallProgress *progress)
    {
        QObject::connect(progress, &CallProgress::stage, progress,
            [this](const QString &name, int done, int total, const QByteArray &preview) {
                told.append(QStringLiteral("%1 %2/%3").arg(name).arg(done).arg(total));
                if (!preview.isEmpty())
                    previews.append(preview);
            });
    }
};

// What goes to the log.
struct KeptExchanges : ExchangeSink {
    void record(Exchange exchange) override { all.append(std::move(exchange)); }
    QList<Exchange> all;
};

// While it lives the pool begins nothing, so that an answer that has come is not read yet.
class HeldPool {
public:
    HeldPool()
    {
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QThreadPool::globalInstance()->start([this] { m_free.acquire(); });
    }

    ~HeldPool()
    {
        m_free.release();
        QThreadPool::globalInstance()->waitForDone();
        QThreadPool::globalInstance()->setMaxThreadCount(m_threads);
    }

    Q_DISABLE_COPY_MOVE(HeldPool)

private:
    const int m_threads = QThreadPool::globalInstance()->maxThreadCount();
    QSemaphore m_free;
};

// Ends the test when the call is not done in time.
#define FINISHED(call) QTRY_VERIFY_WITH_TIMEOUT((call).future().isFinished(), 10'000)
