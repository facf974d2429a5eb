// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/creditaccount.h"

// The credit.* messages (dodo-api.md 2.10, 2.11) of what was just stored: one for each entry, two for one
// made by hand, and credit.balance_low after a deduction that crossed a subscription's threshold.
void announceCredits(Writing &out, World &world, const CreditAccount &account,
    const QList<QJsonObject> &entries, TimePoint at);

// An entry as its message has it.
QJsonObject creditEntryData(const QJsonObject &entry);
