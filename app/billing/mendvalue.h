// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"

// What one metadata property has to be: every condition true, and a number where a meter adds it up.
struct Demand {
    QString key;
    std::vector<const Condition *> conditions; // all of this key
    bool number = false;
};

struct DemandedValue {
    MetaValue value;
    bool example = false; // another would do as well
};

bool holds(const Demand &demand, const std::optional<MetaValue> &value);

// The value nearest to `own` that holds; nothing when none was found, as for conditions that exclude each
// other.
std::optional<DemandedValue> valueFor(const Demand &demand, const std::optional<MetaValue> &own);

// How far `own` is from making the condition true: 0 true, 1 written a little differently, 2 another value,
// 3 missing.
int distanceTo(const Condition &condition, const std::optional<MetaValue> &own);
