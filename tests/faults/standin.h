// SPDX-License-Identifier: MIT
#pragma once

#include "faults/certificates.h"
#include "faults/relay.h"
#include "sandbox/sandbox.h"

#include <QTcpServer>

// The real service's two hosts on this machine: an HTTP proxy on loopback that takes CONNECT for
// test.dodopayments.com and live.dodopayments.com, speaks TLS with a test certificate, and answers from two
// sandboxes that know nothing of each other (dodo-api.md 1.1). With its address as proxy and its authority
// trusted, the test and live modes of the program run end to end. Any other CONNECT is refused.
class StandIn : public QTcpServer {
    Q_OBJECT
public:
    struct Keys {
        QByteArray test = given("PIXELMETER_STANDIN_TEST_KEY", "dodo_test_standin");
        QByteArray live = given("PIXELMETER_STANDIN_LIVE_KEY", "dodo_live_standin");
        QByteArray testReading = "dodo_test_readonly"; // 403 to all that would change something
        QByteArray liveReading = "dodo_live_readonly";

        static QByteArray given(const char *variable, const QByteArray &otherwise)
        {
            return qEnvironmentVariableIsSet(variable) ? qgetenv(variable) : otherwise;
        }
    };
    struct Seen {
        QByteArray host;
        QByteArray method;
        QByteArray target;
        int status = 0; // 0: the sandbox answered
    };

    // Each sandbox in a folder of its own below `folder`. Kind::Storage or Network when one cannot start.
    static Result<std::unique_ptr<StandIn>> start(const QString &folder, Keys keys);

    quint16 proxyPort() const { return serverPort(); }
    QString caFile() const { return m_certificates.caFile(); }
    const Keys &keys() const { return m_keys; }
    SandboxAddress sandbox(bool live) const { return m_sandboxes[live]->address(); }

    // Asked before all else, as FaultProxy::choose().
    void choose(std::function<std::optional<Mishap>(const RelayedRequest &)> choice);
    const QList<Seen> &seen() const { return m_seen; }
    void setCallsPerSecond(int calls) { m_callsPerSecond = calls; } // what it tells of its limit

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    explicit StandIn(Keys keys);
    void tunnel(class QSslSocket *socket);
    std::optional<Mishap> judge(const QByteArray &host, RelayedRequest &request, QByteArray &answerHead);
    int statusOf(const QByteArray &host, const RelayedRequest &request) const;
    QByteArray rateHead(const QByteArray &host);

    struct Rate {
        qint64 second = 0;
        int used = 0;
    };
    int m_callsPerSecond = 40; // tier 0 (dodo-api.md 1.7)
    const Keys m_keys;
    Certificates m_certificates;
    std::unique_ptr<Sandbox> m_sandboxes[2]; // test and live
    std::function<std::optional<Mishap>(const RelayedRequest &)> m_choice;
    QList<Seen> m_seen;
    QHash<QByteArray, Rate> m_rates; // by host
};
