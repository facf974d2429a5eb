// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <optional>

// What a person sees in the window, by objectName. The window answers; nullopt when there is no such control
// in sight. The text of a list to choose from is its chosen item.
struct Screen {
    virtual ~Screen() = default;
    virtual std::optional<QString> text(const QString &control) const = 0;
    virtual bool shown(const QString &control) const = 0; // visible, on the page in front
    virtual bool enabled(const QString &control) const = 0;
    virtual bool checked(const QString &control) const = 0; // a toggle, a card, a segment
};

// What must hold, as data. In JSON one of
//   {"fact": PATH, "equals"|"atLeast"|"matches": …}          what the service says (facts.h)
//   {"fact": PATH, "is": "there"}                            neither null nor empty nor 0
//   {"some": PATH, "where": {PATH: VALUE, …}}                an element of a list of facts; a
//                                                           VALUE may be {"atLeast": …} or {"there": BOOL}
//   {"every": PATH, "holds": {…}}                            for each element, which is the fact "item"
//   {"on": CONTROL, "equals"|"atLeast"|"matches": …}         its text; "matches" is a regular expression
//   {"on": CONTROL, "is": "shown"|"enabled"|"checked"|"filled"|"empty"}
//   {"all": […]}  {"any": […]}  {"not": {…}}
// "atLeast" compares exact decimals. Values and controls may hold placeholders (placeholders.h). A list
// without elements makes "every" false: nothing was shown.
struct Criterion {
    enum class Kind { Fact, Some, Every, On, All, Any, Not };
    enum class Compare { Equals, AtLeast, Matches, There, Shown, Enabled, Checked, Filled, Empty };

    Kind kind = Kind::All;
    Compare compare = Compare::Equals;
    QString subject; // path or objectName
    QJsonValue value;
    QJsonObject where;
    QList<Criterion> parts;

    bool readsFacts() const; // false when only the screen decides
};

Result<Criterion> criterionFromJson(const QJsonObject &json, const QString &path = {});
bool holds(const Criterion &criterion, const QJsonObject &facts, const Screen &screen);
