// SPDX-License-Identifier: MIT
#pragma once

#include "billing/metadata.h"

// The languages the programs are written in, as far as quoting goes.
enum class Language {
    TypeScript,
    Python,
    Go,
    Bash, // values go into a request's JSON, so a literal is a quoted JSON text
    Shell, // NAME=value lines, read by a shell
    Markdown,
    Plain, // copied as it is
    Json,
    Php,
    Ruby,
    Java,
    Kotlin,
    CSharp,
};

Language languageOf(const QString &fileName);

// A text as source code, with its quotes. Control, format and odd space characters are written as escapes, so
// that nothing in a name can end the literal or hide in it.
QByteArray textLiteral(Language language, const QString &text);

// A key of an object literal or a map; in TypeScript bare where that is enough.
QByteArray keyLiteral(Language language, const QString &key);
// A JSON text with its quotes, as it is but for what a reader would not see.
QByteArray seenToken(const QByteArray &token);
bool hasUnseen(const QString &text); // control, format or odd space characters

// One value as source code; `digits` are a JSON number's.
QByteArray numberLiteral(Language language, const QByteArray &digits);
QByteArray valueLiteral(Language language, const MetaValue &value);

// Metadata as source code. The value of `variable` (empty: none) is the variable `amount` of the program.
QByteArray metadataLiteral(Language language, const Metadata &metadata, const QByteArray &variable);

// A text inside a comment or a sentence: one line, nothing that ends it, at most 80 characters.
QByteArray spokenText(Language language, const QString &text);
// A text as code within Markdown, whatever backticks it holds.
QByteArray codeSpan(const QString &text);
