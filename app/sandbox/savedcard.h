// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "sandbox/reading.h"

// Cards that a customer paid with, which a later checkout may charge (dodo-api.md 2.6, `payment_method_id`).

// The same id for the same card of the same customer: "pm_…".
QByteArray savedMethod(const CustomerId &customer, const QByteArray &lastFour);

// Its last four digits, when the customer has paid with it.
std::optional<QByteArray> savedCard(
    const Reading &read, const CustomerId &customer, const QByteArray &method);
