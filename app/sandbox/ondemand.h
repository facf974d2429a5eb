// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// POST /subscriptions/{id}/charge (dodo-api.md 2.7): an amount the merchant names, from a subscription that
// was bought to be charged on demand. A card that refuses it makes a failed payment and changes nothing else.
Answer chargeOnDemand(const Request &request, World &world);

// POST /_sandbox/subscriptions/{id}/card: what the customer does in the portal when a card fails. The other
// card is charged at once for what is owed: a refused renewal, a refused or pending plan change.
Answer takeOtherCard(const Request &request, World &world);
