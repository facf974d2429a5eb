// SPDX-License-Identifier: MIT
#pragma once

#include "billing/product.h"
#include "session/purchase.h"
#include "ui/theme.h"

// The Customer page's sentences: what a product costs, and the four steps of a purchase as they stand.
namespace customer {

QString planLine(const Price &price); // "$0.00 a month, then $0.05 an image after 10 free ones."
QString dueToday(const Price &price); // "$0.00", discount taken off
QString dueLine(const Price &price); // "Due today $0.00. Usage is billed at the end of the month."
QString periodEnds(const Subscription &subscription); // "This period ends on 21 Dec 2026."
QString thenPrice(const MeterPrice &meter, const QByteArray &currency); // "$0.05 an image"
QString units(const Decimal &count, const QString &unit); // "10 images"
QString day(TimePoint at); // "21 Nov 2026", local

QString statusName(SubscriptionStatus status); // "On hold"
// "PixelGen AI since 21 Nov 2026. A payment failed. Its events are accepted, not billed."
QString statusLine(const Subscription &subscription);
QString elapsed(milliseconds time); // "2 min 10 s"

// What paying here means for somebody's money, by where billing goes; empty in the sandbox.
QString payTerms(Destination::Mode mode);
// What the service said last of the payment that is waited for; empty while nobody has paid.
QString seenWords(Purchase::Seen seen);

QString nameProblem(const QString &typed); // empty when it is right
QString emailProblem(const QString &typed);

// One step of the list, worded. Without a request it is a fact or still to come.
struct StepLook {
    PurchaseStep::State state = PurchaseStep::State::Waiting;
    QString title;
    QString mono = {}; // id or address
    QString note = {};
    QString request = {}; // "GET /checkouts/cks_…"
    int status = 0; // 0: none to show
    int ms = 0;

    friend bool operator==(const StepLook &, const StepLook &) = default;
};

// What the next picture costs the customer: "It is one of the 10 free ones."
QString nextPicture(
    const Subscription &subscription, const std::optional<BillSoFar> &bill, const Meter *ownMeter);

StepLook waitingStep(PurchaseStep::Kind kind, Destination::Mode mode = Destination::Mode::Sandbox);
// The price of what is bought, where it is known.
StepLook purchaseStep(const PurchaseStep &step, const Purchase &purchase, const std::optional<Price> &price);
StepLook pastStep(PurchaseStep::Kind kind, const Subscription &subscription); // of an earlier purchase

} // namespace customer
