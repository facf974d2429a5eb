// SPDX-License-Identifier: MIT
#include "billing/condition.h"

namespace {

using Outcome = ClauseVerdict::Outcome;

Outcome outcomeOf(bool isTrue)
{
    return isTrue ? Outcome::True : Outcome::False;
}

} // namespace

const std::optional<Decimal> &SeenValue::number() const
{
    if (!std::exchange(m_read, true) && m_view.type == MetaValue::Type::Number)
        m_number = Decimal::fromJsonNumber(m_view.text);
    return m_number;
}

ReadyCondition::ReadyCondition(const Condition &condition)
    : m_op(condition.op)
    , m_wanted(condition.value)
    , m_number(condition.value.number())
{
}

// An absent property is false for every operator (3.3); not_equals is true of a value of another type, as
// the negation of equals.
Outcome ReadyCondition::outcome(const SeenValue *seen) const
{
    if (!seen)
        return Outcome::PropertyMissing;
    switch (m_op) {
    case Operator::Equals:
        return choices::mayBeEqual(seen->type(), m_wanted.type) ? outcomeOf(equals(*seen))
                                                                : Outcome::OtherType;
    case Operator::NotEquals:
        return outcomeOf(!equals(*seen));
    case Operator::Contains:
    case Operator::DoesNotContain:
        return searched(*seen);
    default:
        return compared(*seen);
    }
}

// Numbers beyond 128 bits are equal only when written alike.
bool ReadyCondition::equals(const SeenValue &seen) const
{
    if (!choices::mayBeEqual(seen.type(), m_wanted.type))
        return false;
    if (seen.text() == QByteArrayView(m_wanted.text))
        return true;
    return m_number && seen.number() && *seen.number() == *m_number;
}

Outcome ReadyCondition::compared(const SeenValue &seen) const
{
    const auto &value = seen.number();
    if (!choices::mayBeOrdered(seen.type()) || !value || !m_number)
        return Outcome::OtherType;
    switch (m_op) {
    case Operator::GreaterThan:
        return outcomeOf(*value > *m_number);
    case Operator::GreaterThanOrEquals:
        return outcomeOf(*value >= *m_number);
    case Operator::LessThan:
        return outcomeOf(*value < *m_number);
    default:
        return outcomeOf(*value <= *m_number);
    }
}

Outcome ReadyCondition::searched(const SeenValue &seen) const
{
    if (!choices::mayBeSearched(seen.type()) || m_wanted.type != MetaValue::Type::Text)
        return Outcome::OtherType;
    const bool found = seen.text().contains(QByteArrayView(m_wanted.text));
    return outcomeOf(found == (m_op == Operator::Contains));
}
