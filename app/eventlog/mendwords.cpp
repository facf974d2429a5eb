// SPDX-License-Identifier: MIT
#include "eventlog/mendwords.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace words {

namespace {

    using Kind = EventChange::Kind;
    using Type = Aggregation::Type;

    constexpr qsizetype mostNamed = 2; // of several changes or conditions

    struct Mends {
        Q_DECLARE_TR_FUNCTIONS(Mends)
    };

    QString changeText(const EventChange &change, const MeterVerdict &meter)
    {
        switch (change.kind) {
        case Kind::Rename:
            return Mends::tr("the name `%1`").arg(change.to.string());
        case Kind::Customer:
            return Mends::tr("customer `%1`").arg(change.to.string());
        case Kind::Stamp:
            return Mends::tr("a `timestamp` of now");
        case Kind::Set:
        case Kind::Add:
            break;
        }
        if (change.example && change.key == meter.aggregation.key)
            return Mends::tr("a number in `%1`").arg(change.key);
        return Mends::tr("`%1` %2").arg(change.key, value(change.to));
    }

    QString listed(const QStringList &parts)
    {
        if (parts.size() < 2)
            return parts.value(0);
        if (parts.size() == 2)
            return Mends::tr("%1 and %2").arg(parts[0], parts[1]);
        return Mends::tr("%1, %2 and %3 more").arg(parts[0], parts[1]).arg(parts.size() - mostNamed);
    }

    // What it would become: $0.05; free unit 7 of 10; peak 23.
    QString goal(const Mend &mend, const MeterVerdict &meter)
    {
        if (mend.amount && !mend.amount->isZero() && !mend.amount->isNegative())
            return displayMoney(*mend.amount, mend.currency);
        if (!mend.reading)
            return Mends::tr("counting");
        const QString reading = displayCount(*mend.reading);
        switch (meter.aggregation.type) {
        case Type::Count:
            return Mends::tr("free unit %1 of %2").arg(reading, displayCount(Decimal(mend.freeThreshold)));
        case Type::Sum:
            return Mends::tr("%1, free").arg(displayUnits(*mend.units, meter.unit));
        case Type::Max:
            return Mends::tr("the peak %1").arg(reading);
        case Type::Last:
            break;
        }
        return Mends::tr("the reading %1").arg(reading);
    }

    QString outcome(const Mend &mend, const MeterVerdict &meter)
    {
        if (!mend.reading)
            return Mends::tr("it would count");
        const QString reading = displayCount(*mend.reading);
        switch (meter.aggregation.type) {
        case Type::Count:
            return Mends::tr("it would be unit %1").arg(reading);
        case Type::Max:
            return *mend.units == *mend.reading ? Mends::tr("it would make the peak %1").arg(reading)
                                                : Mends::tr("it would stay below the peak %1").arg(reading);
        case Type::Last:
            return Mends::tr("it would be the reading %1").arg(reading);
        case Type::Sum:
            break;
        }
        const QString units = displayUnits(*mend.units, meter.unit);
        const bool parted = mend.paid && !mend.paid->isZero() && *mend.paid != *mend.units;
        return parted ? Mends::tr("it would add %1, %2 of them paid").arg(units, displayCount(*mend.paid))
                      : Mends::tr("it would add %1").arg(units);
    }

    void collect(const Filter &filter, QList<Condition> &out)
    {
        for (const Clause &clause : filter.clauses) {
            if (const auto *group = std::get_if<Filter>(&clause.is))
                collect(*group, out);
            else
                out.append(std::get<Condition>(clause.is));
        }
    }

    // The conditions of one meter's filter that the other's has not.
    QList<Condition> onlyIn(const NewMeter &one, const NewMeter &other)
    {
        QList<Condition> mine;
        QList<Condition> theirs;
        if (one.filter)
            collect(*one.filter, mine);
        if (other.filter)
            collect(*other.filter, theirs);
        mine.removeIf([&](const Condition &condition) { return theirs.contains(condition); });
        return mine;
    }

} // namespace

MendText mendText(const Mend &mend, const MeterVerdict &meter)
{
    const QString goal = words::goal(mend, meter);
    QStringList changes;
    for (const EventChange &change : mend.changes)
        changes.append(changeText(change, meter));
    const QString text = Mends::tr("With %1 %2.").arg(listed(changes), outcome(mend, meter));
    if (mend.isOne())
        return {Mends::tr("One value away from %1").arg(goal), text};
    const QString number = numberWord(mend.changes.size());
    return {
        Mends::tr("%1 values away from %2").arg(number.first(1).toUpper() + number.sliced(1), goal), text};
}

QStringList meterChanges(const NewMeter &old, const NewMeter &made)
{
    QStringList out;
    if (made.eventName != old.eventName)
        out.append(Mends::tr("It reads the name `%1`.").arg(made.eventName));
    if (old.filter && !made.filter) {
        out.append(Mends::tr("It has no filter: every event of that name counts."));
        return out;
    }
    const QList<Condition> added = onlyIn(made, old);
    for (const Condition &condition : added.first(std::min(added.size(), mostNamed)))
        out.append(Mends::tr("It counts where %1 too.").arg(words::condition(condition)));
    const QList<Condition> gone = onlyIn(old, made);
    for (const Condition &condition : gone.first(std::min(gone.size(), mostNamed)))
        out.append(Mends::tr("It no longer asks that %1.").arg(words::condition(condition)));
    return out;
}

} // namespace words
