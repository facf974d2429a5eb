// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// POST /subscriptions/{id}/change-plan and /change-plan/preview, DELETE /change-plan/scheduled
// (dodo-api.md 2.7): for subscriptions with a flat price, charged on their cycle; planchange.h says what each
// mode charges. The messages of a change come in this order: payment.succeeded or .failed,
// subscription.plan_changed, .on_hold, .updated. A charge that the card refuses puts the subscription on hold
// on its new plan, or with `on_payment_failure: prevent_change` leaves the old plan and the change pending
// until another card pays (othercard.h).
Answer changePlan(const Request &request, World &world);
Answer previewPlan(const Request &request, World &world);
Answer cancelScheduledPlan(const Request &request, World &world);

// Another card is there: what a pending change or a refused one owes is charged to it.
Result<void> chargeOwed(Writing &out, World &world, QJsonObject stored, TimePoint now);
