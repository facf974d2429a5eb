// SPDX-License-Identifier: MIT
#pragma once

#include "guide/condition.h"

#include <QMap>
#include <QSet>

// A window that shows what a test says.
class FakeScreen : public Screen {
public:
    std::optional<QString> text(const QString &control) const override
    {
        return texts.contains(control) ? std::optional(texts.value(control)) : std::nullopt;
    }
    bool shown(const QString &control) const override
    {
        return texts.contains(control) || inSight.contains(control);
    }
    bool enabled(const QString &control) const override { return !off.contains(control); }
    bool checked(const QString &control) const override { return chosen.contains(control); }

    QMap<QString, QString> texts;
    QSet<QString> inSight;
    QSet<QString> off;
    QSet<QString> chosen;
};

// Tab 1 with nothing typed yet.
inline FakeScreen emptyMeterForm()
{
    using namespace Qt::StringLiterals;
    FakeScreen screen;
    screen.chosen = {u"tabMeter"_s};
    for (const auto *field : {"meterName", "meterDescription", "eventName", "measurementUnit"})
        screen.texts.insert(QLatin1StringView(field), QString());
    screen.texts.insert(u"aggregationType"_s, u"Count"_s);
    screen.inSight = {u"filterToggle"_s, u"createMeter"_s};
    return screen;
}
