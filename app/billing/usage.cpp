// SPDX-License-Identifier: MIT
#include "billing/usage.h"

#include "billing/codec.h"

using namespace Qt::StringLiterals;

namespace {

Result<MeterUsage> meterUsageFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const MeterUsage usage{
        .id = MeterId::of(in.string("id"_L1)),
        .name = in.string("name"_L1),
        .consumedUnits = decimalIn(in, "consumed_units"_L1),
        .freeThreshold = in.integer("free_threshold"_L1),
        .chargeableUnits = decimalIn(in, "chargeable_units"_L1),
        .pricePerUnit = decimalIn(in, "price_per_unit"_L1),
        .currency = in.string("currency"_L1).toUtf8(),
        .totalPrice = in.integer("total_price"_L1),
    };
    return in.finish(usage);
}

} // namespace

Result<UsagePeriod> usagePeriodFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const UsagePeriod usage{
        .period = {.start = in.time("start_date"_L1), .end = in.time("end_date"_L1)},
        .meters = in.list<MeterUsage>("meters"_L1, meterUsageFromJson),
    };
    return in.finish(usage);
}

QJsonObject toJson(const MeterUsage &usage)
{
    return {
        {"id"_L1, usage.id.string()},
        {"name"_L1, usage.name},
        {"consumed_units"_L1, usage.consumedUnits.toString()},
        {"free_threshold"_L1, usage.freeThreshold},
        {"chargeable_units"_L1, usage.chargeableUnits.toString()},
        {"price_per_unit"_L1, usage.pricePerUnit.toString()},
        {"currency"_L1, QString::fromUtf8(usage.currency)},
        {"total_price"_L1, usage.totalPrice},
    };
}

QJsonObject toJson(const UsagePeriod &usage)
{
    QJsonArray meters;
    for (const MeterUsage &meter : usage.meters)
        meters.append(toJson(meter));
    return {
        {"start_date"_L1, QString::fromLatin1(toIso(usage.period.start))},
        {"end_date"_L1, QString::fromLatin1(toIso(usage.period.end))},
        {"meters"_L1, meters},
    };
}
