// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"

// toJson(verdict) as text, appended to `out`, written at once: a page of verdicts on ten meters is half a
// megabyte, for which a tree of objects takes longer than the judging.
void appendText(QByteArray &out, const Verdict &verdict);
