// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// What time does to subscriptions (dodo-api.md 2.7, 3.4). At the end of a period the next cycle's fixed fee
// and the past cycle's usage are one payment (5.1.23); the subscription is renewed, put on hold when the card
// fails, or ends when its term is over, which leaves the usage alone to be paid.

// Messages of one renewal always come in this order (delivery promises none, 2.11): credit.deducted and
// credit.balance_low of the last usage; payment.succeeded or .failed; credit.overage_charged or
// overage_reset, credit.rolled_over, credit.expired or rollover_forfeited; subscription.plan_changed of a
// scheduled change; .active of one that was on hold; .renewed, .on_hold, .cancelled or .expired; .updated;
// credit.added.

// Everything due up to `limit`, each at its own time and in the order of time: usage is drawn from credits,
// periods end, grants expire. Returns how many.
Result<int> renewDue(Writing &out, World &world, TimePoint limit);

// When the next of them is: a renewal, or a grant of credits that expires.
std::optional<TimePoint> nextChange(const Reading &read);

// The same up to the world's now, as one transaction; wakes cron when messages came of it.
Result<void> settle(World &world);
