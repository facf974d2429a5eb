// SPDX-License-Identifier: MIT
#include "placesdesk.h"
#include "ui/frame/mainwindow.h"
#include "ui/pages/customerpage.h"
#include "ui/pages/meterpage.h"
#include "ui/pages/productpage.h"
#include "ui/payload/payloadeditor.h"
#include "ui/shell.h"

#include <QLineEdit>
#include <QPlainTextEdit>

// What is typed for one place waits there: after a switch one click makes nothing of it elsewhere.
class TestPlaceDrafts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void aMeterWaitsForItsPlace();
    void aProductWaitsForItsPlace();
    void anAmountThatIsNoNumberWaitsToo();
    void aCustomerWaitsForItsPlace();
    void aPayloadWaitsForItsPlace();
    void aResetEmptiesTheForms();
    void whatIsThereLeavesADraftInSight();

private:
    static QString text(QWidget &page, const char *name) { return part<QLineEdit>(page, name)->text(); }
    static void write(QWidget &page, const char *name, const QString &words)
    {
        auto *edit = part<QLineEdit>(page, name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    bool goHome() const { return m_desk->desk().connections.use(Destination::Mode::Sandbox).ok(); }

    std::unique_ptr<PlacesDesk> m_desk;
};

void TestPlaceDrafts::init()
{
    m_desk = std::make_unique<PlacesDesk>();
    QVERIFY(m_desk->makeExample());
}

void TestPlaceDrafts::aMeterWaitsForItsPlace()
{
    MeterPage page(m_desk->session());
    page.show();
    page.showForm({});
    write(page, "meterName", u"Half a meter"_s);
    write(page, "eventName", u"image.half"_s);
    QVERIFY(m_desk->goThere());
    QVERIFY(text(page, "meterName").isEmpty() && text(page, "eventName").isEmpty());
    write(page, "meterName", u"Another"_s);
    QVERIFY(goHome());
    QCOMPARE(text(page, "meterName"), u"Half a meter"_s);
    QCOMPARE(text(page, "eventName"), u"image.half"_s);
    QVERIFY(m_desk->goThere());
    QCOMPARE(text(page, "meterName"), u"Another"_s);
    QVERIFY(text(page, "eventName").isEmpty());
}

void TestPlaceDrafts::aProductWaitsForItsPlace()
{
    ProductPage page(m_desk->session());
    page.show();
    page.showForm([] {
        NewProduct empty;
        empty.price = UsagePrice{};
        return empty;
    }());
    write(page, "productName", u"Half a product"_s);
    write(page, "fixedPrice", u"12.50"_s);
    QVERIFY(m_desk->goThere());
    QVERIFY(text(page, "productName").isEmpty());
    QCOMPARE(text(page, "fixedPrice"), u"0"_s);
    QVERIFY(goHome());
    QCOMPARE(text(page, "productName"), u"Half a product"_s);
    QCOMPARE(text(page, "fixedPrice"), u"12.50"_s);
}

void TestPlaceDrafts::anAmountThatIsNoNumberWaitsToo()
{
    ProductPage page(m_desk->session());
    page.show();
    page.showForm([] {
        NewProduct empty;
        empty.price = UsagePrice{};
        return empty;
    }());
    QVERIFY(!page.holdsDraft());
    write(page, "fixedPrice", u"12,50"_s);
    write(page, "discount", u"ten"_s);
    write(page, "repeatCount", u"two"_s);
    QVERIFY(page.holdsDraft());
    QVERIFY(m_desk->goThere());
    QVERIFY(!page.holdsDraft());
    QCOMPARE(text(page, "fixedPrice"), u"0"_s);
    QVERIFY(goHome());
    QVERIFY(page.holdsDraft());
    QCOMPARE(text(page, "fixedPrice"), u"12,50"_s);
    QCOMPARE(text(page, "discount"), u"ten"_s);
    QCOMPARE(text(page, "repeatCount"), u"two"_s);
}

void TestPlaceDrafts::aCustomerWaitsForItsPlace()
{
    CustomerPage page(m_desk->session());
    page.resize(1280, 623);
    page.show();
    write(page, "customerName", u"Ada"_s);
    write(page, "customerEmail", u"ada@example.com"_s);
    QVERIFY(m_desk->goThere());
    QCOMPARE(text(page, "customerName"), u"Test customer"_s);
    QCOMPARE(text(page, "customerEmail"), u"customer@example.com"_s);
    QVERIFY(goHome());
    QCOMPARE(text(page, "customerName"), u"Ada"_s);
    QCOMPARE(text(page, "customerEmail"), u"ada@example.com"_s);
}

void TestPlaceDrafts::aPayloadWaitsForItsPlace()
{
    QVERIFY(m_desk->copyThere());
    PayloadEditor editor(m_desk->session(), m_desk->desk().log);
    editor.resize(1280, 400);
    editor.open("{\"event_id\":\"half\"}");
    editor.show();
    auto *payload = part<QPlainTextEdit>(editor, "payloadText");
    const auto holdsHalf = [payload] { return payload->toPlainText().contains(u"half"_s); };
    QVERIFY(holdsHalf());
    QVERIFY(m_desk->goThere());
    QVERIFY(!holdsHalf());
    const Customer *customer = m_desk->session().state().customer();
    QVERIFY(customer);
    QVERIFY(payload->toPlainText().contains(customer->id.string())); // as it opens: a template
    QVERIFY(goHome());
    QVERIFY(holdsHalf());
}

void TestPlaceDrafts::aResetEmptiesTheForms()
{
    MeterPage page(m_desk->session());
    page.show();
    page.showForm({});
    write(page, "meterName", u"Half a meter"_s);
    QSignalSpy changed(&m_desk->session(), &Session::worldChanged);
    m_desk->session().reset();
    QVERIFY(changed.wait(patience));
    QVERIFY(text(page, "meterName").isEmpty());
}

// The window shows a meter and a product that exist, but not over what waited.
void TestPlaceDrafts::whatIsThereLeavesADraftInSight()
{
    Shell shell(m_desk->desk(), m_desk->themes, Shell::Memory::Forget);
    shell.show(QSize(1280, 720));
    auto &window = static_cast<MainWindow &>(shell.window());
    window.showPage(MainWindow::Meter);
    auto &meters = static_cast<MeterPage &>(*window.page(MainWindow::Meter));
    auto &products = static_cast<ProductPage &>(*window.page(MainWindow::Product));
    QTRY_VERIFY_WITH_TIMEOUT(part(meters, "meterSummary")->isVisible(), patience);
    QVERIFY(!meters.holdsDraft() && !products.holdsDraft());
    meters.showForm({});
    QVERIFY(!meters.holdsDraft());
    write(meters, "meterName", u"Half a meter"_s);
    QVERIFY(m_desk->goThere());
    QVERIFY(!meters.holdsDraft());
    QVERIFY(goHome());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->session().state().loaded, patience);
    QVERIFY(meters.holdsDraft());
    QVERIFY(part(meters, "meterName")->isVisible());
    QCOMPARE(text(meters, "meterName"), u"Half a meter"_s);
    QVERIFY(part(products, "productSummary")->isVisibleTo(&products)); // nothing was typed there
}

QTEST_MAIN(TestPlaceDrafts)
#include "tst_placedrafts.moc"
