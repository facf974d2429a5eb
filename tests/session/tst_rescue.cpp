// SPDX-License-Identifier: MIT
#include "session/rescue.h"
#include "twoplaces.h"

using namespace Qt::StringLiterals;

namespace {

using State = Rescue::State;
constexpr int patience = 30000;

} // namespace

// Two servers of this program's own kind: its sandbox, and one that plays the real service and dies in the
// middle.
class TestRescue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void figuresAreTheSameBeforeAndAfter();
    void whatWasNeverReadReplacesNothing();
    void nothingIsCountedTwiceAfterGoingBack();
    void theSandboxOfBeforeComesBack();
    void aSecondTimeKeepsTheWorldOfBefore();
    void theSandboxOfBeforeComesBackAfterARestart();
    void aCutOffRescueIsUndoneAtTheStart();
    void aKillInTheMiddleLosesNothing();
    void aResetEndsTheCopies();
    void itSaysWhenTheServiceAnswersAgain();
    void itNoticesByItselfThatTheNetworkIsBack();
    void goingBackTooEarlyChangesNothing();
    void tooLateOnesAreToldApart();
    void tryingAgainEndsIt();
    void switchingByHandEndsIt();
    void aRefusalIsNoRescue();

private:
    Session &session() const { return m_places->session(); }
    bool waitFor(State state) const
    {
        return QTest::qWaitFor([&] { return m_rescue->state() == state && !m_rescue->isBusy(); }, patience);
    }
    bool waitUnits(qint64 units) const
    {
        return QTest::qWaitFor([&] { return m_places->units() == Decimal(units); }, patience);
    }
    void watch()
    {
        m_rescue
            = std::make_unique<Rescue>(m_places->connections(), m_places->network(), m_places->sandbox());
        m_rescue->setProbeEvery(1h);
    }
    void restart()
    {
        m_rescue.reset();
        m_places->restart();
        watch();
        session().refresh();
    }
    // The sandbox holds a meter of its own; billing goes there, which dies.
    void keepAMeterAndDie();
    void meterIsBack() const;
    // Five events accepted there, then it dies, and three more wait.
    void dieInTheMiddle();
    QByteArrayList eventsThere() const;

    std::unique_ptr<TwoPlaces> m_places;
    std::unique_ptr<Rescue> m_rescue;
    SubscriptionId m_played;
    QByteArray m_worldBefore;
};

void TestRescue::init()
{
    m_rescue.reset(); // before the places it looks at
    m_places = std::make_unique<TwoPlaces>();
    QVERIFY(m_places->makeExample());
    m_played = session().state().subscription->id;
    QVERIFY(m_places->copyThere());
    QSignalSpy world(&session(), &Session::worldChanged);
    session().reset(); // the program's own sandbox holds nothing of it
    QTRY_COMPARE_WITH_TIMEOUT(world.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session().state().meters.isEmpty(), patience);
    watch();
    QVERIFY(m_places->goThere());
    QCOMPARE(session().state().subscription->id, m_played);
}

void TestRescue::dieInTheMiddle()
{
    QVERIFY(m_places->emitEvents("img_before", 5));
    QVERIFY(waitUnits(5));
    m_places->stopThere();
    QVERIFY(m_places->emitEvents("img_owed", 3));
    QVERIFY(waitFor(State::Offline));
    QTRY_COMPARE_WITH_TIMEOUT(m_rescue->owed().size(), 3, patience);
}

QByteArrayList TestRescue::eventsThere() const
{
    QByteArrayList ids;
    const QJsonArray events = m_places->worldThere()["events"_L1].toArray();
    for (const QJsonValue &event : events)
        ids.append(event["event_id"_L1].toString().toUtf8());
    std::ranges::sort(ids);
    return ids;
}

void TestRescue::figuresAreTheSameBeforeAndAfter()
{
    dieInTheMiddle();
    const Meter meter = session().state().meters.first();
    const Product product = session().state().products.first();
    QCOMPARE(m_rescue->minutesLeft(m_rescue->owed().first()), std::optional(60min));
    m_places->clock->advance(19min);
    QCOMPARE(m_rescue->minutesLeft(m_rescue->owed().first()), std::optional(41min));

    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY2(!m_rescue->problem(), m_rescue->problem() ? qPrintable(m_rescue->problem()->message) : "");
    QVERIFY(session().inSandbox());
    QCOMPARE(m_rescue->copied(), 8);
    QVERIFY(waitUnits(8)); // five that were counted, and copies of the three that are owed
    QCOMPARE(session().state().subscription->id, m_played);
    QCOMPARE(session().state().meters.first().id, meter.id);
    QCOMPARE(session().state().meters.first().is, meter.is);
    QCOMPARE(session().state().products.first().id, product.id);
    QVERIFY(m_rescue->missingHere().isZero());
    QCOMPARE(m_rescue->owed().size(), 3); // still, for the place they were made for
    QCOMPARE(m_rescue->madeInSandbox(), 0);
    QVERIFY(m_places->emitEvents("img_meanwhile", 2));
    QVERIFY(waitUnits(10));
    QTRY_COMPARE_WITH_TIMEOUT(m_rescue->madeInSandbox(), 2, patience);
}

void TestRescue::whatWasNeverReadReplacesNothing()
{
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QVERIFY(m_places->waitLoaded());
    const QByteArray world = session().world();
    m_places->stopThere();
    QVERIFY(m_places->connections().use(Destination::Mode::Custom));
    QVERIFY(waitFor(State::Offline));
    m_rescue->carryOn();
    QVERIFY(waitFor(State::Calm));
    QVERIFY(session().inSandbox());
    QCOMPARE(session().world(), world); // another name would be a world of copies
    QVERIFY(!m_rescue->isBusy() && !m_rescue->problem());
}

void TestRescue::nothingIsCountedTwiceAfterGoingBack()
{
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(waitUnits(8));
    QVERIFY(m_places->emitEvents("img_meanwhile", 2));
    QVERIFY(waitUnits(10));

    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    QCOMPARE(int(session().mode()), int(Destination::Mode::Custom));
    QTRY_VERIFY_WITH_TIMEOUT(m_rescue->owed().isEmpty(), patience);
    QVERIFY(waitUnits(8)); // the two of the sandbox stay there
    const QByteArrayList expected{"img_before0", "img_before1", "img_before2", "img_before3", "img_before4",
        "img_owed0", "img_owed1", "img_owed2"};
    QCOMPARE(eventsThere(), expected);
    QCOMPARE(m_rescue->madeInSandbox(), 2);
}

void TestRescue::keepAMeterAndDie()
{
    NewMeter own;
    own.name = u"Mine"_s;
    own.eventName = u"mine"_s;
    own.measurementUnit = u"x"_s;
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QVERIFY(resultOf(session().client().createMeter(own)));
    m_worldBefore = session().world();
    QVERIFY(m_places->goThere());
    dieInTheMiddle();
}

void TestRescue::meterIsBack() const
{
    QVERIFY(session().inSandbox());
    QCOMPARE(session().world(), m_worldBefore);
    QCOMPARE(m_places->outbox().destination(), m_worldBefore);
    QTRY_COMPARE_WITH_TIMEOUT(session().state().meters.size(), 1, patience);
    QCOMPARE(session().state().meters.first().is.name, u"Mine"_s);
    QVERIFY(!session().state().subscription);
}

void TestRescue::theSandboxOfBeforeComesBack()
{
    keepAMeterAndDie();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(session().world() != m_worldBefore);
    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    m_rescue->restoreSandbox();
    QVERIFY(waitFor(State::Restored)); // it says so
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
    meterIsBack();
}

void TestRescue::theSandboxOfBeforeComesBackAfterARestart()
{
    keepAMeterAndDie();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(waitUnits(8));
    QVERIFY(m_places->emitEvents("img_meanwhile", 2));
    QVERIFY(waitUnits(10));
    restart();
    QCOMPARE(int(m_rescue->state()), int(State::CarryingOn));
    QTRY_COMPARE_WITH_TIMEOUT(m_rescue->owed().size(), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_rescue->madeInSandbox(), 2, patience);
    QVERIFY(waitUnits(10)); // it goes on with the copies
    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    QTRY_VERIFY_WITH_TIMEOUT(m_rescue->owed().isEmpty(), patience);
    restart();
    QCOMPARE(int(m_rescue->state()), int(State::CarryingOn)); // every start is in the sandbox
    m_rescue->restoreSandbox();
    QVERIFY(waitFor(State::Restored));
    meterIsBack();
    restart();
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
    meterIsBack();
}

// Killed after the copies were put in and before the sandbox had their name.
void TestRescue::aCutOffRescueIsUndoneAtTheStart()
{
    keepAMeterAndDie();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    m_places->outbox().setSetting(u"world"_s, QString::fromUtf8(m_worldBefore.mid(8)));
    restart();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->isBusy(), patience);
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
    meterIsBack();
}

// Whatever of it was done by then.
void TestRescue::aKillInTheMiddleLosesNothing()
{
    keepAMeterAndDie();
    m_rescue->carryOn();
    QTRY_VERIFY_WITH_TIMEOUT(!m_places->outbox().setting(u"rescue"_s).isEmpty(), patience);
    restart();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->isBusy(), patience);
    if (m_rescue->state() == State::CarryingOn) {
        m_rescue->restoreSandbox();
        QVERIFY(waitFor(State::Restored));
    }
    meterIsBack();
}

void TestRescue::aResetEndsTheCopies()
{
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QSignalSpy world(&session(), &Session::worldChanged);
    session().reset();
    QTRY_COMPARE_WITH_TIMEOUT(world.size(), 1, patience);
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
    session().undoReset();
    QTRY_COMPARE_WITH_TIMEOUT(world.size(), 2, patience);
    QCOMPARE(int(m_rescue->state()), int(State::CarryingOn));
    session().reset();
    QTRY_COMPARE_WITH_TIMEOUT(world.size(), 3, patience);
    restart();
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
    QVERIFY(m_places->outbox().setting(u"rescue"_s).isEmpty());
}

void TestRescue::itSaysWhenTheServiceAnswersAgain()
{
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(!m_rescue->answers());
    m_places->startThere();
    m_rescue->setProbeEvery(50ms);
    QTRY_VERIFY_WITH_TIMEOUT(m_rescue->answers(), patience);
    QVERIFY(session().inSandbox()); // it says so and waits for a press
    m_places->stopThere();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->answers(), patience);
}

void TestRescue::itNoticesByItselfThatTheNetworkIsBack()
{
    dieInTheMiddle();
    m_places->startThere();
    m_rescue->setProbeEvery(50ms);
    QVERIFY(waitFor(State::Calm));
    QVERIFY(waitUnits(8));
}

void TestRescue::aSecondTimeKeepsTheWorldOfBefore()
{
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    const QByteArray world = session().world();
    QVERIFY(m_places->goThere());
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    QVERIFY(waitUnits(8));
    m_places->stopThere();
    QVERIFY(m_places->emitEvents("img_again", 1));
    QVERIFY(waitFor(State::Offline));
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(waitUnits(9));
    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    m_rescue->restoreSandbox();
    QVERIFY(waitFor(State::Restored));
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QCOMPARE(session().world(), world);
    QTRY_VERIFY_WITH_TIMEOUT(session().state().loaded && session().state().meters.isEmpty(), patience);
}

void TestRescue::goingBackTooEarlyChangesNothing()
{
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    m_rescue->goBack();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->isBusy(), patience);
    QCOMPARE(int(m_rescue->state()), int(State::CarryingOn));
    QVERIFY(m_rescue->problem());
    QVERIFY(session().inSandbox());
    QCOMPARE(m_rescue->owed().size(), 3);
}

void TestRescue::tooLateOnesAreToldApart()
{
    dieInTheMiddle();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    m_places->clock->advance(61min);
    for (const Rescue::Owed &owed : m_rescue->owed())
        QVERIFY(!m_rescue->minutesLeft(owed));
    m_places->startThere();
    m_rescue->goBack();
    QVERIFY(waitFor(State::Back));
    // Never dropped, never sent by themselves: somebody chooses.
    QTRY_VERIFY_WITH_TIMEOUT(m_rescue->owed().size() == 3 && m_rescue->owed().last().parked, patience);
    QCOMPARE(eventsThere().size(), 5);
}

void TestRescue::tryingAgainEndsIt()
{
    dieInTheMiddle();
    m_rescue->tryAgain();
    QVERIFY(waitFor(State::Offline));
    m_places->startThere();
    m_rescue->tryAgain();
    QVERIFY(waitFor(State::Calm));
    QVERIFY(waitUnits(8));
    QCOMPARE(eventsThere().size(), 8);
}

void TestRescue::switchingByHandEndsIt()
{
    dieInTheMiddle();
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
}

// An answer is an answer: only a network that fails leads to the sandbox.
void TestRescue::aRefusalIsNoRescue()
{
    static_cast<void>(resultOf(
        m_places->connections().setKey(Destination::Mode::Custom, "dodo_test_another", KeyKeep::ThisRun)));
    QSignalSpy failed(&session(), &Session::failed);
    QVERIFY(m_places->connections().use(Destination::Mode::Custom));
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
    QCOMPARE(int(m_rescue->state()), int(State::Calm));
}

QTEST_GUILESS_MAIN(TestRescue)
#include "tst_rescue.moc"
