// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/planchange.h"

// The body of POST /subscriptions/{id}/change-plan and its preview, against the products there are.
struct PlanWish {
    Plan plan;
    Proration mode = Proration::None;
    bool later = false; // effective_at: next_billing_date
    bool keepsOnFailure = false; // on_payment_failure: prevent_change
    bool replacesSchedule = false; // cancel_scheduled_change_plan
    std::optional<Metadata> metadata = {}; // of the payment
};

Result<PlanWish> planWishFromJson(const Reading &read, const QJsonObject &json);

// Whether the stored subscription can have another plan at all, and this one: usage-based ones cannot, nor
// those charged on demand (422); one change at a time (409).
std::optional<Error> planRefusal(const Reading &read, const QJsonObject &stored, const PlanWish &wish);

// Kept while its payment is pending.
QJsonObject toJson(const PlanWish &wish);
Result<PlanWish> pendingWish(const QJsonObject &stored);
