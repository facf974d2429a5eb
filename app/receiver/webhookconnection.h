// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/httpreader.h"
#include "receiver/webhookreceiver.h"

#include <QTimer>

class QTcpSocket;

// One connection to the receiver: one request in, one answer out, within the time that a request has.
class WebhookConnection : public QObject {
    Q_OBJECT
public:
    WebhookConnection(QTcpSocket *socket, WebhookReceiver &receiver); // takes the socket
    ~WebhookConnection() override;

    void refuse(int status, const QString &sentence); // without reading

private:
    void read();
    void expire();
    void write(int status, const QString &text);
    void finish();

    QTcpSocket *m_socket;
    WebhookReceiver &m_receiver;
    HttpReader m_reader;
    QTimer m_time;
    bool m_answered = false;
    bool m_continued = false;
};
