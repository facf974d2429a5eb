// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

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
        const QJsonValue newest = shop.get("/subscriptions?page_size=1").items()[0];
        QCOMPARE(newest["subscription_id"_L1].toString(), last);
        QCOMPARE(newest["product_name"_L1].toString(), u"PixelGen AI - Image Generation"_s);
        QVERIFY(!newest.toObject().contains("meters"_L1));
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
