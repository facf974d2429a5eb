// SPDX-License-Identifier: MIT
#pragma once

#include "billing/namecheck.h"

// What the window says of an event name while it is typed (look.md, "Words"): a bold line, one sentence and
// the words of the mend button.
struct NameWords {
    QString title;
    QString sentence;
    QString mend;
};

NameWords nameWords(const NameCheck &check);

// For a name that at least one live meter has already: “A” counts these events too. Both will count it.
QString twinWords(const QString &otherMeter);
