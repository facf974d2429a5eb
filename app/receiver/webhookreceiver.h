// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/seenwebhooks.h"
#include "receiver/webhookverify.h"

#include <QObject>
#include <QTcpServer>

class HttpReader;
class WebhookConnection;

// One request that came, whatever it was, and what it was answered.
struct ReceivedWebhook {
    enum class Kind {
        Taken, // the service's, for the first time
        SentBefore, // the service's, once more: answered as taken, without acting again
        Unsigned, // a message whose signature is not right: `verdict` says why
        Refused, // no webhook: another path, a broken request, too large, too slow
        NotKept, // it could not be remembered, so the service is asked to send it again
    };

    qint64 number = 0; // in order of arrival, from 1
    TimePoint at;
    Kind kind = Kind::Refused;
    QString why; // a sentence for all but Taken
    int status = 0; // the answer
    QByteArray method, target;
    Headers headers; // secrets masked
    QByteArray body; // byte by byte; the first 64 kB of one that is not good
    QByteArray id; // the webhook-id header
    QString type; // "payment.succeeded", when the body says so
    WebhookVerdict verdict;

    bool good() const { return kind == Kind::Taken || kind == Kind::SentBefore; }
};

struct ReceiverLimits {
    milliseconds whole{10000}; // from the connection to the request's last byte
    int connections = 32;
    int kept = 1000; // deliveries; the oldest go
};

// Takes webhooks on this computer: listens on 127.0.0.1 alone, checks each message's signature over its raw
// bytes, and keeps every delivery with the reason where it was refused. One request a connection, POST to /.
class WebhookReceiver : public QObject {
    Q_OBJECT
public:
    static constexpr quint16 usualPort = 4011;

    // Both must outlive it. The clock is the computer's: the service's signatures carry real time.
    WebhookReceiver(
        SeenWebhooks &seen, const Clock &clock, ReceiverLimits limits = {}, QObject *parent = nullptr);
    ~WebhookReceiver() override;

    // On this port or the next free one of the ten after it; 0: any. Kind::Network with a sentence.
    Result<quint16> listen(quint16 port = usualPort);
    void stop(); // connections under way end without an answer
    bool isListening() const { return m_server.isListening(); }
    quint16 port() const { return m_server.isListening() ? m_server.serverPort() : quint16(0); }

    // The newest first; more than one while a secret is being changed: the old one holds 24 h (2.11).
    void setSecrets(const QList<QByteArray> &secrets);
    bool hasSecret() const { return !m_secrets.isEmpty(); }
    // A tunnel's name, by which the service reaches this computer; empty: none. Any other Host is refused.
    void setTunnelHost(const QByteArray &host);

    const QList<ReceivedWebhook> &deliveries() const { return m_deliveries; } // oldest first
    void clear();

Q_SIGNALS:
    void received(const ReceivedWebhook &delivery); // every one
    void taken(const ReceivedWebhook &delivery); // the good ones that are new: once a message

private:
    friend class WebhookConnection;
    struct Reply {
        int status;
        QString text;
    };

    void accept();
    Reply answer(const HttpReader &reader); // for a request that is whole or cannot be read
    Reply tooSlow(const HttpReader &reader);
    void brokenOff(const HttpReader &reader);
    void judge(ReceivedWebhook &delivery, const Headers &headers);
    std::optional<Error> notForHere(const Headers &headers, const ReceivedWebhook &delivery) const;
    Reply keep(ReceivedWebhook delivery);
    ReceivedWebhook begun(const HttpReader &reader) const;

    SeenWebhooks &m_seen;
    const Clock &m_clock;
    const ReceiverLimits m_limits;
    QTcpServer m_server;
    QList<QByteArray> m_secrets;
    QByteArray m_tunnelHost;
    QList<ReceivedWebhook> m_deliveries;
    qint64 m_count = 0;
    int m_open = 0; // connections
};
