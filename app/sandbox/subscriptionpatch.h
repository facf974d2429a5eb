// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// PATCH /subscriptions/{id} (dodo-api.md 2.7). Moving next_billing_date is how a bill is brought about early;
// cancelling at once closes the period now and bills its usage. Pausing is not played here and refused.
Answer patchSubscription(const Request &request, World &world);
