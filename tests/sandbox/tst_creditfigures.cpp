// SPDX-License-Identifier: MIT
#include "sandbox/creditscene.h"

using namespace Qt::StringLiterals;

// worked-figures.md, part E: every published figure about credits through events, the pay page and the
// clock, to the credit and the cent.
class TestCreditFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void e8()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        for (const int cost : {1, 5, 25}) // chat, composer, agent
            QCOMPARE(scene.use(cost), 200);
        QCOMPARE(scene.balance(), u"69"_s);
    }

    void e9()
    {
        CreditScene scene;
        const QString calls = scene.meter(u"call"_s, u"count"_s);
        scene.buy(scene.plan({scene.priced(calls, u"1000"_s)}, 0, u"10"_s));
        QCOMPARE(scene.shop.ingest(scene.customer, eventIds(u"call"_s, 1000), u"hd"_s, u"call"_s), 200);
        QCOMPARE(scene.balance(), u"9"_s);
    }

    void e10() // one pool, two meters
    {
        CreditScene scene;
        const QString tokens = scene.meter(u"tokens"_s);
        const QString images = scene.meter(u"image"_s, u"count"_s);
        scene.buy(scene.plan({scene.priced(tokens, u"1000"_s), scene.priced(images, u"0.1"_s)}, 0, u"100"_s));
        scene.use(3000, u"tokens"_s);
        QCOMPARE(scene.balance(), u"97"_s);
        scene.shop.ingest(scene.customer, eventIds(u"image"_s, 2), u"hd"_s, u"image"_s);
        QCOMPARE(scene.balance(), u"77"_s);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_deducted -3 balance 100 97 overage 0 0"_s,
                u"credit_deducted -20 balance 97 77 overage 0 0"_s}));
    }

    void e11() // the free threshold is ignored
    {
        CreditScene scene;
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter(), u"1"_s, 1000)}, 0, u"3000"_s));
        scene.use(2500);
        QCOMPARE(scene.balance(), u"500"_s);
        const QJsonValue line = scene.usage(id)[0]["meters"_L1][0];
        QCOMPARE(line["consumed_units"_L1].toString(), u"2500"_s);
        QCOMPARE(line["price_per_unit"_L1].toString(), u"0"_s); // 5.1.28
        QCOMPARE(line["total_price"_L1].toInt(-1), 0);
    }

    void rollover_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<QString>("carried");
        QTest::addColumn<QString>("gone");
        QTest::newRow("E12") << 75 << u"150"_s << u"50"_s;
        QTest::newRow("E13") << 50 << u"100"_s << u"100"_s;
    }
    void rollover()
    {
        QFETCH(int, percent);
        QFETCH(QString, carried);
        QFETCH(QString, gone);
        CreditScene scene({{"rollover_enabled"_L1, true}, {"rollover_percentage"_L1, percent},
            {"rollover_timeframe_count"_L1, 1}, {"rollover_timeframe_interval"_L1, "Month"_L1},
            {"max_rollover_count"_L1, 3}});
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"1000"_s));
        scene.use(800);
        scene.advance(u"next_renewal"_s);
        QCOMPARE(scene.ledger(),
            (QStringList{u"credit_added +1000 balance 0 1000 overage 0 0"_s,
                u"credit_deducted -800 balance 1000 200 overage 0 0"_s,
                u"credit_rolled_over +%1 balance 200 200 overage 0 0"_s.arg(carried),
                u"credit_expired -%1 balance 200 %2 overage 0 0"_s.arg(gone, carried),
                u"credit_added +1000 balance %1 1%1 overage 0 0"_s.arg(carried)}));
        QCOMPARE(scene.balance(), u"1"_s + carried);
    }

    void e14()
    {
        CreditScene scene;
        const QString id = scene.buy(scene.plan(
            {scene.priced(scene.meter())}, 0, u"100"_s, {{"low_balance_threshold_percent"_L1, 20}}));
        scene.use(79);
        QCOMPARE(scene.balance(), u"21"_s);
        scene.use(6);
        QCOMPARE(scene.balance(), u"15"_s);
        QTRY_COMPARE(scene.sent(u"credit.balance_low"_s).size(), 1);
        const QJsonObject low = scene.sent(u"credit.balance_low"_s).first();
        const QJsonObject expected{{"payload_type"_L1, "CreditBalanceLow"_L1},
            {"customer_id"_L1, scene.customer}, {"subscription_id"_L1, id},
            {"credit_entitlement_id"_L1, scene.credit}, {"credit_entitlement_name"_L1, "Render credits"_L1},
            {"brand_id"_L1, low["brand_id"_L1]}, {"available_balance"_L1, "15"_L1},
            {"subscription_credits_amount"_L1, "100"_L1}, {"threshold_percent"_L1, 20},
            {"threshold_amount"_L1, "20"_L1}};
        QCOMPARE(low, expected);
        QVERIFY(!low["brand_id"_L1].toString().isEmpty());
    }

    void e14AtTheThresholdItself()
    {
        CreditScene scene;
        scene.buy(scene.plan(
            {scene.priced(scene.meter())}, 0, u"100"_s, {{"low_balance_threshold_percent"_L1, 20}}));
        scene.use(80);
        QCOMPARE(scene.balance(), u"20"_s);
        scene.use(1);
        QCOMPARE(scene.balance(), u"19"_s);
        QTRY_COMPARE(scene.sent(u"credit.deducted"_s).size(), 2);
        QTRY_COMPARE(scene.sent(u"credit.balance_low"_s).size(), 1);
        QCOMPARE(scene.sent(u"credit.balance_low"_s)[0]["available_balance"_L1].toString(), u"19"_s);
    }

    void overage_data()
    {
        QTest::addColumn<QString>("behavior"); // empty: overage is off
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("price");
        QTest::addColumn<int>("fixedPrice");
        QTest::addColumn<int>("used");
        QTest::addColumn<QString>("overage"); // before the cycle's end
        QTest::addColumn<int>("bill");
        QTest::addColumn<QString>("balanceAfter");
        QTest::addColumn<QString>("overageAfter");
        const QString invoiced = u"invoice_at_billing"_s;
        QTest::newRow("E15") << invoiced << u"500"_s << u"4"_s << 2000 << 520 << u"20"_s << 2080 << u"500"_s
                             << u"0"_s;
        QTest::newRow("E16") << invoiced << u"100000"_s << u"0.024"_s << 2200 << 120000 << u"20000"_s << 2680
                             << u"100000"_s << u"0"_s;
        QTest::newRow("E17") << invoiced << u"40000000"_s << u"0.0005"_s << 9900 << 41000000 << u"1000000"_s
                             << 10400 << u"40000000"_s << u"0"_s;
        QTest::newRow("E18") << u"forgive_at_reset"_s << u"500"_s << u"4"_s << 2000 << 520 << u"20"_s << 2000
                             << u"500"_s << u"0"_s;
        QTest::newRow("E19, carried") << u"carry_deficit"_s << u"500"_s << u"4"_s << 2000 << 520 << u"20"_s
                                      << 2000 << u"500"_s << u"20"_s;
        QTest::newRow("E19, repaid") << u"carry_deficit_auto_repay"_s << u"500"_s << u"4"_s << 2000 << 520
                                     << u"20"_s << 2000 << u"480"_s << u"0"_s;
        QTest::newRow("E20") << QString() << u"500"_s << u"4"_s << 2000 << 520 << u"0"_s << 2000 << u"500"_s
                             << u"0"_s;
    }
    void overage()
    {
        QFETCH(QString, behavior);
        QFETCH(QString, amount);
        QFETCH(QString, price);
        QFETCH(int, fixedPrice);
        QFETCH(int, used);
        QFETCH(QString, overage);
        QFETCH(int, bill);
        QFETCH(QString, balanceAfter);
        QFETCH(QString, overageAfter);
        const QJsonObject rules = behavior.isEmpty()
            ? QJsonObject()
            : credits::withOverage({{"price_per_unit"_L1, price}, {"overage_behavior"_L1, behavior}});
        CreditScene scene(rules);
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, fixedPrice, amount));
        QCOMPARE(scene.payments()[0]["total_amount"_L1].toInt(), fixedPrice);
        QCOMPARE(scene.use(used), 200);
        QCOMPARE(scene.balance(), u"0"_s);
        QCOMPARE(scene.overage(), overage);
        scene.advance(u"next_renewal"_s);
        const QJsonArray payments = scene.payments();
        QCOMPARE(payments.size(), 2);
        QCOMPARE(payments[0]["total_amount"_L1].toInt(), bill);
        QCOMPARE(scene.balance(), balanceAfter);
        QCOMPARE(scene.overage(), overageAfter);
        QCOMPARE(scene.usage(id)[1]["meters"_L1][0]["consumed_units"_L1].toString(), QString::number(used));
        QCOMPARE(scene.shop.get("/events?customer_id=" + scene.customer.toUtf8()).items().size(), 1);
        QStringList names;
        const QJsonArray lines = scene.lines(payments[0]);
        for (const auto &line : lines) {
            if (line["amount"_L1].toInt() != 0)
                names.append(line["name"_L1].toString());
        }
        const bool billed = bill > fixedPrice;
        QCOMPARE(names.contains(u"Overage of Render credits"_s), billed);
        QCOMPARE(names.size(), billed ? 2 : 1);
    }
};

QTEST_GUILESS_MAIN(TestCreditFigures)
#include "tst_creditfigures.moc"
