// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "support/jsonreader.h"

// The parts of POST /checkouts that newCheckoutFromJson is made of (dodo-api.md 2.6). A wrong form is
// INVALID_REQUEST_BODY, a wrong meaning INVALID_REQUEST_PARAMETERS.

constexpr int productsPerCart = 20;
constexpr int codesPerCheckout = 20;
constexpr int fieldsPerCheckout = 5;
constexpr int longestTrial = 10000; // days

QList<CartItem> cartIn(JsonReader &in);
QStringList textsIn(JsonReader &in, QLatin1StringView key); // a list of texts, or none
void readAddress(JsonReader &in, NewCheckout &out);
void readSubscriptionData(JsonReader &in, NewCheckout &out);
void readDiscounts(JsonReader &in, NewCheckout &out);
void readFlags(JsonReader &in, NewCheckout &out);
void checkLooks(JsonReader &in); // customization, custom_fields and what else changes nothing here
void checkTogether(JsonReader &in, const NewCheckout &out); // what goes only with something else
