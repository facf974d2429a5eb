// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QJsonObject>
#include <QList>
#include <QUuid>

#include <optional>
#include <utility>

using Headers = QList<std::pair<QByteArray, QByteArray>>; // in order, names in lower case

// Who sent a request, read from User-Agent and X-Stainless-* (dodo-api.md 1.2).
struct Sender {
    enum class Kind { App, Sdk, Tool, Browser, Unknown };
    Kind kind = Kind::Unknown;
    QString name; // "App", "TypeScript", "Python", "curl"
    QString version; // "2.52.0"; empty when it does not say

    friend bool operator==(const Sender &, const Sender &) = default;
};

Sender senderOf(const Headers &requestHead);
QByteArray headerValue(const Headers &head, QByteArrayView lowerName); // empty when absent

// One request and its answer: what clients, the sandbox and the log share. Secrets are masked before it is
// made.
struct Exchange {
    QUuid id;
    qint64 seq = 0; // the sandbox's own order; 0 for calls to a real service
    TimePoint at;
    microseconds took{0};
    Sender sender;
    int retry = 0; // 0 for the first try
    QByteArray method;
    QByteArray target; // path and query as sent
    Headers requestHead;
    QByteArray requestBody;
    int status = 0; // 0 when no answer came
    Headers answerHead;
    QByteArray answerBody;
    std::optional<Error> failure;
    QList<QByteArray> events; // event ids in the request, in order

    friend bool operator==(const Exchange &, const Exchange &) = default;
};

// Replaces the values of authorization-like headers by bullets, behind the scheme where there is one; an
// empty value stays empty. Call before storing or showing. Masking twice changes nothing.
Headers masked(Headers head);

// A recorded body over the limit ends with a note, "…(1.4 MB more)": it is no longer what was sent.
constexpr char cutNoteStart[] = "\u2026(";
constexpr char cutNoteEnd[] = " more)";
bool isCut(QByteArrayView body);

QJsonObject toJson(const Exchange &exchange);
Result<Exchange> exchangeFromJson(const QJsonObject &json);

// Takes finished exchanges; any thread, must not block.
struct ExchangeSink {
    virtual ~ExchangeSink() = default;
    virtual void record(Exchange exchange) = 0;
};

constexpr QByteArrayView exchangeHeader = "x-pixelmeter-exchange"; // sent to the sandbox only
