// SPDX-License-Identifier: MIT
#include "customerbench.h"
#include "ui/pages/cataloguelist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

class TestCustomerPage : public QObject, private CustomerBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void saysWhatFillsTheEmptyPage();
    void waitingStepsSayWhatWillHappen();
    void buysInFourSteps();
    void theKeyboardStaysOnThePage();
    void existingSubscriptionIsShownAsFacts();
    void existingCustomerBuys();
    void anotherCustomerEmptiesTheForm();
    void buysAgain();
    void productPaidOnceHasNoSubscription();
    void severalMetersHaveALineEach();
    void looksRight();
};

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
    QCOMPARE(text("customerEmailNote"), u"Nothing is mailed from the sandbox."_s);
    QVERIFY(says(u"$0.00 a month, then $0.05 an image after 10 free ones."_s));
    QCOMPARE(text("payNote"),
        u"Simulated. No card is charged. Due today $0.00. Usage is billed at the end of the month."_s);
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
    QCOMPARE(text("purchaseTitle4"), u"Subscription active"_s);
    QCOMPARE(text("purchaseNote4"), u"This period ends on 21 Dec 2026."_s);
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

// The button that was pressed goes; the window's first one must not get the keyboard.
void TestCustomerPage::theKeyboardStaysOnThePage()
{
    makeProduct();
    makePage();
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *first = new QPushButton(&window);
    column->addWidget(first);
    column->addWidget(m_page.get());
    window.resize(1440, 860);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    control(*m_page, "startCheckout")->setFocus();
    QSignalSpy moved(qApp, &QApplication::focusChanged);
    QTest::keyClick(control(*m_page, "startCheckout"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(shown("generateFirst"), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(control(*m_page, "generateFirst")->hasFocus(), 30000);
    QVERIFY(!first->hasFocus());
    m_page->setParent(nullptr);
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
    auto *list = control<CatalogueList>(*m_page, "customerList");
    QTRY_VERIFY(list->row(made->id.string()));
    press(*m_page, "startCheckout"); // nobody is chosen yet
    QCOMPARE(text("existingCustomerNote"), u"Choose a customer, or New customer."_s);
    QTest::mouseClick(list->row(made->id.string()), Qt::LeftButton);
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
    QCOMPARE(text("payNote"),
        u"Simulated. No card is charged. Due today $49.00. Usage is billed at the end of the month."_s);
    QVERIFY(buy());
    QCOMPARE(fact("dueNow"), u"$49.00"_s);
    QVERIFY(!shown("boughtMeter"));
    QStringList lines;
    for (const ElidedLabel *label : control(*m_page, "subscriptionCard")->findChildren<ElidedLabel *>())
        lines.append(label->text());
    QVERIFY(lines.contains(u"0 images used, 10 free, then $0.05 an image"_s));
    QVERIFY(lines.contains(u"0 tokens used, 0 free, then $0.001 a token"_s));
    tight::renderAll(*m_page, *m_themes, u"customer-meters"_s);
}

void TestCustomerPage::looksRight()
{
    makePage();
    tight::renderAll(*m_page, *m_themes, u"customer-empty"_s);
    makeProduct();
    QVERIFY(m_stack->load());
    tight::renderAll(*m_page, *m_themes, u"customer-before"_s);
    press(*m_page, "payDeclined");
    press(*m_page, "startCheckout");
    QTRY_COMPARE_WITH_TIMEOUT(state(2), State::Failed, 30000);
    tight::renderAll(*m_page, *m_themes, u"customer-declined"_s);
    press(*m_page, "payWorks");
    press(*m_page, "payAgain");
    QTRY_VERIFY_WITH_TIMEOUT(shown("generateFirst"), 30000);
    tight::renderAll(*m_page, *m_themes, u"customer"_s);
    m_themes->setTextPercent(200);
    m_page->resize(1920, 983);
    const QWidget *id = control(*m_page, "customerId");
    QTRY_VERIFY(id->height() >= id->sizeHint().height());
    looks::keep(*m_page, u"customer-200"_s);
    QVERIFY2(looks::clipped(*m_page).isEmpty(), qPrintable(looks::clipped(*m_page)));
    m_themes->setTextPercent(100);
    makePage();
    tight::renderAll(*m_page, *m_themes, u"customer-facts"_s);
    press(*m_page, "anotherCustomer");
    QTRY_VERIFY_WITH_TIMEOUT(shown("startCheckout"), 30000);
    press(*m_page, "kindExisting");
    QTRY_VERIFY(control<CatalogueList>(*m_page, "customerList")->shownRows() > 0);
    tight::renderAll(*m_page, *m_themes, u"customer-existing"_s);
}

QTEST_MAIN(TestCustomerPage)
#include "tst_customerpage.moc"
