// SPDX-License-Identifier: MIT
#pragma once

#include "billing/credit.h"
#include "sandbox/world.h"

// What the routes of credit entitlements have in common (dodo-api.md 2.9).

// One that may be used: 404 NOT_FOUND, or 422 CREDIT_ENTITLEMENT_IS_DELETED.
Result<Credit> liveCredit(const Reading &read, const QByteArray &id);
// For routes under its own id, where a deleted one is not found either.
Result<Credit> shownCredit(const Reading &read, const QByteArray &id);

// "has more than 2 digits after the point", when it does not fit the entitlement.
std::optional<QString> wrongAmount(const Decimal &amount, const Credit &credit);

// Handlers, by file.
Answer createCredit(const Request &request, World &world);
Answer listCredits(const Request &request, World &world);
Answer retrieveCredit(const Request &request, World &world);
Answer patchCredit(const Request &request, World &world);
Answer deleteCredit(const Request &request, World &world);
Answer undeleteCredit(const Request &request, World &world);

Answer listCreditBalances(const Request &request, World &world);
Answer retrieveCreditBalance(const Request &request, World &world);
Answer listCreditGrants(const Request &request, World &world);
Answer listCreditLedger(const Request &request, World &world);
Answer createCreditEntry(const Request &request, World &world);

Answer listCustomerCredits(const Request &request, World &world);
Answer retrieveCreditUsage(const Request &request, World &world);
