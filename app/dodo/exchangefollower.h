// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/transport.h"
#include "support/eventstream.h"

#include <QPointer>
#include <QTimer>

#include <memory>

// Keeps the sandbox's stream of exchanges open and comes back by cursor when it breaks, so that none is
// missed or given twice. Bytes become exchanges on the pool, and are delivered in order, what came meanwhile
// as one batch; a reader that is slow lets the sandbox wait instead of gathering bytes here.
class ExchangeFollower : public QObject {
    Q_OBJECT
public:
    ExchangeFollower(Transport &transport, qint64 afterSeq, QObject *parent);
    ~ExchangeFollower() override;

    qint64 cursor() const { return m_cursor; } // of the last one delivered
    void restart(qint64 afterSeq); // from another cursor, such as after a reset of the sandbox

Q_SIGNALS:
    void arrived(const QList<Exchange> &exchanges);
    void missed(
        qint64 count); // rows behind the cursor that the sandbox no longer keeps; told before the next ones
    void connectedChanged(bool connected);

private:
    void connectStream();
    void drop();
    void read();
    void readMore();
    void lost();
    struct Read;
    static Read readBytes(EventStream &stream, const QByteArray &bytes);
    void take(const Read &read);

    Transport &m_transport;
    QPointer<QNetworkReply> m_reply;
    std::shared_ptr<EventStream> m_stream; // of this connection; used by one job of the pool at a time
    QTimer m_again;
    qint64 m_cursor;
    int m_losses = 0;
    int m_epoch = 0; // raised with each connection: what an older job brings is dropped
    bool m_reading = false; // a job of the pool is at work
    bool m_connected = false;
};
