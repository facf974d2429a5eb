// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// What time does to subscriptions (dodo-api.md 2.7, 3.4). At the end of a period the next cycle's fixed fee
// and the past cycle's usage are one payment (5.1.23); the subscription is renewed, put on hold when the card
// fails, or ends when its term is over, which leaves the usage alone to be paid.

// Everything due up to `limit`, each at its own time and in the order of time. Returns how many.
Result<int> renewDue(Writing &out, World &world, TimePoint limit);

// The same up to the world's now, as one transaction; wakes cron when messages came of it.
Result<void> settle(World &world);
