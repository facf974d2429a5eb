// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/webhook.h"
#include "receiver/webhookreceiver.h"
#include "session/session.h"

// Where this computer takes webhooks: runs the receiver, tells the service its address, and reads the service
// anew when a message of it comes. In the sandbox that is all; a real service needs a tunnel to the
// receiver's port, since it cannot reach 127.0.0.1. Secrets are held for this run and never shown whole.
class WebhookDesk : public QObject {
    Q_OBJECT
public:
    struct Registration {
        WebhookId id;
        QString url;
        friend bool operator==(const Registration &, const Registration &) = default;
    };

    // The session must outlive it. `folder` keeps the ids of messages that came; empty: for this run only.
    // The clock is the computer's; empty: the system's.
    WebhookDesk(Session &session, const QString &folder, std::shared_ptr<Clock> clock = {},
        QObject *parent = nullptr);
    ~WebhookDesk() override;

    // On the port of the last time, 4011 at first, or the next free one. Asks for the secret again where this
    // program is registered. Errors carry a sentence.
    Result<void> start();
    void stop();
    bool isRunning() const { return m_receiver && m_receiver->isListening(); }
    QString address() const; // "http://127.0.0.1:4011/"; empty while stopped

    const QList<ReceivedWebhook> &deliveries() const; // oldest first
    void clear();

    // The service cannot reach this computer by itself.
    bool needsTunnel() const;
    // The https address that leads to the receiver; kept in the workspace. Kind::Invalid names what is wrong.
    Result<void> setTunnel(const QString &address);
    QString tunnel() const;
    // What the service is told: the tunnel's address where it needs one, else the receiver's own.
    QString publicAddress() const;

    std::optional<Registration> registration() const; // where billing goes now
    Call<void> registerHere(); // POST /webhooks and its secret; when there is one already, only the secret
    Call<void> unregister(); // one that is gone already is no error
    // The sandbox only. Kind::Invalid where it holds nothing the event could be about.
    Call<Delivery> sendTestEvent(const QString &type);

    // For where billing goes now. The one before stays good for a day, as the service keeps it.
    Result<void> setSecret(const QByteArray &secret);
    QString maskedSecret() const; // empty: none

Q_SIGNALS:
    void changed();
    void arrived(const ReceivedWebhook &delivery);

private:
    struct Secret {
        QByteArray text;
        TimePoint replacedAt = TimePoint::max();
    };

    Result<void> prepare();
    void giveSecrets();
    void act(const ReceivedWebhook &delivery);
    bool isStill(const QByteArray &world, const CallSource<void> &done) const;
    void create(const QByteArray &world, const QString &url, const CallSource<void> &done);
    void readSecret(const QByteArray &world, const WebhookId &id, const CallSource<void> &done);
    Result<void> keepSecret(const QByteArray &world, const QByteArray &secret);
    QString registrationKey(const QByteArray &world) const;
    void remember(const QByteArray &world, const std::optional<Registration> &registration);

    Session &m_session;
    const QString m_folder;
    const std::shared_ptr<Clock> m_clock;
    std::unique_ptr<SeenWebhooks> m_seen;
    std::unique_ptr<WebhookReceiver> m_receiver;
    QHash<QByteArray, QList<Secret>> m_secrets; // by world, newest first
    QByteArrayList m_given; // whose the receiver's secrets are, in their order
    QHash<std::pair<QByteArray, QString>, QString> m_onceKeys; // idempotency keys without an answer yet
};
