// SPDX-License-Identifier: MIT
#include "sandbox/creditkinds.h"

#include "billing/codec.h"
#include "billing/creditpool.h"
#include "billing/metadata.h"

using namespace Qt::StringLiterals;

namespace {

Result<void> finished(const JsonReader &in)
{
    const Result<bool> done = in.finish(true);
    return done ? Result<void>() : Result<void>(done.error());
}

void checkOwner(JsonReader &in)
{
    for (const auto key : {"id"_L1, "credit_entitlement_id"_L1, "customer_id"_L1}) {
        if (in.string(key).isEmpty() && in.ok())
            in.fail(key, u"must not be empty"_s);
    }
    in.time("created_at"_L1);
}

// None of them is ever below 0.
Decimal amountIn(JsonReader &in, QLatin1StringView key)
{
    const Decimal amount = decimalIn(in, key);
    if (in.ok() && amount.isNegative())
        in.fail(key, u"must not be below 0"_s);
    return amount;
}

void checkMetadata(JsonReader &in)
{
    if (const auto metadata = in.optionalObject("metadata"_L1))
        in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
}

} // namespace

Result<void> checkCreditBalance(const QJsonObject &json)
{
    JsonReader in(json);
    checkOwner(in);
    amountIn(in, "balance"_L1);
    amountIn(in, "overage"_L1);
    in.time("updated_at"_L1);
    in.optionalTime("last_transaction_at"_L1);
    return finished(in);
}

Result<void> checkCreditGrant(const QJsonObject &json)
{
    JsonReader in(json);
    checkOwner(in);
    const Decimal initial = amountIn(in, "initial_amount"_L1);
    if (amountIn(in, "remaining_amount"_L1) > initial && in.ok())
        in.fail("remaining_amount"_L1, u"must not be above initial_amount"_s);
    if (!grantSourceFromWire(in.string("source_type"_L1)) && in.ok())
        in.fail("source_type"_L1, u"must be subscription, one_time, addon, api or rollover"_s);
    in.boolean("is_expired"_L1);
    in.boolean("is_rolled_over"_L1);
    in.integer("rollover_count"_L1, 0, std::numeric_limits<qint32>::max());
    in.time("updated_at"_L1);
    in.optionalTime("expires_at"_L1);
    in.optionalString("parent_grant_id"_L1);
    in.optionalString("source_id"_L1);
    checkMetadata(in);
    return finished(in);
}

Result<void> checkCreditEntry(const QJsonObject &json)
{
    JsonReader in(json);
    checkOwner(in);
    const QString type = in.string("transaction_type"_L1);
    if (in.ok() && !entryTypeFromWire(type) && type != "auto_top_up"_L1 && type != "refund"_L1)
        in.fail("transaction_type"_L1, u"is not a transaction type of the API"_s);
    for (const auto key :
        {"amount"_L1, "balance_before"_L1, "balance_after"_L1, "overage_before"_L1, "overage_after"_L1})
        amountIn(in, key);
    in.boolean("is_credit"_L1);
    for (const auto key : {"description"_L1, "grant_id"_L1, "reference_id"_L1, "reference_type"_L1})
        in.optionalString(key);
    checkMetadata(in);
    return finished(in);
}
