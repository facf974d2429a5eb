// SPDX-License-Identifier: MIT
#include "looks.h"
#include "stack.h"
#include "ui/fonts.h"
#include "ui/pages/customerpage.h"
#include "ui/pages/customerstep.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/segments.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

using namespace Qt::StringLiterals;

using State = PurchaseStep::State;

class TestCustomerPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void saysWhatFillsTheEmptyPage();
    void waitingStepsSayWhatWillHappen();
    void buysInFourSteps();
    void existingSubscriptionIsShownAsFacts();
    void refusedCardPaysAgainOnTheSameSession_data();
    void refusedCardPaysAgainOnTheSameSession();
    void noticesAPaymentInABrowser();
    void afterARefusalABrowserMayPay();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void archivedProductIsSaidAtItsField();
    void lostLineKeepsTheForm();
    void existingCustomerBuys();
    void anotherCustomerEmptiesTheForm();
    void buysAgain();
    void productPaidOnceHasNoSubscription();
    void severalMetersHaveALineEach();
    void anotherWorldStartsOver();
    void closesWhilePaying();
    void worksByKeyboardAlone();
    void looksRight();

private:
    void makeProduct(const QList<MeterPrice> &extra = {}, qint64 fixedPrice = 0);
    void makePage();
    bool buy();
    const CustomerStep &step(int number) const;
    State state(int number) const { return step(number).look().state; }
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }
    QString fact(const char *name) const { return control<ElidedLabel>(*m_page, name)->text(); }
    bool says(const QString &sentence) const;
    bool shown(const char *name) const { return control(*m_page, name)->isVisible(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<CustomerPage> m_page;
    MeterId m_meter;
    QUrl m_opened;
};

void TestCustomerPage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestCustomerPage::init()
{
    m_stack = std::make_unique<Stack>();
    m_opened.clear();
    NewMeter meter;
    meter.name = u"Image Generation Meter"_s;
    meter.eventName = u"image.generated"_s;
    meter.measurementUnit = u"images"_s;
    const auto made = answerOf(m_stack->client().createMeter(meter));
    QVERIFY(made);
    m_meter = made->id;
}

void TestCustomerPage::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestCustomerPage::makeProduct(const QList<MeterPrice> &extra, qint64 fixedPrice)
{
    UsagePrice price;
    price.fixedPrice = fixedPrice;
    MeterPrice images;
    images.meter = m_meter;
    images.pricePerUnit = Decimal(5);
    images.freeThreshold = 10;
    price.meters = QList<MeterPrice>{images} + extra;
    NewProduct product;
    product.name = u"PixelGen AI - Image Generation"_s;
    product.price = price;
    QVERIFY(answerOf(m_stack->client().createProduct(product)));
}

void TestCustomerPage::makePage()
{
    m_page = std::make_unique<CustomerPage>(m_stack->session());
    m_page->setOpenUrl([this](const QUrl &url) { m_opened = url; });
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
}

bool TestCustomerPage::buy()
{
    press(*m_page, "startCheckout");
    return QTest::qWaitFor([this] { return shown("generateFirst"); }, 20000);
}

const CustomerStep &TestCustomerPage::step(int number) const
{
    return *control<CustomerStep>(*m_page, qPrintable(u"purchaseStep%1"_s.arg(number)));
}

bool TestCustomerPage::says(const QString &sentence) const
{
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text() == sentence)
            return true;
    }
    return false;
}

void TestCustomerPage::saysWhatFillsTheEmptyPage()
{
    makePage();
    QVERIFY(says(u"No product yet"_s));
    QVERIFY(says(u"A customer buys a product."_s));
    QVERIFY(!shown("startCheckout"));
    QSignalSpy asked(m_page.get(), &CustomerPage::productRequested);
    press(*m_page, "goToProduct");
    m_page->primaryAction();
    QCOMPARE(asked.size(), 2);
}

void TestCustomerPage::waitingStepsSayWhatWillHappen()
{
    makeProduct();
    makePage();
    QCOMPARE(control<QLineEdit>(*m_page, "customerName")->text(), u"Test customer"_s);
    QCOMPARE(control<QLineEdit>(*m_page, "customerEmail")->text(), u"customer@example.com"_s);
    QVERIFY(says(u"Nothing is mailed from the sandbox."_s));
    QVERIFY(says(u"$0.00 a month, then $0.05 an image after 10 free ones."_s));
    QVERIFY(says(u"Simulated. No card is charged. Due today $0.00."_s));
    for (int number = 1; number <= 4; ++number) {
        QCOMPARE(state(number), State::Waiting);
        QVERIFY(!step(number).look().note.isEmpty());
    }
    QVERIFY(!shown("subscriptionActive"));
    QVERIFY(!shown("subscriptionCard"));
    QVERIFY(!shown("openInBrowser"));
}

void TestCustomerPage::buysInFourSteps()
{
    makeProduct();
    makePage();
    QVERIFY(buy());
    for (int number = 1; number <= 4; ++number)
        QCOMPARE(state(number), State::Done);
    QCOMPARE(step(1).look().title, u"Checkout session created"_s);
    QCOMPARE(step(1).look().request, u"POST /checkouts"_s);
    QCOMPARE(step(1).look().status, 200);
    QVERIFY(step(1).look().mono.startsWith(u"cks_"_s));
    QCOMPARE(step(1).look().note, u"valid for 24 hours, used up by one payment"_s);
    QCOMPARE(step(2).look().title, u"Paid in this window"_s);
    QVERIFY(step(2).look().mono.endsWith(u"/session/"_s + step(1).look().mono));
    QCOMPARE(step(3).look().request, u"GET /checkouts/cks_…"_s);
    QVERIFY(step(3).look().mono.startsWith(u"pay_"_s));
    QCOMPARE(step(3).look().note, u"$0.00 today, usage is billed at the end of the month"_s);
    QCOMPARE(step(4).look().request, u"GET /subscriptions?product_id=pdt_…"_s);

    const Subscription &subscription = *m_stack->session().state().subscription;
    QCOMPARE(text("customerId"), subscription.customer.id.string());
    QCOMPARE(fact("subscriptionId"), subscription.id.string());
    QCOMPARE(fact("periodStarts"), u"21 Nov 2026"_s);
    QCOMPARE(fact("nextBillingDate"), u"21 Dec 2026"_s);
    QCOMPARE(fact("dueNow"), u"$0.00"_s);
    QCOMPARE(fact("boughtMeter"), u"Image Generation Meter"_s);
    QCOMPARE(fact("usedUnits"), u"0 images"_s);
    QCOMPARE(fact("freeUnits"), u"10 images"_s);
    QCOMPARE(fact("thenPrice"), u"$0.05 an image"_s);
    QCOMPARE(text("generateNote"), u"It is one of the 10 free ones."_s);
    QVERIFY(shown("subscriptionActive"));
    QVERIFY(m_stack->session().ticks()[2]);

    press(*m_page, "copyCustomerId");
    QCOMPARE(QGuiApplication::clipboard()->text(), subscription.customer.id.string());
    press(*m_page, "copyCheckoutLink");
    QCOMPARE(QGuiApplication::clipboard()->text(), step(2).look().mono);
    press(*m_page, "openInBrowser");
    QCOMPARE(m_opened.toString(), step(2).look().mono);
    QCOMPARE(state(2), State::Done);
    QSignalSpy generate(m_page.get(), &CustomerPage::generateRequested);
    press(*m_page, "generateFirst");
    m_page->primaryAction();
    QCOMPARE(generate.size(), 2);
}

void TestCustomerPage::existingSubscriptionIsShownAsFacts()
{
    makeProduct();
    makePage();
    type(*m_page, "customerName", u"Ada"_s);
    type(*m_page, "customerEmail", u"ada@example.com"_s);
    QVERIFY(buy());
    makePage(); // as at the next start
    QTRY_VERIFY(shown("subscriptionCard"));
    for (int number = 1; number <= 4; ++number) {
        QCOMPARE(state(number), State::Done);
        QVERIFY(step(number).look().request.isEmpty());
        QCOMPARE(step(number).look().status, 0);
    }
    QVERIFY(shown("buyAgain"));
    QVERIFY(!shown("startCheckout"));
    QVERIFY(!shown("openInBrowser"));
    QCOMPARE(control<QLineEdit>(*m_page, "customerName")->text(), u"Ada"_s);
    QCOMPARE(control<QLineEdit>(*m_page, "customerEmail")->text(), u"ada@example.com"_s);
}

void TestCustomerPage::refusedCardPaysAgainOnTheSameSession_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("declined") << u"payDeclined"_s << u"The card was declined."_s;
    QTest::newRow("no funds") << u"payNoFunds"_s << u"The card has no funds."_s;
}

void TestCustomerPage::refusedCardPaysAgainOnTheSameSession()
{
    QFETCH(QString, card);
    QFETCH(QString, sentence);
    makeProduct();
    makePage();
    press(*m_page, qPrintable(card));
    press(*m_page, "startCheckout");
    QTRY_COMPARE(state(2), State::Failed);
    QCOMPARE(step(2).look().note,
        sentence + u" Nothing was charged and no subscription began. Choose another card and pay again."_s);
    QVERIFY(!shown("purchaseFailure"));
    QVERIFY(!shown("subscriptionCard"));
    const QString session = step(1).look().mono;
    press(*m_page, "payWorks");
    press(*m_page, "payAgain");
    QTRY_VERIFY(shown("generateFirst"));
    QCOMPARE(step(1).look().mono, session);
    QCOMPARE(state(2), State::Done);
    QVERIFY(!shown("payAgain"));
    QCOMPARE(m_stack->session().state().subscriptions.size(), 1);
}

void TestCustomerPage::noticesAPaymentInABrowser()
{
    makeProduct();
    makePage();
    press(*m_page, "payInBrowser");
    QTRY_VERIFY(!m_opened.isEmpty());
    QCOMPARE(state(2), State::Running);
    QCOMPARE(step(2).look().title, u"Waiting for the browser"_s);
    QCOMPARE(m_opened.toString(), step(2).look().mono);
    QCOMPARE(control<Button>(*m_page, "payAgain")->text(), u"Pay here"_s);
    QVERIFY(answerOf(m_stack->session().sandbox()->pay(m_opened.toString(), testcards::works.toByteArray())));
    QTRY_VERIFY_WITH_TIMEOUT(shown("generateFirst"), 10000);
    QCOMPARE(step(2).look().title, u"Paid in a browser"_s);
    QVERIFY(step(3).look().mono.startsWith(u"pay_"_s));
}

void TestCustomerPage::afterARefusalABrowserMayPay()
{
    makeProduct();
    makePage();
    press(*m_page, "payDeclined");
    press(*m_page, "startCheckout");
    QTRY_COMPARE(state(2), State::Failed);
    press(*m_page, "openInBrowser");
    QCOMPARE(state(2), State::Running);
    QVERIFY(answerOf(m_stack->session().sandbox()->pay(m_opened.toString(), testcards::works.toByteArray())));
    press(*m_page, "payWorks");
    press(*m_page, "payAgain"); // meanwhile it is paid: nothing is paid twice
    QTRY_VERIFY_WITH_TIMEOUT(shown("generateFirst"), 10000);
    QCOMPARE(m_stack->session().state().subscriptions.size(), 1);
}

void TestCustomerPage::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("sentence");
    const QString mail = u"ada@example.com"_s;
    QTest::newRow("no name") << u" "_s << mail << u"customerName"_s
                             << u"Write a name. It stands on the bill."_s;
    QTest::newRow("no e-mail") << u"Ada"_s << u""_s << u"customerEmail"_s
                               << u"Write an e-mail address. Nothing is mailed."_s;
    QTest::newRow("no e-mail address") << u"Ada"_s << u"ada"_s << u"customerEmail"_s
                                       << u"Not an e-mail address. Write it like ada@example.com."_s;
}

void TestCustomerPage::wrongFieldsAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(QString, at);
    QFETCH(QString, sentence);
    makeProduct();
    makePage();
    type(*m_page, "customerName", name);
    type(*m_page, "customerEmail", email);
    m_page->primaryAction();
    QVERIFY(says(sentence));
    QCOMPARE(m_page->focusWidget()->objectName(), at);
    QCOMPARE(state(1), State::Waiting);
}

void TestCustomerPage::archivedProductIsSaidAtItsField()
{
    makeProduct();
    makePage();
    const ProductId product = m_stack->session().state().products.first().id;
    QVERIFY(answerOf(m_stack->client().archiveProduct(product))); // by another program
    press(*m_page, "startCheckout");
    QTRY_COMPARE(state(1), State::Failed);
    QCOMPARE(m_page->focusWidget()->objectName(), u"buyProduct"_s);
    QVERIFY(!shown("purchaseFailure"));
    QCOMPARE(step(1).look().status, 422);
}

void TestCustomerPage::lostLineKeepsTheForm()
{
    makeProduct();
    makePage();
    type(*m_page, "customerName", u"Ada"_s);
    m_stack->stopServer();
    press(*m_page, "startCheckout");
    QTRY_VERIFY_WITH_TIMEOUT(shown("purchaseFailure"), 30000);
    auto *strip = control<MessageStrip>(*m_page, "purchaseFailure");
    QCOMPARE(strip->title(), u"The purchase did not happen"_s);
    QVERIFY(strip->text().endsWith(u"Nothing was charged. The form keeps what you typed."_s));
    QCOMPARE(control<QLineEdit>(*m_page, "customerName")->text(), u"Ada"_s);
    QVERIFY(!control<Button>(*m_page, "startCheckout")->isBusy());
}

void TestCustomerPage::existingCustomerBuys()
{
    makeProduct();
    NewCustomer ada;
    ada.name = u"Ada"_s;
    ada.email = u"ada@example.com"_s;
    const auto made = answerOf(m_stack->client().createCustomer(ada));
    QVERIFY(made);
    makePage();
    press(*m_page, "kindExisting");
    QVERIFY(!shown("customerName"));
    auto *combo = control<ComboBox>(*m_page, "existingCustomer");
    QTRY_COMPARE(combo->currentText(), u"Ada, ada@example.com"_s);
    QVERIFY(buy());
    QCOMPARE(text("customerId"), made->id.string());
}

void TestCustomerPage::anotherCustomerEmptiesTheForm()
{
    makeProduct();
    makePage();
    QVERIFY(buy());
    const QString first = text("customerId");
    press(*m_page, "anotherCustomer");
    QCOMPARE(control<QLineEdit>(*m_page, "customerName")->text(), QString());
    QTRY_VERIFY(!m_stack->session().state().subscription);
    QVERIFY(shown("startCheckout"));
    QCOMPARE(state(1), State::Waiting);
    QVERIFY(!shown("subscriptionActive"));
    type(*m_page, "customerName", u"Ada"_s);
    type(*m_page, "customerEmail", u"ada@example.com"_s);
    QVERIFY(buy());
    QVERIFY(text("customerId") != first);
    QCOMPARE(m_stack->session().state().customer()->is.name, u"Ada"_s);
}

void TestCustomerPage::buysAgain()
{
    makeProduct();
    makePage();
    QVERIFY(buy());
    const QString first = fact("subscriptionId");
    press(*m_page, "buyAgain");
    QVERIFY(!shown("subscriptionCard"));
    QTRY_VERIFY(shown("subscriptionCard"));
    QVERIFY(fact("subscriptionId") != first);
    QCOMPARE(m_stack->session().state().subscriptions.size(), 2);
}

void TestCustomerPage::productPaidOnceHasNoSubscription()
{
    NewProduct product;
    product.name = u"Poster"_s;
    OneTimePrice price;
    price.price = 999;
    product.price = price;
    QVERIFY(answerOf(m_stack->client().createProduct(product)));
    makePage();
    QVERIFY(says(u"$9.99 once. Usage is not billed."_s));
    QVERIFY(says(u"Simulated. No card is charged. Due today $9.99."_s));
    press(*m_page, "startCheckout");
    QTRY_COMPARE(state(4), State::Done);
    QCOMPARE(step(3).look().note, u"$9.99 today"_s);
    QCOMPARE(step(4).look().title, u"No subscription"_s);
    QVERIFY(shown("startCheckout"));
    QVERIFY(!control<Button>(*m_page, "startCheckout")->isBusy());
}

void TestCustomerPage::severalMetersHaveALineEach()
{
    NewMeter tokens;
    tokens.name = u"AI Token Meter"_s;
    tokens.eventName = u"llm.completion"_s;
    tokens.measurementUnit = u"tokens"_s;
    tokens.aggregation = {Aggregation::Type::Sum, u"totalTokens"_s};
    const auto made = answerOf(m_stack->client().createMeter(tokens));
    QVERIFY(made);
    MeterPrice price;
    price.meter = made->id;
    price.pricePerUnit = Decimal::fromText("0.1");
    makeProduct({price}, 4900);
    makePage();
    QVERIFY(says(u"$49.00 a month, then by usage of 2 meters."_s));
    QVERIFY(says(u"Simulated. No card is charged. Due today $49.00."_s));
    QVERIFY(buy());
    QCOMPARE(fact("dueNow"), u"$49.00"_s);
    QVERIFY(!shown("boughtMeter"));
    QStringList lines;
    for (const ElidedLabel *label : control(*m_page, "subscriptionCard")->findChildren<ElidedLabel *>())
        lines.append(label->text());
    QVERIFY(lines.contains(u"0 images used, 10 free, then $0.05 an image"_s));
    QVERIFY(lines.contains(u"0 tokens used, 0 free, then $0.001 a token"_s));
    looks::renderAll(*m_page, *m_themes, u"customer-meters"_s);
}

void TestCustomerPage::anotherWorldStartsOver()
{
    makeProduct();
    makePage();
    QVERIFY(buy());
    m_stack->session().reset();
    QTRY_VERIFY(shown("goToProduct"));
    m_stack->session().undoReset();
    QTRY_VERIFY(shown("generateFirst"));
    QVERIFY(step(1).look().request.isEmpty());
}

void TestCustomerPage::closesWhilePaying()
{
    makeProduct();
    makePage();
    press(*m_page, "startCheckout");
    m_page.reset();
    makePage();
    press(*m_page, "payInBrowser");
    QTRY_VERIFY(!m_opened.isEmpty());
    m_page.reset(); // while it asks the service every second
    QVERIFY(m_stack->load());
}

void TestCustomerPage::worksByKeyboardAlone()
{
    makeProduct();
    makePage();
    const auto tabTo = [this](const char *name) {
        for (int i = 0; i < 40 && m_page->focusWidget() != control(*m_page, name); ++i)
            QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
        return m_page->focusWidget() == control(*m_page, name);
    };
    control(*m_page, "kindNew")->setFocus();
    QVERIFY(tabTo("customerName"));
    QTest::keyClicks(m_page->focusWidget(), u"Ada"_s);
    QVERIFY(tabTo("customerEmail"));
    QTest::keyClicks(m_page->focusWidget(), u"ada@example.com"_s);
    QVERIFY(tabTo("buyProduct"));
    QVERIFY(tabTo("payWorks"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Down);
    QCOMPARE(m_page->focusWidget()->objectName(), u"payDeclined"_s);
    m_page->primaryAction(); // Ctrl+Return
    QTRY_COMPARE(state(2), State::Failed);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Up);
    QVERIFY(tabTo("payAgain"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(shown("generateFirst"));
    QCOMPARE(m_stack->session().state().customer()->is.email, u"ada@example.com"_s);
    QVERIFY(tabTo("copyCustomerId"));
    QSignalSpy generate(m_page.get(), &CustomerPage::generateRequested);
    QVERIFY(tabTo("generateFirst"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(generate.size(), 1);
}

void TestCustomerPage::looksRight()
{
    makePage();
    looks::renderAll(*m_page, *m_themes, u"customer-empty"_s);
    makeProduct();
    QVERIFY(m_stack->load());
    looks::renderAll(*m_page, *m_themes, u"customer-before"_s);
    press(*m_page, "payDeclined");
    press(*m_page, "startCheckout");
    QTRY_COMPARE(state(2), State::Failed);
    looks::renderAll(*m_page, *m_themes, u"customer-declined"_s);
    press(*m_page, "payWorks");
    press(*m_page, "payAgain");
    QTRY_VERIFY(shown("generateFirst"));
    looks::renderAll(*m_page, *m_themes, u"customer"_s);
    m_themes->setTextPercent(200);
    m_page->resize(1920, 983);
    const QWidget *id = control(*m_page, "customerId");
    QTRY_VERIFY(id->height() >= id->sizeHint().height());
    looks::keep(*m_page, u"customer-200"_s);
    QVERIFY2(looks::clipped(*m_page).isEmpty(), qPrintable(looks::clipped(*m_page)));
    m_themes->setTextPercent(100);
    makePage();
    looks::renderAll(*m_page, *m_themes, u"customer-facts"_s);
    press(*m_page, "anotherCustomer");
    QTRY_VERIFY(shown("startCheckout"));
    press(*m_page, "kindExisting");
    QTRY_VERIFY(!control<ComboBox>(*m_page, "existingCustomer")->currentText().isEmpty());
    looks::renderAll(*m_page, *m_themes, u"customer-existing"_s);
}

QTEST_MAIN(TestCustomerPage)
#include "tst_customerpage.moc"
