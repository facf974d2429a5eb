// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// Metered usage drawn from credits (dodo-api.md 3.5): for every active subscription with meters that are
// billed in credits, the period's total less what was drawn before (5.1.25), at once (5.1.38).

// Draws what has come since; returns how many subscriptions changed. Costs one look when no subscription has
// such a meter. Usage is read as committed, so that no event counts that is not stored for good.
Result<int> drawCredits(Writing &out, World &world);

// The same as one transaction of its own, before credits are read; wakes cron when messages came of it.
Result<void> settleCredits(World &world);

// What a meter has come to in its period, in units.
struct MeterTotal {
    MeterId meter;
    Decimal units;

    friend bool operator==(const MeterTotal &, const MeterTotal &) = default;
};

// Draws what these totals are more than was drawn before, and notes in `stored`, the subscription, how far
// that was. Returns whether there was anything.
bool drawTotals(
    Writing &out, World &world, QJsonObject &stored, const QList<MeterTotal> &totals, TimePoint at);

// Called when events were stored.
void creditEventsCame(World &world);
