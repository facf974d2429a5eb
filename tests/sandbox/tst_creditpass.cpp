// SPDX-License-Identifier: MIT
#include "sandbox/creditscene.h"
#include "sandbox/wire.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

// Usage drawn from credits in passes, and what is told of it.
class TestCreditPass : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usageIsDrawnAndToldWithoutAnybodyAsking() // 5.1.38
    {
        CreditScene scene;
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        QTRY_COMPARE(scene.told(bought), QStringList{u"credit.added"_s});
        scene.use(7);
        QTRY_COMPARE(scene.sent(u"credit.deducted"_s).size(), 1);
        const QJsonObject entry = scene.sent(u"credit.deducted"_s).first();
        QCOMPARE(entry["payload_type"_L1].toString(), u"CreditLedgerEntry"_s);
        QCOMPARE(entry["transaction_type"_L1].toString(), u"credit_deducted"_s);
        QCOMPARE(entry["amount"_L1].toString(), u"7"_s);
        QCOMPARE(entry["balance_after"_L1].toString(), u"93"_s);
        QCOMPARE(entry["reference_type"_L1].toString(), u"subscription"_s);
        QCOMPARE(entry["reference_id"_L1].toString(), id);
        QCOMPARE(entry["grant_id"_L1].toString(), scene.grants()[0]["id"_L1].toString());
        QCOMPARE(entry["description"_L1].toString(), u"Usage of “Renders”"_s);
        QVERIFY(!entry.contains("sandbox"_L1));
        const QJsonObject grant = scene.sent(u"credit.added"_s).first();
        QCOMPARE(grant["amount"_L1].toString(), u"100"_s);
        QCOMPARE(grant["is_credit"_L1].toBool(), true);
    }

    void readingTwiceDrawsOnce()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(7);
        QCOMPARE(scene.balance(), u"93"_s);
        QCOMPARE(scene.balance(), u"93"_s);
        QCOMPARE(scene.ledger().size(), 2);
        scene.use(3);
        QCOMPARE(scene.ledger().mid(1),
            (QStringList{u"credit_deducted -7 balance 100 93 overage 0 0"_s,
                u"credit_deducted -3 balance 93 90 overage 0 0"_s}));
    }

    void aThousandEventsAreOneDraw()
    {
        CreditScene scene;
        const QString calls = scene.meter(u"call"_s, u"count"_s);
        scene.buy(scene.plan({scene.priced(calls, u"10"_s)}, 0, u"500"_s));
        scene.shop.ingest(scene.customer, eventIds(u"call"_s, 1000), u"hd"_s, u"call"_s);
        QCOMPARE(scene.ledger().mid(1), QStringList{u"credit_deducted -100 balance 500 400 overage 0 0"_s});
    }

    void peaksAndReadingsGiveNothingBack() // 5.1.25
    {
        CreditScene scene;
        const QString peak = scene.meter(u"peak"_s, u"max"_s);
        const QString reading = scene.meter(u"reading"_s, u"last"_s);
        scene.buy(scene.plan({scene.priced(peak), scene.priced(reading)}, 0, u"100"_s));
        for (const int units : {10, 4, 12})
            scene.use(units, u"peak"_s);
        QCOMPARE(scene.balance(), u"88"_s);
        scene.use(20, u"reading"_s);
        QCOMPARE(scene.balance(), u"68"_s);
        scene.use(5, u"reading"_s);
        QCOMPARE(scene.balance(), u"68"_s);
        scene.use(21, u"reading"_s);
        QCOMPARE(scene.balance(), u"67"_s);
    }

    void whatWasNotCoveredIsNotDrawnLater() // 5.2 "balance empty, overage off"
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"10"_s));
        scene.use(15);
        QCOMPARE(scene.balance(), u"0"_s);
        QCOMPARE(scene.shop
                     .post(credits::path(scene.credit, scene.customer, "/ledger-entries"),
                         {{"amount"_L1, "20"_L1}, {"entry_type"_L1, "credit"_L1}})
                     .status,
            201);
        QCOMPARE(scene.balance(), u"20"_s);
        scene.use(1);
        QCOMPARE(scene.balance(), u"19"_s);
    }

    void theLowBalanceIsToldOnceACrossing() // 5.1.26
    {
        CreditScene scene;
        scene.buy(scene.plan(
            {scene.priced(scene.meter())}, 0, u"100"_s, {{"low_balance_threshold_percent"_L1, 50}}));
        for (const int units : {40, 20, 10}) {
            scene.use(units);
            scene.balance();
        }
        const auto path = credits::path(scene.credit, scene.customer, "/ledger-entries");
        scene.shop.post(path, {{"amount"_L1, "30"_L1}, {"entry_type"_L1, "credit"_L1}});
        scene.shop.post(path, {{"amount"_L1, "15"_L1}, {"entry_type"_L1, "debit"_L1}}); // 60 to 45
        QTRY_COMPARE(scene.sent(u"credit.balance_low"_s).size(), 2);
        QTRY_COMPARE(scene.told(bought),
            (QStringList{u"credit.added"_s, u"credit.deducted"_s, u"credit.deducted"_s,
                u"credit.balance_low"_s, u"credit.deducted"_s, u"credit.added"_s,
                u"credit.manual_adjustment"_s, u"credit.deducted"_s, u"credit.manual_adjustment"_s,
                u"credit.balance_low"_s}));
        QCOMPARE(scene.sent(u"credit.balance_low"_s)[0]["available_balance"_L1].toString(), u"40"_s);
        QCOMPARE(scene.sent(u"credit.balance_low"_s)[1]["available_balance"_L1].toString(), u"45"_s);
    }

    void aRenewalTellsInOneOrder() // renewal.h
    {
        CreditScene scene(credits::withOverage({{"overage_behavior"_L1, "invoice_at_billing"_L1}}));
        scene.buy(scene.plan(
            {scene.priced(scene.meter())}, 500, u"100"_s, {{"low_balance_threshold_percent"_L1, 20}}));
        QTRY_COMPARE(scene.told(bought), QStringList{u"credit.added"_s});
        scene.use(120);
        scene.advance(u"next_renewal"_s);
        QTRY_COMPARE(scene.told(boughtCredits),
            (QStringList{u"credit.deducted"_s, u"credit.balance_low"_s, u"payment.succeeded"_s,
                u"credit.overage_charged"_s, u"subscription.renewed"_s, u"subscription.updated"_s,
                u"credit.added"_s}));
    }

    void aRolloverTellsInOneOrder()
    {
        CreditScene scene({{"rollover_enabled"_L1, true}, {"rollover_percentage"_L1, 50}});
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.advance(u"next_renewal"_s);
        QTRY_COMPARE(scene.told(boughtCredits),
            (QStringList{u"credit.rolled_over"_s, u"credit.expired"_s, u"subscription.renewed"_s,
                u"subscription.updated"_s, u"credit.added"_s}));
    }

    void twoSubscriptionsShareTheBalance()
    {
        CreditScene scene;
        const QString product = scene.plan({scene.priced(scene.meter())}, 0, u"100"_s);
        scene.buy(product);
        scene.buy(product);
        QCOMPARE(scene.balance(), u"200"_s);
        scene.use(5); // counts in each (5.1.40)
        QCOMPARE(scene.balance(), u"190"_s);
    }

    void endedSubscriptionsDrawNothing()
    {
        CreditScene scene;
        const QString id = scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(5);
        scene.shop.patch("/subscriptions/" + id.toUtf8(), {{"status"_L1, "cancelled"_L1}});
        QCOMPARE(scene.balance(), u"95"_s);
        scene.use(5);
        QCOMPARE(scene.balance(), u"95"_s);
    }

    void anotherWorldDrawsToo() // its subscriptions are found though nobody bought them here
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(5);
        QCOMPARE(scene.balance(), u"95"_s);
        const QJsonObject state = scene.shop.get("/_sandbox/state").json();
        scene.shop.post("/_sandbox/reset");
        QCOMPARE(scene.shop.get(credits::path(scene.credit, scene.customer)).status, 404);
        const QByteArray body = QJsonDocument(state).toJson(QJsonDocument::Compact);
        QCOMPARE(scene.shop.send("PUT", scene.shop.request("/_sandbox/state"), body).status, 200);
        QCOMPARE(scene.balance(), u"95"_s); // what was drawn before is not drawn again
        scene.use(5);
        QCOMPARE(scene.balance(), u"90"_s);
    }

    void aPurchaseInANewWorldIsWatched()
    {
        CreditScene scene;
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(5);
        QCOMPARE(scene.balance(), u"95"_s);
        scene.shop.post("/_sandbox/reset");
        scene.customer = scene.shop.makeCustomer();
        scene.credit = credits::make(scene.shop, u"Other credits"_s);
        scene.buy(scene.plan({scene.priced(scene.meter())}, 0, u"100"_s));
        scene.use(5);
        QCOMPARE(scene.balance(), u"95"_s);
    }

    void aRestartDrawsWhatIsLeft();
};

namespace {

QByteArray text(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QString made(Twin &twin, const QByteArray &path, const QJsonObject &body, QLatin1StringView key)
{
    return twin.call("POST", path, text(body)).json()[key].toString();
}

// A plan of 100 credits on a meter that counts renders, bought by a new customer.
struct Bought {
    explicit Bought(Twin &twin)
        : customer(QString::fromUtf8(twin.makeCustomer()))
        , credit(made(twin, "/credit-entitlements", credits::fields(), "id"_L1))
    {
        const QString meter = made(twin, "/meters",
            {{"name"_L1, "Renders"_L1}, {"event_name"_L1, "image.generated"_L1},
                {"measurement_unit"_L1, "images"_L1},
                {"aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}}}},
            "id"_L1);
        const QJsonObject priced{{"meter_id"_L1, meter}, {"credit_entitlement_id"_L1, credit},
            {"meter_units_per_credit"_L1, "1"_L1}};
        const QJsonObject price{{"type"_L1, "usage_based_price"_L1}, {"currency"_L1, "USD"_L1},
            {"fixed_price"_L1, 0}, {"payment_frequency_count"_L1, 1},
            {"payment_frequency_interval"_L1, "Month"_L1}, {"subscription_period_count"_L1, 10},
            {"subscription_period_interval"_L1, "Year"_L1}, {"meters"_L1, QJsonArray{priced}}};
        const QString product = made(twin, "/products",
            {{"name"_L1, "Renders"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price},
                {"credit_entitlements"_L1, QJsonArray{credits::attached(credit, u"100"_s)}}},
            "product_id"_L1);
        const QJsonObject item{{"product_id"_L1, product}, {"quantity"_L1, 1}};
        const QString session = made(twin, "/checkouts",
            {{"product_cart"_L1, QJsonArray{item}},
                {"customer"_L1, QJsonObject{{"customer_id"_L1, customer}}}},
            "session_id"_L1);
        twin.call("POST", "/session/" + session.toUtf8(), text({{"card"_L1, "4242424242424242"_L1}}));
    }

    QString balance(Twin &twin) const
    {
        return twin.call("GET", credits::path(credit, customer)).json()["balance"_L1].toString();
    }

    QString customer;
    QString credit;
};

} // namespace

void TestCreditPass::aRestartDrawsWhatIsLeft()
{
    Twin twin;
    twin.start();
    const Bought plan(twin);
    const QByteArray customer = plan.customer.toUtf8();
    twin.ingest({Twin::event("a", customer), Twin::event("b", customer)});
    QCOMPARE(plan.balance(twin), u"98"_s);
    twin.ingest({Twin::event("c", customer)});
    twin.restart();
    QCOMPARE(plan.balance(twin), u"97"_s);
    twin.ingest({Twin::event("d", customer)});
    QCOMPARE(plan.balance(twin), u"96"_s);
    const auto entries = twin.call("GET", credits::path(plan.credit, plan.customer, "/ledger")).items();
    QCOMPARE(entries.size(), 4); // the grant, and the three draws
}

QTEST_GUILESS_MAIN(TestCreditPass)
#include "tst_creditpass.moc"
