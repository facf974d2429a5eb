// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

// From a request to its answer: guards, the table, the handler, the record. Knows no HTTP library.

// The raw target split at '/' and '?' first and decoded after, so that an id may hold an encoded slash
// (dodo-api.md 1.3).
void splitTarget(Request &request);

Answer dispatch(Request &request, World &world, quint16 port);

// What an error looks like where no handler was reached: the image API under /v1 has its own shape.
Answer answerErrorAt(QByteArrayView target, const Error &error);
