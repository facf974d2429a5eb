// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

// A webhook handler on this computer that answers every request with one status, and keeps what it heard.
class Handler : public QObject {
public:
    explicit Handler(int status)
        : m_status(status)
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(
            &m_server, &QTcpServer::newConnection, this, [this] { take(m_server.nextPendingConnection()); });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1/webhook").arg(m_server.serverPort()); }
    QByteArray heard() const { return m_heard; }

private:
    void take(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            m_heard += socket->readAll();
            if (!whole())
                return;
            socket->write("HTTP/1.1 " + QByteArray::number(m_status)
                + " -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    }

    bool whole() const
    {
        const qsizetype end = m_heard.indexOf("\r\n\r\n");
        const qsizetype at = m_heard.toLower().indexOf("content-length: ");
        if (end < 0 || at < 0)
            return false;
        const QByteArray length = m_heard.mid(at + 16, m_heard.indexOf('\r', at) - at - 16);
        return m_heard.size() >= end + 4 + length.toInt();
    }

    QTcpServer m_server;
    int m_status;
    QByteArray m_heard;
};
