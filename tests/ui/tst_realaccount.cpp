// SPDX-License-Identifier: MIT
#include "keyboard.h"
#include "realaccount.h"
#include "tight.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/generatemoneys.h"
#include "ui/pages/meterpage.h"
#include "ui/pages/productpage.h"
#include "ui/parts/button.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QTcpServer>
#include <QTcpSocket>

// Meters and products of an account that was there before: listed, paged, searched, chosen and used.
class TestRealAccount : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void metersAreSearchedAndUsed();
    void archivedMetersComePageByPage();
    void theRestIsLoadedForASearch();
    void aLongListStaysQuick();
    void productsAreChosenAndUsed();
    void anotherServiceStartsWithAnEmptyForm();
    void aKeyThatOnlyReadsIsNamed();
    void buttonsThatSendSayLive();
    void whoseMoneyIsSaidByMode();
    void looksRight();

private:
    template<typename Page>
    Page *open()
    {
        auto page = std::make_unique<Page>(m_stack->session());
        auto *made = page.get();
        m_page = std::move(page);
        m_page->resize(1440, 803);
        m_page->show();
        m_page->activateWindow();
        return QTest::qWaitForWindowActive(m_page.get()) ? made : nullptr;
    }
    CatalogueList *list(const char *name) const { return control<CatalogueList>(*m_page, name); }
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::shared_ptr<FrozenClock> m_clock
        = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T09:04:11.306Z"));
    std::unique_ptr<RealAccount> m_account;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<QWidget> m_page;
};

void TestRealAccount::initTestCase()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_account = std::make_unique<RealAccount>(m_clock);
    m_account->fill({.customers = 1, .subscriptions = 0, .events = 0});
}

void TestRealAccount::init()
{
    m_stack = std::make_unique<Stack>();
    QVERIFY(enter(*m_stack, *m_account));
}

void TestRealAccount::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestRealAccount::metersAreSearchedAndUsed()
{
    QVERIFY(open<MeterPage>());
    QCOMPARE(list("meterList")->shownRows(), 50);
    const CatalogueRow *own = list("meterList")->row(m_account->meters.first().string());
    QVERIFY(own);
    QCOMPARE(own->item().use, CatalogueItem::Use::Played);
    QVERIFY(own->accessibleName().endsWith(u"used by this program"_s));

    // By keys alone: search, down to the row, choose it, then use its name.
    static_cast<PageActions *>(static_cast<MeterPage *>(m_page.get()))->focusQuery();
    write(u"thing.17"_s);
    QCOMPARE(list("meterList")->shownRows(), 1);
    QVERIFY(tabTo(u"meterListRow1"_s));
    key(Qt::Key_Return);
    QVERIFY(control(*m_page, "meterSummary")->isVisible());
    press(*m_page, "copyPayload"); // the example is that meter's
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"thing.17"_s));
    QCOMPARE(text("meterSummaryNote"), u"This program sends image.generated, so it is not counted here."_s);
    QCOMPARE(control<Button>(*m_page, "sendSummaryName")->text(), u"Use this meter"_s);
    QVERIFY(tabTo(u"sendSummaryName"_s));
    key(Qt::Key_Space);
    QCOMPARE(m_stack->session().eventName(), u"thing.17"_s);
    QCOMPARE(list("meterList")->row(m_account->meters[16].string())->item().use, CatalogueItem::Use::Played);
    QVERIFY(!control(*m_page, "sendSummaryName")->isVisible());
}

void TestRealAccount::archivedMetersComePageByPage()
{
    QVERIFY(open<MeterPage>());
    press(*m_page, "meterListArchived");
    auto *more = control<Button>(*m_page, "meterListMore");
    QVERIFY(more->isVisible());
    for (int rows = 50; rows < 200; rows += 50) {
        QCOMPARE(list("meterList")->shownRows(), rows);
        QTRY_VERIFY(more->isVisible() && !more->isBusy());
        QTest::mouseClick(more, Qt::LeftButton);
        QTRY_COMPARE(list("meterList")->shownRows(), rows + 50);
    }
    QTRY_VERIFY(!more->isVisible());
    QCOMPARE(m_stack->session().state().archivedMeters.size(), 200);
}

// What Session::readMore() gives, one page at a time, until nothing more is there.
void TestRealAccount::theRestIsLoadedForASearch()
{
    CatalogueList names(u"Names"_s, IconName::Gauge);
    names.setObjectName(u"names"_s);
    QList<CatalogueItem> all;
    for (int i = 0; i < 250; ++i)
        all.append({.id = u"id_%1"_s.arg(i), .name = u"Name %1"_s.arg(i)});
    qsizetype loaded = 100;
    const auto give = [&] {
        names.setItems(all.first(loaded), {});
        names.setMore(loaded < all.size(), false);
    };
    connect(&names, &CatalogueList::moreRequested, this, [&] {
        loaded = std::min<qsizetype>(loaded + 100, all.size());
        give();
    });
    names.show();
    give();
    names.search()->setText(u"name 249"_s);
    QCOMPARE(names.shownRows(), 0);
    QCOMPARE(control<QLabel>(names, "namesEmpty")->text(), u"Nothing matches “name 249”."_s);
    QCOMPARE(control<QLabel>(names, "namesFootWords")->text(), u"Searching the 100 loaded."_s);
    auto *rest = control<Button>(names, "namesMore");
    QCOMPARE(rest->text(), u"Load the rest"_s);
    QTest::mouseClick(rest, Qt::LeftButton);
    QCOMPARE(names.shownRows(), 1);
    QVERIFY(names.row(u"id_249"_s));
    QVERIFY(!rest->isVisible());
}

void TestRealAccount::aLongListStaysQuick()
{
    CatalogueList names(u"Names"_s, IconName::Gauge);
    names.resize(420, 500);
    QList<CatalogueItem> items;
    for (int i = 0; i < 1000; ++i)
        items.append({.id = u"id_%1"_s.arg(i), .name = u"Name %1"_s.arg(i), .second = u"event.%1"_s.arg(i)});
    names.show();
    QElapsedTimer timer;
    timer.start();
    names.setItems(items, {});
    const qint64 first = timer.restart();
    for (const QString &words : {u"9"_s, u"99"_s, u"999"_s, u"9"_s, QString()})
        names.search()->setText(words);
    const qint64 search = timer.elapsed() / 5;
    qInfo("1,000 rows: shown in %lld ms, a key of the search takes %lld ms", first, search);
    QVERIFY(first < 500); // a slow machine included
    QVERIFY(search < 100);
}

void TestRealAccount::productsAreChosenAndUsed()
{
    QVERIFY(open<ProductPage>());
    CatalogueList *products = list("productList");
    QTRY_COMPARE(m_stack->session().state().products.size(), 120);
    QCOMPARE(products->shownRows(), 50);
    products->search()->setText(u"product 7"_s);
    QVERIFY(products->row(m_account->products[6].string()));
    QTest::mouseClick(products->row(m_account->products[6].string()), Qt::LeftButton);
    QVERIFY(control(*m_page, "productSummary")->isVisible());
    press(*m_page, "useProduct");
    QTRY_COMPARE(m_stack->session().eventName(), u"thing.7"_s);
    QTRY_VERIFY(!control(*m_page, "useProduct")->isVisible());
    QTRY_COMPARE(products->row(m_account->products[6].string())->item().use, CatalogueItem::Use::Played);
}

// What was typed waits for the service it was typed for: tst_placedrafts.
void TestRealAccount::anotherServiceStartsWithAnEmptyForm()
{
    MeterPage *page = open<MeterPage>();
    QVERIFY(page);
    type(*page, "meterName", u"Half a meter"_s);
    page->showMeter(m_account->meters.first());
    QVERIFY(control(*page, "meterSummary")->isVisible());
    m_stack->session().enter(Destination::Mode::Custom, "custom:elsewhere");
    QVERIFY(!control(*page, "meterSummary")->isVisible());
    QCOMPARE(list("meterList")->shownRows(), 0);
    QVERIFY(!list("meterList")->row(m_account->meters.first().string()));
    QVERIFY(control<QLineEdit>(*page, "meterName")->text().isEmpty());
    QTRY_VERIFY(m_stack->session().state().loaded);
}

void TestRealAccount::aKeyThatOnlyReadsIsNamed()
{
    MeterPage *page = open<MeterPage>();
    QVERIFY(page);
    QTcpServer peer;
    QVERIFY(peer.listen(QHostAddress::LocalHost));
    connect(&peer, &QTcpServer::newConnection, this, [&peer] {
        QTcpSocket *socket = peer.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 45\r\n"
                          "Connection: close\r\n\r\n{\"code\":\"FORBIDDEN\",\"message\":\"Missing right\"}");
            socket->disconnectFromHost();
        });
    });
    m_stack->transport().setDestination({Destination::Mode::Custom,
        QUrl(u"http://127.0.0.1:%1"_s.arg(peer.serverPort())), "dodo_test_key_that_only_reads"});
    type(*page, "meterName", u"Image Generation Meter"_s);
    type(*page, "eventName", u"image.generated"_s);
    type(*page, "measurementUnit", u"images"_s);
    QSignalSpy keys(page, &MeterPage::keysRequested);
    press(*page, "createMeter");
    const auto *strip = control<MessageStrip>(*page, "meterFailure");
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->title(), u"This key only reads"_s);
    QCOMPARE(strip->text(),
        u"The meter was not created. Nothing is lost: the form keeps what you typed. Use a key that may write."_s);
    QCOMPARE(control<QLineEdit>(*page, "meterName")->text(), u"Image Generation Meter"_s);
    press(*page, "failureKeys");
    QCOMPARE(keys.size(), 1);
}

void TestRealAccount::buttonsThatSendSayLive()
{
    QVERIFY(open<MeterPage>());
    for (const char *name : {"createMeter", "archiveMeter"})
        QVERIFY2(isMarkedSending(control<QAbstractButton>(*m_page, name)), name);
    QVERIFY(open<ProductPage>());
    for (const char *name : {"addProduct", "archiveProduct"})
        QVERIFY2(isMarkedSending(control<QAbstractButton>(*m_page, name)), name);
}

void TestRealAccount::whoseMoneyIsSaidByMode()
{
    using Mode = Destination::Mode;
    GenerateMoneys moneys;
    moneys.show();
    const auto *terms = control<QLabel>(moneys, "customerTerms");
    GenerateForecast charged;
    charged.kind = GenerateForecast::Kind::Charged;
    charged.price = u"$0.05"_s;
    moneys.setForecast(charged);
    QVERIFY(!terms->isVisible());
    moneys.setMode(Mode::Test);
    QCOMPARE(terms->text(), u"Test mode: nothing is charged."_s);
    moneys.setMode(Mode::Live);
    QVERIFY(terms->isVisible());
    QCOMPARE(terms->text(), u"To your customer: $0.05, charged for real."_s);
    moneys.setForecast({});
    QVERIFY(!terms->isVisible());
}

void TestRealAccount::looksRight()
{
    MeterPage *meters = open<MeterPage>();
    QVERIFY(meters);
    list("meterList")->search()->setText(u"thing.1"_s);
    meters->showMeter(m_account->meters[16]);
    tight::renderAll(*m_page, *m_themes, u"real-meters"_s);
    ProductPage *products = open<ProductPage>();
    QVERIFY(products);
    products->showProduct(m_account->products.first());
    tight::renderAll(*m_page, *m_themes, u"real-products"_s);
}

QTEST_MAIN(TestRealAccount)
#include "tst_realaccount.moc"
