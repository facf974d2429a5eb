// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include <QString>

// What was typed as the most that may be spent in a day or a month, in dollars.
struct CapText {
    std::optional<Decimal> usd = {}; // nullopt: no cap, or a refusal
    QString note = {}; // how it was read, where that is not plain
    QString refusal = {};

    friend bool operator==(const CapText &, const CapText &) = default;
};

// “0.5”, “$0.50” and “0,5” are one amount, exact; an empty text is no cap. “1,000” may be two amounts and is
// asked about.
CapText capFromText(const QString &typed);

QString usdText(const Decimal &usd); // "$0.05", "$0.0014"
QString capFieldText(const std::optional<Decimal> &cap); // "0.50"; empty without one
