// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <QJsonObject>

// PATCH /subscriptions/{id} with {"status": "paused"} or "active" (dodo-api.md 2.7, 5.2 "pausing"). What a
// pause means is not published; here nothing is charged while it lasts and the current period stays open:
// its usage, that of the pause included, is on the first bill after it. Resuming takes effect at once: a
// billing date that has passed meanwhile becomes now, so that the bill comes with the resuming.

// Refused unless the subscription is active.
std::optional<Error> pauseSubscription(Writing &out, World &world, QJsonObject stored, TimePoint now);
// Refused unless it is paused.
std::optional<Error> resumeSubscription(Writing &out, World &world, QJsonObject stored, TimePoint now);
