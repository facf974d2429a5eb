// SPDX-License-Identifier: MIT
#include "load.h"

#include <QElapsedTimer>
#include <QTcpSocket>

#include <atomic>
#include <thread>
#include <vector>

namespace {

constexpr int patience = 20000; // milliseconds for one answer

// Reads one answer with Content-Length; its status, or 0.
int readAnswer(QTcpSocket &socket, QByteArray &buffer)
{
    while (true) {
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd >= 0) {
            const QByteArray head = buffer.left(headEnd).toLower();
            const qsizetype at = head.indexOf("content-length:");
            const qsizetype length
                = at < 0 ? 0 : head.mid(at + 15, head.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
            if (buffer.size() >= headEnd + 4 + length) {
                const int status = head.mid(9, 3).toInt();
                buffer.remove(0, headEnd + 4 + length);
                return status;
            }
        }
        if (!socket.waitForReadyRead(patience))
            return 0;
        buffer += socket.readAll();
    }
}

bool run(const Load &load, int connection)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), load.port);
    if (!socket.waitForConnected(patience))
        return false;
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QByteArray buffer;
    for (int i = 0; i < load.requests; ++i) {
        const QByteArray body = load.body(connection, i);
        socket.write("POST " + load.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(load.port)
            + "\r\nAuthorization: Bearer " + load.key
            + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body);
        if (readAnswer(socket, buffer) != 200)
            return false;
    }
    return true;
}

} // namespace

qint64 requestsPerSecond(const Load &load)
{
    std::atomic_bool failed = false;
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> clients;
    for (int i = 0; i < load.connections; ++i)
        clients.emplace_back([&, i] {
            if (!run(load, i))
                failed = true;
        });
    for (std::thread &client : clients)
        client.join();
    const qint64 total = qint64(load.connections) * load.requests;
    return failed ? 0 : total * 1000000000 / std::max<qint64>(1, timer.nsecsElapsed());
}
