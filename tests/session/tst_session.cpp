// SPDX-License-Identifier: MIT
#include "bench.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWorldHasNoTicks();
    void theExampleSetsTheFirstThreeTicks();
    void anotherEventNameTakesTheTicksAway();
    void anOwnEventSetsTheRest();
    void resetCanBeUndone();
    void theClockOfTheSandboxIsFollowed();
    void aDeclinedCardLeavesNoSubscription();
};

void TestSession::anEmptyWorldHasNoTicks()
{
    Bench bench;
    QVERIFY(bench.load());
    for (const bool tick : bench.session().ticks())
        QVERIFY(!tick);
    QVERIFY(!bench.session().bill());
    QCOMPARE(bench.session().now(), bench.clock->now());
}

void TestSession::theExampleSetsTheFirstThreeTicks()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.makeExample());
    const auto ticks = bench.session().ticks();
    QVERIFY(ticks[0] && ticks[1] && ticks[2]);
    QVERIFY(!ticks[3] && !ticks[4] && !ticks[5]);
    QCOMPARE(bench.session().state().customer()->is.email, u"customer@example.com"_s);
    QCOMPARE(bench.session().bill()->total, 0);
    QCOMPARE(bench.session().bill()->unit, u"images"_s);
    QCOMPARE(bench.session().bill()->freeLeft(), Decimal(10));
}

void TestSession::anotherEventNameTakesTheTicksAway()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.makeExample());
    bench.session().setEventName(u"image.made"_s);
    const auto ticks = bench.session().ticks();
    QVERIFY(!ticks[0] && !ticks[1]);
    QVERIFY(ticks[2]);
}

void TestSession::anOwnEventSetsTheRest()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.makeExample());
    const Event event{.id = {"img_own"},
        .customer = bench.session().state().customer()->id,
        .name = "image.generated",
        .at = {},
        .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}}};
    QCOMPARE(*resultOf(bench->client().ingest(QList<Event>{event})), 1);
    QVERIFY(bench.load());
    for (const bool tick : bench.session().ticks())
        QVERIFY(tick);
    QCOMPARE(bench.session().bill()->consumed(), Decimal(1));
}

void TestSession::resetCanBeUndone()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.makeExample());
    const QByteArray world = bench.session().world();
    bench.session().reset();
    QTRY_VERIFY(bench.session().canUndoReset());
    QTRY_VERIFY(bench.session().state().meters.isEmpty());
    QVERIFY(bench.session().world() != world);
    bench.session().undoReset();
    QTRY_COMPARE(bench.session().state().meters.size(), 1);
    QTRY_VERIFY(bench.session().state().subscription.has_value());
    QCOMPARE(bench.session().world(), world);
    QVERIFY(!bench.session().canUndoReset());
}

void TestSession::theClockOfTheSandboxIsFollowed()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.session().dateIsToday());
    QVERIFY(resultOf(bench->sandbox().advanceClock("1 month")).ok());
    QVERIFY(bench.load());
    QTRY_COMPARE(bench.session().now(), *timeFromIso("2026-12-25T10:14:00Z"));
    QVERIFY(!bench.session().dateIsToday());
}

void TestSession::aDeclinedCardLeavesNoSubscription()
{
    Bench bench;
    QVERIFY(bench.load());
    const Scenario scenario = *loadScenario(pixelgen);
    const Meter meter = *resultOf(bench->client().createMeter(scenario.meter));
    NewProduct product = scenario.product;
    std::get<UsagePrice>(product.price).meters.first().meter = meter.id;
    const Product made = *resultOf(bench->client().createProduct(product));
    Purchase purchase(bench.session());
    QSignalSpy failed(&purchase, &Purchase::failed);
    QSignalSpy succeeded(&purchase, &Purchase::succeeded);
    purchase.start({.existing = {},
        .customer = scenario.customer,
        .product = made.id,
        .card = testcards::declined.toByteArray()});
    QVERIFY(failed.wait(20000));
    QCOMPARE(purchase.steps()[1].state, PurchaseStep::State::Failed);
    QVERIFY(bench.load());
    QVERIFY(!bench.session().state().subscription);
    purchase.payAgain(testcards::works.toByteArray());
    QVERIFY(succeeded.wait(20000));
    QTRY_VERIFY(bench.session().state().subscription.has_value());
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_session.moc"
