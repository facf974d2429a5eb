// SPDX-License-Identifier: MIT
#pragma once

#include "billing/price.h"

// chargeable = max(consumed - free, 0); exact = chargeable x price; rounded as choices.h says (dodo-api.md
// 3.4).
struct BillLine {
    MeterId meter;
    QString name;
    QString unit;
    Decimal consumed;
    qint64 freeThreshold = 0;
    Decimal chargeable;
    Decimal pricePerUnit; // smallest unit
    Decimal exact; // smallest unit, unrounded
    qint64 rounded = 0; // smallest unit, fits i32

    friend bool operator==(const BillLine &, const BillLine &) = default;
};

struct Bill {
    QByteArray currency;
    qint64 fixedPrice = 0;
    QList<BillLine> lines;
    qint64 discount = 0; // smallest unit
    qint64 total = 0; // fixedPrice + sum of rounded lines - discount

    friend bool operator==(const Bill &, const Bill &) = default;
};

// max(consumed - free, 0); nullopt only when 128 bits cannot hold the difference.
std::optional<Decimal> chargeableUnits(const Decimal &consumed, qint64 freeThreshold);

// One line. Refused when it would not fit the wire's 32 bits: never wrapped.
Result<BillLine> billLine(const MeterPrice &price, const Decimal &consumed);

// The bill of one period for the consumed units of each meter, in the product's order; a meter left out has
// used 0.
Result<Bill> billFor(const UsagePrice &price, const QList<std::pair<MeterId, Decimal>> &consumed);
