// SPDX-License-Identifier: MIT
#pragma once

#include "faults/relay.h"

#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

// Stands before a service on this machine and lets things go wrong between it and its callers, on real
// sockets. Well by itself: whatever is passed on is answered by the service.
class FaultProxy : public QTcpServer {
    Q_OBJECT
public:
    struct Seen {
        QByteArray method;
        QByteArray target;
        Headers head;
        int before = 0; // requests on its connection before
        bool faulted = false;
    };
    using Choice = std::function<std::optional<Mishap>(const RelayedRequest &)>;

    // With `tls` it speaks https.
    explicit FaultProxy(quint16 service, std::optional<QSslConfiguration> tls = {});

    QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;

    void setService(quint16 port) { m_service = port; } // for connections from now on
    // From now on each request is asked about.
    void choose(Choice choice) { m_choice = std::move(choice); }
    void failAll(const Mishap &mishap); // every POST
    void failNext(const QList<Mishap> &mishaps); // each for one POST
    void resetAtOnce(); // new connections, before a word was read; those that are there end
    void setTls(const QSslConfiguration &tls); // for new connections; those that are there end
    void refuse(); // nobody listens, and what is connected ends
    void heal(); // all is well again

    const QList<Seen> &seen() const { return m_seen; }
    void forgetSeen() { m_seen.clear(); }
    qsizetype faulted() const; // requests that met a mishap
    int accepted() const { return m_accepted; } // connections ever
    int resetEarly() const { return m_resetEarly; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::optional<Mishap> judge(const RelayedRequest &request);
    void resetAll();

    quint16 m_service;
    std::optional<QSslConfiguration> m_tls;
    quint16 m_port = 0;
    Choice m_choice;
    QList<Seen> m_seen;
    bool m_resetAtOnce = false;
    int m_accepted = 0;
    int m_resetEarly = 0;
};
