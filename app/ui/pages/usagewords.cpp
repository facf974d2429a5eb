// SPDX-License-Identifier: MIT
#include "ui/pages/usagewords.h"

#include "billing/money.h"
#include "billing/rules.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsagePage)
};

QString eventsReceived(qsizetype count)
{
    return count == 1 ? Words::tr("1 event received") : Words::tr("%1 events received").arg(count);
}

// "10 free, 2 × $0.05 = $0.10"
QString priced(const MeterUsage &line)
{
    if (line.pricePerUnit.isZero())
        return Words::tr("billed in credits");
    const Decimal free = Decimal::subtract(line.consumedUnits, line.chargeableUnits).value_or(Decimal());
    const QString paid
        = Words::tr("%1 × %2 = %3")
              .arg(displayCount(line.chargeableUnits), displayMoney(line.pricePerUnit, line.currency),
                  displayMoney(Decimal(line.totalPrice), line.currency));
    return Words::tr("%1 free, %2").arg(displayCount(free), paid);
}

} // namespace

QString usageSentence(const BillSoFar &bill, const Meter *meter, const QList<Event> &received, bool more)
{
    const QString start
        = more ? Words::tr("%1 events read").arg(received.size()) : eventsReceived(received.size());
    if (!meter || bill.meters.size() != 1)
        return Words::tr("%1. The bill has %2 lines.").arg(start).arg(bill.meters.size());
    const MeterUsage &line = bill.meters.first();
    if (more) // the service's figure alone: what was read is not all of it
        return Words::tr("%1. %2 this period, %3.")
            .arg(start, displayUnits(line.consumedUnits, bill.unit), priced(line));
    const auto counted = std::ranges::count_if(
        received, [meter](const Event &event) { return judge(*meter, EventViewOf(event).view()).counts(); });
    if (meter->is.aggregation.type == Aggregation::Type::Count) // the service's own figure
        return Words::tr("%1, %2 counted, %3.").arg(start, displayCount(line.consumedUnits), priced(line));
    return Words::tr("%1, %2 counted: %3, %4.")
        .arg(
            start, displayCount(Decimal(counted)), displayUnits(line.consumedUnits, bill.unit), priced(line));
}

QString eventsReadWords(qsizetype count, bool more, bool newestFirst)
{
    if (!more)
        return count == 1 ? Words::tr("From 1 event") : Words::tr("From all %1 events").arg(count);
    return newestFirst ? Words::tr("From the %1 newest events").arg(count)
                       : Words::tr("From the %1 events read").arg(count);
}

QString unitPriceOf(const MeterUsage &line)
{
    return line.pricePerUnit.isZero() ? Words::tr("in credits")
                                      : displayMoney(line.pricePerUnit, line.currency);
}

QString arithmeticOf(const MeterUsage &line)
{
    if (line.pricePerUnit.isZero())
        return Words::tr("%1 used, billed in credits").arg(displayCount(line.consumedUnits));
    // Below the threshold nothing is left to multiply, and a difference would not be true.
    const bool allFree = line.consumedUnits <= Decimal(line.freeThreshold);
    return (
        allFree ? Words::tr("%1 of %2 free used: %3 × %4 = %5") : Words::tr("%1 − %2 free = %3 × %4 = %5"))
        .arg(displayCount(line.consumedUnits), displayCount(Decimal(line.freeThreshold)),
            displayCount(line.chargeableUnits), displayMoney(line.pricePerUnit, line.currency),
            displayMoney(Decimal(line.totalPrice), line.currency));
}
