// SPDX-License-Identifier: MIT
#pragma once

#include "programs/requestcode.h"
#include "programs/requestjson.h"

// A recorded request as every language needs it: nothing in it that would have to be escaped in a URL, and
// only the headers that matter.
struct RequestPlan {
    QByteArray method;
    QByteArray target; // below the address, percent-encoded
    QByteArray path; // of it
    QList<std::pair<QString, QString>> query; // decoded, in order
    bool images = false; // of an OpenAI-compatible image server, not of the billing service
    QByteArray address; // its default
    QByteArray addressName; // of the environment variable
    QByteArray keyName;
    QByteArray contentType; // empty without a body
    QByteArray accept; // empty where the usual one will do
    QByteArray body; // as text; empty: none
    std::optional<WrittenJson> json; // the same, where it is JSON
    QByteArray freshId; // stands for each new id until the program runs; empty: the recorded ones

    bool hasBody() const { return !body.isEmpty(); }
};

Result<RequestPlan> planRequest(const Exchange &exchange, const QString &address, EventIds ids);
