// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"

#include <QString>

// What a pasted text holds of a key for billing. Its sentences never repeat a letter of what was pasted.
struct BillingKeyText {
    QByteArray key = {}; // empty: nothing to keep
    QString note = {}; // that something was taken off around it
    QString refusal = {}; // why nothing is kept

    friend bool operator==(const BillingKeyText &, const BillingKeyText &) = default;
};

// Cleans what people paste with a key: spaces, quotes, “DODO_PAYMENTS_API_KEY=”, “Bearer ”, a line of a .env
// file. Refuses a key of another mode, a webhook secret and half a key. Nothing typed is no mistake.
BillingKeyText billingKeyFromText(const QString &pasted, Destination::Mode mode);
