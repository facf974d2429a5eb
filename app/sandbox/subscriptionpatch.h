// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <QJsonObject>

struct Subscription;

// PATCH /subscriptions/{id} (dodo-api.md 2.7). Moving next_billing_date is how a bill is brought about early,
// and how one on hold is charged again; cancelling at once closes the period now and bills its usage.
Answer patchSubscription(const Request &request, World &world);

// Why nothing can be changed of a subscription: it has ended.
std::optional<Error> endedRefusal(const Subscription &subscription);

// For routes that change one subscription: everything due by now has happened to it first. 404 when there is
// none. Wakes cron.
Answer changingSubscription(const Request &request, World &world, const QByteArray &id,
    const std::function<Answer(Writing &, const QJsonObject &stored, TimePoint now)> &change);
