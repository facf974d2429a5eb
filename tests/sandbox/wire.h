// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sandbox.h"
#include "support/exchange.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryDir>

struct WireAnswer {
    int status = 0; // 0: none came
    Headers head; // names in lower case
    QByteArray body;

    QJsonObject json() const;
    QJsonArray items() const { return json()[QLatin1StringView("items")].toArray(); }
    QString code() const { return json()[QLatin1StringView("code")].toString(); }
    QString message() const { return json()[QLatin1StringView("message")].toString(); }
};

// One connection on which a test says exactly the bytes it wants.
class Wire {
public:
    explicit Wire(quint16 port);

    WireAnswer send(const QByteArray &bytes); // and reads one whole answer
    void write(const QByteArray &bytes);
    WireAnswer readAnswer();
    QByteArray readUntil(const QByteArray &mark); // what came, the mark included; empty when the peer closed
    bool closed(); // whether the peer closes within a few seconds

private:
    bool fill();

    QTcpSocket m_socket;
    QByteArray m_read;
};

// A sandbox in a folder of its own that can be started again, and a plain client.
class Twin {
public:
    Twin();

    void start(const QByteArray &apiKey = {});
    void stop();
    void restart();

    QByteArray bytes(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const Headers &more = {}) const; // a whole request with host and key
    WireAnswer call(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const Headers &more = {}); // on a new connection
    QByteArray host() const;
    quint16 port() const { return m_sandbox->address().port; }
    SandboxAddress address() const { return m_sandbox->address(); }
    QString folder() const { return m_folder.path(); }

    QByteArray makeCustomer();
    WireAnswer ingest(const QByteArrayList &events); // JSON objects
    // {"event_id", "customer_id", "event_name", …}; `more` is further members, such as ,"timestamp":"…"
    static QByteArray event(const QByteArray &id, const QByteArray &customer, const QByteArray &more = {});
    qsizetype storedEvents(); // counts at most 100

    std::shared_ptr<FrozenClock> clock;
    std::function<void()> onActivate;
    std::optional<QString> seedFile;
    RecordLimits record;

private:
    QTemporaryDir m_folder;
    std::shared_ptr<IdSource> m_ids = std::make_shared<SeededIds>(7);
    std::unique_ptr<Sandbox> m_sandbox;
};
