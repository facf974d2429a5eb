// SPDX-License-Identifier: MIT
#include "sandbox/plans.h"

#include <QTest>

using namespace Qt::StringLiterals;

// POST /subscriptions/{id}/charge (dodo-api.md 2.7).
class TestOnDemand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chargesAreRefusedUnlessOnDemand()
    {
        Plans scene;
        const QJsonObject order{{"product_price"_L1, 500}};
        const auto charge = [&](const QString &id) {
            return scene.shop.post("/subscriptions/" + id.toUtf8() + "/charge", order);
        };
        const auto usage = charge(scene.buy(scene.product()));
        QCOMPARE(usage.status, 422);
        QCOMPARE(usage.code(), u"ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED"_s);
        const auto flat = charge(scene.buy(scene.basic));
        QCOMPARE(flat.status, 422);
        QCOMPARE(flat.code(), u"UNSUPPORTED_ACTION"_s);
        QCOMPARE(charge(u"sub_none"_s).status, 404);
        QCOMPARE(scene.payments().size(), 2); // the purchases
    }

    void onDemandIsChargedWhenTheMerchantSays()
    {
        Plans scene;
        const QJsonObject item{{"product_id"_L1, scene.basic}, {"quantity"_L1, 1}};
        const QJsonObject demand{{"mandate_only"_L1, false}, {"product_price"_L1, 250}};
        const auto session = scene.shop.post("/checkouts",
            {{"product_cart"_L1, QJsonArray{item}},
                {"customer"_L1, QJsonObject{{"customer_id"_L1, scene.customer}}},
                {"subscription_data"_L1, QJsonObject{{"on_demand"_L1, demand}}}});
        QVERIFY2(session.status == 200, session.body.constData());
        const QString id = scene.shop
                               .post("/session/" + session.json()["session_id"_L1].toString().toUtf8(),
                                   {{"card"_L1, worksCard}})
                               .json()["subscription_id"_L1]
                               .toString();
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 250);
        QVERIFY(scene.subscription(id)["on_demand"_L1].toBool());
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        QCOMPARE(scene.change(id, scene.wish(scene.pro, u"do_not_bill"_s)).code(), u"UNSUPPORTED_ACTION"_s);
        QCOMPARE(scene.shop.post(path + "/charge", {{"price"_L1, 1}}).status, 422);
        const QJsonObject euros{{"product_price"_L1, 1}, {"product_currency"_L1, "EUR"_L1}};
        QCOMPARE(scene.shop.post(path + "/charge", euros).code(), u"UNSUPPORTED_CURRENCY"_s);
        const auto charged = scene.shop.post(path + "/charge",
            {{"product_price"_L1, 750}, {"product_description"_L1, "Extra"_L1},
                {"metadata"_L1, QJsonObject{{"why"_L1, "more"_L1}}}});
        QVERIFY2(charged.status == 200, charged.body.constData());
        const QJsonObject payment
            = scene.shop.get("/payments/" + charged.json()["payment_id"_L1].toString().toUtf8()).json();
        QCOMPARE(payment["total_amount"_L1].toInt(), 750);
        QCOMPARE(payment["status"_L1].toString(), u"succeeded"_s);
        QCOMPARE(payment["metadata"_L1]["why"_L1].toString(), u"more"_s);
        QCOMPARE(scene.lines(payment)[0]["name"_L1].toString(), u"Extra"_s);
        QTRY_COMPARE(scene.told(bought), (QStringList{u"payment.succeeded"_s, u"subscription.renewed"_s}));

        scene.advance(u"1 month"_s); // nothing is charged by itself
        QCOMPARE(scene.payments().size(), 2);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
        const auto ended = scene.shop.patch(path,
            {{"disable_on_demand"_L1, QJsonObject{{"next_billing_date"_L1, "2027-01-01T00:00:00Z"_L1}}}});
        QVERIFY2(ended.status == 200, ended.body.constData());
        QVERIFY(!ended.json()["on_demand"_L1].toBool());
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 1000);
        QCOMPARE(
            scene.shop.post(path + "/charge", {{"product_price"_L1, 1}}).code(), u"UNSUPPORTED_ACTION"_s);
    }
};

QTEST_GUILESS_MAIN(TestOnDemand)
#include "tst_ondemand.moc"
