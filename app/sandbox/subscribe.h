// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// POST /subscriptions (dodo-api.md 2.7, deprecated): one product for one customer. The subscription is
// pending until its payment link is paid, which makes it active as a checkout does.
Answer createSubscription(const Request &request, World &world);
