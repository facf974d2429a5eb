// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/transport.h"
#include "support/eventstream.h"

#include <QPointer>
#include <QTimer>

// Keeps the sandbox's stream of exchanges open and comes back by cursor when it breaks, so that none is
// missed or given twice. Reads on the pool and delivers in order, what came meanwhile as one batch.
class ExchangeFollower : public QObject {
    Q_OBJECT
public:
    ExchangeFollower(Transport &transport, qint64 afterSeq, QObject *parent);
    ~ExchangeFollower() override;

    qint64 cursor() const { return m_cursor; } // of the last one delivered
    void restart(qint64 afterSeq); // from another cursor, such as after a reset of the sandbox

Q_SIGNALS:
    void arrived(const QList<Exchange> &exchanges);
    void connectedChanged(bool connected);

private:
    void connectStream();
    void drop();
    void read();
    void lost();
    void parse();
    void deliver(const QList<Exchange> &exchanges);

    Transport &m_transport;
    QPointer<QNetworkReply> m_reply;
    EventStream m_stream;
    QList<QByteArray> m_unread; // JSON texts waiting for the pool
    QTimer m_again;
    qint64 m_cursor;
    int m_losses = 0;
    int m_epoch = 0; // raised by restart(): what an older job brings is dropped
    bool m_parsing = false;
    bool m_connected = false;
};
