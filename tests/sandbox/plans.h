// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/months.h"

inline const QString worksCard = u"4242424242424242"_s;
inline const QString failsLaterCard = u"4000000000000341"_s;

// Flat plans: Basic at 10.00 and Pro at 30.00 a month.
struct Plans : Months {
    QString flat(const QString &name, int price, const QJsonObject &terms = {})
    {
        QJsonObject fields{{"type"_L1, "recurring_price"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, price},
            {"payment_frequency_count"_L1, 1}, {"payment_frequency_interval"_L1, "Month"_L1},
            {"subscription_period_count"_L1, 10}, {"subscription_period_interval"_L1, "Year"_L1}};
        for (auto it = terms.begin(); it != terms.end(); ++it)
            fields.insert(it.key(), it.value());
        return shop
            .post("/products", {{"name"_L1, name}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, fields}})
            .json()["product_id"_L1]
            .toString();
    }

    QJsonObject wish(const QString &product, const QString &mode, const QJsonObject &more = {}) const
    {
        QJsonObject out{{"product_id"_L1, product}, {"quantity"_L1, 1}, {"proration_billing_mode"_L1, mode}};
        for (auto it = more.begin(); it != more.end(); ++it)
            out.insert(it.key(), it.value());
        return out;
    }

    Shop::Reply change(const QString &id, const QJsonObject &wish, const QByteArray &suffix = {})
    {
        return shop.post("/subscriptions/" + id.toUtf8() + "/change-plan" + suffix, wish);
    }

    QString basic = flat(u"Basic"_s, 1000);
    QString pro = flat(u"Pro"_s, 3000);
};
