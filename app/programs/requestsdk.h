// SPDX-License-Identifier: MIT
#pragma once

#include "programs/requestbody.h"
#include "programs/requestcalls.h"

// A plan in the words of an official SDK: its method with real names where it has one that gives the same
// request, else its own way to send any request.
struct SdkWords {
    QByteArray call; // "client.usageEvents.ingest({ … })"
    bool takesBody = false; // Go: the text `body`
    bool needsTime = false; // Go: packages that the call takes values of
    bool needsShared = false;
};

std::optional<SdkMatch> sdkMatchFor(const RequestPlan &plan);
// Whether the TypeScript and Python clients can send it: five methods, and no name twice in a query.
bool isForClients(const RequestPlan &plan);
SdkWords typeScriptCall(const RequestPlan &plan);
bool hasPythonCall(const RequestPlan &plan); // a body as text goes out without the package
SdkWords pythonCall(const RequestPlan &plan); // the body is the variable BODY
SdkWords goCall(const RequestPlan &plan);
