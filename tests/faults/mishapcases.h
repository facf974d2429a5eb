// SPDX-License-Identifier: MIT
#pragma once

#include "faults/certificates.h"
#include "faults/faultproxy.h"
#include "outbox/outboxentry.h"

// One way in which the way to the service, or the service, can fail while events are sent, and what must come
// of it: by the time all is well again every event is there once.
struct MishapCase {
    using Standing = OutboxStanding::Kind;

    QByteArray name;
    std::function<void(FaultProxy &)> begin;
    QString sentence; // what a person reads; %1 is the place. Empty: nothing is wrong for anybody
    Standing standing = Standing::Waiting;
    std::optional<milliseconds> wait = {}; // what is planned, where the service asks for it
    bool parks = false; // the events lie aside until somebody sends them again
    bool meetsRequest = true; // a request is read before it goes wrong
    int events = 3;
    QString orSentence = {}; // as right, by the moment at which it is noticed
};

// `elsewhere` is another origin that redirects point at.
QList<MishapCase> connectionCases();
QList<MishapCase> answerCases();
QList<MishapCase> statusCases();
QList<MishapCase> retryAfterCases();
QList<MishapCase> redirectCases(const QByteArray &elsewhere);
QList<MishapCase> tlsCases(const Certificates &certificates); // for a proxy that speaks https
