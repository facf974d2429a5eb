// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "billing/ids.h"
#include "support/clock.h"

#include <optional>

// What one picture cost at its provider, kept in the workspace. Not what the customer pays.
struct SpendingRow {
    // Usage: from the answer's own count. Estimate: the answer told none. Possible: no picture came
    // (cancelled, too slow, broken off) and the provider may charge all the same.
    enum class Basis { Usage, Estimate, Possible };

    EventId id; // of the picture, made before the call
    TimePoint at;
    QByteArray provider; // Provider::id
    QString model;
    Decimal usd;
    Basis basis = Basis::Estimate;

    friend bool operator==(const SpendingRow &, const SpendingRow &) = default;
};
