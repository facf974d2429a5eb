// SPDX-License-Identifier: MIT
#include "session/billsofar.h"

#include <algorithm>

namespace {

Decimal difference(const Decimal &a, const Decimal &b)
{
    return std::max(Decimal::subtract(a, b).value_or(Decimal()), Decimal());
}

} // namespace

Decimal BillSoFar::freeUsed() const
{
    return meters.size() == 1 ? std::min(consumed(), Decimal(meters.first().freeThreshold)) : Decimal();
}

Decimal BillSoFar::freeLeft() const
{
    return meters.size() == 1 ? difference(Decimal(meters.first().freeThreshold), consumed()) : Decimal();
}

BillSoFar billSoFar(const Subscription &subscription, const UsagePeriod &usage)
{
    BillSoFar bill{.meters = usage.meters,
        .unit = {},
        .period = usage.period,
        .currency = subscription.currency,
        .fixedPrice = subscription.recurringPreTaxAmount,
        .total = subscription.recurringPreTaxAmount};
    for (const MeterUsage &meter : usage.meters)
        bill.total += meter.totalPrice;
    if (subscription.meters.size() == 1)
        bill.unit = subscription.meters.first().measurementUnit;
    return bill;
}
