// SPDX-License-Identifier: MIT
#include "billing/bill.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestAmount = std::numeric_limits<qint32>::max(); // an i32 on the wire

// dodo-api.md 5.1.34: such a line is refused and said so, never wrapped.
Error tooLarge(const QString &what)
{
    return {.kind = Error::Kind::Invalid,
        .message = u"%1 is more than the service can state, at most %2 in the smallest unit."_s.arg(what).arg(
            largestAmount),
        .code = u"INTEGER_CONVERSION_FAILURE"_s,
        .status = 422};
}

QString nameOf(const MeterPrice &price)
{
    return u"The amount for “%1”"_s.arg(price.name.isEmpty() ? price.meter.string() : price.name);
}

// The same share of fixed price and lines (5.1.37), in basis points, half away from zero.
Result<qint64> discountOf(qint64 sum, int bps)
{
    const auto exact = Decimal::multiply(Decimal(sum), Decimal(bps));
    const auto share = exact ? exact->shifted(-4) : std::nullopt;
    const auto rounded = share ? share->rounded() : std::nullopt;
    return rounded ? Result<qint64>(*rounded) : Result<qint64>(tooLarge(u"The discount"_s));
}

} // namespace

std::optional<Decimal> chargeableUnits(const Decimal &consumed, qint64 freeThreshold)
{
    const auto over = Decimal::subtract(consumed, Decimal(freeThreshold));
    return over ? std::optional(std::max(*over, Decimal(0))) : std::nullopt;
}

Result<BillLine> billLine(const MeterPrice &price, const Decimal &consumed)
{
    BillLine line{.meter = price.meter,
        .name = price.name,
        .unit = price.measurementUnit,
        .consumed = consumed,
        .freeThreshold = price.freeThreshold.value_or(0),
        .chargeable = {},
        .pricePerUnit = price.pricePerUnit.value_or(Decimal(0)), // billed in credits: 5.1.28
        .exact = {}};
    const auto chargeable = chargeableUnits(consumed, line.freeThreshold);
    const auto exact = chargeable ? Decimal::multiply(*chargeable, line.pricePerUnit) : std::nullopt;
    const auto rounded = exact ? exact->rounded() : std::nullopt;
    if (!rounded || *rounded > largestAmount)
        return tooLarge(nameOf(price));
    line.chargeable = *chargeable;
    line.exact = *exact;
    line.rounded = *rounded;
    return line;
}

Result<Bill> billFor(const UsagePrice &price, const QList<std::pair<MeterId, Decimal>> &consumed)
{
    Bill bill{.currency = price.basics.currency, .fixedPrice = price.fixedPrice, .lines = {}};
    qint64 sum = price.fixedPrice;
    for (const MeterPrice &meter : price.meters) {
        const auto used
            = std::ranges::find_if(consumed, [&](const auto &units) { return units.first == meter.meter; });
        const Result<BillLine> line = billLine(meter, used == consumed.end() ? Decimal(0) : used->second);
        if (!line)
            return line.error();
        sum += line->rounded;
        bill.lines.append(*line);
    }
    const Result<qint64> discount = discountOf(sum, discountBps(price.basics));
    if (!discount)
        return discount.error();
    bill.discount = *discount;
    bill.total = sum - *discount;
    if (bill.total > largestAmount)
        return tooLarge(u"The total"_s);
    return bill;
}
