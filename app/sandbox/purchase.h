// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/checkouts.h"

// What the pay page does with a card: the test purchase of dodo-api.md 2.6, without a card network.

constexpr QLatin1StringView failsLaterLastFour("0341"); // pays once, then no renewal

enum class CardOutcome { Succeeds, Declined, NoFunds };

// One of the published test cards, spaces and dashes ignored.
std::optional<CardOutcome> cardOutcome(QByteArrayView number);
QString sentenceOf(CardOutcome outcome); // "The card is declined."

struct Submission {
    QByteArray card = {};
    std::optional<QString> email = {}; // asked for by the page when the checkout came without a customer
    std::optional<QString> name = {};
    QByteArray savedCard = {}; // its last four digits, instead of a number
};

// The session with a payment that waits for a card, and with its customer made: `confirm` of POST /checkouts.
Result<CheckoutSession> prepare(Writing &write, World &world, CheckoutSession session);

// The one subscription of a prepared session, pending until that is paid: POST /subscriptions (2.7). As
// stored.
Result<QJsonObject> prepareSubscription(Writing &write, World &world, CheckoutSession session);

// The session after one submission; `status.paymentStatus` says how it went. A declined card leaves the
// session open. Stores customer, payment and subscription.
Result<CheckoutSession> submit(
    Writing &write, World &world, CheckoutSession session, const Submission &submission);
