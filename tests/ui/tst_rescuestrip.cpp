// SPDX-License-Identifier: MIT
#include "faults/standin.h"
#include "placesdesk.h"
#include "session/rescueworld.h"
#include "ui/parts/messagestrip.h"
#include "ui/rescue/rescuestrip.h"

#include <QVBoxLayout>

class TestRescueStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_places = std::make_unique<PlacesDesk>();
        QVERIFY(m_places->makeExample());
        QVERIFY(m_places->copyThere());
        m_window = std::make_unique<QWidget>(); // in it the strip stands at the top, as in the program's
        auto *column = new QVBoxLayout(m_window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(new RescueStrip(m_places->desk(), m_window.get()));
        column->addStretch();
        m_window->resize(1280, 240);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        strip().rescue().setProbeEvery(1h);
        QVERIFY(m_places->goThere());
    }
    void cleanup()
    {
        m_window.reset();
        m_places.reset();
    }

    void throughTheWholeRescueByItsButtons();
    void whatIsOwedOpensTheOutbox();
    void liveModeIsAskedForAgain();
    void whatWasNeverReadIsNotCopied();
    void anAnswerThroughTheProxyIsHeard();

private:
    RescueStrip &strip() const { return *part<RescueStrip>(*m_window, "rescueStrip"); }
    QString title() const { return part<MessageStrip>(*m_window, "rescueMessage")->title(); }
    QString text() const { return part<MessageStrip>(*m_window, "rescueMessage")->text(); }
    void dieInTheMiddle() const
    {
        QVERIFY(m_places->emitEvents("img_before", 4));
        QTRY_COMPARE_WITH_TIMEOUT(unitsOf(m_places->session().state()), Decimal(4), patience); // they arrived
        m_places->stopThere();
        QVERIFY(m_places->emitEvents("img_owed", 3));
        QTRY_VERIFY_WITH_TIMEOUT(strip().isVisible(), patience);
    }

    void dieInLiveMode(std::unique_ptr<StandIn> &standIn);

    std::unique_ptr<PlacesDesk> m_places;
    std::unique_ptr<QWidget> m_window;
};

void TestRescueStrip::dieInLiveMode(std::unique_ptr<StandIn> &standIn)
{
    QVERIFY(m_places->desk().network.set({.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = standIn->proxyPort(),
        .caFile = standIn->caFile()}));
    Connections &connections = m_places->desk().connections;
    QVERIFY(resultOf(connections.setKey(Destination::Mode::Live, standIn->keys().live, KeyKeep::ThisRun)));
    QVERIFY(connections.live().open(LiveGuard::phrase()));
    QVERIFY(connections.use(Destination::Mode::Live));
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().state().loaded, patience);
    standIn.reset(); // the network goes
    m_places->session().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"Live mode does not answer."_s, patience);
}

void TestRescueStrip::throughTheWholeRescueByItsButtons()
{
    QVERIFY(!strip().isVisible());
    dieInTheMiddle();
    QVERIFY(title().endsWith(u"does not answer."_s));
    m_places->clock->advance(19min);
    QVERIFY(m_places->emitEvents("img_later", 1));
    QTRY_COMPARE_WITH_TIMEOUT(
        text(), u"4 events wait, the oldest for 41 more minutes. Nothing is lost."_s, patience);
    m_places->shoot(*m_window, u"rescue-offline-1280"_s);

    press(*m_window, "rescueCarryOn");
    QTRY_VERIFY_WITH_TIMEOUT(
        title().startsWith(u"Now in the sandbox, with copies. 4 events are owed to "_s), patience);
    QVERIFY(m_places->session().inSandbox());
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().state().subscription.has_value(), patience);
    QVERIFY2(text().contains(u"The oldest can be sent for 41 more minutes."_s), qPrintable(text()));
    QVERIFY(m_places->emitEvents("img_new", 2));
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"New events stay in the sandbox: 2 so far."_s), patience);
    m_places->shoot(*m_window, u"rescue-sandbox-1280"_s);
    m_window->resize(1920, 240);
    m_places->shoot(*m_window, u"rescue-sandbox-1920"_s);

    press(*m_window, "rescueGoBack");
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"does not answer yet. What is owed stays here."_s), patience);
    m_places->startThere();
    press(*m_window, "rescueGoBack");
    QTRY_VERIFY_WITH_TIMEOUT(title().endsWith(u"Nothing is owed any more."_s), patience);
    QVERIFY(text().contains(u"The sandbox still holds the copies, and 2 events made there."_s));
    m_places->shoot(*m_window, u"rescue-back-1920"_s);
    QVERIFY(!part<QAbstractButton>(*m_window, "rescueOwed")->isEnabled());
    press(*m_window, "rescueRestore");
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"The sandbox is as it was before."_s, patience);
    QCOMPARE(text(), u"The copies are gone, and 2 events that were made with them."_s);
    m_places->shoot(*m_window, u"rescue-restored-1920"_s);
    press(*m_window, "rescueClose");
    QVERIFY(!strip().isVisible());
}

void TestRescueStrip::whatIsOwedOpensTheOutbox()
{
    dieInTheMiddle();
    QSignalSpy connection(&strip(), &RescueStrip::connectionRequested);
    press(*m_window, "rescueConnection");
    QCOMPARE(connection.size(), 1);
    press(*m_window, "rescueCarryOn");
    QTRY_COMPARE_WITH_TIMEOUT(int(strip().rescue().state()), int(Rescue::State::CarryingOn), patience);
    QSignalSpy outbox(&strip(), &RescueStrip::outboxRequested);
    press(*m_window, "rescueOwed");
    QCOMPARE(outbox.size(), 1);
    m_places->clock->advance(2h);
    strip().rescue().dismiss(); // nothing while it carries on
    QCOMPARE(int(strip().rescue().state()), int(Rescue::State::CarryingOn));
}

// Live mode closes while the sandbox plays its part: its words have to be typed once more.
void TestRescueStrip::liveModeIsAskedForAgain()
{
    QTemporaryDir folder;
    auto standIn = StandIn::start(folder.path(), {});
    QVERIFY(standIn.ok());
    dieInLiveMode(*standIn);
    press(*m_window, "rescueCarryOn");
    QTRY_COMPARE_WITH_TIMEOUT(int(strip().rescue().state()), int(Rescue::State::CarryingOn), patience);
    QVERIFY(!m_places->desk().connections.live().isOpen());
    QSignalSpy asked(&strip(), &RescueStrip::liveRequested);
    press(*m_window, "rescueGoBack");
    QCOMPARE(asked.size(), 1);
    QVERIFY(m_places->session().inSandbox());
}

// By the network's settings as they are then: the proxy that leads there, and whom it trusts.
void TestRescueStrip::anAnswerThroughTheProxyIsHeard()
{
    QTemporaryDir folder;
    auto standIn = StandIn::start(folder.path(), {});
    QVERIFY(standIn.ok());
    dieInLiveMode(*standIn);
    press(*m_window, "rescueCarryOn");
    QTRY_COMPARE_WITH_TIMEOUT(int(strip().rescue().state()), int(Rescue::State::CarryingOn), patience);
    standIn = StandIn::start(folder.filePath(u"again"_s), {});
    QVERIFY(standIn.ok());
    NetworkOptions way = m_places->desk().network.options();
    way.port = (*standIn)->proxyPort();
    way.caFile.clear(); // its authority is not trusted yet
    QVERIFY(m_places->desk().network.set(way));
    strip().rescue().setProbeEvery(50ms);
    QTRY_VERIFY_WITH_TIMEOUT(!(*standIn)->seen().isEmpty(), patience);
    const qsizetype knocks = (*standIn)->seen().size();
    QTRY_VERIFY_WITH_TIMEOUT((*standIn)->seen().size() > knocks, patience); // the first was heard of
    QVERIFY(!strip().rescue().answers());
    way.caFile = (*standIn)->caFile();
    QVERIFY(m_places->desk().network.set(way));
    QTRY_VERIFY_WITH_TIMEOUT(strip().rescue().answers(), patience);
    QVERIFY(text().contains(u"Live mode answers again."_s));
    for (const StandIn::Seen &seen : (*standIn)->seen())
        QCOMPARE(seen.method, QByteArray("CONNECT")); // no request and no key
}

// Nothing is known to copy of a place that never answered: the sandbox stays as it was.
void TestRescueStrip::whatWasNeverReadIsNotCopied()
{
    QVERIFY(m_places->goToTestMode()); // the proxy that leads nowhere
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"Test mode does not answer."_s, patience);
    press(*m_window, "rescueCarryOn");
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().inSandbox(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!strip().isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().meterOfThisProgram(), patience);
}

QTEST_MAIN(TestRescueStrip)
#include "tst_rescuestrip.moc"
