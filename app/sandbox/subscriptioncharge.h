// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/payments.h"

// One charge of a subscription's card: at a renewal, at a change of its plan, or on demand.
struct SubscriptionCharge {
    TimePoint at;
    qint64 amount = 0;
    QList<PaymentLine> lines = {};
    std::optional<Period> period = {}; // whose usage it bills
    std::optional<Metadata> metadata = {}; // the subscription's own when not given
    int retry = 0; // how often it failed before
};

// Why the card of a stored subscription gives no such amount: the fourth test card is declined at every
// charge after the first (dodo-api.md 2.6).
std::optional<Error> cardRefusal(const QJsonObject &stored, qint64 amount);

// Stores the payment and announces it as succeeded, or as failed when it is refused. Returns its id.
PaymentId makePayment(Writing &out, World &world, const QJsonObject &stored, const SubscriptionCharge &charge,
    const std::optional<Error> &refused);

// subscription.<what> with the object as its GET gives it at this moment.
void announceSubscription(
    Writing &out, World &world, const QJsonObject &stored, QLatin1StringView what, TimePoint at);
