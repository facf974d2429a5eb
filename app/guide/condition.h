// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <optional>

// What a person sees in the window, by objectName. The window answers; nullopt when there is no such control
// in sight.
struct Screen {
    virtual ~Screen() = default;
    virtual std::optional<QString> text(const QString &control) const = 0;
    virtual bool shown(const QString &control) const = 0; // visible, on the page in front
    virtual bool enabled(const QString &control) const = 0;
    virtual bool checked(const QString &control) const = 0; // a toggle, a card, a segment
};

// What must hold, as data. In JSON one of
//   {"fact": PATH, "equals"|"atLeast"|"lacks"|"is": …}      what the service says (facts.h)
//   {"some": PATH, "where": {PATH: VALUE, …}}                an element of a list of facts
//   {"on": CONTROL, "equals"|"matches": …}                   its text; "matches" is a regular expression
//   {"on": CONTROL, "is": "shown"|"enabled"|"checked"|"filled"|"empty"}
//   {"all": […]}  {"any": […]}  {"not": {…}}
// "atLeast" compares exact decimals. Values may hold placeholders (placeholders.h).
struct Condition {
    enum class Kind { Fact, Some, Text, Look, All, Any, Not };
    enum class Compare { Equals, AtLeast, Matches, Shown, Enabled, Checked, Filled, Empty };

    Kind kind = Kind::All;
    Compare compare = Compare::Equals;
    QString subject; // path or objectName
    QJsonValue value;
    QJsonObject where;
    QList<Condition> parts;
};

Result<Condition> conditionFromJson(const QJsonObject &json, const QString &path = {});
bool holds(const Condition &condition, const QJsonObject &facts, const Screen &screen);
