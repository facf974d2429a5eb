// SPDX-License-Identifier: MIT
#include "sandbox/plans.h"

#include <QTest>

using namespace Qt::StringLiterals;

// POST /subscriptions/{id}/change-plan, its preview and its schedule (dodo-api.md 2.7).
class TestChangePlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modes_data()
    {
        QTest::addColumn<bool>("upgrade");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("charged"); // half of a 30 day month is over
        QTest::addColumn<int>("kept"); // for later charges
        QTest::addColumn<QString>("next");
        const QString same = u"2026-12-21T10:00:00Z"_s;
        const QString anew = u"2027-01-06T10:00:00Z"_s;
        QTest::newRow("up, prorated") << true << u"prorated_immediately"_s << 1000 << 0 << same;
        QTest::newRow("up, full") << true << u"full_immediately"_s << 3000 << 0 << anew;
        QTest::newRow("up, difference") << true << u"difference_immediately"_s << 2000 << 0 << same;
        QTest::newRow("up, not billed") << true << u"do_not_bill"_s << 0 << 0 << same;
        QTest::newRow("down, prorated") << false << u"prorated_immediately"_s << 0 << 1000 << same;
        QTest::newRow("down, full") << false << u"full_immediately"_s << 1000 << 0 << anew;
        QTest::newRow("down, difference") << false << u"difference_immediately"_s << 0 << 2000 << same;
        QTest::newRow("down, not billed") << false << u"do_not_bill"_s << 0 << 0 << same;
    }

    void modes()
    {
        QFETCH(bool, upgrade);
        QFETCH(QString, mode);
        QFETCH(int, charged);
        QFETCH(int, kept);
        QFETCH(QString, next);
        Plans scene;
        const QString id = scene.buy(upgrade ? scene.basic : scene.pro);
        const QString to = upgrade ? scene.pro : scene.basic;
        scene.shop.post("/_sandbox/clock", {{"set"_L1, "2026-12-06T10:00:00Z"_L1}, {"mode"_L1, "frozen"_L1}});

        const auto preview = scene.change(id, scene.wish(to, mode), "/preview");
        QVERIFY2(preview.status == 200, preview.body.constData());
        const QJsonObject summary = preview.json()["immediate_charge"_L1]["summary"_L1].toObject();
        QCOMPARE(summary["total_amount"_L1].toInt(-1), charged);
        QCOMPARE(summary["customer_credits"_L1].toInt(-1), kept);
        QCOMPARE(scene.payments().size(), 1); // nothing has happened

        const auto reply = scene.change(id, scene.wish(to, mode));
        QVERIFY2(reply.status == 200, reply.body.constData());
        const QJsonObject nulls{{"payment_id"_L1, QJsonValue::Null}, {"payment_link"_L1, QJsonValue::Null},
            {"client_secret"_L1, QJsonValue::Null}, {"expires_on"_L1, QJsonValue::Null}};
        QCOMPARE(reply.json(), nulls);
        const QJsonObject after = scene.subscription(id);
        QCOMPARE(after, preview.json()["new_plan"_L1].toObject());
        QCOMPARE(after["product_id"_L1].toString(), to);
        QCOMPARE(after["recurring_pre_tax_amount"_L1].toInt(), upgrade ? 3000 : 1000);
        QCOMPARE(after["next_billing_date"_L1].toString(), next);
        QCOMPARE(scene.payments().size(), charged > 0 ? 2 : 1);
        if (charged > 0)
            QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), charged);
        QStringList told{u"subscription.plan_changed"_s, u"subscription.updated"_s};
        if (charged > 0)
            told.prepend(u"payment.succeeded"_s);
        QTRY_COMPARE(scene.told(bought), told);

        const auto before = scene.payments().size();
        scene.advance(u"next_renewal"_s);
        const int due = (upgrade ? 3000 : 1000) - kept;
        QCOMPARE(scene.payments().size(), before + (due > 0 ? 1 : 0));
        if (due > 0)
            QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), due);
    }

    void theLinesOfAPaymentAddUp()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic);
        scene.shop.post("/_sandbox/clock", {{"set"_L1, "2026-12-06T10:00:00Z"_L1}, {"mode"_L1, "frozen"_L1}});
        scene.change(id, scene.wish(scene.pro, u"prorated_immediately"_s));
        const QJsonArray lines = scene.lines(scene.payments()[0]);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0]["name"_L1].toString(), u"Pro"_s);
        QCOMPARE(lines[0]["amount"_L1].toInt(), 1500);
        QCOMPARE(lines[1]["name"_L1].toString(), u"Unused: Basic"_s);
        QCOMPARE(lines[1]["amount"_L1].toInt(), -500);
    }

    void thePreviewListsNewAndOld()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic);
        scene.shop.post("/_sandbox/clock", {{"set"_L1, "2026-12-06T10:00:00Z"_L1}, {"mode"_L1, "frozen"_L1}});
        const QJsonObject charge
            = scene
                  .change(
                      id, scene.wish(scene.pro, u"prorated_immediately"_s, {{"quantity"_L1, 2}}), "/preview")
                  .json()["immediate_charge"_L1]
                  .toObject();
        QCOMPARE(charge["effective_at"_L1].toString(), u"2026-12-06T10:00:00Z"_s);
        const QJsonArray lines = charge["line_items"_L1].toArray();
        QCOMPARE(lines.size(), 2);
        const QJsonObject line{{"id"_L1, scene.pro}, {"type"_L1, "subscription"_L1}, {"name"_L1, "Pro"_L1},
            {"description"_L1, QJsonValue::Null}, {"currency"_L1, "USD"_L1}, {"quantity"_L1, 2},
            {"unit_price"_L1, 3000}, {"proration_factor"_L1, 0.5}, {"tax_inclusive"_L1, false},
            {"tax_rate"_L1, 0}, {"tax"_L1, 0}, {"product_id"_L1, scene.pro}};
        QCOMPARE(lines[0].toObject(), line);
        QCOMPARE(lines[1]["product_id"_L1].toString(), scene.basic);
        QCOMPARE(lines[1]["proration_factor"_L1].toDouble(), -0.5);
        const QJsonObject summary{{"currency"_L1, "USD"_L1}, {"customer_credits"_L1, 0},
            {"settlement_amount"_L1, 2500}, {"settlement_currency"_L1, "USD"_L1}, {"settlement_tax"_L1, 0},
            {"tax"_L1, 0}, {"total_amount"_L1, 2500}};
        QCOMPARE(charge["summary"_L1].toObject(), summary);
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), scene.basic);
        QCOMPARE(scene.told(bought), QStringList());
    }

    void whatIsLeftOverPaysLaterCharges()
    {
        Plans scene;
        const QString id = scene.buy(scene.pro);
        scene.change(id, scene.wish(scene.basic, u"difference_immediately"_s)); // 20.00 left
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments().size(), 1); // all of it was left over
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments().size(), 1);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments().size(), 2);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 1000);
    }

    void aTrialGivesNothingBack()
    {
        Plans scene;
        const QString tried = scene.flat(u"Tried"_s, 3000, {{"trial_period_days"_L1, 14}});
        const QString id = scene.buy(tried);
        QCOMPARE(scene.change(id, scene.wish(scene.basic, u"prorated_immediately"_s)).status, 200);
        QCOMPARE(scene.payments().size(), 1); // the purchase
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments().size(), 2);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 1000);
    }

    void anotherRhythmBeginsNow()
    {
        Plans scene;
        const QString yearly = scene.flat(u"Yearly"_s, 9000, {{"payment_frequency_interval"_L1, "Year"_L1}});
        const QString id = scene.buy(scene.basic);
        scene.shop.post("/_sandbox/clock", {{"set"_L1, "2026-12-06T10:00:00Z"_L1}, {"mode"_L1, "frozen"_L1}});
        scene.change(id, scene.wish(yearly, u"prorated_immediately"_s));
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 8500); // less half of a month
        const QJsonObject after = scene.subscription(id);
        QCOMPARE(after["previous_billing_date"_L1].toString(), u"2026-12-06T10:00:00Z"_s);
        QCOMPARE(after["next_billing_date"_L1].toString(), u"2027-12-06T10:00:00Z"_s);
        QCOMPARE(after["payment_frequency_interval"_L1].toString(), u"Year"_s);
    }

    void aScheduledChangeComesWithTheRenewal()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic);
        const QJsonObject later{{"effective_at"_L1, "next_billing_date"_L1}};
        const QJsonObject wish = scene.wish(scene.pro, u"do_not_bill"_s, later);
        const auto preview = scene.change(id, wish, "/preview").json()["immediate_charge"_L1].toObject();
        QCOMPARE(preview["effective_at"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(preview["summary"_L1]["total_amount"_L1].toInt(), 3000);
        QCOMPARE(scene.change(id, wish).status, 200);
        QJsonObject waiting = scene.subscription(id);
        QCOMPARE(waiting["product_id"_L1].toString(), scene.basic);
        const QJsonObject scheduled = waiting["scheduled_change"_L1].toObject();
        QCOMPARE(scheduled["product_id"_L1].toString(), scene.pro);
        QCOMPARE(scheduled["product_name"_L1].toString(), u"Pro"_s);
        QCOMPARE(scheduled["effective_at"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(scheduled["created_at"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QVERIFY(!scheduled["id"_L1].toString().isEmpty() && scheduled["addons"_L1].isArray());

        const auto second = scene.change(id, scene.wish(scene.pro, u"do_not_bill"_s));
        QCOMPARE(second.status, 409);
        QCOMPARE(second.code(), u"SCHEDULED_PLAN_CHANGE_EXISTS"_s);
        QCOMPARE(second.header("x-should-retry"), QByteArray("false"));

        scene.advance(u"next_renewal"_s);
        const QJsonObject after = scene.subscription(id);
        QCOMPARE(after["product_id"_L1].toString(), scene.pro);
        QVERIFY(after["scheduled_change"_L1].isNull());
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 3000);
        QTRY_COMPARE(scene.told(bought),
            (QStringList{u"subscription.updated"_s, u"payment.succeeded"_s, u"subscription.plan_changed"_s,
                u"subscription.renewed"_s, u"subscription.updated"_s}));
    }

    void aScheduledChangeCanBeCancelledOrReplaced()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic);
        const QByteArray schedule = "/subscriptions/" + id.toUtf8() + "/change-plan/scheduled";
        QCOMPARE(scene.shop.del(schedule).status, 404);
        QCOMPARE(scene.shop.del(schedule).code(), u"SCHEDULED_PLAN_CHANGE_NOT_FOUND"_s);
        const QJsonObject later{{"effective_at"_L1, "next_billing_date"_L1}};
        scene.change(id, scene.wish(scene.pro, u"full_immediately"_s, later));
        const auto gone = scene.shop.del(schedule);
        QCOMPARE(gone.status, 204);
        QVERIFY(gone.body.isEmpty());
        QVERIFY(scene.subscription(id)["scheduled_change"_L1].isNull());
        scene.change(id, scene.wish(scene.pro, u"full_immediately"_s, later));
        const auto replaced = scene.change(
            id, scene.wish(scene.pro, u"full_immediately"_s, {{"cancel_scheduled_change_plan"_L1, true}}));
        QVERIFY2(replaced.status == 200, replaced.body.constData());
        QVERIFY(scene.subscription(id)["scheduled_change"_L1].isNull());
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), scene.pro);
    }

    void aRefusedChargePutsItOnHold()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic, failsLaterCard);
        QCOMPARE(scene.change(id, scene.wish(scene.pro, u"difference_immediately"_s)).status, 200);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), scene.pro);
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"failed"_s);
        QTRY_COMPARE(scene.told(bought),
            (QStringList{u"payment.failed"_s, u"subscription.plan_changed"_s, u"subscription.on_hold"_s,
                u"subscription.updated"_s}));
        QCOMPARE(
            scene.change(id, scene.wish(scene.basic, u"do_not_bill"_s)).code(), u"SUBSCRIPTION_INACTIVE"_s);

        const QByteArray card = "/_sandbox/subscriptions/" + id.toUtf8() + "/card";
        const auto other = scene.shop.post(card, {{"card"_L1, worksCard}});
        QVERIFY2(other.status == 200, other.body.constData());
        QCOMPARE(other.json()["status"_L1].toString(), u"active"_s);
        QCOMPARE(other.json()["next_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 2000);
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"succeeded"_s);
    }

    void preventingKeepsTheOldPlanAndTheChangePending()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic, failsLaterCard);
        const QJsonObject wish = scene.wish(
            scene.pro, u"difference_immediately"_s, {{"on_payment_failure"_L1, "prevent_change"_L1}});
        QCOMPARE(scene.change(id, wish).status, 200);
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), scene.basic);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"active"_s);
        QTRY_COMPARE(scene.told(bought), (QStringList{u"payment.failed"_s}));
        const auto again = scene.change(id, wish);
        QCOMPARE(again.status, 409);
        QCOMPARE(again.code(), u"PENDING_PLAN_CHANGE_EXISTS"_s);
        QCOMPARE(again.header("x-should-retry"), QByteArray("false"));

        const QByteArray card = "/_sandbox/subscriptions/" + id.toUtf8() + "/card";
        QCOMPARE(scene.shop.post(card, {{"card"_L1, failsLaterCard.left(15) + u'9'}}).status, 422);
        QCOMPARE(
            scene.shop.post(card, {{"card"_L1, worksCard}}).json()["product_id"_L1].toString(), scene.pro);
        QTRY_COMPARE(scene.told(bought + 1),
            (QStringList{u"subscription.update_payment_method"_s, u"subscription.updated"_s,
                u"payment.succeeded"_s, u"subscription.plan_changed"_s, u"subscription.updated"_s}));
    }

    void whatWaitsIsChangedAfterARefusedRenewalToo()
    {
        Plans scene;
        const QString id = scene.buy(scene.basic, failsLaterCard);
        scene.change(id,
            scene.wish(
                scene.pro, u"difference_immediately"_s, {{"on_payment_failure"_L1, "prevent_change"_L1}}));
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        const auto other
            = scene.shop.post("/_sandbox/subscriptions/" + id.toUtf8() + "/card", {{"card"_L1, worksCard}});
        QCOMPARE(other.json()["status"_L1].toString(), u"active"_s);
        QCOMPARE(other.json()["product_id"_L1].toString(), scene.pro);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 2000);
        QCOMPARE(scene.payments()[1]["total_amount"_L1].toInt(), 1000);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>(
            "body"); // JSON, %1 the present plan, %2 a usage-based one, %3 a one-time one
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const QString most = u"\"quantity\":1,\"proration_billing_mode\":\"do_not_bill\""_s;
        const auto row = [&](const char *name, const QString &body, int status, const QString &code) {
            QTest::newRow(name) << QString(body).replace(u"$"_s, most) << status << code;
        };
        row("no product", u"{$}"_s, 422, u"INVALID_REQUEST_BODY"_s);
        row("unknown product", u"{\"product_id\":\"pdt_none\",$}"_s, 404, u"NOT_FOUND"_s);
        row("to a usage based one", u"{\"product_id\":\"%2\",$}"_s, 422, u"UNSUPPORTED_ACTION"_s);
        row("to a one-time one", u"{\"product_id\":\"%3\",$}"_s, 422, u"INVALID_REQUEST_PARAMETERS"_s);
        row("quantity 0",
            u"{\"product_id\":\"%1\",\"quantity\":0,\"proration_billing_mode\":\"do_not_bill\"}"_s, 422,
            u"INVALID_REQUEST_BODY"_s);
        row("mode", u"{\"product_id\":\"%1\",\"quantity\":1,\"proration_billing_mode\":\"free\"}"_s, 422,
            u"INVALID_REQUEST_BODY"_s);
        row("effective_at", u"{\"product_id\":\"%1\",\"effective_at\":\"tomorrow\",$}"_s, 422,
            u"INVALID_REQUEST_BODY"_s);
        row("on_payment_failure", u"{\"product_id\":\"%1\",\"on_payment_failure\":\"cry\",$}"_s, 422,
            u"INVALID_REQUEST_BODY"_s);
        row("unknown add-on",
            u"{\"product_id\":\"%1\",\"addons\":[{\"addon_id\":\"adn_none\",\"quantity\":1}],$}"_s, 404,
            u"NOT_FOUND"_s);
        row("a discount code", u"{\"product_id\":\"%1\",\"discount_codes\":[\"X\"],$}"_s, 422,
            u"INVALID_REQUEST_PARAMETERS"_s);
        row("more than 32 bits",
            u"{\"product_id\":\"%1\",\"quantity\":2147484,\"proration_billing_mode\":\"do_not_bill\"}"_s, 422,
            u"INTEGER_CONVERSION_FAILURE"_s);
    }

    void refusals()
    {
        QFETCH(QString, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        Plans scene;
        const QJsonObject once{{"type"_L1, "one_time_price"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, 5}};
        const QString single
            = scene.shop
                  .post("/products",
                      {{"name"_L1, "Once"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, once}})
                  .json()["product_id"_L1]
                  .toString();
        const QString id = scene.buy(scene.basic);
        body.replace(u"%1"_s, scene.basic).replace(u"%2"_s, scene.product()).replace(u"%3"_s, single);
        for (const auto suffix : {"", "/preview"}) {
            const auto reply = scene.shop.send("POST",
                scene.shop.request("/subscriptions/" + id.toUtf8() + "/change-plan" + suffix), body.toUtf8());
            QVERIFY2(reply.status == status, reply.body.constData());
            QCOMPARE(reply.code(), code);
        }
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), scene.basic);
    }

    void usageBasedOnesKeepTheirPlan() // 3.4
    {
        Plans scene;
        const QString id = scene.buy(scene.product());
        for (const auto suffix : {"", "/preview"}) {
            const auto reply = scene.change(id, scene.wish(scene.pro, u"do_not_bill"_s), suffix);
            QCOMPARE(reply.status, 422);
            QCOMPARE(reply.code(), u"UNSUPPORTED_ACTION"_s);
        }
        QCOMPARE(scene.change(u"sub_none"_s, scene.wish(scene.pro, u"do_not_bill"_s)).status, 404);
        scene.shop.patch("/subscriptions/" + id.toUtf8(), {{"status"_L1, "cancelled"_L1}});
        QCOMPARE(
            scene.change(id, scene.wish(scene.pro, u"do_not_bill"_s)).code(), u"SUBSCRIPTION_INACTIVE"_s);
    }
};

QTEST_GUILESS_MAIN(TestChangePlan)
#include "tst_changeplan.moc"
