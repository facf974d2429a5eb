// SPDX-License-Identifier: MIT
#include "session/payloadsender.h"
#include "support/strictjson.h"
#include "switchbench.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

using Mode = Destination::Mode;

// Billing moved at run time between this program's sandbox and another service.
class TestSessionSwitch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsInTheSandbox();
    void eachPlaceShowsItsOwn();
    void aLateAnswerReachesNobody();
    void aLateCallIsLoggedWhereItWasMade();
    void eachPlaceHasItsOwnRows();
    void whatTheSandboxRecordedMeanwhileIsNotLost();
    void longListsAreReadByPages();
    void theMeterOfThisProgramIsLookedFor();
    void aPageThatFailsLeavesTheOthers();
    void aFailureEmptiesNothing();
    void theChosenCustomerIsThePlaces();
    void manyRequestsEndWithTheSwitch();

private:
    static NewMeter meter(const QString &name, const QString &eventName)
    {
        return {.name = name,
            .eventName = eventName,
            .measurementUnit = u"images"_s,
            .aggregation = {},
            .description = {},
            .filter = {}};
    }
    static bool fill(const FarService &far, int meters, const QString &oldestName);
    static QStringList targets(Workbench &bench);
};

// So many meters, made a second apart; the oldest one reads an event name of its own.
bool TestSessionSwitch::fill(const FarService &far, int meters, const QString &oldestName)
{
    if (!resultOf(far.client->createMeter(meter(u"Pattern"_s, u"pattern"_s))))
        return false;
    const auto world = resultOf(far.controls->state());
    if (!world)
        return false;
    QJsonObject state = *world;
    const QJsonObject pattern = state["meters"_L1].toArray().first().toObject();
    const TimePoint newest = *timeFromIso("2026-11-25T10:00:00Z");
    QJsonArray list;
    for (int i = 0; i < meters; ++i) {
        QJsonObject one = pattern;
        const QString made = QString::fromLatin1(toIso(newest - i * 1s));
        one["id"_L1] = u"mtr_%1"_s.arg(i, 4, 10, QChar(u'0'));
        one["name"_L1] = u"Meter %1"_s.arg(i);
        one["event_name"_L1] = i + 1 == meters ? oldestName : u"other.%1"_s.arg(i);
        one["created_at"_L1] = made;
        one["updated_at"_L1] = made;
        list.prepend(one); // the service lists what was put in last first
    }
    state["meters"_L1] = list;
    return resultOf(far.controls->setState(state)).ok();
}

QStringList TestSessionSwitch::targets(Workbench &bench)
{
    QStringList out;
    for (int row = 0; row < bench.logModel().rowCount(); ++row)
        out.append(QString::fromUtf8(bench.logModel().row(row).target));
    return out;
}

void TestSessionSwitch::startsInTheSandbox()
{
    SwitchBench bench;
    QVERIFY(bench.session().inSandbox());
    QVERIFY(bench.session().sandbox());
    QCOMPARE(bench.connections().current(), Mode::Sandbox);
}

void TestSessionSwitch::eachPlaceShowsItsOwn()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    QVERIFY(resultOf(bench.far.client->createMeter(meter(u"Far"_s, u"far.made"_s))));
    QSignalSpy mode(&bench.session(), &Session::modeChanged);
    const QByteArray home = bench.session().world();
    QVERIFY(bench.goFar());
    QCOMPARE(mode.size(), 1);
    QVERIFY(!bench.session().sandbox());
    QCOMPARE(bench->outbox().destination(), bench.session().world());
    QVERIFY(bench.session().world().startsWith("custom:127.0.0.1:"));
    QCOMPARE(bench.session().state().meters.size(), 1);
    QCOMPARE(bench.session().state().meters.first().is.name, u"Far"_s);
    QVERIFY(!bench.session().state().subscription);
    QVERIFY(bench.session().dateIsToday());
    QVERIFY(bench.goHome());
    QCOMPARE(bench.session().world(), home);
    QCOMPARE(bench.session().state().meters.first().is.eventName, u"image.generated"_s);
    QVERIFY(bench.session().state().subscription);
}

void TestSessionSwitch::aLateAnswerReachesNobody()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    QVERIFY(resultOf(bench.far.client->createMeter(meter(u"Far"_s, u"far.made"_s))));
    QVERIFY(bench.far.faults("POST", "{\"method\":\"GET\",\"path\":\"/subscriptions\",\"delay_ms\":30000}"));
    QVERIFY(bench.chooseFar());
    QVERIFY(bench.connections().use(Mode::Custom).ok());
    QTRY_VERIFY_WITH_TIMEOUT(bench.far.faultsTaken(), 20000); // all but the last list is read
    QVERIFY(bench.goHome());
    const ServiceState home = bench.session().state();
    QSignalSpy changed(&bench.session(), &Session::usageChanged);
    QSignalSpy recorded(&bench.session(), &Session::failed);
    QVERIFY(bench.far.faults("DELETE")); // the answer comes now
    QTRY_VERIFY(bench->log()->cursor() > 0);
    QVERIFY(bench.load());
    QCOMPARE(bench.session().state().meters, home.meters);
    QVERIFY(recorded.isEmpty());
}

void TestSessionSwitch::aLateCallIsLoggedWhereItWasMade()
{
    SwitchBench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.goFar());
    const QByteArray far = bench.session().world();
    QVERIFY(bench.far.faults("POST", "{\"method\":\"GET\",\"path\":\"/customers\",\"delay_ms\":30000}"));
    const auto late = bench->client().customers();
    QTRY_VERIFY_WITH_TIMEOUT(bench.far.faultsTaken(), 20000);
    QSignalSpy recorded(bench->record(), &WorldRecord::recorded);
    QVERIFY(bench.goHome());
    QVERIFY(bench.far.faults("DELETE"));
    QVERIFY(resultOf(late));
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recorded.first().first().toByteArray(), far);
    const auto here = resultOf(bench->log()->newest(500));
    QVERIFY(here);
    for (const LogRow &row : *here)
        QVERIFY(!row.target.startsWith("/customers?page"));
    QVERIFY(bench.goFar());
    QTRY_VERIFY(!targets(*bench.operator->()).filter(u"/customers?"_s).isEmpty());
}

void TestSessionSwitch::eachPlaceHasItsOwnRows()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    QTRY_VERIFY(!targets(*bench.operator->()).filter(u"/checkouts"_s).isEmpty());
    QVERIFY(bench.goFar());
    QVERIFY(resultOf(bench->client().createMeter(meter(u"Far"_s, u"far.made"_s))));
    QTRY_VERIFY(targets(*bench.operator->()).contains(u"/meters"_s));
    QVERIFY(targets(*bench.operator->()).filter(u"/checkouts"_s).isEmpty());
    QVERIFY(bench.goHome());
    QTRY_VERIFY(!targets(*bench.operator->()).filter(u"/checkouts"_s).isEmpty());
    QVERIFY(bench.goFar());
    QTRY_VERIFY(targets(*bench.operator->()).contains(u"/meters"_s));
    QVERIFY(targets(*bench.operator->()).filter(u"/checkouts"_s).isEmpty());
}

// Another program goes on sending to the sandbox while this window looks elsewhere.
void TestSessionSwitch::whatTheSandboxRecordedMeanwhileIsNotLost()
{
    SwitchBench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.goFar());
    RandomIds ids;
    Transport other(
        {Mode::Sandbox, QUrl(bench->address().dodoUrl), "dodo_test_other"}, ids, *bench.clock, nullptr);
    Client program(other);
    QVERIFY(resultOf(program.createMeter(meter(u"Meanwhile"_s, u"mean.while"_s))));
    QVERIFY(targets(*bench.operator->()).filter(u"/meters"_s, Qt::CaseSensitive).indexOf(u"/meters"_s) < 0);
    QVERIFY(bench.goHome());
    QTRY_VERIFY(targets(*bench.operator->()).contains(u"/meters"_s));
    QTRY_COMPARE(bench.session().state().meters.size(), 1);
}

void TestSessionSwitch::longListsAreReadByPages()
{
    SwitchBench bench;
    QVERIFY(fill(bench.far, 450, u"image.generated"_s));
    bench.session().setEventName(u"other.5"_s);
    QVERIFY(bench.goFar());
    const ServiceState &state = bench.session().state();
    QCOMPARE(state.meters.size(), 300);
    QVERIFY(state.more.contains(ServiceList::Meters));
    QVERIFY(!state.more.contains(ServiceList::Products));
    bench.session().readMore(ServiceList::Meters);
    bench.session().readMore(ServiceList::Meters); // once is enough
    QTRY_COMPARE(state.meters.size(), 400);
    QVERIFY(bench.load()); // what was read stays
    QCOMPARE(state.meters.size(), 400);
    bench.session().readMore(ServiceList::Meters);
    QTRY_COMPARE(state.meters.size(), 450);
    QVERIFY(!state.more.contains(ServiceList::Meters));
    QCOMPARE(state.meters.first().is.name, u"Meter 0"_s);
    QCOMPARE(state.meters.last().is.name, u"Meter 449"_s);
}

void TestSessionSwitch::theMeterOfThisProgramIsLookedFor()
{
    SwitchBench bench;
    QVERIFY(fill(bench.far, 450, u"image.generated"_s));
    QVERIFY(bench.goFar());
    QCOMPARE(bench.session().state().meters.size(), 450);
    QVERIFY(bench.session().meterOfThisProgram());
    QVERIFY(bench.session().ticks()[0]);
}

void TestSessionSwitch::aPageThatFailsLeavesTheOthers()
{
    SwitchBench bench;
    QVERIFY(fill(bench.far, 250, u"oldest"_s));
    bench.session().setEventName(u"other.5"_s);
    QVERIFY(bench.goFar());
    QCOMPARE(bench.session().state().meters.size(), 250);
    QSignalSpy failed(&bench.session(), &Session::failed);
    QVERIFY(
        bench.far.faults("POST", "{\"method\":\"GET\",\"path\":\"/products\",\"status\":422,\"times\":1}"));
    bench.session().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    QCOMPARE(bench.session().state().meters.size(), 250);
    QVERIFY(bench.session().state().loaded);
}

void TestSessionSwitch::aFailureEmptiesNothing()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const ServiceState before = bench.session().state();
    QSignalSpy failed(&bench.session(), &Session::failed);
    QVERIFY(resultOf(bench->sandboxTransport().send({.method = "POST",
        .segments = {"_sandbox", "faults"},
        .body = "{\"method\":\"GET\",\"path\":\"/meters\",\"status\":422,\"times\":1}"})));
    bench.session().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    QCOMPARE(bench.session().state().meters, before.meters);
    QCOMPARE(bench.session().state().products, before.products);
    QCOMPARE(bench.session().state().usage, before.usage);
    QVERIFY(bench.session().state().loaded);
}

void TestSessionSwitch::theChosenCustomerIsThePlaces()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const SubscriptionId home = bench.session().state().subscription->id;
    const Meter made = *resultOf(bench.far.client->createMeter(meter(u"Far"_s, u"image.generated"_s)));
    NewProduct product = loadScenario(pixelgen)->product;
    std::get<UsagePrice>(product.price).meters.first().meter = made.id;
    const ProductId bought = resultOf(bench.far.client->createProduct(product))->id;
    const auto first = bench.far.buy(bought, u"first@example.com"_s);
    const auto second = bench.far.buy(bought, u"second@example.com"_s);
    QVERIFY(first && second);
    QVERIFY(bench.goFar());
    bench.session().useSubscription(first->id);
    QTRY_VERIFY(
        bench.session().state().subscription && bench.session().state().subscription->id == first->id);
    QVERIFY(bench.goHome());
    QCOMPARE(bench.session().state().subscription->id, home);
    bench.session().forgetCustomer();
    QTRY_VERIFY(!bench.session().state().subscription);
    QVERIFY(bench.goFar());
    QCOMPARE(bench.session().state().subscription->id, first->id);
}

// Requests that were to go to one place do not go on to another.
void TestSessionSwitch::manyRequestsEndWithTheSwitch()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    PayloadSender sender(bench.session());
    QSignalSpy finished(&sender, &PayloadSender::finished);
    const CustomerId customer = bench.session().state().customer()->id;
    sender.send(50, [customer](int request) {
        const Event event{.id = {"use_" + QByteArray::number(request)},
            .customer = customer,
            .name = "image.generated",
            .at = {},
            .metadata = {}};
        const CallSource<PayloadRequest> source;
        source.finish(PayloadRequest{.texts = {toText(event)}, .ids = {event.id.text}, .left = {}});
        return source.call();
    });
    connect(&sender, &PayloadSender::progressed, &sender, [&](int done) {
        if (done == 5)
            QVERIFY(bench.goFar());
    });
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
    const auto outcome = finished.first().first().value<PayloadOutcome>();
    QVERIFY(outcome.error);
    QVERIFY(outcome.done < 10);
    QVERIFY(resultOf(bench.far.client->events())->isEmpty());
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestSessionSwitch test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sessionswitch.moc"
