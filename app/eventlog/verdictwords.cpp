// SPDX-License-Identifier: MIT
#include "eventlog/verdictwords.h"

#include "billing/money.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace words {

namespace {

    using Outcome = ClauseVerdict::Outcome;
    using Reason = MeterVerdict::Reason;

    struct Words {
        Q_DECLARE_TR_FUNCTIONS(Words)
    };

    constexpr qsizetype longestValue = 40;

    QString quoted(const QString &text)
    {
        const QString shown = text.size() > longestValue ? text.left(longestValue) + u'…' : text;
        return u"“%1”"_s.arg(shown);
    }

    QString code(const QString &name)
    {
        return u"`%1`"_s.arg(name);
    }

    QString capitalised(const QString &text)
    {
        return text.isEmpty() ? text : text.first(1).toUpper() + text.sliced(1);
    }

    QString operatorText(Operator op)
    {
        switch (op) {
        case Operator::Equals:
            return Words::tr("%1 equals %2");
        case Operator::NotEquals:
            return Words::tr("%1 does not equal %2");
        case Operator::GreaterThan:
            return Words::tr("%1 is greater than %2");
        case Operator::GreaterThanOrEquals:
            return Words::tr("%1 is at least %2");
        case Operator::LessThan:
            return Words::tr("%1 is less than %2");
        case Operator::LessThanOrEquals:
            return Words::tr("%1 is at most %2");
        case Operator::Contains:
            return Words::tr("%1 contains %2");
        case Operator::DoesNotContain:
            return Words::tr("%1 does not contain %2");
        }
        return {};
    }

    // “draft”, or with the kind of value when that is what is wrong.
    QString seenValue(const ClauseVerdict &clause)
    {
        if (clause.outcome == Outcome::PropertyMissing || !clause.seen)
            return Words::tr("missing");
        const bool otherType = clause.outcome == Outcome::OtherType;
        if (otherType && clause.seen->type == MetaValue::Type::Text)
            return Words::tr("text %1").arg(value(*clause.seen));
        if (otherType && clause.seen->type == MetaValue::Type::Number)
            return Words::tr("the number %1").arg(value(*clause.seen));
        return value(*clause.seen);
    }

    qsizetype trueChildren(const ClauseVerdict &clause)
    {
        return std::ranges::count_if(clause.children, &ClauseVerdict::isTrue);
    }

    QString seenGroup(const ClauseVerdict &clause)
    {
        const qsizetype all = qsizetype(clause.children.size());
        const qsizetype held = trueChildren(clause);
        if (held == 0)
            return Words::tr("none is");
        if (held == all)
            return all == 1 ? Words::tr("it is") : all == 2 ? Words::tr("both are") : Words::tr("all are");
        if (std::get<Conjunction>(clause.clause) == Conjunction::Or)
            return held == 1 ? Words::tr("one is") : Words::tr("%1 are").arg(numberWord(held));
        return all - held == 1 ? Words::tr("one is not")
                               : Words::tr("%1 are not").arg(numberWord(all - held));
    }

    // The first condition that fails, on the way a reader goes.
    const ClauseVerdict *firstFailing(const ClauseVerdict &clause)
    {
        if (clause.isTrue())
            return nullptr;
        for (const ClauseVerdict &child : clause.children) {
            if (const ClauseVerdict *found = firstFailing(child))
                return found;
        }
        return std::holds_alternative<Condition>(clause.clause) ? &clause : nullptr;
    }

    // A single sign would be lost in a sentence without its quotes.
    QString characterText(const QString &name)
    {
        return name.size() == 1 ? quoted(name) : capitalised(name);
    }

    QString blankReason(const NameCheck &check)
    {
        const QString blank = capitalised(check.oddName);
        if (check.kind == NameCheck::Kind::SpaceInside)
            return Words::tr("%1 in the name").arg(blank);
        const bool before = check.oddInTyped.value(0) == 0;
        return before ? Words::tr("%1 before the name").arg(blank)
                      : Words::tr("%1 after the name").arg(blank);
    }

    QString caseReason(const NameCheck &check)
    {
        const QChar odd = check.typed[check.oddInTyped.value(0)];
        return odd.isUpper() ? Words::tr("Capital “%1” in the name").arg(odd)
                             : Words::tr("Small “%1” in the name").arg(odd);
    }

    QString nearReason(const NameCheck &check)
    {
        const qsizetype letters = qMax(check.oddInTyped.size(), check.oddInExpected.size());
        return letters == 1 ? Words::tr("Name is one letter off") : Words::tr("Name is two letters off");
    }

} // namespace

// Small numbers stand as words in sentences.
QString numberWord(qsizetype number)
{
    const QStringList names{Words::tr("none"), Words::tr("one"), Words::tr("two"), Words::tr("three"),
        Words::tr("four"), Words::tr("five"), Words::tr("six"), Words::tr("seven"), Words::tr("eight"),
        Words::tr("nine"), Words::tr("ten")};
    return number < names.size() ? names[number] : QString::number(number);
}

QString value(const MetaValue &value)
{
    return value.type == MetaValue::Type::Text ? quoted(value.string()) : value.string();
}

QString condition(const Condition &condition)
{
    return operatorText(condition.op).arg(code(condition.key), value(condition.value));
}

QString group(Conjunction conjunction, qsizetype children)
{
    if (children == 1)
        return Words::tr("this must be true");
    if (conjunction == Conjunction::Or)
        return Words::tr("one of these %1 must be true").arg(numberWord(children));
    return children == 2 ? Words::tr("both of these must be true")
                         : Words::tr("all %1 of these must be true").arg(numberWord(children));
}

QString clause(const ClauseVerdict &clause)
{
    if (const auto *condition = std::get_if<Condition>(&clause.clause))
        return words::condition(*condition);
    return capitalised(group(std::get<Conjunction>(clause.clause), qsizetype(clause.children.size())));
}

QString filterHead(const ClauseVerdict &filter)
{
    if (const auto *condition = std::get_if<Condition>(&filter.clause))
        return Words::tr("Filter: %1").arg(words::condition(*condition));
    const auto conjunction = std::get<Conjunction>(filter.clause);
    return Words::tr("Filter: %1").arg(group(conjunction, qsizetype(filter.children.size())));
}

QString seen(const ClauseVerdict &clause)
{
    if (std::holds_alternative<Conjunction>(clause.clause))
        return seenGroup(clause);
    return Words::tr("it is %1").arg(seenValue(clause));
}

QString nameClause(const MeterVerdict &meter)
{
    return Words::tr("Event name is %1").arg(code(meter.eventName));
}

QString nameSeen(const MeterVerdict &meter)
{
    if (meter.judgement.nameMatches)
        return Words::tr("letter for letter");
    return meter.name.kind == NameCheck::Kind::Different ? Words::tr("it is %1").arg(quoted(meter.name.typed))
                                                         : nameReason(meter.name);
}

bool isMarkable(const NameCheck &check)
{
    return !check.oddInTyped.isEmpty() || !check.oddInExpected.isEmpty();
}

QString nameReason(const NameCheck &check)
{
    switch (check.kind) {
    case NameCheck::Kind::Same:
        return {};
    case NameCheck::Kind::Empty:
        return Words::tr("The name is empty");
    case NameCheck::Kind::Case:
        return caseReason(check);
    case NameCheck::Kind::SpaceInside:
    case NameCheck::Kind::SpaceAround:
        return blankReason(check);
    case NameCheck::Kind::LookAlike:
        return Words::tr("%1 in the name").arg(capitalised(check.oddName));
    case NameCheck::Kind::Separator:
        return Words::tr("%1 for %2 in the name")
            .arg(characterText(check.oddName), characterText(check.wantedName));
    case NameCheck::Kind::NearMiss:
        return nearReason(check);
    case NameCheck::Kind::OtherMeter:
        return Words::tr("Name of another meter");
    case NameCheck::Kind::Different:
        return Words::tr("No meter has this name");
    }
    return {};
}

QString filterReason(const ClauseVerdict &filter)
{
    const ClauseVerdict *failing = firstFailing(filter);
    if (failing == nullptr)
        return {};
    return Words::tr("%1 is %2").arg(std::get<Condition>(failing->clause).key, seenValue(*failing));
}

QString reason(const MeterVerdict &meter)
{
    const QString key = meter.aggregation.key;
    switch (meter.reason) {
    case Reason::Counted:
    case Reason::CountedNoPrice:
        return {};
    case Reason::NameDiffers:
        return nameReason(meter.name);
    case Reason::FilterFailed:
        return meter.judgement.filter ? filterReason(*meter.judgement.filter) : QString();
    case Reason::PropertyMissing:
        return Words::tr("%1 is missing").arg(key);
    case Reason::TextNotNumber:
        return Words::tr("%1 is text, not a number").arg(key);
    case Reason::NotNumber:
        return Words::tr("%1 is not a number").arg(key);
    case Reason::OutsidePeriod:
        return Words::tr("Outside the billing period");
    case Reason::MeterArchived:
        return Words::tr("The meter is archived");
    }
    return {};
}

QString standing(const MeterVerdict &meter)
{
    if (meter.reason == Reason::CountedNoPrice)
        return Words::tr("Counted, no price");
    if (meter.reason != Reason::Counted)
        return {};
    if (!meter.standing)
        return Words::tr("Counted");
    const Standing &is = *meter.standing;
    const QString reading = displayCount(is.runningTotal);
    switch (meter.aggregation.type) {
    case Aggregation::Type::Max:
        if (is.current)
            return Words::tr("Peak %1").arg(reading);
        return is.replacedAt ? Words::tr("Peak until %1").arg(localTime(*is.replacedAt))
                             : Words::tr("Below the peak %1").arg(reading);
    case Aggregation::Type::Last:
        return is.replacedAt ? Words::tr("Replaced at %1").arg(localTime(*is.replacedAt))
                             : Words::tr("Reading %1").arg(reading);
    case Aggregation::Type::Count:
    case Aggregation::Type::Sum:
        break;
    }
    if (!is.unitsPaid.isZero())
        return meter.pricePerUnit.isZero() ? Words::tr("In credits") // they have no price (5.1.28)
                                           : displayMoney(is.amount, meter.currency);
    return Words::tr("Free %1 of %2").arg(reading, displayCount(Decimal(meter.freeThreshold)));
}

QString customerClause(const Verdict &verdict)
{
    if (!verdict.customerKnown)
        return Words::tr("Customer unknown");
    return verdict.subscribed ? Words::tr("Customer known, subscription active")
                              : Words::tr("Customer known, no active subscription");
}

// A meter that two subscriptions price has two verdicts and is one meter.
QString countedBy(const Verdict &verdict)
{
    QSet<MeterId> all;
    QSet<MeterId> counting;
    for (const MeterVerdict &meter : verdict.meters) {
        all.insert(meter.meter);
        if (meter.counted())
            counting.insert(meter.meter);
    }
    if (all.size() == 1)
        return counting.isEmpty() ? Words::tr("not counted by the meter") : Words::tr("counted by the meter");
    return Words::tr("counted by %1 of %2 meters").arg(counting.size()).arg(all.size());
}

QString age(microseconds by)
{
    using namespace std::chrono;
    const qint64 seconds = duration_cast<std::chrono::seconds>(by).count();
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes >= 48 * 60)
        return Words::tr("%1 days").arg(minutes / (24 * 60));
    return minutes % 60 == 0 ? Words::tr("%1 h").arg(minutes / 60)
                             : Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString localTime(TimePoint at)
{
    return toDateTime(at).toLocalTime().toString(u"hh:mm:ss"_s);
}

} // namespace words
