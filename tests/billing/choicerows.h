// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "sandbox/shop.h"

#include <QTest>

#include <functional>

// One open rule: its number in dodo-api.md 5.1 (0 for the topics of 5.2), its place in choices.h, and what is
// seen of it from outside. A check uses QVERIFY and QCOMPARE.
struct ChoiceRow {
    int number;
    const char *name;
    std::function<void()> check;
};

// The example's shop with a subscriber.
struct ChoiceShop : Shop {
    ChoiceShop()
        : customer(makeCustomer())
        , meter(makeMeter())
        , product(makeProduct(meter))
        , subscription(buy(product, customer))
    {
    }

    // One event of the example that is like it but for these members.
    QJsonObject event(const QString &id, const QJsonObject &members = {}) const
    {
        using namespace Qt::StringLiterals;
        QJsonObject out{{"event_id"_L1, id}, {"customer_id"_L1, customer},
            {"event_name"_L1, "image.generated"_L1}, {"metadata"_L1, QJsonObject{{"quality"_L1, "hd"_L1}}}};
        for (auto it = members.begin(); it != members.end(); ++it)
            out.insert(it.key(), it.value());
        return out;
    }
    Reply record(const QJsonArray &events)
    {
        return post("/events/ingest", {{QLatin1StringView("events"), events}});
    }
    qsizetype stored() { return get("/events?page_size=100").items().size(); }
    QJsonArray usage(const QString &id)
    {
        return get("/subscriptions/" + id.toUtf8() + "/usage-history").items();
    }
    QString consumed(const QString &id)
    {
        return usage(id)[0][QLatin1StringView("meters")][0][QLatin1StringView("consumed_units")].toString();
    }
    void advance(const QString &by) { post("/_sandbox/clock", {{QLatin1StringView("advance"), by}}); }
    QJsonArray payments() { return get("/payments?page_size=100").items(); }

    QString customer;
    QString meter;
    QString product;
    QString subscription;
};

const QList<ChoiceRow> &eventChoices();
const QList<ChoiceRow> &objectChoices();
const QList<ChoiceRow> &meterChoices();
const QList<ChoiceRow> &moneyChoices();
const QList<ChoiceRow> &creditChoices();
