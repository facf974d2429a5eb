// SPDX-License-Identifier: MIT
#include "sandbox/creditcart.h"

#include "billing/codec.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto creditsKey = "credits"_L1; // of ownKey
constexpr auto grantedKey = "granted"_L1;
constexpr auto metersKey = "meters"_L1;
constexpr auto drawnKey = "drawn"_L1;

// As an AttachedCredit that leaves nothing open.
QJsonObject grantedJson(const GrantedCredit &granted)
{
    return toJson(AttachedCredit{.mappingId = {},
        .credit = granted.credit,
        .amount = granted.amount,
        .overrides = overridesOf(granted.rules),
        .prorates = granted.prorates,
        .trialAmount = granted.trialAmount,
        .trialExpires = granted.trialExpires});
}

GrantedCredit grantedOf(const AttachedCredit &attached, const CreditRules &rules)
{
    return {.credit = attached.credit,
        .amount = attached.amount,
        .rules = merged(rules, attached.overrides),
        .prorates = attached.prorates,
        .trialAmount = attached.trialAmount,
        .trialExpires = attached.trialExpires};
}

QJsonObject meterJson(const CreditMeter &meter)
{
    return {{"meter_id"_L1, meter.meter.string()}, {"credit_entitlement_id"_L1, meter.credit.string()},
        {"meter_units_per_credit"_L1, meter.unitsPerCredit.toString()}, {drawnKey, meter.drawn.toString()}};
}

Result<CreditMeter> meterFromCart(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CreditMeter out{
        .meter = MeterId::of(in.string("meter_id"_L1)),
        .credit = CreditId::of(in.string("credit_entitlement_id"_L1)),
        .unitsPerCredit = decimalIn(in, "meter_units_per_credit"_L1),
        .drawn = optionalDecimalIn(in, drawnKey).value_or(Decimal()),
    };
    return in.finish(out);
}

// One that came with a seed file may have the API's own members alone.
Result<SubscriptionCredits> readCredits(const QJsonObject &stored)
{
    const QJsonObject own = stored[ownKey][creditsKey].toObject();
    JsonReader in = own.isEmpty() ? JsonReader(stored) : JsonReader(own, u"sandbox.credits"_s);
    const auto granted = own.isEmpty() ? "credit_entitlement_cart"_L1 : grantedKey;
    const auto meters = own.isEmpty() ? "meter_credit_entitlement_cart"_L1 : metersKey;
    SubscriptionCredits out;
    if (in.has(granted)) {
        for (const AttachedCredit &one : in.list<AttachedCredit>(granted, attachedCreditFromJson))
            out.granted.append(grantedOf(one, {}));
    }
    if (in.has(meters))
        out.meters = in.list<CreditMeter>(meters, meterFromCart);
    return in.finish(out);
}

QJsonObject cartJson(const Reading &read, const GrantedCredit &granted, const QJsonObject &stored)
{
    const auto customer = stored["customer"_L1]["customer_id"_L1].toString().toUtf8();
    const auto balance = creditBalance(read, customer, granted.credit.text);
    const auto credit = findCredit(read, granted.credit); // a seed file may leave it out
    QJsonObject out = toJson(granted.rules);
    out.remove("price_per_unit"_L1);
    out.remove("currency"_L1);
    out.insert("credit_entitlement_id"_L1, granted.credit.string());
    out.insert("credit_entitlement_name"_L1, credit ? credit->is.name : QString());
    out.insert("unit"_L1, credit ? credit->is.unit : QString());
    out.insert("product_id"_L1, stored["product_id"_L1]);
    out.insert("credits_amount"_L1, granted.amount.toString());
    out.insert("remaining_balance"_L1, balance ? balance->value("balance"_L1) : u"0"_s);
    out.insert("overage_balance"_L1, balance ? balance->value("overage"_L1) : u"0"_s);
    return out;
}

QString meterName(const QJsonObject &stored, const MeterId &meter)
{
    const QJsonArray meters = stored["meters"_L1].toArray();
    for (const auto &item : meters) {
        if (item["meter_id"_L1].toString() == meter.string())
            return item["name"_L1].toString();
    }
    return {};
}

} // namespace

std::optional<QJsonObject> creditBalance(
    const Reading &read, const QByteArray &customer, const QByteArray &credit)
{
    const QString id = QString::fromUtf8(credit);
    const auto rows = read.list({.kind = Kind::CreditBalance, .parent = customer, .label = id});
    for (const Row &row : rows) {
        if (row.label == id) // the query ignores case, ids do not
            return row.object();
    }
    return std::nullopt;
}

std::optional<Credit> findCredit(const Reading &read, const CreditId &id)
{
    const std::optional<Row> row = read.find(Kind::Credit, id.text);
    const auto credit = row ? creditFromJson(row->object()) : Result<Credit>(Error{});
    return credit ? std::optional(*credit) : std::nullopt;
}

CreditRules SubscriptionCredits::rulesFor(const Credit &credit) const
{
    for (const GrantedCredit &one : granted) {
        if (one.credit == credit.id)
            return one.rules;
    }
    return credit.is.rules;
}

SubscriptionCredits subscriptionCredits(const QJsonObject &stored)
{
    return readCredits(stored).valueOr({}); // what is stored was checked
}

Result<void> checkSubscriptionCredits(const QJsonObject &stored)
{
    const auto credits = readCredits(stored);
    return credits ? Result<void>() : Result<void>(credits.error());
}

void setSubscriptionCredits(QJsonObject &stored, const SubscriptionCredits &credits)
{
    QJsonArray granted;
    for (const GrantedCredit &one : credits.granted)
        granted.append(grantedJson(one));
    QJsonArray meters;
    for (const CreditMeter &meter : credits.meters)
        meters.append(meterJson(meter));
    QJsonObject own = stored[ownKey].toObject();
    own.insert(creditsKey, QJsonObject{{grantedKey, granted}, {metersKey, meters}});
    stored.insert(ownKey, own);
}

QJsonArray creditCartJson(const Reading &read, const QJsonObject &stored)
{
    QJsonArray out;
    const auto granted = subscriptionCredits(stored).granted;
    for (const GrantedCredit &one : granted)
        out.append(cartJson(read, one, stored));
    return out;
}

QJsonArray meterCreditCartJson(const QJsonObject &stored)
{
    QJsonArray out;
    const auto meters = subscriptionCredits(stored).meters;
    for (const CreditMeter &meter : meters) {
        QJsonObject item = meterJson(meter);
        item.remove(drawnKey);
        item.insert("meter_name"_L1, meterName(stored, meter.meter));
        item.insert("product_id"_L1, stored["product_id"_L1]);
        out.append(item);
    }
    return out;
}
