// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"
#include "support/result.h"

#include <QList>

// One recorded request as a program that runs as it is pasted: the key and the address come from the
// environment (DODO_PAYMENTS_API_KEY, DODO_PAYMENTS_BASE_URL, with the recorded address as its default).
enum class CodeKind {
    Curl,
    TypeScript, // official SDK where it has the call, as the next two
    Python,
    Go,
    Fetch, // plain, without a package
    Php,
    Ruby,
    Java,
    Kotlin,
    CSharp,
};

QList<CodeKind> codeKinds(); // in the order they are offered
QString codeTitle(CodeKind kind); // "cURL", "TypeScript", …
QString codeFileName(CodeKind kind); // "request.ts"
QString codeRunLine(CodeKind kind); // "npx tsx request.ts"

// With fresh ids, and without the recorded times, the same events bill anew.
enum class EventIds { Recorded, Fresh };

// Whether there is code for it: refused, with the reason as a sentence, when the recorded body was cut.
Result<void> checkRequestCode(const Exchange &exchange);
bool hasEventIds(const Exchange &exchange); // whether fresh ones would make a difference

// `address` is the service's base URL without a slash at its end.
Result<QByteArray> requestCode(
    const Exchange &exchange, CodeKind kind, const QString &address, EventIds ids = EventIds::Recorded);
