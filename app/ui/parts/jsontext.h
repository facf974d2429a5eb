// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

// One line of pretty JSON, and where on it a value stands.
struct JsonLine {
    QString text = {};
    QString path = {}; // of the member on this line; empty for brackets that close
    int valueStart = -1;
    int valueLength = 0;
    int closes = -1; // for a line that opens a block: the line that closes it
};

struct JsonToken {
    enum class Kind { Key, String, Number, Literal, Punctuation };
    Kind kind;
    int start;
    int length;
};

// Two-space indent in the order of the source. Empty when it is no JSON.
QList<JsonLine> prettyJson(const QByteArray &json);
QList<JsonToken> jsonTokens(const QString &line);
