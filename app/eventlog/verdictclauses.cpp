// SPDX-License-Identifier: MIT
#include "eventlog/verdictclauses.h"

#include "billing/bill.h"
#include "billing/money.h"
#include "eventlog/verdictwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace words {

namespace {

    using Line = VerdictLine;
    using Mark = VerdictLine::Mark;
    using Part = VerdictLine::Part;
    using Reason = MeterVerdict::Reason;
    using Type = Aggregation::Type;

    struct Clauses {
        Q_DECLARE_TR_FUNCTIONS(Clauses)
    };

    bool isPriced(const MeterVerdict &meter)
    {
        return !meter.currency.isEmpty();
    }

    void addName(QList<Line> &out, const MeterVerdict &meter)
    {
        const bool same = meter.judgement.nameMatches;
        const QString clause = nameClause(meter);
        const bool alone = same && !meter.judgement.filter;
        out.append({Part::Name, same ? Mark::Tick : Mark::Cross, 0,
            alone ? Clauses::tr("%1, no filter").arg(clause) : clause, nameSeen(meter)});
    }

    // Where a group is true, parts of it that are not are no fault, however deep: they get a dash.
    void addParts(QList<Line> &out, const ClauseVerdict &group, int depth, bool excused)
    {
        excused = excused || group.isTrue();
        for (const ClauseVerdict &part : group.children) {
            const Mark mark = part.isTrue() ? Mark::Tick : excused ? Mark::Dash : Mark::Cross;
            out.append({Part::Filter, mark, depth, clause(part), seen(part)});
            addParts(out, part, depth + 1, excused);
        }
    }

    void addFilter(QList<Line> &out, const MeterVerdict &meter)
    {
        if (!meter.judgement.filter)
            return;
        const ClauseVerdict &filter = *meter.judgement.filter;
        out.append(
            {Part::Filter, filter.isTrue() ? Mark::Tick : Mark::Cross, 0, filterHead(filter), seen(filter)});
        addParts(out, filter, 1, false);
    }

    std::optional<MetaValue> valueOf(const VerdictFacts &facts, const QString &key)
    {
        if (!facts.event)
            return std::nullopt;
        const auto found = std::ranges::find(facts.event->metadata, key.toUtf8(), &MetaEntry::key);
        return found == facts.event->metadata.end() ? std::nullopt : std::optional(found->value);
    }

    QString propertySeen(const MeterVerdict &meter, const VerdictFacts &facts)
    {
        const auto is = valueOf(facts, meter.aggregation.key);
        switch (meter.judgement.property) {
        case PropertyState::Usable:
            return meter.judgement.counts() ? displayCount(meter.judgement.contribution)
                : is && is->number()        ? displayCount(*is->number())
                                            : Clauses::tr("it is");
        case PropertyState::Missing:
            return Clauses::tr("it is missing");
        case PropertyState::TextNotNumber:
            return is ? Clauses::tr("it is text %1").arg(value(*is)) : Clauses::tr("it is text");
        case PropertyState::NotNumber:
            break;
        }
        if (is && is->type == MetaValue::Type::Number)
            return Clauses::tr("more digits than are billed");
        return is ? Clauses::tr("it is %1").arg(value(*is)) : Clauses::tr("it is not");
    }

    void addProperty(QList<Line> &out, const MeterVerdict &meter, const VerdictFacts &facts)
    {
        if (meter.aggregation.type == Type::Count)
            return;
        const bool usable = meter.judgement.property == PropertyState::Usable;
        out.append({Part::Property, usable ? Mark::Tick : Mark::Cross, 0,
            Clauses::tr("`%1` is a number").arg(meter.aggregation.key), propertySeen(meter, facts)});
    }

    // Whose it is, and whether there is a subscription that could bill it.
    void addCustomer(QList<Line> &out, const Verdict &verdict, const MeterVerdict &meter)
    {
        const bool good = verdict.customerKnown && verdict.subscribed;
        const Mark bad = verdict.customerKnown ? Mark::Dash : Mark::Cross;
        const QString seen = isPriced(meter) ? QString() : good ? Clauses::tr("in no product") : QString();
        out.append({Part::Customer, good ? Mark::Tick : bad, 0, customerClause(verdict), seen});
    }

    void addPeriod(QList<Line> &out, const MeterVerdict &meter, const VerdictFacts &facts)
    {
        const auto period = meter.period ? meter.period : facts.period;
        if (meter.reason == Reason::OutsidePeriod) {
            out.append({Part::Period, Mark::Cross, 0, Clauses::tr("Inside the billing period"),
                period ? periodText(*period) : Clauses::tr("it is outside")});
            return;
        }
        const bool inside = meter.period || (period && facts.at && period->contains(*facts.at));
        if (inside)
            out.append(
                {Part::Period, Mark::Tick, 0, Clauses::tr("Inside the billing period"), periodText(*period)});
    }

    void addFirst(QList<Line> &out, const VerdictFacts &facts)
    {
        if (facts.sentBefore)
            out.append({Part::First, Mark::Dash, 0, Clauses::tr("Counted once, when it first came"),
                localTime(*facts.sentBefore)});
        else if (facts.event)
            out.append({Part::First, Mark::Tick, 0, Clauses::tr("First of its id"), {}});
    }

    void addPrice(QList<Line> &out, const MeterVerdict &meter)
    {
        if (meter.pricePerUnit.isZero()) { // dodo-api.md 5.1.28
            out.append({Part::Priced, Mark::Tick, 0, Clauses::tr("A product bills this meter"),
                Clauses::tr("in credits")});
            return;
        }
        const QString each = displayMoney(meter.pricePerUnit, meter.currency);
        out.append({Part::Priced, Mark::Tick, 0, Clauses::tr("A product prices this meter"),
            meter.freeThreshold == 0
                ? Clauses::tr("%1 a unit").arg(each)
                : Clauses::tr("%1 after %2 free").arg(each, displayCount(Decimal(meter.freeThreshold)))});
    }

    QString freeLeft(const MeterVerdict &meter, const Decimal &reading)
    {
        const auto left = Decimal::subtract(Decimal(meter.freeThreshold), reading);
        return left ? displayCount(std::clamp(*left, Decimal(0), Decimal(meter.freeThreshold))) : QString();
    }

    QString amountOrFree(const MeterVerdict &meter)
    {
        if (meter.standing->unitsPaid.isZero())
            return Clauses::tr("free");
        return meter.pricePerUnit.isZero() ? Clauses::tr("in credits")
                                           : displayMoney(meter.standing->amount, meter.currency);
    }

    // Units of this event on both sides of the free threshold.
    QString shareText(const MeterVerdict &meter)
    {
        const Standing &is = *meter.standing;
        if (is.unitsPaid.isZero())
            return Clauses::tr("All %1 are free").arg(displayUnits(is.unitsFree, meter.unit));
        if (is.unitsFree.isZero())
            return Clauses::tr("All %1 are paid").arg(displayUnits(is.unitsPaid, meter.unit));
        return Clauses::tr("%1 free, %2 paid")
            .arg(displayUnits(is.unitsFree, meter.unit), displayCount(is.unitsPaid));
    }

    void addAdded(QList<Line> &out, const MeterVerdict &meter)
    {
        const Standing &is = *meter.standing;
        if (meter.aggregation.type == Type::Sum) {
            out.append({Part::Reading, Mark::Tick, 0, Clauses::tr("Running total"),
                Clauses::tr("%1 to %2").arg(displayCount(is.before), displayCount(is.runningTotal))});
            out.append({Part::Units, Mark::Tick, 0, shareText(meter), amountOrFree(meter)});
        } else {
            const QString unit = displayCount(is.runningTotal);
            out.append({Part::Units, Mark::Tick, 0,
                meter.freeThreshold == 0 ? Clauses::tr("Unit %1 of the period").arg(unit)
                                         : Clauses::tr("Unit %1 of the period, %2 are free")
                                               .arg(unit, displayCount(Decimal(meter.freeThreshold))),
                amountOrFree(meter)});
        }
        if (meter.freeThreshold > 0)
            out.append({Part::Units, Mark::Tick, 0, Clauses::tr("Free units left"),
                Clauses::tr("%1 before, %2 after")
                    .arg(freeLeft(meter, is.before), freeLeft(meter, is.runningTotal))});
    }

    // A peak or a reading: the one that stands carries all units.
    void addStood(QList<Line> &out, const MeterVerdict &meter)
    {
        const Standing &is = *meter.standing;
        const bool peak = meter.aggregation.type == Type::Max;
        const QString now = displayCount(is.runningTotal);
        if (is.replacedAt) {
            out.append({Part::Reading, Mark::Dash, 0,
                peak ? Clauses::tr("The peak until %1").arg(localTime(*is.replacedAt))
                     : Clauses::tr("The reading until %1").arg(localTime(*is.replacedAt)),
                now});
            return;
        }
        if (!is.current) {
            out.append({Part::Reading, Mark::Dash, 0, Clauses::tr("Not above the peak"), now});
            return;
        }
        const QString change = Clauses::tr("%1 to %2").arg(displayCount(is.before), now);
        out.append({Part::Reading, Mark::Tick, 0,
            peak ? Clauses::tr("It raises the peak") : Clauses::tr("It is the reading now"), change});
        out.append({Part::Units, Mark::Tick, 0, shareText(meter), amountOrFree(meter)});
    }

    void addStanding(QList<Line> &out, const MeterVerdict &meter)
    {
        if (!meter.standing)
            return;
        const bool adds = meter.aggregation.type == Type::Count || meter.aggregation.type == Type::Sum;
        adds ? addAdded(out, meter) : addStood(out, meter);
    }

} // namespace

QString periodText(const Period &period)
{
    const QLocale locale;
    const auto day = [&](TimePoint at) { return locale.toString(toDateTime(at).toLocalTime(), u"d MMM"_s); };
    return Clauses::tr("%1 to %2").arg(day(period.start), day(period.end));
}

QList<VerdictLine> verdictLines(const Verdict &verdict, const MeterVerdict &meter, const VerdictFacts &facts)
{
    QList<VerdictLine> out;
    addName(out, meter);
    addFilter(out, meter);
    addProperty(out, meter, facts);
    if (facts.archived || meter.reason == Reason::MeterArchived)
        out.append({Part::Archived, Mark::Cross, 0, Clauses::tr("The meter takes new events"),
            Clauses::tr("it is archived")});
    addCustomer(out, verdict, meter);
    if (!isPriced(meter))
        return out;
    addPrice(out, meter);
    addPeriod(out, meter, facts);
    addFirst(out, facts);
    addStanding(out, meter);
    return out;
}

} // namespace words
