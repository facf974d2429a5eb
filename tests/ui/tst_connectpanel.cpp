// SPDX-License-Identifier: MIT
#include "looks.h"
#include "otherprogram.h"
#include "session/bench.h"
#include "ui/pages/connectlamp.h"
#include "ui/pages/connectlines.h"
#include "ui/pages/connectpanel.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/segments.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

// Against the embedded server, with a second program that speaks plain HTTP.
class TestConnectPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theLinesAreCopiedForTheChosenShell();
    void theKeyIsMaskedUntilShown();
    void theAddressIsCopied();
    void waitsForAnotherProgram();
    void aCountedEventLightsTheLamp();
    void aWrongNameSaysWhyAndWhatToDo();
    void aMeterWithoutPriceIsNotCalledCounted();
    void aMissingKeySaysWhatToDo();
    void anUnknownCustomerIsRefused();
    void aMendedEventTurnsTheLampBack();
    void severalEventsAreCountedTogether();
    void theSameEventCountsOnce();
    void ofALargeRequestOnlyTheFirstIsJudged();
    void eachProgramHasItsOwnCount();
    void resetStartsOver();
    void namesTheCustomer();
    void worksByKeyboard();
    void showsAllWithoutScrolling();
    void mayCloseWhileAnEventTravels();

private:
    void send(const QJsonArray &events, const QByteArray &agent = OtherProgram::typeScript);
    QString customer() const { return m_bench->session().state().customer()->id.string(); }
    LampWords lamp() const { return m_panel->findChild<ConnectLamp *>()->words(); }
    template<typename T = QWidget>
    T *part(const char *name) const
    {
        return m_panel->findChild<T *>(QLatin1StringView(name));
    }
    void keepLooks(const QString &name);

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<ConnectPanel> m_panel;
    std::unique_ptr<OtherProgram> m_program;
    QByteArray m_key;
};

void TestConnectPanel::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestConnectPanel::init()
{
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load());
    const Desk desk = (*m_bench)->desk();
    m_key = desk.apiKey;
    m_program = std::make_unique<OtherProgram>(desk.dodoUrl, m_key);
    m_panel = std::make_unique<ConnectPanel>(
        ConnectInfo{desk.dodoUrl, desk.imageUrl, desk.apiKey, desk.webhookKey}, desk.session, desk.follower,
        desk.logModel);
    desk.follower.start();
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestConnectPanel::cleanup()
{
    m_panel.reset();
    m_program.reset();
    m_bench.reset();
}

void TestConnectPanel::send(const QJsonArray &events, const QByteArray &agent)
{
    m_program->setKey(m_key);
    m_program->send(events, agent);
}

void TestConnectPanel::keepLooks(const QString &name)
{
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        QCoreApplication::processEvents();
        looks::keep(*m_panel, name + (kind == Theme::Kind::Dark ? u"-dark"_s : u"-light"_s));
    }
}

void TestConnectPanel::theLinesAreCopiedForTheChosenShell()
{
    const QString address = (*m_bench)->address().dodoUrl;
    const QString key = QString::fromLatin1(m_key);
    QTest::mouseClick(part("copyLines"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        u"DODO_PAYMENTS_BASE_URL=%1\nDODO_PAYMENTS_API_KEY=%2\nOPENAI_BASE_URL=%1/v1\n"_s.arg(address, key));
    auto *shells = part<Segments>("connectShell");
    QTest::mouseClick(shells->segment(1), Qt::LeftButton);
    QTest::mouseClick(part("copyLines"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"export DODO_PAYMENTS_API_KEY='%1'\n"_s.arg(key)));
    QTest::mouseClick(shells->segment(2), Qt::LeftButton);
    QTest::mouseClick(part("copyLines"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"$env:DODO_PAYMENTS_API_KEY = '%1'\n"_s.arg(key)));
    QTest::mouseClick(part("revealKey"), Qt::LeftButton);
    keepLooks(u"connect-powershell"_s);
}

void TestConnectPanel::theKeyIsMaskedUntilShown()
{
    const QString key = QString::fromLatin1(m_key);
    auto *edit = part<QLineEdit>("connectKey");
    auto *lines = m_panel->findChild<ConnectLines *>();
    QVERIFY(!edit->displayText().contains(key));
    QVERIFY(!lines->shown().join(u'\n').contains(key));
    QTest::mouseClick(part("revealKey"), Qt::LeftButton);
    QCOMPARE(edit->displayText(), key);
    QVERIFY(lines->shown().join(u'\n').contains(key));
    QTest::mouseClick(part("revealKey"), Qt::LeftButton);
    QVERIFY(!edit->displayText().contains(key));
    QTest::mouseClick(part("copyKey"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), key);
}

void TestConnectPanel::theAddressIsCopied()
{
    QCOMPARE(part<QLineEdit>("connectAddress")->text(), (*m_bench)->address().dodoUrl);
    QTest::mouseClick(part("copyAddress"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), (*m_bench)->address().dodoUrl);
}

// This program's own calls and a browser's are not it.
void TestConnectPanel::waitsForAnotherProgram()
{
    QVERIFY(m_bench->makeExample());
    QCOMPARE(lamp(),
        (LampWords{LampWords::Tone::Waiting, u"Waiting for your program"_s,
            u"Start it with the lines above and send one event."_s}));
    QSignalSpy arrived(&(*m_bench)->follower(), &LogFollower::arrived);
    send({OtherProgram::event(u"evt_browser"_s, customer())}, "Mozilla/5.0 (X11; Linux x86_64)");
    QTRY_VERIFY(!arrived.isEmpty());
    QCOMPARE(lamp().tone, LampWords::Tone::Waiting);
    keepLooks(u"connect-waiting"_s);
}

void TestConnectPanel::aCountedEventLightsTheLamp()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Counted);
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted"_s);
    QVERIFY(lamp().text.isEmpty());
    QCOMPARE(part("connectLamp")->accessibleName(), lamp().head);
    keepLooks(u"connect-counted"_s);
}

void TestConnectPanel::aWrongNameSaysWhyAndWhatToDo()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer(), u"Image.generated"_s)});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::NotCounted);
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, not counted"_s);
    QCOMPARE(lamp().text, u"Capital “I” in the name. Send `image.generated`, letter for letter."_s);
    keepLooks(u"connect-wrong-name"_s);
}

void TestConnectPanel::aMeterWithoutPriceIsNotCalledCounted()
{
    QVERIFY(resultOf((*m_bench)->client().createMeter(loadScenario(pixelgen)->meter)));
    const auto nobody = resultOf((*m_bench)->client().createCustomer({u"a@example.com"_s, u"A"_s, {}, {}}));
    QVERIFY(nobody);
    send({OtherProgram::event(u"evt_1"_s, nobody->id.string())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::NotCounted);
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted without a price"_s);
    QVERIFY(lamp().text.contains("Link the meter in a product"_L1));
}

void TestConnectPanel::aMissingKeySaysWhatToDo()
{
    QVERIFY(m_bench->makeExample());
    m_key.clear();
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Refused);
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, refused"_s);
    QCOMPARE(
        lamp().text, u"The key is missing or another one. Set `DODO_PAYMENTS_API_KEY` to the key above."_s);
    keepLooks(u"connect-refused"_s);
}

void TestConnectPanel::anUnknownCustomerIsRefused()
{
    send({OtherProgram::event(u"evt_1"_s, u"cus_nobody"_s)});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Refused);
    QVERIFY2(lamp().text.startsWith("Customer unknown. "_L1), qPrintable(lamp().text));
}

void TestConnectPanel::aMendedEventTurnsTheLampBack()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer(), u"Image.generated"_s)});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::NotCounted);
    send({OtherProgram::event(u"evt_2"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Counted);
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 2 events, 1 counted"_s);
    QVERIFY(lamp().text.isEmpty());
}

void TestConnectPanel::severalEventsAreCountedTogether()
{
    QVERIFY(m_bench->makeExample());
    QJsonArray events;
    for (int i = 0; i < 12; ++i)
        events.append(OtherProgram::event(u"evt_%1"_s.arg(i), customer()));
    send(events);
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 12 events, 12 counted"_s);
    send({OtherProgram::event(u"evt_odd"_s, customer(), u"image.generate"_s)});
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 13 events, 12 counted"_s);
    QTRY_COMPARE(lamp().tone, LampWords::Tone::NotCounted);
}

void TestConnectPanel::theSameEventCountsOnce()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Counted);
    QSignalSpy arrived(&(*m_bench)->follower(), &LogFollower::arrived);
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_VERIFY(!arrived.isEmpty());
    QCOMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted"_s);
}

void TestConnectPanel::ofALargeRequestOnlyTheFirstIsJudged()
{
    QVERIFY(m_bench->makeExample());
    QJsonArray events;
    for (int i = 0; i < 1000; ++i)
        events.append(OtherProgram::event(u"evt_%1"_s.arg(i), customer()));
    send(events);
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1,000 events accepted"_s);
    QCOMPARE(lamp().text, u"Usage & invoice shows how many of them counted."_s);
}

void TestConnectPanel::eachProgramHasItsOwnCount()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Counted);
    QVERIFY(part<QLabel>("connectOthers")->isHidden());
    send({OtherProgram::event(u"evt_2"_s, customer())}, "curl/8.5.0");
    QTRY_COMPARE(lamp().head, u"curl 8.5.0 connected, 1 event, counted"_s);
    QCOMPARE(part<QLabel>("connectOthers")->text(), u"TypeScript SDK 2.52.0: 1 event, counted"_s);
    keepLooks(u"connect-two"_s);
}

void TestConnectPanel::resetStartsOver()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Counted);
    QTest::mouseClick(part("resetCount"), Qt::LeftButton);
    QCOMPARE(lamp().tone, LampWords::Tone::Waiting);
    send({OtherProgram::event(u"evt_2"_s, customer())});
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted"_s);
}

void TestConnectPanel::namesTheCustomer()
{
    const auto *line = part<QLabel>("connectCustomer");
    QCOMPARE(line->text(), u"No customer yet: buy the product on tab 3."_s);
    QVERIFY(part("copyCustomer")->isHidden());
    QVERIFY(m_bench->makeExample());
    QVERIFY(line->text().contains(customer()));
    QTest::mouseClick(part("copyCustomer"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), customer());
}

void TestConnectPanel::worksByKeyboard()
{
    QVERIFY(m_bench->makeExample());
    QStringList order;
    part("connectAddress")->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 20 && !order.contains(u"closeConnect"_s); ++i) {
        const QWidget *focused = QApplication::focusWidget();
        order << (focused->objectName().isEmpty() ? focused->parent() : focused)->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const QStringList asRead{u"connectAddress"_s, u"copyAddress"_s, u"connectKey"_s, u"revealKey"_s,
        u"copyKey"_s, u"connectShell"_s, u"copyLines"_s, u"copyCustomer"_s, u"resetCount"_s,
        u"closeConnect"_s};
    QCOMPARE(order.join(u" "_s), asRead.join(u" "_s));
    QTest::keyClick(m_panel.get(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), m_panel->findChild<ConnectLines *>()->text());
    QTest::keyClick(m_panel.get(), Qt::Key_Escape);
    QVERIFY(m_panel->isHidden());
}

void TestConnectPanel::showsAllWithoutScrolling()
{
    QVERIFY(m_bench->makeExample());
    send({OtherProgram::event(u"evt_1"_s, customer())});
    send({OtherProgram::event(u"evt_2"_s, customer())}, "curl/8.5.0");
    QTRY_VERIFY(!part("connectOthers")->isHidden());
    QTRY_VERIFY(lamp().tone == LampWords::Tone::Counted);
    QVERIFY(m_panel->width() <= 1280 && m_panel->height() <= 640);
    const auto *area = m_panel->findChild<QScrollArea *>();
    QVERIFY(area->widget()->height() <= area->viewport()->height());
    QVERIFY2(looks::clipped(*m_panel).isEmpty(), qPrintable(looks::clipped(*m_panel)));
}

void TestConnectPanel::mayCloseWhileAnEventTravels()
{
    QVERIFY(m_bench->makeExample());
    QSignalSpy verdicts(&(*m_bench)->follower(), &LogFollower::verdictsChanged);
    send({OtherProgram::event(u"evt_1"_s, customer())});
    m_panel.reset();
    QTRY_VERIFY(!verdicts.isEmpty());
}

QTEST_MAIN(TestConnectPanel)
#include "tst_connectpanel.moc"
