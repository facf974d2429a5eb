// SPDX-License-Identifier: MIT
#pragma once

#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QUrl>

// A peer that speaks TLS with the certificate a test gives it, and gives every request the same answer.
class TlsPeer : public QObject {
public:
    TlsPeer(const QSslConfiguration &certificate, const QByteArray &answer)
    {
        m_server.setSslConfiguration(certificate);
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this, answer] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer] {
                    m_received += socket->readAll();
                    if (!m_received.endsWith("\r\n\r\n"))
                        return;
                    socket->write(answer);
                    socket->disconnectFromHost();
                });
            }
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort())); }
    const QByteArray &received() const { return m_received; }

private:
    QSslServer m_server;
    QByteArray m_received;
};
