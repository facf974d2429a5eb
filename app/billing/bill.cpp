// SPDX-License-Identifier: MIT
#include "billing/bill.h"

#include "billing/choices.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error tooLarge(const QString &what)
{
    return choices::refused(choices::tooLargeAmount,
        u"%1 is more than the service can state, at most %2 in the smallest unit."_s.arg(what).arg(
            choices::largestAmount));
}

QString nameOf(const MeterPrice &price)
{
    return u"The amount for “%1”"_s.arg(price.name.isEmpty() ? price.meter.string() : price.name);
}

// A share in basis points. What is left to pay is rounded, as at the purchase, so that renewals take as much.
Result<qint64> discountOf(qint64 sum, int bps)
{
    const auto exact = Decimal::multiply(Decimal(sum), Decimal(10000 - bps));
    const auto share = exact ? exact->shifted(-4) : std::nullopt;
    const auto rounded = share ? choices::roundedAmount(*share) : std::nullopt;
    return rounded ? Result<qint64>(sum - *rounded) : Result<qint64>(tooLarge(u"The discount"_s));
}

} // namespace

std::optional<Decimal> chargeableUnits(const Decimal &consumed, qint64 freeThreshold)
{
    const auto over = Decimal::subtract(consumed, Decimal(freeThreshold));
    return over ? std::optional(choices::chargeable(*over)) : std::nullopt;
}

Result<BillLine> billLine(const MeterPrice &price, const Decimal &consumed)
{
    BillLine line{.meter = price.meter,
        .name = price.name,
        .unit = price.measurementUnit,
        .consumed = consumed,
        .freeThreshold = price.freeThreshold.value_or(0),
        .chargeable = {},
        .pricePerUnit = price.pricePerUnit.value_or(choices::priceOfCreditMeter),
        .exact = {}};
    const auto chargeable = chargeableUnits(consumed, line.freeThreshold);
    static_assert(choices::wirePrice == choices::PriceUnit::Smallest); // so the product is in it, too
    const auto exact = chargeable ? Decimal::multiply(*chargeable, line.pricePerUnit) : std::nullopt;
    const auto rounded = exact ? choices::roundedAmount(*exact) : std::nullopt;
    if (!rounded || *rounded > choices::largestAmount)
        return tooLarge(nameOf(price));
    line.chargeable = *chargeable;
    line.exact = *exact;
    line.rounded = *rounded;
    return line;
}

Result<Bill> billFor(const UsagePrice &price, const QList<std::pair<MeterId, Decimal>> &consumed)
{
    Bill bill{.currency = price.basics.currency, .fixedPrice = price.fixedPrice, .lines = {}};
    qint64 lines = 0;
    for (const MeterPrice &meter : price.meters) {
        const auto used
            = std::ranges::find_if(consumed, [&](const auto &units) { return units.first == meter.meter; });
        const Result<BillLine> line = billLine(meter, used == consumed.end() ? Decimal(0) : used->second);
        if (!line)
            return line.error();
        lines += line->rounded;
        bill.lines.append(*line);
    }
    const Result<qint64> discount
        = discountOf(choices::discounted(price.fixedPrice, lines), discountBps(price.basics));
    if (!discount)
        return discount.error();
    bill.discount = *discount;
    bill.total = price.fixedPrice + lines - *discount;
    if (bill.total > choices::largestAmount)
        return tooLarge(u"The total"_s);
    return bill;
}
