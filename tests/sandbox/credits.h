// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/shop.h"

// Bodies for tests about credits.
namespace credits {

using namespace Qt::StringLiterals;

inline QJsonObject fields(const QString &name = u"Image credits"_s, const QJsonObject &more = {})
{
    QJsonObject out{{"name"_L1, name}, {"unit"_L1, "credits"_L1}, {"precision"_L1, 2},
        {"rollover_enabled"_L1, false}, {"overage_enabled"_L1, false}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

inline QJsonObject withOverage(const QJsonObject &more = {})
{
    QJsonObject out{{"overage_enabled"_L1, true}, {"price_per_unit"_L1, "4"_L1}, {"currency"_L1, "USD"_L1}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

inline QString make(Shop &shop, const QString &name = u"Image credits"_s, const QJsonObject &more = {})
{
    return shop.post("/credit-entitlements", fields(name, more)).json()["id"_L1].toString();
}

inline QByteArray path(const QString &credit, const char *rest = "")
{
    return "/credit-entitlements/" + credit.toUtf8() + rest;
}

inline QByteArray path(const QString &credit, const QString &customer, const char *rest = "")
{
    return path(credit) + "/balances/" + customer.toUtf8() + rest;
}

inline QJsonObject attached(const QString &credit, const QString &amount, const QJsonObject &more = {})
{
    QJsonObject out{{"credit_entitlement_id"_L1, credit}, {"credits_amount"_L1, amount}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

// A usage based product whose meter is billed in credits, 4 events to a credit.
inline QJsonObject product(
    const Shop &shop, const QString &meter, const QString &credit, const QJsonArray &attached)
{
    QJsonObject out = shop.productFields(meter);
    QJsonObject price = out["price"_L1].toObject();
    price.insert("fixed_price"_L1, 2000);
    price.insert("meters"_L1,
        QJsonArray{QJsonObject{{"meter_id"_L1, meter}, {"credit_entitlement_id"_L1, credit},
            {"meter_units_per_credit"_L1, "4"_L1}}});
    out.insert("price"_L1, price);
    out.insert("credit_entitlements"_L1, attached);
    return out;
}

} // namespace credits
