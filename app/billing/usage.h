// SPDX-License-Identifier: MIT
#pragma once

#include "billing/bill.h"
#include "billing/period.h"

// One meter in one period, as usage-history gives it (dodo-api.md 2.7 MeterUsage).
struct MeterUsage {
    MeterId id;
    QString name;
    Decimal consumedUnits;
    qint64 freeThreshold = 0;
    Decimal chargeableUnits;
    Decimal pricePerUnit; // smallest unit
    QByteArray currency;
    qint64 totalPrice = 0; // smallest unit, i32

    friend bool operator==(const MeterUsage &, const MeterUsage &) = default;
};

struct UsagePeriod {
    Period period;
    QList<MeterUsage> meters;

    friend bool operator==(const UsagePeriod &, const UsagePeriod &) = default;
};

Result<UsagePeriod> usagePeriodFromJson(const QJsonObject &json, const QString &path = {});
QJsonObject toJson(const MeterUsage &usage);
QJsonObject toJson(const UsagePeriod &usage);
