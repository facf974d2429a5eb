// SPDX-License-Identifier: MIT
#include "ui/frame/sourcebadge.h"
#include "ui/frame/tabbar.h"
#include "ui/frame/topbar.h"
#include "ui/parts/badge.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;

class TestTopBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void addressGoesFirstThenTimeThenTheName();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void beforeACustomerItSaysSo();
    void badgeSaysTheMode();
    void customNamesItsHostOnce();
    void theAddressShortensBeforeItGoes();
    void theHalvesKeepApart();
    void theBadgeOpensTheChoice();
    void fewCallsLeftAreSaid();
    void arrowShowsOnlyAwayFromToday();
    void arrowSaysWhyTodayIsGone();
    void cellsOpenTheirPages();
    void thePicturesBadgeOpensTheEngines();
    void theModelGoesBeforeTheName();
    void troubleIsSaidOnTheBadge();
    void tabsAreOneStopAndMoveByArrows();
    void tickIsSaidAloud();
    void restsOnceLaidOut();

private:
    QWidget *part(const char *name) const { return m_bar->findChild<QWidget *>(QLatin1StringView(name)); }
    void showAt(int width);

    std::unique_ptr<ThemeHost> m_host;
    std::unique_ptr<QWidget> m_room; // by itself a bar is never narrower than what does not fold
    std::unique_ptr<TopBar> m_bar;
};

void TestTopBar::initTestCase()
{
    m_host = std::make_unique<ThemeHost>(*qApp);
    m_host->setMotion(ThemeHost::Motion::Reduced);
}

void TestTopBar::init()
{
    m_host->setTextPercent(100);
    m_bar.reset();
    m_room = std::make_unique<QWidget>();
    m_room->resize(2000, 52);
    m_bar = std::make_unique<TopBar>(m_room.get());
    m_bar->setPictures(u"demo painter"_s);
    m_bar->setAddress(u"127.0.0.1:4010"_s, u"http://127.0.0.1:4010"_s);
    m_bar->setCustomer(u"Test customer with a long name"_s);
    m_bar->setDate(u"Wed 25 Nov 2026"_s, u"10:14"_s, TopBar::ReturnArrow::Shown);
    m_bar->setBill(u"12 images · 10 free · 2 billable"_s, u"$0.10"_s);
}

void TestTopBar::showAt(int width)
{
    m_room->show();
    m_bar->resize(width, 52);
    m_bar->show();
    QApplication::processEvents();
}

void TestTopBar::addressGoesFirstThenTimeThenTheName()
{
    showAt(2000);
    QVERIFY(part("address")->isVisible());
    int addressGone = 0;
    int timeGone = 0;
    int nameShort = 0;
    for (int width = 2000; width >= 900; width -= 10) {
        showAt(width);
        const auto *name = m_bar->findChild<ElidedLabel *>(u"customer"_s);
        if (!part("address")->isVisible() && !addressGone)
            addressGone = width;
        if (!part("time")->isVisible() && !timeGone)
            timeGone = width;
        if (name->width() < name->sizeHint().width() - 1 && !nameShort)
            nameShort = width;
    }
    QVERIFY(addressGone > timeGone);
    QVERIFY(timeGone > nameShort);
    QVERIFY(nameShort > 0);
}

void TestTopBar::nothingIsClipped_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("queue");
    QTest::addColumn<int>("percent");
    QTest::newRow("1280") << 1280 << QString() << 100;
    QTest::newRow("1280, queue") << 1280 << u"3 events queued, next try in 4 s"_s << 100;
    QTest::newRow("1440, queue") << 1440 << u"3 events queued, next try in 4 s"_s << 100;
    QTest::newRow("1280 at 150 %") << 1280 << QString() << 150;
    QTest::newRow("1280 at 200 %") << 1280 << QString() << 200;
    QTest::newRow("1280, a long model") << 1280 << QString() << 100;
    QTest::newRow("1280, queue, a long model") << 1280 << u"3 events queued, next try in 4 s"_s << 100;
    QTest::newRow("1280 at 150 %, a long model") << 1280 << QString() << 150;
}

void TestTopBar::nothingIsClipped()
{
    QFETCH(int, width);
    QFETCH(QString, queue);
    QFETCH(int, percent);
    showAt(width);
    m_host->setTextPercent(percent);
    if (QByteArray(QTest::currentDataTag()).endsWith("a long model"))
        m_bar->setPictures(u"OpenAI"_s, u"gpt-image-2.6-sunburst-2026-11-04"_s);
    m_bar->setQueue(queue);
    QApplication::processEvents();
    QApplication::processEvents(); // the parts get their new style after the bar
    QCOMPARE(part("copyAddress")->isVisible(), part("address")->isVisible());
    for (const char *name : {"billingBadge", "picturesBadge", "date", "billAmount", "menuButton"}) {
        QWidget *shown = part(name);
        QVERIFY2(shown->isVisible(), name);
        QVERIFY2(shown->width() >= shown->sizeHint().width(), name);
        const QRect place(shown->mapTo(m_bar.get(), QPoint()), shown->size());
        QVERIFY2(m_bar->rect().contains(place), name);
    }
}

void TestTopBar::beforeACustomerItSaysSo()
{
    m_bar->setCustomer({});
    m_bar->setBill({}, {});
    QCOMPARE(m_bar->findChild<ElidedLabel *>(u"customer"_s)->text(), u"No customer yet"_s);
    QCOMPARE(m_bar->findChild<QLabel *>(u"usage"_s)->text(), u"Nothing billed yet"_s);
}

void TestTopBar::badgeSaysTheMode()
{
    m_bar->setMode(BillingMode::Live);
    QCOMPARE(m_bar->findChild<BillingBadge *>(u"billingBadge"_s)->text(), u"LIVE"_s);
    m_bar->setMode(BillingMode::Test);
    QCOMPARE(part("billingBadge")->accessibleName(), u"Billing goes to: TEST MODE, 127.0.0.1:4010"_s);
}

// Where there is no room for the address, the badge names it.
void TestTopBar::customNamesItsHostOnce()
{
    auto *badge = m_bar->findChild<BillingBadge *>(u"billingBadge"_s);
    m_bar->setMode(BillingMode::Custom);
    showAt(2000);
    QCOMPARE(badge->shownText(), u"CUSTOM"_s);
    QVERIFY(part("address")->isVisible() && part("copyAddress")->isVisible());
    bool named = false;
    for (int width = 2000; width >= 900; width -= 10) {
        showAt(width);
        QCOMPARE(part("copyAddress")->isVisible(), part("address")->isVisible());
        named = named || badge->shownText() == u"CUSTOM 127.0.0.1:4010"_s;
        QVERIFY(badge->shownText() == u"CUSTOM"_s || !part("address")->isVisible());
    }
    QVERIFY(named);
    QCOMPARE(badge->accessibleName(), u"Billing goes to: CUSTOM, 127.0.0.1:4010"_s);
    m_bar->setMode(BillingMode::Sandbox);
    showAt(2000);
    QCOMPARE(badge->shownText(), u"SANDBOX"_s);
    QVERIFY(part("address")->isVisible());
}

void TestTopBar::theAddressShortensBeforeItGoes()
{
    m_bar->setMode(BillingMode::Test);
    m_bar->setAddress(u"test.dodopayments.com"_s, u"https://test.dodopayments.com"_s);
    showAt(2000);
    const auto *address = m_bar->findChild<QLabel *>(u"address"_s);
    QCOMPARE(address->text(), u"test.dodopayments.com"_s);
    bool shortened = false;
    for (int width = 2000; width >= 900; width -= 2) {
        showAt(width);
        QCOMPARE(part("copyAddress")->isVisible(), address->isVisible());
        if (!address->isVisible())
            continue;
        const QString shown = address->text();
        shortened = shortened || shown != u"test.dodopayments.com"_s;
        QVERIFY2(shown.startsWith(u"test"_s) && shown.endsWith(u"com"_s), qPrintable(shown));
        QVERIFY(address->width() >= address->sizeHint().width());
    }
    QVERIFY(shortened && !address->isVisible());
    showAt(2000);
    part("copyAddress")->setFocus();
    m_bar->setBill(u"13 images · 10 free · 3 billable"_s, u"$0.15"_s);
    QVERIFY(part("copyAddress")->hasFocus()); // it still stands there
}

// Also where the customer's name is cut.
void TestTopBar::theHalvesKeepApart()
{
    m_bar->setMode(BillingMode::Custom);
    m_bar->setCustomer(u"Ada Augusta King, Countess of Lovelace"_s);
    m_bar->setQueue(u"3 events not accepted"_s);
    bool cut = false;
    for (int width = 1600; width >= 1100; width -= 10) {
        showAt(width);
        const auto *name = m_bar->findChild<ElidedLabel *>(u"customer"_s);
        cut = cut || name->width() < name->sizeHint().width();
        const int gap = part("customerCell")->x() - part("queueChip")->geometry().right();
        QVERIFY2(gap >= 24, qPrintable(u"%1 at %2"_s.arg(gap).arg(width)));
    }
    QVERIFY(cut);
}

void TestTopBar::theBadgeOpensTheChoice()
{
    showAt(1440);
    m_bar->billingMenu()->addAction(u"Sandbox"_s);
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Down}) {
        QTest::keyClick(part("billingBadge"), key);
        QTRY_VERIFY(m_bar->billingMenu()->isVisible());
        m_bar->billingMenu()->hide();
    }
    QTest::mouseClick(part("billingBadge"), Qt::LeftButton);
    QTRY_VERIFY(m_bar->billingMenu()->isVisible());
    m_bar->billingMenu()->hide();
}

void TestTopBar::fewCallsLeftAreSaid()
{
    showAt(2000);
    m_bar->setCallsLeft(u"212 calls left this minute"_s, {});
    QVERIFY(!part("callsLeft")->isVisible());
    QCOMPARE(part("address")->toolTip(), u"212 calls left this minute"_s);
    m_bar->setCallsLeft(u"9 calls left this minute"_s, u"9 calls left this minute"_s);
    QVERIFY(part("callsLeft")->isVisible());
    m_bar->setCallsLeft({}, {});
    QVERIFY(!part("callsLeft")->isVisible());
}

void TestTopBar::arrowShowsOnlyAwayFromToday()
{
    showAt(1440);
    QVERIFY(part("returnToToday")->isVisible());
    QSignalSpy back(m_bar.get(), &TopBar::returnToTodayRequested);
    QTest::mouseClick(part("returnToToday"), Qt::LeftButton);
    QCOMPARE(back.count(), 1);
    m_bar->setDate(u"Sat 21 Nov 2026"_s, u"09:00"_s, TopBar::ReturnArrow::Hidden);
    QVERIFY(!part("returnToToday")->isVisible());
}

void TestTopBar::arrowSaysWhyTodayIsGone()
{
    showAt(1440);
    m_bar->sayNoReturn(u"A billing period up to 21 Dec 2026 is closed."_s);
    QCOMPARE(
        part("returnToToday")->accessibleDescription(), u"A billing period up to 21 Dec 2026 is closed."_s);
    QTRY_COMPARE(QToolTip::text(), u"A billing period up to 21 Dec 2026 is closed."_s);
    QToolTip::hideText();
}

void TestTopBar::cellsOpenTheirPages()
{
    showAt(1440);
    QSignalSpy customer(m_bar.get(), &TopBar::customerClicked);
    QSignalSpy bill(m_bar.get(), &TopBar::billClicked);
    QTest::mouseClick(part("customerCell"), Qt::LeftButton);
    QTest::keyClick(part("billCell"), Qt::Key_Return);
    QCOMPARE(customer.count(), 1);
    QCOMPARE(bill.count(), 1);
}

void TestTopBar::thePicturesBadgeOpensTheEngines()
{
    showAt(1440);
    QSignalSpy asked(m_bar.get(), &TopBar::picturesClicked);
    QWidget *badge = part("picturesBadge");
    QVERIFY(badge->height() >= 28);
    QVERIFY(badge->focusPolicy() & Qt::TabFocus);
    QTest::mouseClick(badge, Qt::LeftButton);
    QTest::keyClick(badge, Qt::Key_Return);
    QTest::keyClick(badge, Qt::Key_Space);
    QCOMPARE(asked.count(), 3);
}

void TestTopBar::theModelGoesBeforeTheName()
{
    m_bar->setPictures(u"OpenAI"_s, u"gpt-image-2.6-sunburst"_s);
    showAt(2000);
    const auto *badge = m_bar->findChild<SourceBadge *>(u"picturesBadge"_s);
    QCOMPARE(badge->shownText(), u"Pictures: OpenAI, gpt-image-2.6-sunburst"_s);
    showAt(860);
    QCOMPARE(badge->shownText(), u"Pictures: OpenAI"_s);
    QCOMPARE(badge->accessibleName(), u"Pictures: OpenAI, gpt-image-2.6-sunburst"_s);
    showAt(2000);
    QCOMPARE(badge->shownText(), u"Pictures: OpenAI, gpt-image-2.6-sunburst"_s);
}

void TestTopBar::troubleIsSaidOnTheBadge()
{
    m_bar->setPictures(u"OpenAI"_s, u"gpt-image-2"_s);
    showAt(1440);
    const QImage before = part("picturesBadge")->grab().toImage();
    m_bar->setPicturesTrouble(u"OpenAI does not accept the key."_s);
    QCOMPARE(part("picturesBadge")->accessibleDescription(), u"OpenAI does not accept the key."_s);
    QVERIFY(part("picturesBadge")->toolTip().contains(u"OpenAI does not accept the key."_s));
    QVERIFY(part("picturesBadge")->grab().toImage() != before);
    m_bar->setPicturesTrouble({});
    QCOMPARE(part("picturesBadge")->grab().toImage(), before);
}

void TestTopBar::tabsAreOneStopAndMoveByArrows()
{
    TabBar tabs;
    tabs.addTab(u"Meter"_s, u"tabMeter"_s);
    tabs.addTab(u"Product"_s, u"tabProduct"_s);
    tabs.resize(600, 45);
    tabs.show();
    auto *first = tabs.findChild<QAbstractButton *>(u"tabMeter"_s);
    auto *second = tabs.findChild<QAbstractButton *>(u"tabProduct"_s);
    QVERIFY(first->focusPolicy() & Qt::TabFocus);
    QVERIFY(!(second->focusPolicy() & Qt::TabFocus));
    QSignalSpy changed(&tabs, &TabBar::currentChanged);
    QTest::keyClick(first, Qt::Key_Right);
    QCOMPARE(tabs.current(), 1);
    QCOMPARE(changed.count(), 1);
}

void TestTopBar::tickIsSaidAloud()
{
    TabBar tabs;
    tabs.addTab(u"Meter"_s, u"tabMeter"_s);
    auto *tab = tabs.findChild<QAbstractButton *>(u"tabMeter"_s);
    QCOMPARE(tab->accessibleName(), u"1 Meter"_s);
    tabs.setTick(0, TabBar::Tick::Present);
    QCOMPARE(tab->accessibleName(), u"1 Meter, done"_s);
    tabs.setTick(0, TabBar::Tick::Absent);
    QCOMPARE(tab->accessibleName(), u"1 Meter"_s);
}

namespace {

struct LayoutRequests : QObject {
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }
    int count = 0;
};

} // namespace

// Folding hides and shows: a bar that folds at each layout it asked for never rests.
void TestTopBar::restsOnceLaidOut()
{
    TopBar bar;
    bar.setAddress(u"127.0.0.1:4010"_s, u"http://127.0.0.1:4010"_s);
    bar.setDate(u"Sat 21 Nov 2026"_s, u"10:14"_s, TopBar::ReturnArrow::Hidden);
    bar.resize(900, 52); // narrow: something is folded
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    LayoutRequests requests;
    bar.installEventFilter(&requests);
    const auto turns = [&requests](int count) {
        const int before = requests.count;
        for (int i = 0; i < count; ++i)
            QCoreApplication::sendPostedEvents();
        return requests.count - before;
    };
    turns(20); // what the showing asked for
    QCOMPARE(turns(50), 0);
}

QTEST_MAIN(TestTopBar)
#include "tst_topbar.moc"
