// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/client.h"
#include "faults/faultproxy.h"
#include "outbox/outbox.h"
#include "sandbox/sandbox.h"
#include "ui/patience.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

// Outbox, courier, client and transport, a sandbox that is reached as if it were a real service, and the
// proxy between them that lets things go wrong.
class DeliveryBench {
public:
    struct Options {
        std::optional<QSslConfiguration> tls = {};
        NetworkOptions network = {};
        OutboxLimits limits = {};
        milliseconds deadline = 300ms; // of one try
        milliseconds backoff = 30ms;
        QString folder = {}; // of the workspace; empty: a temporary one
    };
    explicit DeliveryBench(const Options &options);
    ~DeliveryBench();

    FaultProxy &proxy() { return *m_proxy; }
    Outbox &outbox() { return *m_outbox; }
    Client &client() { return *m_client; }
    const std::shared_ptr<FrozenClock> &clock() const { return m_clock; }
    CustomerId customer() const { return m_customer; }
    QString place() const; // of the service, as sentences name it

    void connectAnew(); // a transport without a connection
    bool talkOnce(); // leaves a connection behind that can be used again
    void closeOutbox();
    Result<void> openOutbox(const QString &folder = {}); // empty: the options'
    // `deliverychild` with what it needs to send to the same service; kill() ends it with SIGKILL. While it
    // runs, the event loop must.
    std::unique_ptr<QProcess> startChild(
        const QString &folder, const QByteArray &prefix, int count = 0) const;

    QList<Event> newEvents(int count); // with ids of their own
    QSet<QByteArray> arrived() const; // ids in the service's database
    bool waitUntilQuiet(milliseconds atMost = 30s); // nothing waits

private:
    void makeCustomer();
    Destination destination() const;

    const Options m_options;
    QTemporaryDir m_temporary;
    std::shared_ptr<FrozenClock> m_clock;
    RandomIds m_ids;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Outbox> m_outbox;
    CustomerId m_customer;
    int m_events = 0;
};
