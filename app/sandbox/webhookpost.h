// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/exchange.h"

#include <functional>

// The sandbox's one outgoing connection: a POST to a program on this computer. The second and last source
// that includes the HTTP library.

constexpr milliseconds webhookTimeout = 15s; // dodo-api.md 2.11
constexpr qsizetype webhookAnswerKept = 4 * 1024; // bytes of an answer's body

// An http address whose host is this computer, whatever any name server says.
struct LoopbackTarget {
    QList<QByteArray> addresses; // to be tried in this order: 127.0.0.1, ::1
    quint16 port = 80;
    QByteArray host; // as the Host header says it
    QByteArray path; // with the query, encoded
};
Result<LoopbackTarget> loopbackTarget(const QString &url);

struct WebhookReply {
    int status = 0; // 0: no answer
    QByteArray body; // cut to webhookAnswerKept
    milliseconds took{0};
    QString problem; // a sentence when there was no whole answer

    bool accepted() const { return problem.isEmpty() && status >= 200 && status < 300; } // dodo-api.md 2.11
};

// Waits for the answer, at most webhookTimeout, and ends early when `givenUp` says so. Follows no redirect.
WebhookReply postWebhook(const LoopbackTarget &target, const Headers &headers, const QByteArray &body,
    const std::function<bool()> &givenUp, milliseconds most = webhookTimeout);
