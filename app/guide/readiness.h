// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

class LogModel;
class Session;
struct Sender;

// One line of the readiness sheet. `proof` says what showed it, or what is left to do.
struct ReadinessLine {
    QString id; // "meter", "filter"; names the row
    QString title;
    QString proof;
    bool done = false; // set by what the service said, never by a press

    friend bool operator==(const ReadinessLine &, const ReadinessLine &) = default;
};

// What was shown to work here, and what is left before going live.
struct Readiness {
    QList<ReadinessLine> shown;
    QList<ReadinessLine> left;

    qsizetype proven() const; // how many of `shown` are done
};

// What the event log and a test delivery showed, beyond the facts of the service.
struct Seen {
    QString program; // another program whose event counted: "TypeScript SDK 2.52.0"
    qsizetype programEvents = 0; // that it sent and that counted
    qsizetype filtered = 0; // events the filter left out
    QString filteredWhy; // of the last one: "quality is “draft”"
    qsizetype duplicates = 0;
    qsizetype refused = 0;
    QString refusedWhy; // of the last one: "Customer unknown"
    QString webhook; // "200 in 12 ms"; empty until a handler accepted a test event

    friend bool operator==(const Seen &, const Seen &) = default;
};

Seen seenIn(const LogModel &log, const Session &session);
Readiness readinessOf(const QJsonObject &facts, const Seen &seen); // facts as factsOf gives them
QString asText(const Readiness &readiness); // a Markdown check list

// A test event that a handler accepted; kept with the workspace, for this world only.
void keepWebhookProof(const Session &session, const QString &words);
QString programName(const Sender &sender); // "TypeScript SDK 2.52.0"; "curl 8.5.0"
