// SPDX-License-Identifier: MIT
#include "ui/pages/meterfilterwords.h"

#include "ui/theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MeterFilterWords", text);
}

QString mono(const QString &text)
{
    return u"<span style=\"font-family:'JetBrains Mono','DejaVu Sans Mono',monospace;color:%1\">%2</span>"_s
        .arg(theme().text.name(), text.toHtmlEscaped());
}

QString valueWords(const MetaValue &value)
{
    const QString text = value.string().toHtmlEscaped();
    return value.type == MetaValue::Type::Text ? u"“%1”"_s.arg(text) : text;
}

QString operatorWords(Operator op)
{
    switch (op) {
    case Operator::Equals:
        return tr("equals");
    case Operator::NotEquals:
        return tr("is not");
    case Operator::GreaterThan:
        return tr("is greater than");
    case Operator::GreaterThanOrEquals:
        return tr("is at least");
    case Operator::LessThan:
        return tr("is less than");
    case Operator::LessThanOrEquals:
        return tr("is at most");
    case Operator::Contains:
        return tr("contains");
    case Operator::DoesNotContain:
        return tr("lacks");
    }
    return {};
}

// The values of a list of `equals` on one property; empty when it is anything else.
QStringList acceptedValues(const Filter &filter)
{
    QStringList values;
    QString key;
    for (const Clause &clause : filter.clauses) {
        const auto *condition = std::get_if<Condition>(&clause.is);
        if (!condition || condition->op != Operator::Equals || (!key.isEmpty() && condition->key != key))
            return {};
        key = condition->key;
        values.append(valueWords(condition->value));
    }
    return filter.conjunction == Conjunction::Or || values.size() == 1 ? values : QStringList();
}

QString joined(const Filter &filter)
{
    QStringList parts;
    for (const Clause &clause : filter.clauses) {
        if (const auto *condition = std::get_if<Condition>(&clause.is))
            parts.append(conditionWords(*condition));
        else
            parts.append(u"(%1)"_s.arg(joined(std::get<Filter>(clause.is))));
    }
    return parts.join(filter.conjunction == Conjunction::And ? tr(" and ") : tr(" or "));
}

// The qualities this program's events carry.
QStringList valuesSent(const QString &key)
{
    return key == "quality"_L1 ? QStringList{u"“standard”"_s, u"“hd”"_s, u"“draft”"_s} : QStringList();
}

// What is left out, by name where this program sends it.
QStringList refusedValues(const QString &key, const QStringList &accepted)
{
    QStringList left = valuesSent(key);
    for (const QString &value : accepted) {
        if (left.removeAll(value) == 0)
            return {}; // other values than this program's
    }
    return left;
}

} // namespace

QString conditionWords(const Condition &condition)
{
    return u"%1 %2 %3"_s.arg(mono(condition.key), operatorWords(condition.op), valueWords(condition.value));
}

QString filterWords(const Filter &filter)
{
    const QStringList values = acceptedValues(filter);
    if (values.isEmpty())
        return tr("Counts when %1").arg(joined(filter));
    QStringList parts;
    for (const QString &value : values)
        parts.append(tr("%1 counts").arg(value));
    const QString &key = std::get<Condition>(filter.clauses.front().is).key;
    const QStringList refused = refusedValues(key, values);
    for (const QString &value : refused)
        parts.append(tr("%1 does not").arg(value));
    if (refused.isEmpty())
        parts.append(tr("any other %1 does not").arg(mono(key)));
    return parts.join(u" · "_s);
}
