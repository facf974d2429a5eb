// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <vector>

// JSON as it stands in a text that is being written: every value with its place in UTF-16 units, and the
// first mistake with its place and what belongs there. As strict as the service: no key twice, no half
// surrogate pair, at most 32 levels.
struct PayloadNode {
    enum class Kind { Object, List, Text, Number, Literal };
    Kind kind = Kind::Literal;
    qsizetype at = 0;
    qsizetype length = 0; // with its brackets or quotes
    QString key = {}; // of a member, without escapes
    qsizetype keyAt = -1;
    qsizetype keyLength = 0; // with its quotes
    std::vector<PayloadNode> children = {};

    const PayloadNode *child(QStringView name) const;
};

struct PayloadFault {
    QString what; // "a comma or } is expected here"
    qsizetype at = 0;
    qsizetype length = 1;
    std::optional<QString> instead = {}; // what at and length are to be replaced by; empty text: removed
};

struct PayloadTree {
    PayloadNode root;
    std::optional<PayloadFault> fault; // then the root holds what was read before it
};

PayloadTree readPayload(QStringView text);

struct PayloadPlace {
    int line = 1;
    int column = 1;

    friend bool operator==(const PayloadPlace &, const PayloadPlace &) = default;
};
PayloadPlace placeIn(QStringView text, qsizetype at);
