// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/eventstream.h"
#include "support/exchange.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

// One HTTP call of many: reads its answer under a cap and a deadline, and tells its end once, with everything
// needed to decide about it. Deleting it closes it.
class ImageCall : public QObject {
    Q_OBJECT
public:
    struct Limits {
        milliseconds deadline;
        qsizetype bytes;
        milliseconds connecting = std::chrono::seconds(10); // until the request is sent
    };

    struct End {
        int status = 0; // 0 when no answer came
        Headers head = {};
        QByteArray body = {};
        std::optional<Error> broken = {}; // no whole answer: no connection, cut, too slow, too large
        bool neverConnected = false; // so that it can be sent again
    };

    ImageCall(QNetworkReply *reply, QString server, Limits limits, QObject *parent);
    ~ImageCall() override;

    void close(); // ends the connection and tells nothing

    bool sent() const { return m_sent; }

Q_SIGNALS:
    void frame(const EventStream::Frame &frame); // of a stream of server-sent events
    void ended(const ImageCall::End &end);

private:
    void read();
    void finished();
    void expire();
    void end(End end);

    QPointer<QNetworkReply> m_reply;
    const QString m_server;
    const Limits m_limits;
    QTimer m_deadline;
    QTimer m_connecting;
    EventStream m_stream;
    QByteArray m_body;
    qsizetype m_received = 0;
    bool m_sent = false;
};
