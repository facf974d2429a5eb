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

    void refusedChangesNameTheField_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("code");
        const QString body = u"INVALID_REQUEST_BODY"_s;
        const QString meaning = u"INVALID_REQUEST_PARAMETERS"_s;
        const auto row = [](const char *name, const QJsonObject &change, const QString &named,
                             const QString &code) { QTest::newRow(name) << change << named << code; };
        row("pause true", {{"pause"_L1, true}}, u"pause"_s, body);
        row("pause false", {{"pause"_L1, false}}, u"pause"_s, body);
        row("a status nobody sets", {{"status"_L1, "expired"_L1}}, u"status"_s, body);
        row("paused with another", {{"status"_L1, "paused"_L1}, {"tax_id"_L1, "x"_L1}}, u"alone"_s, body);
        row("active with another", {{"status"_L1, "active"_L1}, {"metadata"_L1, QJsonObject()}}, u"alone"_s,
            body);
        row("active already", {{"status"_L1, "active"_L1}}, u"paused"_s, meaning);
        row("date of now", {{"next_billing_date"_L1, "2026-11-21T10:00:00Z"_L1}}, u"future"_s, meaning);
        row("date after the term", {{"next_billing_date"_L1, "2040-01-01T00:00:00Z"_L1}}, u"term"_s, meaning);
        row("cancel_reason", {{"cancel_reason"_L1, "bored"_L1}}, u"cancel_reason"_s, body);
        row("feedback", {{"cancellation_feedback"_L1, "meh"_L1}}, u"cancellation_feedback"_s, body);
        row("billing without country", {{"billing"_L1, QJsonObject{{"city"_L1, "Bern"_L1}}}},
            u"billing.country"_s, body);
        row("an unknown country", {{"billing"_L1, QJsonObject{{"country"_L1, "xx"_L1}}}},
            u"billing.country"_s, u"UNSUPPORTED_COUNTRY"_s);
        row("a shorter term",
            {{"subscription_period_count"_L1, 1}, {"subscription_period_interval"_L1, "Year"_L1}},
            u"longer"_s, meaning);
        row("an interval alone", {{"subscription_period_interval"_L1, "Year"_L1}},
            u"subscription_period_count"_s, body);
        row("not on demand",
            {{"disable_on_demand"_L1, QJsonObject{{"next_billing_date"_L1, "2026-12-01T00:00:00Z"_L1}}}},
            u"disable_on_demand"_s, meaning);
        row("a nested value", {{"metadata"_L1, QJsonObject{{"a"_L1, QJsonArray()}}}}, u"metadata"_s, body);
    }

    void refusedChangesNameTheField()
    {
        QFETCH(QJsonObject, change);
        QFETCH(QString, named);
        QFETCH(QString, code);
        Months scene;
        const QString id = scene.buy(scene.product());
        const QJsonObject before = scene.subscription(id);
        const auto reply = scene.shop.patch("/subscriptions/" + id.toUtf8(), change);
        QCOMPARE(reply.status, 422);
        QCOMPARE(reply.code(), code);
        QVERIFY2(reply.json()["message"_L1].toString().contains(named), reply.body.constData());
        QCOMPARE(scene.subscription(id), before);
    }

    void fieldsAreKeptAndTold()
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        QCOMPARE(scene.shop.patch("/subscriptions/sub_none", {{"tax_id"_L1, "x"_L1}}).status, 404);
        const QJsonObject metadata{{"seat"_L1, 4}};
        const QJsonObject change{{"metadata"_L1, metadata}, {"tax_id"_L1, "DE1"_L1},
            {"customer_business_name"_L1, "Pixel GmbH"_L1}, {"customer_name"_L1, "Renamed"_L1},
            {"billing"_L1, QJsonObject{{"country"_L1, "DE"_L1}, {"city"_L1, "Bonn"_L1}}},
            {"cancel_reason"_L1, "cancelled_by_customer"_L1}, {"cancellation_feedback"_L1, "unused"_L1},
            {"subscription_period_count"_L1, 20}};
        const auto reply = scene.shop.patch(path, change);
        QVERIFY2(reply.status == 200, reply.body.constData());
        const QJsonObject after = scene.shop.get(path).json();
        QCOMPARE(reply.json(), after);
        QCOMPARE(after["metadata"_L1].toObject(), metadata);
        QCOMPARE(after["tax_id"_L1].toString(), u"DE1"_s);
        QCOMPARE(after["customer_business_name"_L1].toString(), u"Pixel GmbH"_s);
        QCOMPARE(after["customer"_L1]["name"_L1].toString(), u"Renamed"_s);
        const QJsonObject billing{{"country"_L1, "DE"_L1}, {"city"_L1, "Bonn"_L1},
            {"state"_L1, QJsonValue::Null}, {"street"_L1, QJsonValue::Null},
            {"zipcode"_L1, QJsonValue::Null}};
        QCOMPARE(after["billing"_L1].toObject(), billing);
        QCOMPARE(after["cancellation_feedback"_L1].toString(), u"unused"_s);
        QCOMPARE(after["expires_at"_L1].toString(), u"2046-11-21T10:00:00Z"_s); // 20 years instead of 10
        QTRY_COMPARE(scene.told(bought), (QStringList{u"subscription.updated"_s}));
        QCOMPARE(received(scene.peer.requests()[bought]).json()["data"_L1]["tax_id"_L1].toString(), u"DE1"_s);
        QVERIFY(scene.shop.patch(path, {{"tax_id"_L1, QJsonValue::Null}}).json()["tax_id"_L1].isNull());
        QTRY_COMPARE(scene.told(bought).size(), 2);
        QCOMPARE(scene.shop.patch(path, QJsonObject()).status, 200);
        QCOMPARE(scene.shop.patch(path, {{"tax_id"_L1, QJsonValue::Null}}).status, 200);
        scene.advance(u"1 second"_s);
        QCOMPARE(scene.told(bought).size(), 2); // nothing changed, nothing is told
    }

    void aPauseStopsTimeUntilItIsResumed() // 5.2 "pausing"
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 500}}));
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        scene.shop.ingest(scene.customer, eventIds(u"before"_s, 8));
        scene.advance(u"10 days"_s);
        const auto paused = scene.shop.patch(path, {{"status"_L1, "paused"_L1}});
        QCOMPARE(paused.json()["status"_L1].toString(), u"paused"_s);
        QCOMPARE(paused.json()["paused_at"_L1].toString(), u"2026-12-01T10:00:00Z"_s);
        QCOMPARE(scene.shop.patch(path, {{"status"_L1, "paused"_L1}}).status, 422);
        QCOMPARE(scene.shop.post("/_sandbox/clock", {{"advance"_L1, "next_renewal"_L1}}).status, 422);
        scene.advance(u"2 months"_s);
        QCOMPARE(scene.payments().size(), 1);
        scene.shop.ingest(scene.customer, eventIds(u"meanwhile"_s, 4));
        scene.advance(u"1 day"_s);

        const auto resumed = scene.shop.patch(path, {{"status"_L1, "active"_L1}});
        QVERIFY2(resumed.status == 200, resumed.body.constData());
        QCOMPARE(resumed.json()["status"_L1].toString(), u"active"_s);
        QVERIFY(resumed.json()["paused_at"_L1].isNull());
        QCOMPARE(resumed.json()["previous_billing_date"_L1].toString(), u"2027-02-02T10:00:00Z"_s);
        QCOMPARE(resumed.json()["next_billing_date"_L1].toString(), u"2027-03-02T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 510); // the fee, and 12 less 10 free
        QCOMPARE(scene.usage(id)[1]["meters"_L1][0]["consumed_units"_L1].toString(), u"12"_s);
        QTRY_COMPARE(scene.told(bought),
            (QStringList{u"subscription.paused"_s, u"subscription.updated"_s, u"subscription.unpaused"_s,
                u"subscription.updated"_s, u"payment.succeeded"_s, u"subscription.renewed"_s,
                u"subscription.updated"_s}));
    }

    void aShortPauseMovesNothing()
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        scene.shop.patch(path, {{"status"_L1, "paused"_L1}});
        scene.advance(u"3 days"_s);
        const QJsonObject resumed = scene.shop.patch(path, {{"status"_L1, "active"_L1}}).json();
        QCOMPARE(resumed["next_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(scene.payments().size(), 1);
    }

    void aPausedOneThatIsCancelledPaysItsUsage()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 500}}));
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.shop.patch(path, {{"status"_L1, "paused"_L1}});
        scene.advance(u"3 months"_s);
        const QJsonObject cancelled = scene.shop.patch(path, {{"status"_L1, "cancelled"_L1}}).json();
        QCOMPARE(cancelled["status"_L1].toString(), u"cancelled"_s);
        QVERIFY(cancelled["paused_at"_L1].isNull());
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 10);
    }

    void aTermThatIsMadeLongerMakesItsLastPeriodWhole()
    {
        Months scene;
        const QString id = scene.buy(scene.product(
            {{"subscription_period_count"_L1, 40}, {"subscription_period_interval"_L1, "Day"_L1}}));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2026-12-31T10:00:00Z"_s);
        const QJsonObject longer
            = scene.shop.patch("/subscriptions/" + id.toUtf8(), {{"subscription_period_count"_L1, 400}})
                  .json();
        QCOMPARE(longer["next_billing_date"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"active"_s);
    }
};

QTEST_GUILESS_MAIN(TestSubscriptionPatch)
#include "tst_subscriptionpatch.moc"
