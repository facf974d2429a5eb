// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QJsonArray>
#include <QJsonValue>

#include <optional>

// One step of a demo or of the guide: an action of a person and a condition to wait for (interfaces.md, "One
// step format").
struct PlayStep {
    enum class Do { Click, Type, Choose, Switch, Nothing };

    // What must come true, at most 10 s later. An API answer, or something on the screen.
    struct Until {
        QString get; // "/subscriptions/{subscription}/usage-history"
        QString path; // "items.0.meters.0.consumed_units"
        QString shown; // objectName of a control that must be visible and enabled
        QString on; // objectName whose text is compared
        QJsonValue equals; // for get and on
        bool idle = false; // every picture asked for has reached its end
    };

    QString name;
    Do action = Do::Nothing;
    QString on; // objectName
    QString with; // text, item, "on" or "off"
    std::optional<Until> until;
    QString shot; // name of a picture of the window to save afterwards
};

Result<QList<PlayStep>> playStepsFromJson(const QJsonArray &json);

// The member at "items.0.name"; undefined when there is none.
QJsonValue at(const QJsonValue &json, const QString &path);
