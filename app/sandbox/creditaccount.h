// SPDX-License-Identifier: MIT
#pragma once

#include "billing/creditpool.h"
#include "sandbox/world.h"

// A CreditPool with its rows: Kind::CreditBalance, CreditGrant and CreditEntry of one customer and
// entitlement. Their JSON is what the API gives (dodo-api.md 2.9).
struct CreditAccount {
    CustomerId customer;
    Credit credit; // as it is now
    CreditPool pool;
    QJsonObject balance; // as stored; empty when the customer has none yet
};

// nullopt when there is no such entitlement. One of a customer without credits yet is empty and not stored.
std::optional<CreditAccount> creditAccount(
    const Reading &read, const CustomerId &customer, const CreditId &credit);

// What its new entries say beside the figures, and the subscription whose threshold counts.
struct CreditCause {
    TimePoint at;
    QByteArray referenceType; // "subscription", "payment", "api"
    QByteArray referenceId;
    QString description = {};
    QString reason = {}; // of an entry by hand
    QByteArray idempotencyKey = {};
    Metadata metadata = {};
};

// Stores the balance, the changed grants and the new entries, and announces each entry (2.10); returns the
// entries as stored.
QList<QJsonObject> store(Writing &out, World &world, const CreditAccount &account, const CreditCause &cause);
