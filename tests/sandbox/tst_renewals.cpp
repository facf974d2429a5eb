// SPDX-License-Identifier: MIT
#include "sandbox/months.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Time passing over subscriptions: periods close, are paid, and go on or end (dodo-api.md 3.4, 5.1).
class TestRenewals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMonthIsClosedAndPaid()
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        QCOMPARE(scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12)), 200);
        QCOMPARE(scene.advance(u"next_renewal"_s), u"2026-12-21T10:00:00Z"_s);

        const QJsonObject subscription = scene.subscription(id);
        QCOMPARE(subscription["status"_L1].toString(), u"active"_s);
        QCOMPARE(subscription["previous_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(subscription["next_billing_date"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
        QVERIFY(!subscription.contains("sandbox"_L1));
        const QJsonArray usage = scene.usage(id);
        QCOMPARE(usage.size(), 2);
        QCOMPARE(usage[1]["meters"_L1][0]["total_price"_L1].toInt(), 10); // worked-figures.md A1
        QCOMPARE(usage[0]["meters"_L1][0]["consumed_units"_L1].toString(), u"0"_s);

        const QJsonArray payments = scene.payments();
        QCOMPARE(payments.size(), 2);
        QCOMPARE(payments[0]["total_amount"_L1].toInt(), 10);
        QCOMPARE(payments[0]["status"_L1].toString(), u"succeeded"_s);
        QCOMPARE(payments[0]["subscription_id"_L1].toString(), id);
        QCOMPARE(payments[0]["created_at"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        const QJsonArray lines = scene.lines(payments[0]);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0]["name"_L1].toString(), u"Image Generation Meter"_s);
        QCOMPARE(lines[0]["amount"_L1].toInt(), 10);
        QCOMPARE(lines[0]["refundable_amount"_L1].toInt(), 10);
        QCOMPARE(scene.told(bought),
            (QStringList{u"payment.succeeded"_s, u"subscription.renewed"_s, u"subscription.updated"_s}));
        const QJsonObject data = received(scene.peer.requests()[bought + 1]).json()["data"_L1].toObject();
        QCOMPARE(data["next_billing_date"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
    }

    void theFixedFeeIsPaidInAdvance() // A13: base $49 and 15,000 calls over the allowance at half a cent
    {
        Months scene;
        const QJsonObject meter{{"name"_L1, "Calls"_L1}, {"event_name"_L1, "api.calls"_L1},
            {"measurement_unit"_L1, "calls"_L1},
            {"aggregation"_L1, QJsonObject{{"type"_L1, "sum"_L1}, {"key"_L1, "calls"_L1}}}};
        const QString meterId = scene.shop.post("/meters", meter).json()["id"_L1].toString();
        const QJsonObject price{
            {"meter_id"_L1, meterId}, {"price_per_unit"_L1, "0.5"_L1}, {"free_threshold"_L1, 10000}};
        const QString id
            = scene.buy(scene.product({{"fixed_price"_L1, 4900}, {"meters"_L1, QJsonArray{price}}}));
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 4900);
        const QJsonObject event{{"event_id"_L1, "e"_L1}, {"customer_id"_L1, scene.customer},
            {"event_name"_L1, "api.calls"_L1}, {"metadata"_L1, QJsonObject{{"calls"_L1, 25000}}}};
        QCOMPARE(scene.shop.post("/events/ingest", {{"events"_L1, QJsonArray{event}}}).status, 200);
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 12400);
        const QJsonArray lines = scene.lines(scene.payments()[0]);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0]["name"_L1].toString(), u"PixelGen AI - Image Generation"_s);
        QCOMPARE(lines[0]["amount"_L1].toInt(), 4900);
        QCOMPARE(lines[1]["amount"_L1].toInt(), 7500);
        scene.advance(u"1 month"_s); // A14: the base alone
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 4900);
        QCOMPARE(scene.usage(id).size(), 3);
    }

    void aMonthOfNothingMakesNoPayment() // 5.1.24
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.payments().size(), 1); // the purchase
        QCOMPARE(scene.told(bought), (QStringList{u"subscription.renewed"_s, u"subscription.updated"_s}));
        QCOMPARE(scene.usage(id).size(), 2);
    }

    void severalMonthsOfSeveralComeInTheOrderOfTime()
    {
        Months scene;
        scene.buy(scene.product({{"fixed_price"_L1, 100}}));
        scene.advance(u"10 days"_s);
        scene.buy(scene.product({{"fixed_price"_L1, 200}, {"payment_frequency_interval"_L1, "Week"_L1},
            {"payment_frequency_count"_L1, 2}}));
        scene.advance(u"2 months"_s); // to 31 January
        QStringList seen;
        const QJsonArray payments = scene.payments();
        for (qsizetype i = payments.size() - 1; i >= 0; --i)
            seen.append(payments[i]["created_at"_L1].toString().left(10) + u' '
                + QString::number(payments[i]["total_amount"_L1].toInt()));
        const QStringList expected{u"2026-11-21 100"_s, u"2026-12-01 200"_s, u"2026-12-15 200"_s,
            u"2026-12-21 100"_s, u"2026-12-29 200"_s, u"2027-01-12 200"_s, u"2027-01-21 100"_s,
            u"2027-01-26 200"_s};
        QCOMPARE(seen, expected);
        QStringList times;
        for (const QByteArray &request : scene.peer.requests())
            times.append(received(request).json()["timestamp"_L1].toString());
        QVERIFY(std::ranges::is_sorted(times));
    }

    void theDayItBeganOnStays() // 5.1.27
    {
        Months scene;
        scene.shop.post("/_sandbox/clock", {{"set"_L1, "2027-01-31T10:00:00Z"_L1}});
        const QString id = scene.buy(scene.product());
        QStringList dates;
        for (int i = 0; i < 3; ++i) {
            dates.append(scene.subscription(id)["next_billing_date"_L1].toString().left(10));
            scene.advance(u"next_renewal"_s);
        }
        QCOMPARE(dates, (QStringList{u"2027-02-28"_s, u"2027-03-31"_s, u"2027-04-30"_s}));
    }

    void usageCountsInTheMonthOfItsTime()
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        scene.shop.ingest(scene.customer, eventIds(u"november"_s, 11));
        scene.advance(u"1 month"_s);
        scene.shop.ingest(scene.customer, eventIds(u"december"_s, 13));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 15);
        QCOMPARE(scene.payments()[1]["total_amount"_L1].toInt(), 5);
        const QJsonArray usage = scene.usage(id);
        QCOMPARE(usage[1]["meters"_L1][0]["total_price"_L1].toInt(), 15);
        QCOMPARE(usage[2]["meters"_L1][0]["total_price"_L1].toInt(), 5);
    }

    void theTermEnds()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 300},
            {"subscription_period_count"_L1, 2}, {"subscription_period_interval"_L1, "Month"_L1}}));
        QCOMPARE(scene.subscription(id)["expires_at"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
        scene.advance(u"1 month"_s);
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"6 months"_s);
        const QJsonObject subscription = scene.subscription(id);
        QCOMPARE(subscription["status"_L1].toString(), u"expired"_s);
        QCOMPARE(subscription["next_billing_date"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
        QCOMPARE(scene.payments().size(), 3);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 10); // the usage, and no further fee
        QCOMPARE(scene.told(bought + 3),
            (QStringList{u"payment.succeeded"_s, u"subscription.expired"_s, u"subscription.updated"_s}));
        scene.shop.ingest(scene.customer, eventIds(u"late"_s, 3)); // 5.1.30: outside a period
        QCOMPARE(scene.usage(id).size(), 2);
        QCOMPARE(scene.usage(id)[0]["meters"_L1][0]["consumed_units"_L1].toString(), u"12"_s);
    }

    void aTermThatEndsInsideACycleCutsIt()
    {
        Months scene;
        const QString id = scene.buy(scene.product(
            {{"subscription_period_count"_L1, 40}, {"subscription_period_interval"_L1, "Day"_L1}}));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2026-12-31T10:00:00Z"_s);
        QCOMPARE(scene.usage(id)[0]["end_date"_L1].toString(), u"2026-12-31T10:00:00Z"_s);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"expired"_s);
    }

    void theFourthCardFailsAtTheRenewal()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 500}}), u"4000 0000 0000 0341"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"active"_s);
        scene.advance(u"3 months"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.payments().size(), 2);
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"failed"_s);
        const QByteArray failed = scene.payments()[0]["payment_id"_L1].toString().toUtf8();
        QCOMPARE(
            scene.shop.get("/payments/" + failed).json()["error_code"_L1].toString(), u"CARD_DECLINED"_s);
        QCOMPARE(scene.lines(scene.payments()[0])[0]["refundable_amount"_L1].toInt(-1), 0);
        QCOMPARE(scene.told(bought),
            (QStringList{u"payment.failed"_s, u"subscription.on_hold"_s, u"subscription.updated"_s}));
        QCOMPARE(scene.shop.post("/_sandbox/clock", {{"advance"_L1, "next_renewal"_L1}}).status, 422);
    }

    void oneOnHoldIsTriedAgainAtTheDateThatIsSet()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 500}}), u"4000 0000 0000 0341"_s);
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"1 month"_s);
        scene.advance(u"1 day"_s);
        scene.shop.ingest(scene.customer, eventIds(u"later"_s, 3));
        const qsizetype before = scene.peer.requests().size();
        const auto moved = scene.shop.patch(path, {{"next_billing_date"_L1, "2026-12-25T10:00:00Z"_L1}});
        QCOMPARE(moved.json()["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.advance(u"next_renewal"_s), u"2026-12-25T10:00:00Z"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s); // the same card
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"failed"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 525); // 15 less 10 free, all of one period
        const QByteArray failed = scene.payments()[0]["payment_id"_L1].toString().toUtf8();
        QCOMPARE(scene.shop.get("/payments/" + failed).json()["retry_attempt"_L1].toInt(), 1);
        QCOMPARE(scene.told(before),
            (QStringList{u"subscription.updated"_s, u"payment.failed"_s, u"subscription.on_hold"_s,
                u"subscription.updated"_s}));
        QCOMPARE(scene.shop.post("/_sandbox/clock", {{"advance"_L1, "next_renewal"_L1}}).status, 422);
    }

    void anotherCardBringsItBack()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 500}}), u"4000 0000 0000 0341"_s);
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"1 month"_s);
        scene.advance(u"3 days"_s);
        const qsizetype before = scene.peer.requests().size();
        const QByteArray card = "/_sandbox/subscriptions/" + id.toUtf8() + "/card";
        QCOMPARE(scene.shop.post(card, {{"card"_L1, "4000 0000 0000 0002"_L1}}).status, 422);
        const auto reply = scene.shop.post(card, {{"card"_L1, "4242 4242 4242 4242"_L1}});
        QVERIFY2(reply.status == 200, reply.body.constData());
        QCOMPARE(reply.json()["status"_L1].toString(), u"active"_s);
        QCOMPARE(reply.json()["previous_billing_date"_L1].toString(), u"2026-12-24T10:00:00Z"_s);
        QCOMPARE(reply.json()["next_billing_date"_L1].toString(), u"2027-01-24T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 510);
        QCOMPARE(scene.usage(id).size(), 2);
        QCOMPARE(scene.usage(id)[1]["start_date"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QCOMPARE(scene.usage(id)[1]["end_date"_L1].toString(), u"2026-12-24T10:00:00Z"_s);
        QCOMPARE(scene.usage(id)[1]["meters"_L1][0]["consumed_units"_L1].toString(), u"12"_s);
        QTRY_COMPARE(scene.told(before),
            (QStringList{u"subscription.update_payment_method"_s, u"subscription.updated"_s,
                u"payment.succeeded"_s, u"subscription.active"_s, u"subscription.renewed"_s,
                u"subscription.updated"_s}));
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"active"_s);
    }

    void aMovedDateIsTheDayFromThenOn() // 5.1.27: 31 January, 28 February, 31 March
    {
        Months scene;
        const QString id = scene.buy(scene.product());
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        scene.shop.patch(path, {{"next_billing_date"_L1, "2027-01-31T12:00:00Z"_L1}});
        QStringList dates;
        for (int i = 0; i < 4; ++i) {
            dates.append(scene.subscription(id)["next_billing_date"_L1].toString().left(10));
            scene.advance(u"next_renewal"_s);
        }
        QCOMPARE(dates, (QStringList{u"2027-01-31"_s, u"2027-02-28"_s, u"2027-03-31"_s, u"2027-04-30"_s}));
    }

    void aTrialIsAFirstPeriodOfItsOwn()
    {
        Months scene;
        const QJsonObject price{{"type"_L1, "recurring_price"_L1}, {"currency"_L1, "USD"_L1},
            {"price"_L1, 900}, {"trial_period_days"_L1, 14}, {"payment_frequency_count"_L1, 1},
            {"payment_frequency_interval"_L1, "Month"_L1}, {"subscription_period_count"_L1, 1},
            {"subscription_period_interval"_L1, "Year"_L1}};
        const QString product
            = scene.shop
                  .post("/products",
                      {{"name"_L1, "Plan"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price}})
                  .json()["product_id"_L1]
                  .toString();
        const QString id = scene.buy(product);
        const QJsonObject trial = scene.subscription(id);
        QCOMPARE(trial["trial_period_days"_L1].toInt(), 14);
        QCOMPARE(trial["next_billing_date"_L1].toString(), u"2026-12-05T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(-1), 0);
        QCOMPARE(scene.advance(u"next_renewal"_s), u"2026-12-05T10:00:00Z"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 900);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2027-01-05T10:00:00Z"_s);
    }

    void aTermEndsThoughTheCardFails()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"subscription_period_count"_L1, 1},
                                         {"subscription_period_interval"_L1, "Month"_L1}}),
            u"4000000000000341"_s);
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"expired"_s);
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"failed"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 10);
    }

    void aBillTheServiceCannotStateIsNotPaid() // 5.1.34
    {
        Months scene;
        const QJsonObject meter{{"name"_L1, "Bytes"_L1}, {"event_name"_L1, "stored"_L1},
            {"measurement_unit"_L1, "gb"_L1},
            {"aggregation"_L1, QJsonObject{{"type"_L1, "last"_L1}, {"key"_L1, "bytes"_L1}}}};
        const QString meterId = scene.shop.post("/meters", meter).json()["id"_L1].toString();
        const QJsonObject price{
            {"meter_id"_L1, meterId}, {"price_per_unit"_L1, "10"_L1}, {"free_threshold"_L1, 0}};
        const QString id = scene.buy(scene.product({{"meters"_L1, QJsonArray{price}}}));
        const QJsonObject event{{"event_id"_L1, "e"_L1}, {"customer_id"_L1, scene.customer},
            {"event_name"_L1, "stored"_L1},
            {"metadata"_L1, QJsonObject{{"bytes"_L1, qint64(5368709120)}}}}; // worked-figures.md C13
        QCOMPARE(scene.shop.post("/events/ingest", {{"events"_L1, QJsonArray{event}}}).status, 200);
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        const QByteArray failed = scene.payments()[0]["payment_id"_L1].toString().toUtf8();
        const QJsonObject payment = scene.shop.get("/payments/" + failed).json();
        QCOMPARE(payment["error_code"_L1].toString(), u"INTEGER_CONVERSION_FAILURE"_s);
        QVERIFY(payment["error_message"_L1].toString().contains("Bytes"_L1));
    }

    void aDiscountIsALineOfItsOwn() // 5.1.37
    {
        Months scene;
        scene.buy(scene.product({{"fixed_price"_L1, 1000}, {"discount"_L1, 10}}));
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 900);
        scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 909); // 1010 less 101
        const QJsonArray lines = scene.lines(scene.payments()[0]);
        qint64 sum = 0;
        for (const auto &line : lines)
            sum += line["amount"_L1].toInt();
        QCOMPARE(sum, 909);
        QCOMPARE(lines.last()["amount"_L1].toInt(), -101);
    }

    void aDiscountLeavesARenewalWhatThePurchaseTook() // 999.5 is rounded the same way in both
    {
        Months scene;
        scene.buy(scene.product({{"fixed_price"_L1, 1999}, {"discount"_L1, 50}}));
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments().size(), 2);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 1000);
        QCOMPARE(scene.payments()[1]["total_amount"_L1].toInt(), 1000);
    }

    void aRunningClockRenewsByItself()
    {
        Months scene;
        scene.buy(scene.product());
        QTRY_COMPARE(scene.peer.requests().size(), bought);
        scene.shop.clock->set(*timeFromIso("2026-12-21T09:59:59.9Z"));
        scene.shop.post("/_sandbox/clock", {{"mode"_L1, "real"_L1}});
        QCOMPARE(scene.peer.requests().size(), bought);
        scene.shop.clock->advance(100ms); // nobody asks for anything
        QTRY_COMPARE(scene.peer.requests().size(), bought + 2);
        QCOMPARE(scene.payments().size(), 1);
    }

    void anAnswerIsNeverBehindTheClock()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 100}}));
        scene.shop.clock->advance(24h * 65);
        QCOMPARE(scene.payments().size(), 3);
        QCOMPARE(scene.subscription(id)["next_billing_date"_L1].toString(), u"2027-02-21T10:00:00Z"_s);
    }

    void paymentsAreFoundByProductAndSubscription()
    {
        Months scene;
        const QString first = scene.product({{"fixed_price"_L1, 100}});
        const QString id = scene.buy(first);
        scene.buy(scene.product({{"fixed_price"_L1, 200}}));
        scene.advance(u"1 month"_s);
        const auto count
            = [&](const QByteArray &query) { return scene.shop.get("/payments?" + query).items().size(); };
        QCOMPARE(count("subscription_id=" + id.toUtf8()), 2);
        QCOMPARE(count("product_id=" + first.toUtf8()), 2);
        QCOMPARE(count("customer_id=" + scene.customer.toUtf8()), 4);
        QVERIFY(!scene.payments()[0].toObject().contains("sandbox"_L1));
        QCOMPARE(scene.shop.get("/payments/pay_none/line-items").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestRenewals)
#include "tst_renewals.moc"
