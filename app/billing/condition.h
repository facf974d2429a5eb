// SPDX-License-Identifier: MIT
#pragma once

#include "billing/rules.h"

// One value of an event's metadata whose number is read at most once, however many conditions ask for it.
class SeenValue {
public:
    SeenValue() = default;
    explicit SeenValue(const MetaView &view)
        : m_view(view)
    {
    }

    MetaValue::Type type() const { return m_view.type; }
    QByteArrayView text() const { return m_view.text; }
    const std::optional<Decimal> &number() const; // nullopt unless a number that fits

private:
    MetaView m_view{.key = {}, .type = MetaValue::Type::Text, .text = {}};
    mutable bool m_read = false;
    mutable std::optional<Decimal> m_number;
};

// A filter's condition with its own number read beforehand. The operators' meaning stands here and nowhere
// else (dodo-api.md 3.3).
class ReadyCondition {
public:
    explicit ReadyCondition(const Condition &condition);

    ClauseVerdict::Outcome outcome(const SeenValue *seen) const; // null: the property is not there

private:
    bool equals(const SeenValue &seen) const;
    ClauseVerdict::Outcome compared(const SeenValue &seen) const;
    ClauseVerdict::Outcome searched(const SeenValue &seen) const;

    Operator m_op;
    MetaValue m_wanted;
    std::optional<Decimal> m_number;
};
