// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "support/clock.h"

#include <QJsonObject>

// dodo-api.md 2.12
struct NewAddon {
    QString name; // 1 to 100 characters, as a product's
    QByteArray currency = "USD";
    qint64 price = 0; // smallest unit, i32
    QByteArray taxCategory = "saas";
    std::optional<QString> description = {}; // up to 1000

    friend bool operator==(const NewAddon &, const NewAddon &) = default;
};

struct Addon {
    AddonId id;
    QByteArray businessId;
    NewAddon is;
    TimePoint createdAt;
    TimePoint updatedAt;

    friend bool operator==(const Addon &, const Addon &) = default;
};

Result<NewAddon> newAddonFromJson(const QJsonObject &json);
// What is present and not null replaces what was there.
Result<NewAddon> patchedAddonFromJson(const NewAddon &before, const QJsonObject &json);
Result<Addon> addonFromJson(const QJsonObject &json);
QJsonObject toJson(const Addon &addon);
