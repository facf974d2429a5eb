// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

// Letters and marks that look like plain ones without being them, and how to name what cannot be seen.
// A compact table of our own: what a keyboard of another script, a phone or an editor slips into a name.

struct LookAlike {
    char16_t plain; // what it is taken for
    QLatin1StringView script; // "Cyrillic", "Greek", "full-width", …
};

std::optional<LookAlike> lookAlikeOf(QChar c);

bool isBlank(QChar c); // any space, tab, line break, and what takes no room at all
bool isSeparator(QChar c); // . _ - / : and the plain space

// For a sentence: space, no-break space, tab, Cyrillic “а”, or the character itself.
QString nameOfCharacter(QChar c);
