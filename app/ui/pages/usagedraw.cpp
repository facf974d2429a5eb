// SPDX-License-Identifier: MIT
// The chart of the Usage page.
#include "billing/money.h"
#include "ui/pages/usagepage.h"
#include "ui/pages/usagewords.h"
#include "ui/parts/charts.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int daysShown = 14; // bars; a whole month would be too thin to read

double place(const Decimal &units)
{
    return units.toText().toDouble();
}

// Three to five round grid values that hold `top`.
QList<AxisMark> marksUpTo(double top)
{
    double step = 1;
    for (const double factor : {2.0, 2.5, 2.0}) {
        if (top / step <= 4)
            break;
        step *= factor;
    }
    while (top / step > 4)
        step *= 2;
    QList<AxisMark> marks;
    for (double value = 0; marks.size() < 2 || value < top + step; value += step)
        marks.append({value, QLocale::c().toString(value, 'f', 0)});
    return marks;
}

} // namespace

void UsagePage::drawChart()
{
    const auto &subscription = m_session.state().subscription;
    const Meter *meter = m_session.meterOfThisProgram();
    const auto bill = m_session.bill();
    if (!subscription || !meter || !bill || bill->meters.isEmpty())
        return;
    const PeriodEvents read = readOf(*subscription, *meter, m_events, m_session.state().usage.first());
    const QList<DayUsage> days = usageByDay(*subscription, *meter, read);
    const QDate today = toDateTime(m_session.now()).toLocalTime().date();
    QList<UsageBar> bars;
    for (const DayUsage &one : days) {
        const auto sum = Decimal::add(one.unitsFree, one.unitsPaid).value_or(Decimal());
        UsageBar bar{.label = QLocale::c().toString(one.day, bars.isEmpty() ? u"d MMM"_s : u"d"_s),
            .free = place(one.unitsFree),
            .billable = place(one.unitsPaid),
            .past = one.day <= today};
        bar.value = sum.isZero() ? QString() : displayCount(sum);
        bar.tip = tr("%1: %2 free, %3 billable")
                      .arg(QLocale::c().toString(one.day, u"d MMM"_s), displayCount(one.unitsFree),
                          displayCount(one.unitsPaid));
        bars.append(bar);
    }
    // The newest days that have happened stay in sight.
    const auto past = std::ranges::count_if(bars, &UsageBar::past);
    const qsizetype cut = std::max<qsizetype>(0, qsizetype(past) - daysShown);
    double before = place(read.unread);
    for (const UsageBar &bar : bars.first(cut))
        before += bar.free + bar.billable;
    bars = bars.mid(cut, daysShown);
    const MeterUsage &usage = bill->meters.first();
    const double threshold = double(usage.freeThreshold);
    m_chart->setBars(bars);
    m_chart->setBefore(before);
    m_chart->setMarks(marksUpTo(std::max(place(usage.consumedUnits), threshold)));
    const QString terms = usage.pricePerUnit.isZero()
        ? tr("Billed in credits")
        : tr("%1 free, %2 each above").arg(displayCount(Decimal(usage.freeThreshold)), unitPriceOf(usage));
    m_chart->setThreshold(AxisMark{threshold, terms});
    m_chart->setLastLabel(tr("%1 so far").arg(displayCount(usage.consumedUnits)));
    m_chart->setDescription(
        tr("%1 %2 used, %3 of them billable")
            .arg(displayCount(usage.consumedUnits), bill->unit, displayCount(usage.chargeableUnits)));
}
