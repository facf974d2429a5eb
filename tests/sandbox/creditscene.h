// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/credits.h"
#include "sandbox/months.h"

#include <QTest>

// A shop that sells metered plans billed in credits, with a receiver for its webhooks.
struct CreditScene : Months {
    explicit CreditScene(const QJsonObject &entitlement = {})
        : credit(credits::make(shop, u"Render credits"_s, entitlement))
    {
    }

    // A meter that adds up `units` of its events, or another one over the same key.
    QString meter(const QString &event = u"render"_s, const QString &type = u"sum"_s)
    {
        const QJsonObject aggregation{{"type"_L1, type}, {"key"_L1, "units"_L1}};
        return shop
            .post("/meters",
                {{"name"_L1, "Renders"_L1}, {"event_name"_L1, event}, {"measurement_unit"_L1, "units"_L1},
                    {"aggregation"_L1, aggregation}})
            .json()["id"_L1]
            .toString();
    }

    QJsonObject priced(const QString &meterId, const QString &perCredit = u"1"_s, int free = 0)
    {
        return {{"meter_id"_L1, meterId}, {"credit_entitlement_id"_L1, credit},
            {"meter_units_per_credit"_L1, perCredit}, {"free_threshold"_L1, free}};
    }

    // A monthly plan; `amount` credits each cycle, none when empty.
    QString plan(const QJsonArray &meters, int fixedPrice, const QString &amount,
        const QJsonObject &more = {}, const QJsonObject &terms = {})
    {
        QJsonObject fields = shop.productFields({});
        QJsonObject price = fields["price"_L1].toObject();
        price.insert("meters"_L1, meters);
        price.insert("fixed_price"_L1, fixedPrice);
        for (auto it = terms.begin(); it != terms.end(); ++it)
            price.insert(it.key(), it.value());
        fields.insert("price"_L1, price);
        if (!amount.isEmpty())
            fields.insert("credit_entitlements"_L1, QJsonArray{credits::attached(credit, amount, more)});
        return shop.post("/products", fields).json()["product_id"_L1].toString();
    }

    // A monthly plan without meters.
    QString flat(int amount, const QJsonObject &attached, int trialDays = 0)
    {
        const QJsonObject price{{"type"_L1, "recurring_price"_L1}, {"currency"_L1, "USD"_L1},
            {"price"_L1, amount}, {"payment_frequency_count"_L1, 1},
            {"payment_frequency_interval"_L1, "Month"_L1}, {"subscription_period_count"_L1, 1},
            {"subscription_period_interval"_L1, "Year"_L1}, {"trial_period_days"_L1, trialDays}};
        return shop
            .post("/products",
                {{"name"_L1, "Plan"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price},
                    {"credit_entitlements"_L1, QJsonArray{attached}}})
            .json()["product_id"_L1]
            .toString();
    }

    int use(const QJsonValue &units, const QString &event = u"render"_s)
    {
        const QJsonObject one{{"event_id"_L1, u"e%1"_s.arg(++used)}, {"customer_id"_L1, customer},
            {"event_name"_L1, event}, {"metadata"_L1, QJsonObject{{"units"_L1, units}}}};
        return shop.post("/events/ingest", {{"events"_L1, QJsonArray{one}}}).status;
    }

    QJsonObject account() { return shop.get(credits::path(credit, customer)).json(); }
    QString balance() { return account()["balance"_L1].toString(); }
    QString overage() { return account()["overage"_L1].toString(); }
    QJsonArray grants() { return shop.get(credits::path(credit, customer, "/grants?page_size=100")).items(); }

    // The ledger, oldest first: "credit_deducted -5 balance 20 15 overage 0 0".
    QStringList ledger()
    {
        QStringList out;
        const auto items = shop.get(credits::path(credit, customer, "/ledger?page_size=100")).items();
        for (const auto &item : items) {
            const auto text = [&](QLatin1StringView key) { return item[key].toString(); };
            out.prepend(u"%1 %2%3 balance %4 %5 overage %6 %7"_s.arg(text("transaction_type"_L1))
                            .arg(item["is_credit"_L1].toBool() ? "+"_L1 : "-"_L1)
                            .arg(text("amount"_L1), text("balance_before"_L1), text("balance_after"_L1),
                                text("overage_before"_L1), text("overage_after"_L1)));
        }
        return out;
    }

    // What the webhooks of one type carried, oldest first.
    QList<QJsonObject> sent(const QString &type)
    {
        QList<QJsonObject> out;
        for (const QByteArray &request : peer.requests()) {
            const Received message = received(request);
            if (message.type() == type)
                out.append(message.json()["data"_L1].toObject());
        }
        return out;
    }

    QString credit;
    int used = 0;
};

// How the messages of a purchase begin; then come those of its credits.
constexpr qsizetype boughtCredits = bought + 1;
