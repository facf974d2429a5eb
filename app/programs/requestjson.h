// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

// A JSON text as it was written: keys in their order, numbers with their digits, texts with their escapes.
// Program texts are made from it, so that no value changes on the way.
struct WrittenJson {
    enum class Kind { Object, List, Text, Number, Word };
    Kind kind = Kind::Word;
    QByteArray token; // a text with its quotes, a number, or true, false, null
    QList<QByteArray> keys; // of an object, with their quotes
    QList<WrittenJson> values; // of an object or a list

    const WrittenJson *value(QByteArrayView key) const; // of an object, the first with that key
};

constexpr int deepestWrittenJson = 64;

std::optional<WrittenJson> readWrittenJson(QByteArrayView bytes); // nothing but one JSON value, else nullopt

QString textOfToken(const QByteArray &token); // what a text or key says
QByteArray tokenOfText(const QString &text);

// Whether literals of a language with doubles give back the same values: no key twice, no half of a surrogate
// pair, no digits that a double cannot hold. Whole numbers of any size are fine with `BigIntegers`.
enum class Numbers { Doubles, BigIntegers };
bool isLiteralSafe(const WrittenJson &json, Numbers numbers);

// Over several lines, indented by two; what a reader would not see stands as an escape.
QByteArray writtenLines(const WrittenJson &json);
