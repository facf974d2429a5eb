// SPDX-License-Identifier: MIT
#include "session/bringoversame.h"

#include <algorithm>

bool sameMeter(const NewMeter &one, const NewMeter &other)
{
    return one.name == other.name && one.eventName == other.eventName && one.aggregation == other.aggregation
        && one.filter == other.filter;
}

const UsagePrice *usagePriceOf(const NewProduct &product)
{
    return std::get_if<UsagePrice>(&product.price);
}

bool billsInCredits(const NewProduct &product)
{
    const UsagePrice *price = usagePriceOf(product);
    return price && std::ranges::any_of(price->meters, [](const MeterPrice &line) {
        return line.creditEntitlementId.has_value();
    });
}

bool sameProduct(const NewProduct &ours, const NewProduct &theirs, const QHash<MeterId, MeterId> &known)
{
    const UsagePrice *one = usagePriceOf(ours);
    const UsagePrice *other = usagePriceOf(theirs);
    if (!one || !other || ours.name != theirs.name || one->basics.currency != other->basics.currency
        || one->fixedPrice != other->fixedPrice || one->frequency != other->frequency
        || one->meters.size() != other->meters.size())
        return false;
    return std::ranges::all_of(one->meters, [&](const MeterPrice &line) {
        return std::ranges::any_of(other->meters, [&](const MeterPrice &there) {
            return known.value(line.meter) == there.meter && line.pricePerUnit == there.pricePerUnit
                && line.freeThreshold.value_or(0) == there.freeThreshold.value_or(0);
        });
    });
}
