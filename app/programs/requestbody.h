// SPDX-License-Identifier: MIT
#pragma once

#include "programs/literal.h"
#include "programs/requestplan.h"

// JSON as an object of the language, over several lines where one is too short. A text that is the plan's
// mark of a new id becomes `freshId`, an expression.
struct FreshId {
    QByteArray mark; // empty: there is none
    QByteArray expression;
};
QByteArray objectLiteral(Language language, const WrittenJson &json, const FreshId &fresh = {});

// The body as a text of the language: JSON over several lines in the form that needs the fewest escapes.
// Refused where a language takes no text that long.
Result<QByteArray> bodyLiteral(CodeKind kind, const RequestPlan &plan);

Language languageOf(CodeKind kind);
