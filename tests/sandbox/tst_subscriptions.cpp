// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

class TestSubscriptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeObjectHoldsTheMetersAsBought()
    {
        Shop shop;
        const QString meter = shop.makeMeter();
        const QString id = shop.buy(shop.makeProduct(meter), shop.makeCustomer());
        const QJsonObject whole = shop.get("/subscriptions/" + id.toUtf8()).json();
        QCOMPARE(whole["subscription_id"_L1].toString(), id);
        QCOMPARE(whole["meters"_L1][0]["meter_id"_L1].toString(), meter);
        QCOMPARE(whole["meters"_L1][0]["price_per_unit"_L1].toString(), u"5"_s);
        QCOMPARE(whole["payment_frequency_interval"_L1].toString(), u"Month"_s);
        QCOMPARE(shop.get("/subscriptions/sub_none").code(), u"NOT_FOUND"_s);
    }

    void listsFilter()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString other = shop.makeProduct(shop.makeMeter());
        const QString first = shop.makeCustomer();
        const QString second = shop.makeCustomer(u"second@example.com"_s);
        shop.buy(product, first);
        shop.clock->advance(1h);
        shop.buy(other, first);
        const QString last = shop.buy(product, second);
        const auto count
            = [&](const QByteArray &query) { return shop.get("/subscriptions" + query).items().size(); };
        QCOMPARE(count(""), 3);
        QCOMPARE(count("?customer_id=" + first.toUtf8()), 2);
        QCOMPARE(count("?product_id=" + product.toUtf8()), 2);
        QCOMPARE(count("?customer_id=" + first.toUtf8() + "&product_id=" + product.toUtf8()), 1);
        QCOMPARE(count("?status=active"), 3);
        QCOMPARE(count("?status=cancelled"), 0);
        QCOMPARE(count("?created_at_gte=2026-11-21T11:00:00Z"), 2);
        QCOMPARE(shop.get("/subscriptions?status=asleep").status, 422);
        QCOMPARE(count("?created_at_lte=2026-11-21T10:30:00Z"), 1);
        QCOMPARE(count("?brand_id=brnd_other"), 0);
        const QByteArray brand
            = shop.get("/subscriptions/" + last.toUtf8()).json()["brand_id"_L1].toString().toUtf8();
        QCOMPARE(count("?brand_id=" + brand), 3);
        QCOMPARE(count("?cancel_at_next_billing_date=true"), 0);
        shop.patch("/subscriptions/" + last.toUtf8(), {{"cancel_at_next_billing_date"_L1, true}});
        QCOMPARE(count("?cancel_at_next_billing_date=true"), 1);
        QCOMPARE(count("?cancel_at_next_billing_date=false"), 2);
        QCOMPARE(shop.get("/subscriptions?page_size=101").status, 422);
        const QJsonValue newest = shop.get("/subscriptions?page_size=1").items()[0];
        QCOMPARE(newest["subscription_id"_L1].toString(), last);
        QCOMPARE(newest["product_name"_L1].toString(), u"PixelGen AI - Image Generation"_s);
        QVERIFY(!newest.toObject().contains("meters"_L1));
    }

    void everyKeyOfTheSchemaIsThere() // dodo-api.md 2.7
    {
        Shop shop;
        const QString id = shop.buy(shop.makeProduct(shop.makeMeter()), shop.makeCustomer());
        const QStringList both{u"subscription_id"_s, u"product_id"_s, u"status"_s, u"customer"_s,
            u"billing"_s, u"currency"_s, u"quantity"_s, u"recurring_pre_tax_amount"_s, u"tax_inclusive"_s,
            u"created_at"_s, u"previous_billing_date"_s, u"next_billing_date"_s, u"payment_frequency_count"_s,
            u"payment_frequency_interval"_s, u"subscription_period_count"_s,
            u"subscription_period_interval"_s, u"trial_period_days"_s, u"on_demand"_s,
            u"cancel_at_next_billing_date"_s, u"metadata"_s, u"has_payment_method"_s, u"cancelled_at"_s,
            u"paused_at"_s, u"discount_id"_s, u"discount_cycles_remaining"_s, u"discounts"_s,
            u"payment_method_id"_s, u"scheduled_change"_s, u"tax_id"_s, u"trial_amount"_s,
            u"customer_business_name"_s};
        const QStringList wholeOnly{u"brand_id"_s, u"addons"_s, u"meters"_s, u"credit_entitlement_cart"_s,
            u"meter_credit_entitlement_cart"_s, u"expires_at"_s, u"custom_field_responses"_s,
            u"cancellation_comment"_s, u"cancellation_feedback"_s};
        const auto sorted = [](QStringList list) {
            list.sort();
            return list;
        };
        QCOMPARE(shop.get("/subscriptions/" + id.toUtf8()).json().keys(), sorted(both + wholeOnly));
        const QJsonObject item = shop.get("/subscriptions").items()[0].toObject();
        QCOMPARE(item.keys(), sorted(both + QStringList{u"product_name"_s}));
        QVERIFY(item["discounts"_L1].isArray());
    }

    void oneMadeDirectlyIsPendingUntilItsLinkIsPaid() // deprecated, but it works
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QJsonObject body{{"billing"_L1, QJsonObject{{"country"_L1, "DE"_L1}}},
            {"customer"_L1, QJsonObject{{"customer_id"_L1, shop.makeCustomer()}}}, {"product_id"_L1, product},
            {"quantity"_L1, 1}, {"metadata"_L1, QJsonObject{{"seat"_L1, 3}}}};
        const auto made = shop.post("/subscriptions", body);
        QVERIFY2(made.status == 200, made.body.constData());
        const QString id = made.json()["subscription_id"_L1].toString();
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        QCOMPARE(shop.get(path).json()["status"_L1].toString(), u"pending"_s);
        QCOMPARE(shop.get(path).json()["billing"_L1]["country"_L1].toString(), u"DE"_s);
        QVERIFY(!shop.get(path).json()["has_payment_method"_L1].toBool());
        const QByteArray payment = "/payments/" + made.json()["payment_id"_L1].toString().toUtf8();
        QCOMPARE(shop.get(payment).json()["status"_L1].toString(), u"requires_payment_method"_s);

        const QByteArray link = QUrl(made.json()["payment_link"_L1].toString()).path().toUtf8();
        QCOMPARE(shop.post(link, {{"card"_L1, "4242 4242 4242 4242"_L1}}).status, 200);
        QCOMPARE(shop.get("/subscriptions").items().size(), 1);
        const QJsonObject paid = shop.get(path).json();
        QCOMPARE(paid["status"_L1].toString(), u"active"_s);
        QCOMPARE(paid["metadata"_L1]["seat"_L1].toInt(), 3);
        QVERIFY(paid["has_payment_method"_L1].toBool());
        QCOMPARE(shop.get(payment).json()["status"_L1].toString(), u"succeeded"_s);

        for (const auto key : {"billing", "customer", "product_id", "quantity"}) {
            QJsonObject less = body;
            less.remove(QLatin1StringView(key));
            const auto refused = shop.post("/subscriptions", less);
            QCOMPARE(refused.status, 422);
            QVERIFY2(refused.body.contains(key), refused.body.constData());
        }
    }

    void oneMadeDirectlyIsPaidAfterADeclinedCard()
    {
        Shop shop;
        const auto made = shop.post("/subscriptions",
            {{"billing"_L1, QJsonObject{{"country"_L1, "DE"_L1}}},
                {"customer"_L1, QJsonObject{{"customer_id"_L1, shop.makeCustomer()}}},
                {"product_id"_L1, shop.makeProduct(shop.makeMeter())}, {"quantity"_L1, 1}});
        const QString id = made.json()["subscription_id"_L1].toString();
        const QByteArray link = QUrl(made.json()["payment_link"_L1].toString()).path().toUtf8();
        const auto pay = [&](QLatin1StringView card) { return shop.post(link, {{"card"_L1, card}}).json(); };
        QCOMPARE(pay("4000000000000002"_L1)["payment_status"_L1].toString(), u"failed"_s);
        QCOMPARE(pay("4242424242424242"_L1)["subscription_id"_L1].toString(), id);
        const QJsonArray all = shop.get("/subscriptions").items();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0]["status"_L1].toString(), u"active"_s);
    }

    void theCustomerIsShownAsItIsNow()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QString id = shop.buy(shop.makeProduct(shop.makeMeter()), customer);
        QCOMPARE(shop.patch("/customers/" + customer.toUtf8(), {{"name"_L1, "Renamed"_L1}}).status, 200);
        const QJsonObject whole = shop.get("/subscriptions/" + id.toUtf8()).json();
        QCOMPARE(whole["customer"_L1]["name"_L1].toString(), u"Renamed"_s);
    }
};

QTEST_GUILESS_MAIN(TestSubscriptions)
#include "tst_subscriptions.moc"
