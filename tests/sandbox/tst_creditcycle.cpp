// SPDX-License-Identifier: MIT
#include "sandbox/creditscene.h"

using namespace Qt::StringLiterals;

namespace {

QJsonObject rolling(const QJsonObject &more = {})
{
    QJsonObject out{{"rollover_enabled"_L1, true}, {"rollover_percentage"_L1, 50}};
    for (auto it = more.begin(); it != more.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

} // namespace

// What time does to credits: cycles, expiry, rollover, trials and the end.
class TestCreditCycle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutRolloverGrantsLiveOn()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(30);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.balance(), u"170"_s);
        scene.use(80); // the older grant first
        QCOMPARE(scene.balance(), u"90"_s);
        QCOMPARE(scene.grants()[0]["remaining_amount"_L1].toString(), u"90"_s); // newest first
        QCOMPARE(scene.grants()[1]["remaining_amount"_L1].toString(), u"0"_s);
    }

    void usageOfANewPeriodIsDrawnAnew()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(30);
        scene.advance(u"next_renewal"_s);
        scene.use(30);
        scene.advance(u"next_renewal"_s);
        scene.use(1);
        QCOMPARE(scene.balance(), u"239"_s);
    }

    void grantsExpireBetweenRenewals()
    {
        CreditScene scene({{"expires_after_days"_L1, 7}});
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        const QJsonObject grant = scene.grants()[0].toObject();
        QCOMPARE(grant["expires_at"_L1].toString(), u"2026-11-28T10:00:00Z"_s);
        QCOMPARE(grant["source_type"_L1].toString(), u"subscription"_s);
        QCOMPARE(grant["source_id"_L1].toString(), id);
        scene.use(30);
        scene.advance(u"7 days"_s);
        QCOMPARE(scene.balance(), u"0"_s);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_deducted -30 balance 100 70 overage 0 0"_s,
                u"credit_expired -70 balance 70 0 overage 0 0"_s}));
        QTRY_COMPARE(scene.sent(u"credit.expired"_s).size(), 1);
        QCOMPARE(scene.sent(u"credit.expired"_s)[0]["created_at"_L1].toString(), u"2026-11-28T10:00:00Z"_s);
        QCOMPARE(scene.grants()[0]["is_expired"_L1].toBool(), true);
    }

    void allComesInTheOrderOfTime() // two cycles and their expiries in one step
    {
        CreditScene scene({{"expires_after_days"_L1, 10}});
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.advance(u"2 months"_s);
        QTRY_COMPARE(scene.sent(u"credit.expired"_s).size(), 2);
        QTRY_COMPARE(scene.sent(u"credit.added"_s).size(), 3);
        QStringList times;
        for (const QByteArray &request : scene.peer.requests())
            times.append(received(request).json()["timestamp"_L1].toString());
        QVERIFY(std::ranges::is_sorted(times));
        QCOMPARE(scene.balance(), u"100"_s);
    }

    void aGrantThatEndsWithTheCycleRollsOverFirst() // 3.5
    {
        CreditScene scene(rolling({{"expires_after_days"_L1, 30}}));
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s)); // to 21 December: 30 days
        scene.advance(u"30 days"_s);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_rolled_over +50 balance 100 100 overage 0 0"_s,
                u"credit_expired -50 balance 100 50 overage 0 0"_s,
                u"credit_added +100 balance 50 150 overage 0 0"_s}));
    }

    void eachSubscriptionRollsItsOwnGrantsOver() // both end at one moment
    {
        CreditScene scene(rolling({{"expires_after_days"_L1, 30}}));
        const QString product = scene.plan({scene.priced(scene.meter())}, 0, u"100"_s);
        scene.buy(product);
        scene.buy(product);
        scene.advance(u"30 days"_s);
        QCOMPARE(scene.balance(), u"300"_s); // 50 carried and 100 granted, twice
    }

    void aTrialThatEndsEarlyIsOver()
    {
        CreditScene scene;
        const QString id = scene.buy(
            scene.flat(1000, credits::attached(scene.credit, u"100"_s, {{"trial_credits"_L1, "10"_L1}}), 60));
        QCOMPARE(scene.balance(), u"10"_s);
        scene.shop.patch(
            "/subscriptions/" + id.toUtf8(), {{"next_billing_date"_L1, "2026-11-26T10:00:00Z"_L1}});
        scene.advance(u"next_renewal"_s); // the first whole cycle ends within the 60 days
        QCOMPARE(scene.balance(), u"110"_s);
    }

    void aRefusedPlanChangeGrantsOncePaid_data()
    {
        QTest::addColumn<QString>("when");
        QTest::newRow("now") << u"immediately"_s;
        QTest::newRow("at the renewal") << u"next_billing_date"_s;
    }

    void aRefusedPlanChangeGrantsOncePaid()
    {
        QFETCH(QString, when);
        CreditScene scene;
        const QString small = scene.flat(1000, credits::attached(scene.credit, u"100"_s));
        const QString large = scene.flat(3000, credits::attached(scene.credit, u"300"_s));
        const QString id = scene.buy(small, u"4000000000000341"_s);
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        const auto changed = scene.shop.post(path + "/change-plan",
            {{"product_id"_L1, large}, {"quantity"_L1, 1},
                {"proration_billing_mode"_L1, "full_immediately"_L1}, {"effective_at"_L1, when}});
        QVERIFY2(changed.status == 200, changed.body.constData());
        if (when != u"immediately"_s)
            scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.subscription(id)["product_id"_L1].toString(), large);
        QCOMPARE(scene.balance(), u"100"_s);
        scene.shop.post("/_sandbox" + path + "/card", {{"card"_L1, "4242424242424242"_L1}});
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"active"_s);
        QCOMPARE(scene.balance(), u"400"_s);
    }

    void aGrantThatEndsBeforeTheCycleRollsOverOnce()
    {
        CreditScene scene(rolling({{"expires_after_days"_L1, 20}}));
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_rolled_over +50 balance 100 100 overage 0 0"_s,
                u"credit_expired -50 balance 100 50 overage 0 0"_s,
                u"credit_added +100 balance 50 150 overage 0 0"_s}));
    }

    void whatWasCarriedOftenEnoughIsForfeited()
    {
        CreditScene scene(rolling({{"max_rollover_count"_L1, 1}}));
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.advance(u"next_renewal"_s);
        QJsonObject carried = scene.grants()[1].toObject();
        QCOMPARE(carried["source_type"_L1].toString(), u"rollover"_s);
        QCOMPARE(carried["rollover_count"_L1].toInt(), 1);
        QCOMPARE(carried["parent_grant_id"_L1], scene.grants()[2]["id"_L1]);
        QCOMPARE(scene.grants()[2]["is_rolled_over"_L1].toBool(), true);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.ledger().mid(4),
            (QStringList{u"rollover_forfeited -50 balance 150 100 overage 0 0"_s,
                u"credit_rolled_over +50 balance 100 100 overage 0 0"_s,
                u"credit_expired -50 balance 100 50 overage 0 0"_s,
                u"credit_added +100 balance 50 150 overage 0 0"_s}));
        QCOMPARE(scene.balance(), u"150"_s); // 50 carried of the second cycle, 100 of the third
    }

    void anUnpaidBillKeepsTheOverage()
    {
        CreditScene scene(credits::withOverage({{"overage_behavior"_L1, "invoice_at_billing"_L1}}));
        const QString id
            = scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s), u"4000000000000341"_s);
        scene.use(120);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.payments()[0]["status"_L1].toString(), u"failed"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 80);
        QCOMPARE(scene.overage(), u"20"_s);
        QCOMPARE(scene.balance(), u"0"_s); // and nothing is granted
        QCOMPARE(scene.grants().size(), 1);
    }

    void theLimitHoldsOverageBack()
    {
        CreditScene scene(credits::withOverage(
            {{"overage_behavior"_L1, "invoice_at_billing"_L1}, {"overage_limit"_L1, 5}}));
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(120);
        QCOMPARE(scene.overage(), u"5"_s);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 20);
    }

    void anEndedSubscriptionBillsItsOverageAndGrantsNoMore()
    {
        CreditScene scene(credits::withOverage({{"overage_behavior"_L1, "invoice_at_billing"_L1}}));
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, 500, u"100"_s));
        scene.use(110);
        scene.shop.patch("/subscriptions/" + id.toUtf8(), {{"cancel_at_next_billing_date"_L1, true}});
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.subscription(id)["status"_L1].toString(), u"cancelled"_s);
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), 40);
        QCOMPARE(scene.overage(), u"0"_s);
        QCOMPARE(scene.grants().size(), 1);
    }

    void grantsOutliveTheirSubscription()
    {
        CreditScene scene(rolling({{"expires_after_days"_L1, 60}}));
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.shop.patch("/subscriptions/" + id.toUtf8(), {{"status"_L1, "cancelled"_L1}});
        QCOMPARE(scene.balance(), u"100"_s);
        scene.advance(u"60 days"_s); // nothing rolls over any more
        QCOMPARE(scene.ledger().mid(1), QStringList{u"credit_expired -100 balance 100 0 overage 0 0"_s});
    }

    void aOneTimeProductGrantsOnce()
    {
        CreditScene scene({{"expires_after_days"_L1, 30}});
        const QJsonObject price{
            {"type"_L1, "one_time_price"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, 900}};
        const QString pack
            = scene.shop
                  .post("/products",
                      {{"name"_L1, "Pack"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price},
                          {"credit_entitlements"_L1, QJsonArray{credits::attached(scene.credit, u"50"_s)}}})
                  .json()["product_id"_L1]
                  .toString();
        scene.buy(pack);
        QCOMPARE(scene.balance(), u"50"_s);
        const QJsonObject grant = scene.grants()[0].toObject();
        QCOMPARE(grant["source_type"_L1].toString(), u"one_time"_s);
        QCOMPARE(grant["source_id"_L1], scene.payments()[0]["payment_id"_L1]);
        QTRY_COMPARE(scene.told(0), (QStringList{u"payment.succeeded"_s, u"credit.added"_s}));
        scene.advance(u"1 month"_s);
        QCOMPARE(scene.balance(), u"0"_s);
    }

    void anotherPlanGrantsItsOwnCredits_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("next");
        QTest::newRow("a cycle begins") << u"full_immediately"_s << u"immediately"_s << u"350"_s << u"600"_s;
        QTest::newRow("dates stay") << u"do_not_bill"_s << u"immediately"_s << u"100"_s << u"350"_s;
        QTest::newRow("later") << u"full_immediately"_s << u"next_billing_date"_s << u"100"_s << u"350"_s;
    }
    void anotherPlanGrantsItsOwnCredits()
    {
        QFETCH(QString, mode);
        QFETCH(QString, when);
        QFETCH(QString, now);
        QFETCH(QString, next);
        CreditScene scene;
        const QString id = scene.buy(scene.flat(900, credits::attached(scene.credit, u"100"_s)));
        const QString other = scene.flat(1900, credits::attached(scene.credit, u"250"_s));
        scene.advance(u"1 day"_s);
        QCOMPARE(scene.shop
                     .post("/subscriptions/" + id.toUtf8() + "/change-plan",
                         {{"product_id"_L1, other}, {"quantity"_L1, 1}, {"proration_billing_mode"_L1, mode},
                             {"effective_at"_L1, when}})
                     .status,
            200);
        QCOMPARE(scene.balance(), now);
        QCOMPARE(scene.subscription(id)["credit_entitlement_cart"_L1][0]["credits_amount"_L1].toString(),
            when == "immediately"_L1 ? u"250"_s : u"100"_s);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.balance(), next);
    }

    void aDeclinedCardGrantsNothing()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 100, u"100"_s), u"4000000000000002"_s);
        QCOMPARE(scene.shop.get(credits::path(scene.credit, scene.customer)).status, 404);
    }

    void aTrialHasCreditsOfItsOwn()
    {
        CreditScene scene(rolling());
        const QJsonObject attached = credits::attached(scene.credit, u"100"_s,
            {{"trial_credits"_L1, "10"_L1}, {"trial_credits_expire_after_trial"_L1, true}});
        scene.buy(scene.flat(900, attached, 14));
        QCOMPARE(scene.balance(), u"10"_s);
        QCOMPARE(scene.grants()[0]["expires_at"_L1].toString(), u"2026-12-05T10:00:00Z"_s);
        scene.advance(u"14 days"_s);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_expired -10 balance 10 0 overage 0 0"_s,
                u"credit_added +100 balance 0 100 overage 0 0"_s}));
    }
};

QTEST_GUILESS_MAIN(TestCreditCycle)
#include "tst_creditcycle.moc"
