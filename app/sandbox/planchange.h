// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/plan.h"

// Another plan for a subscription with a flat price (dodo-api.md 2.7, change-plan). Which dates and amounts
// each mode means is not published; here:
//   prorated_immediately    the rest of the period at the new price less the rest at the old one
//   difference_immediately  one cycle's new price less one cycle's old price
//   full_immediately        one cycle's new price; a cycle begins now
//   do_not_bill             nothing
// A trial goes on with the new plan and charges nothing, unless a cycle begins now; nothing of it comes back.
// Dates stay unless a cycle of another length begins; the term becomes the new plan's when that is longer.
// What the old plan leaves over is taken off later charges of this subscription.
enum class Proration { Prorated, Full, Difference, None };
std::optional<Proration> prorationFromWire(QStringView name);

// What is charged at once; lines as the preview lists them, of the new plan and then what comes back of the
// old one.
struct PlanCharge {
    struct Line {
        ProductId product;
        PlanItem item;
        qint64 share = 1'000'000; // of the price, millionths; below zero for what comes back
        qint64 amount = 0;
    };
    QList<Line> lines;
    qint64 leftOver = 0; // put aside when above zero, used up when below
    qint64 total = 0; // never below zero
    bool newCycle = false;
};
Result<PlanCharge> planCharge(const QJsonObject &stored, const Plan &to, Proration mode, TimePoint now);

// The stored subscription with another plan; a new cycle begins at `cycleFrom`.
QJsonObject withPlan(QJsonObject stored, const Plan &to, std::optional<TimePoint> cycleFrom);
// With the plan that was scheduled for the next renewal, if one was.
std::optional<QJsonObject> withScheduledPlan(const QJsonObject &stored);
// The schedule, and a stored subscription with and without it. `keepsOnFailure`: a refused charge at the
// renewal leaves the old plan.
QJsonObject withSchedule(
    QJsonObject stored, const Plan &to, const QByteArray &id, TimePoint now, bool keepsOnFailure);
QJsonObject withoutSchedule(QJsonObject stored);
bool hasSchedule(const QJsonObject &stored);
bool scheduleKeepsOnFailure(const QJsonObject &stored);
