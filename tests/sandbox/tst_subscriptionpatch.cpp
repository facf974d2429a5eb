// SPDX-License-Identifier: MIT
#include "sandbox/months.h"

#include <QTest>

using namespace Qt::StringLiterals;

// PATCH /subscriptions/{id}: bills brought about early, and subscriptions that are to end.
class TestSubscriptionPatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSubscriptionToldToStopIsCancelled()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 700}}));
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        QCOMPARE(scene.shop.patch(path, {{"cancel_at_next_billing_date"_L1, true}}).status, 200);
        QVERIFY(scene.subscription(id)["cancel_at_next_billing_date"_L1].toBool());
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"cancelled"_s);
        QCOMPARE(scene.subscription(id)["cancelled_at"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 10);
        QCOMPARE(scene.told(bought),
            (QStringList{u"subscription.updated"_s, u"payment.succeeded"_s, u"subscription.cancelled"_s,
                u"subscription.updated"_s}));
        QCOMPARE(scene.shop.patch(path, {{"metadata"_L1, QJsonObject()}}).code(), u"SUBSCRIPTION_INACTIVE"_s);
    }

    void cancellingNowBillsTheUsage()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 700}}));
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"3 days"_s);
        const auto reply = scene.shop.patch("/subscriptions/" + id.toUtf8(),
            {{"status"_L1, "cancelled"_L1}, {"cancellation_comment"_L1, "Enough"_L1}});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["status"_L1].toString(), u"cancelled"_s);
        QCOMPARE(reply.json()["cancelled_at"_L1].toString(), u"2026-11-24T10:00:00Z"_s);
        QCOMPARE(reply.json()["cancellation_comment"_L1].toString(), u"Enough"_s);
        QCOMPARE(reply.json()["cancel_at_next_billing_date"_L1].toBool(), false);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 10);
        QCOMPARE(scene.usage(id).size(), 1);
        QCOMPARE(scene.usage(id)[0]["end_date"_L1].toString(), u"2026-11-24T10:00:00Z"_s);
    }

    void aMovedBillingDateBringsTheBill() // dodo-api.md 2.7
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        scene.advance(u"1 month"_s);
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 13));
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        const auto move = [&](QLatin1StringView to) {
            return scene.shop.patch(path, {{"next_billing_date"_L1, to}});
        };
        QCOMPARE(move("2026-12-21T10:00:00Z"_L1).code(), u"INVALID_REQUEST_PARAMETERS"_s); // now
        QCOMPARE(move("2040-01-01T00:00:00Z"_L1).status, 422);
        const auto moved = move("2027-01-05T12:00:00Z"_L1);
        QCOMPARE(moved.status, 200);
        QCOMPARE(moved.json()["next_billing_date"_L1].toString(), u"2027-01-05T12:00:00Z"_s);
        QCOMPARE(scene.advance(u"next_renewal"_s), u"2027-01-05T12:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 15);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2027-02-05T12:00:00Z"_s);
        scene.advance(u"next_renewal"_s);
        QStringList starts;
        const QJsonArray usage = scene.usage(id);
        for (const auto &period : usage)
            starts.prepend(period["start_date"_L1].toString().left(10));
        QCOMPARE(starts, (QStringList{u"2026-11-21"_s, u"2026-12-21"_s, u"2027-01-05"_s, u"2027-02-05"_s}));
        QCOMPARE(usage[2]["meters"_L1][0]["consumed_units"_L1].toString(), u"13"_s);
    }

    void refusedChangesNameTheField()
    {
        Months scene;
        const QByteArray path = "/subscriptions/" + scene.buy(scene.product()).toUtf8();
        QCOMPARE(scene.shop.patch(path, {{"pause"_L1, true}}).status, 422);
        QCOMPARE(scene.shop.patch(path, {{"status"_L1, "paused"_L1}}).code(), u"UNSUPPORTED_ACTION"_s);
        QCOMPARE(scene.shop.patch(path, {{"status"_L1, "expired"_L1}}).status, 422);
        QCOMPARE(scene.shop.patch("/subscriptions/sub_none", {{"tax_id"_L1, "x"_L1}}).status, 404);
        const QJsonObject metadata{{"seat"_L1, 4}};
        QCOMPARE(scene.shop.patch(path, {{"metadata"_L1, metadata}, {"tax_id"_L1, "DE1"_L1}}).status, 200);
        QCOMPARE(scene.shop.get(path).json()["metadata"_L1].toObject(), metadata);
        QCOMPARE(scene.shop.get(path).json()["tax_id"_L1].toString(), u"DE1"_s);
    }
};

QTEST_GUILESS_MAIN(TestSubscriptionPatch)
#include "tst_subscriptionpatch.moc"
