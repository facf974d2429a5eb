// SPDX-License-Identifier: MIT
#include "guide/recipebench.h"
#include "guide/traffic.h"
#include "guide/trafficsender.h"

using namespace Qt::StringLiterals;

// A recipe's events on their way through the real sandbox.
class TestTrafficSender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theServiceTakesEveryRecipesEvents_data();
    void theServiceTakesEveryRecipesEvents();
    void aBatchIsSentCountedAndBilled();
    void theSameEventsAgainBillNothing();
    void aThousandGoInRequestsOfAHundred();
    void aCancelEndsBetweenRequests();
    void aDeadServiceIsSaidAndTheEventsAreKept();
    void forgottenEventsCannotBeSentAgain();

private:
    TrafficOutcome outcomeOf(TrafficSender &sender, const std::function<void()> &start);

    SeededIds m_ids{7};
};

TrafficOutcome TestTrafficSender::outcomeOf(TrafficSender &sender, const std::function<void()> &start)
{
    TrafficOutcome outcome;
    bool done = false;
    const auto connection
        = connect(&sender, &TrafficSender::finished, this, [&](const TrafficOutcome &finished) {
              outcome = finished;
              done = true;
          });
    start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(done, 30000); }();
    disconnect(connection);
    return outcome;
}

void TestTrafficSender::theServiceTakesEveryRecipesEvents_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("counted");
    QTest::addColumn<qint64>("bill"); // after one batch
    QTest::newRow("images") << u"images"_s << 12 << qint64(10);
    QTest::newRow("tokens") << u"tokens"_s << 20 << qint64(40);
    QTest::newRow("calls") << u"calls"_s << 960 << qint64(0);
    QTest::newRow("peak") << u"peak"_s << 25 << qint64(1300);
    QTest::newRow("storage") << u"storage"_s << 10 << qint64(1250);
    QTest::newRow("hybrid") << u"hybrid"_s << 25 << qint64(7400);
    QTest::newRow("several") << u"several"_s << 100 << qint64(150);
}

void TestTrafficSender::theServiceTakesEveryRecipesEvents()
{
    QFETCH(QString, id);
    QFETCH(int, counted);
    QFETCH(qint64, bill);
    const Recipe recipe = *loadRecipe(id);
    Bench bench;
    makeRecipe(bench, recipe);
    QVERIFY(!bench.session().ticks()[3]);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    const auto outcome = outcomeOf(sender, [&] {
        sender.send(
            traffic.take(recipe.batch, bench.session().state().customer()->id, bench.session().now()));
    });
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->message) : "");
    QCOMPARE(outcome.accepted, recipe.batch);
    QCOMPARE(outcome.counted, counted);
    QCOMPARE(outcome.bill, bill);
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().ticks()[3], 20000); // its events are this program's own
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().ticks()[5], 20000);
}

void TestTrafficSender::aBatchIsSentCountedAndBilled()
{
    const Recipe recipe = *loadRecipe(u"tokens"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    QSignalSpy progressed(&sender, &TrafficSender::progressed);
    const auto outcome = outcomeOf(sender, [&] {
        sender.send(traffic.take(25, bench.session().state().customer()->id, bench.session().now()));
        QVERIFY(sender.running());
    });
    QCOMPARE(outcome,
        (TrafficOutcome{
            .events = 25, .answered = 25, .accepted = 25, .counted = 20, .bill = 40, .error = {}}));
    QCOMPARE(progressed.last().at(0).toInt(), 25);
    QVERIFY(!sender.running());
}

void TestTrafficSender::theSameEventsAgainBillNothing()
{
    const Recipe recipe = *loadRecipe(u"peak"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    const auto first = outcomeOf(sender, [&] {
        sender.send(traffic.take(25, bench.session().state().customer()->id, bench.session().now()));
    });
    const auto again = outcomeOf(sender, [&] { sender.sendAgain(); });
    QCOMPARE(again.accepted, 0);
    QVERIFY(again.again);
    QCOMPARE(again.counted, first.counted);
    QCOMPARE(again.bill, first.bill);
}

void TestTrafficSender::aThousandGoInRequestsOfAHundred()
{
    const Recipe recipe = *loadRecipe(u"calls"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    QSignalSpy progressed(&sender, &TrafficSender::progressed);
    for (int press = 1; press <= 2; ++press) {
        const auto outcome = outcomeOf(sender, [&] {
            sender.send(traffic.take(1000, bench.session().state().customer()->id, bench.session().now()));
        });
        QCOMPARE(outcome.accepted, 1000);
        QCOMPARE(outcome.bill, qint64(press == 1 ? 0 : 92)); // 1920 − 1000 free, a tenth of a cent each
    }
    QCOMPARE(progressed.size(), 2 * 11);
    QCOMPARE(progressed.at(4).at(0).toInt(), 400);
}

void TestTrafficSender::aCancelEndsBetweenRequests()
{
    const Recipe recipe = *loadRecipe(u"calls"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    connect(&sender, &TrafficSender::progressed, &sender, [&sender](int done, int) {
        if (done == 300)
            sender.cancel();
    });
    const auto outcome = outcomeOf(sender, [&] {
        sender.send(traffic.take(1000, bench.session().state().customer()->id, bench.session().now()));
    });
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->kind, Error::Kind::Cancelled);
    QCOMPARE(outcome.answered, 300);
    QCOMPARE(outcome.accepted, 300);
    QCOMPARE(outcome.counted, 288);
    QCOMPARE(sender.events().size(), 1000);
    sender.disconnect(&sender);
    const auto rest = outcomeOf(sender, [&] { sender.sendAgain(); });
    QCOMPARE(rest.accepted, 700); // the others were known
}

void TestTrafficSender::aDeadServiceIsSaidAndTheEventsAreKept()
{
    const Recipe recipe = *loadRecipe(u"tokens"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    const Destination right = bench->transport().destination();
    bench->transport().setDestination({right.mode, QUrl(u"http://127.0.0.1:1"_s), right.key});
    const auto outcome = outcomeOf(sender, [&] {
        sender.send(traffic.take(25, bench.session().state().customer()->id, bench.session().now()));
    });
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->kind, Error::Kind::Network);
    QCOMPARE(outcome.answered, 0);
    bench->transport().setDestination(right);
    QCOMPARE(outcomeOf(sender, [&] { sender.sendAgain(); }).accepted, 25);
}

void TestTrafficSender::forgottenEventsCannotBeSentAgain()
{
    const Recipe recipe = *loadRecipe(u"tokens"_s);
    Bench bench;
    makeRecipe(bench, recipe);
    Traffic traffic(recipe.traffic, recipe.batch, 1, m_ids);
    TrafficSender sender(bench.session());
    outcomeOf(sender, [&] {
        sender.send(traffic.take(25, bench.session().state().customer()->id, bench.session().now()));
        sender.forget();
    });
    QVERIFY(sender.events().isEmpty());
    sender.sendAgain();
    QVERIFY(!sender.running());
}

QTEST_MAIN(TestTrafficSender)
#include "tst_trafficsender.moc"
