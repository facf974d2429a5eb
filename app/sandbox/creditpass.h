// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// Metered usage drawn from credits (dodo-api.md 3.5): for every active subscription with meters that are
// billed in credits, the period's total less what was drawn before (5.1.25), at once (5.1.38).

// Draws what has come since; returns how many accounts changed. Costs one look when no subscription has such
// a meter.
Result<int> drawCredits(Writing &out, World &world);

// The same as one transaction of its own, before credits are read; wakes cron when messages came of it.
Result<void> settleCredits(World &world);
