// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/meter.h"
#include "billing/product.h"
#include "session/picturejob.h"

#include <QJsonArray>

// A demo as data (resources/scenarios/*.json): the objects to make, the prompts, and the steps that type and
// press them in the window (interfaces.md, "One step format").
struct Scenario {
    QString name;
    TimePoint start; // the frozen date `demo` plays on
    NewMeter meter;
    NewProduct product; // its meter prices name no meter yet: the created one is filled in
    NewCustomer customer;
    QList<PictureOrder> pictures;
    QJsonArray steps;
};

Result<Scenario> scenarioFromJson(const QJsonObject &json);
Result<Scenario> loadScenario(const QString &nameOrFile); // a packed name such as "pixelgen", or a file

constexpr QLatin1StringView pixelgen("pixelgen");
