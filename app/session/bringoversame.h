// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/product.h"

#include <QHash>

// Whether an object of the sandbox is at the service already, under whatever id: by what it does, not by the
// words beside it.
bool sameMeter(const NewMeter &one, const NewMeter &other); // name, event name, aggregation, filter
// Name and price, its meters under the ids of `known` (the sandbox's to the service's).
bool sameProduct(const NewProduct &ours, const NewProduct &theirs, const QHash<MeterId, MeterId> &known);

const UsagePrice *usagePriceOf(const NewProduct &product); // null for other prices
bool billsInCredits(const NewProduct &product); // which have to be made in the service first
