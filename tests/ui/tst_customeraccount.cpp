// SPDX-License-Identifier: MIT
#include "keyboard.h"
#include "realaccount.h"
#include "tight.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/customerpage.h"
#include "ui/pages/customerpeople.h"
#include "ui/pages/customerstep.h"
#include "ui/parts/button.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

using State = PurchaseStep::State;

// Customers and subscriptions of an account that was there before, and a purchase in a browser.
class TestCustomerAccount : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void customersAreFoundByNameAndByEmail();
    void theyAreReadAnewAfterASwitch();
    void anActiveSubscriptionIsPlayed();
    void aCustomerWithoutOneBuys();
    void whatAStatusMeansIsSaid();
    void paysInABrowser();
    void aFailedPaymentIsToldAndPaidAgain();
    void waitingGoesOnAfterARestart();
    void waitingCanBeStopped();
    void theLinkExpires();
    void onlySafePagesAreOpened();
    void looksRight();

private:
    void openPage();
    bool choose(int customer);
    bool start();
    Purchase::Seen pay(QByteArrayView card);
    CatalogueList *people() const { return control<CatalogueList>(*m_page, "customerList"); }
    bool shown(const char *name) const { return control(*m_page, name)->isVisible(); }
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }
    State state(int number) const
    {
        return control<CustomerStep>(*m_page, qPrintable(u"purchaseStep%1"_s.arg(number)))->look().state;
    }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::shared_ptr<FrozenClock> m_clock
        = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T09:04:11.306Z"));
    std::unique_ptr<RealAccount> m_account;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<CustomerPage> m_page;
    QList<QUrl> m_opened;
};

void TestCustomerAccount::initTestCase()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_account = std::make_unique<RealAccount>(m_clock);
    m_account->fill({.liveMeters = 2, .archivedMeters = 0, .products = 3, .events = 0});
}

void TestCustomerAccount::init()
{
    m_stack = std::make_unique<Stack>();
    QVERIFY(enter(*m_stack, *m_account));
    openPage();
}

void TestCustomerAccount::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestCustomerAccount::openPage()
{
    m_page = std::make_unique<CustomerPage>(m_stack->session());
    m_opened.clear();
    m_page->setOpenUrl([this](const QUrl &url) { m_opened.append(url); });
    m_page->setPace({.often = 20ms, .later = 20ms, .seldom = 20ms});
    m_page->resize(1440, 803);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

bool TestCustomerAccount::choose(int customer)
{
    press(*m_page, "kindExisting");
    const QString id = m_account->customers[customer].id.string();
    people()->search()->setText(RealAccount::emailOf(customer));
    if (!QTest::qWaitFor([this, &id] { return people()->row(id) != nullptr; }, 30000))
        return false;
    QTest::mouseClick(people()->row(id), Qt::LeftButton);
    return true;
}

bool TestCustomerAccount::start()
{
    if (shown("anotherCustomer"))
        press(*m_page, "anotherCustomer");
    if (!QTest::qWaitFor([this] { return shown("startCheckout"); }, 30000))
        return false;
    press(*m_page, "kindNew");
    type(*m_page, "customerName", u"Ada"_s);
    type(*m_page, "customerEmail", u"ada@example.com"_s);
    press(*m_page, "startCheckout");
    return QTest::qWaitFor([this] { return shown("paymentWaiting"); }, 30000);
}

// What somebody does in the browser.
Purchase::Seen TestCustomerAccount::pay(QByteArrayView card)
{
    const auto paid = answerOf(m_account->controls->pay(m_opened.last().toString(), card.toByteArray()));
    return paid && paid->succeeded() ? Purchase::Seen::Paid : Purchase::Seen::Failed;
}

// The list of existing customers is open, and those of the place before are gone.
void TestCustomerAccount::theyAreReadAnewAfterASwitch()
{
    press(*m_page, "kindExisting");
    QTRY_COMPARE_WITH_TIMEOUT(people()->shownRows(), 50, 30000);
    QVERIFY(enter(*m_stack, *m_account));
    QTRY_COMPARE_WITH_TIMEOUT(people()->shownRows(), 50, 30000);
}

void TestCustomerAccount::customersAreFoundByNameAndByEmail()
{
    press(*m_page, "kindExisting");
    QTRY_COMPARE(people()->shownRows(), 50);
    QVERIFY(!people()->row(m_account->customers.first().id.string())); // the oldest, on the last page
    static_cast<PageActions *>(m_page.get())->focusQuery();
    write(u"customer 3"_s);
    QCOMPARE(control<QLabel>(*m_page, "customerListFootWords")->text(), u"Searching the 100 loaded."_s);
    QVERIFY(tabTo(u"customerListMore"_s));
    key(Qt::Key_Space); // load the rest
    QTRY_VERIFY(people()->row(m_account->customers[2].id.string()));

    people()->search()->clear();
    people()->search()->setText(RealAccount::emailOf(122)); // the service is asked
    QTRY_VERIFY(people()->row(m_account->customers[122].id.string()));
    people()->search()->setText(u"nobody@example.com"_s);
    QTRY_COMPARE(people()->shownRows(), 0);
    QCOMPARE(
        control<QLabel>(*m_page, "customerListEmpty")->text(), u"Nothing matches “nobody@example.com”."_s);
}

void TestCustomerAccount::anActiveSubscriptionIsPlayed()
{
    QVERIFY(choose(5));
    QTRY_VERIFY(m_stack->session().state().subscription);
    QTRY_COMPARE(m_stack->session().state().customer()->id, m_account->customers[5].id);
    QTRY_COMPARE(text("customerId"), m_account->customers[5].id.string());
    QVERIFY(shown("subscriptionCard"));
    QTRY_COMPARE(control<Button>(*m_page, "usePlan1")->text(), u"In use"_s);
    QTRY_COMPARE(people()->row(m_account->customers[5].id.string())->item().use, CatalogueItem::Use::Played);
    QCOMPARE(people()->row(m_account->customers[5].id.string())->item().right, u"Active"_s);
}

void TestCustomerAccount::aCustomerWithoutOneBuys()
{
    QVERIFY(choose(100));
    QTRY_COMPARE(text("customerPlans"), u"Customer 101 has no subscription yet. Start checkout buys one."_s);
    QVERIFY(shown("startCheckout"));
    QVERIFY(!shown("buyAgain"));
    QVERIFY(!shown("subscriptionActive")); // it is somebody else's
    for (int number = 1; number <= 4; ++number)
        QCOMPARE(state(number), State::Waiting);
    press(*m_page, "startCheckout");
    QTRY_COMPARE(m_opened.size(), 1);
    QCOMPARE(pay(testcards::works), Purchase::Seen::Paid);
    QTRY_COMPARE(text("customerId"), m_account->customers[100].id.string());
    QTRY_VERIFY(shown("subscriptionCard"));
}

void TestCustomerAccount::whatAStatusMeansIsSaid()
{
    const CustomerId who = m_account->customers[30].id;
    const auto own = answerOf(m_account->client->subscriptions({.customer = who}));
    QVERIFY(own && own->size() == 1);
    ApiRequest cancel;
    cancel.method = "PATCH";
    cancel.segments = {"subscriptions", own->first().id.text};
    cancel.body = "{\"status\":\"cancelled\"}";
    QVERIFY(answerOf(m_account->client->transport().send(cancel)));
    QVERIFY(choose(30));
    QTRY_VERIFY(m_page->findChild<QWidget *>(u"customerPlan1"_s));
    const auto labels = control(*m_page, "customerPlan1")->findChildren<QLabel *>();
    QVERIFY(!labels.isEmpty());
    QTRY_COMPARE(control(*m_page, "customerPlan1")->findChildren<QLabel *>().last()->text(),
        u"Product 1 since 21 Nov 2026. It is over. Its events are accepted, not billed."_s);
    QVERIFY(!m_page->findChild<QWidget *>(u"usePlan1"_s));
    QVERIFY(shown("startCheckout"));
}

void TestCustomerAccount::paysInABrowser()
{
    QVERIFY(!shown("payInBrowser"));
    QVERIFY(!shown("pay"));
    QVERIFY(isMarkedSending(control<QAbstractButton>(*m_page, "startCheckout")));
    QVERIFY(start());
    QCOMPARE(m_opened.size(), 1);
    QVERIFY(m_opened.first().path().startsWith(u"/session/cks_"_s));
    QCOMPARE(text("purchaseTitle2"), u"Waiting for the payment in your browser"_s);
    QCOMPARE(state(2), State::Running);
    m_clock->advance(130s); // the account's; the page has its own
    m_stack->clock->advance(130s);
    QTRY_COMPARE(text("waitingTime"), u"For 2 min 10 s. This program asks the service whether it is paid."_s);
    QCOMPARE(text("waitingNote"),
        u"The link is valid for 24 hours. After a restart it goes on once billing is there again."_s);
    press(*m_page, "copyCard1");
    QCOMPARE(QGuiApplication::clipboard()->text(), u"4242424242424242"_s);
    press(*m_page, "copyPayLink");
    QCOMPARE(QGuiApplication::clipboard()->text(), m_opened.first().toString());
    press(*m_page, "openPayPage");
    QCOMPARE(m_opened.size(), 2);
    press(*m_page, "startCheckout"); // one payment at a time
    QCOMPARE(m_opened.size(), 2);
    QCOMPARE(pay(testcards::works), Purchase::Seen::Paid);
    press(*m_page, "checkPayment");
    QTRY_VERIFY(shown("subscriptionCard"));
    QVERIFY(!shown("paymentWaiting"));
    for (int number = 1; number <= 4; ++number)
        QCOMPARE(state(number), State::Done);
    QCOMPARE(text("purchaseTitle2"), u"Paid in a browser"_s);
    QCOMPARE(m_stack->session().state().customer()->is.email, u"ada@example.com"_s);
    openPage(); // nothing is waited for any more
    QVERIFY(!shown("paymentWaiting"));
}

void TestCustomerAccount::aFailedPaymentIsToldAndPaidAgain()
{
    QVERIFY(start());
    QCOMPARE(pay(testcards::declined), Purchase::Seen::Failed);
    QTRY_COMPARE(text("waitingSeen"),
        u"The last payment failed, and nothing was charged. Pay with another card on the page."_s);
    QVERIFY(shown("waitingSeen"));
    QCOMPARE(pay(testcards::works), Purchase::Seen::Paid);
    QTRY_VERIFY(shown("subscriptionCard"));
}

void TestCustomerAccount::waitingGoesOnAfterARestart()
{
    QVERIFY(start());
    const QUrl page = m_opened.first();
    openPage(); // as at the next start
    QVERIFY(shown("paymentWaiting"));
    QCOMPARE(m_opened.size(), 0); // it is open already
    press(*m_page, "openPayPage");
    QCOMPARE(m_opened.first(), page);
    QCOMPARE(pay(testcards::works), Purchase::Seen::Paid);
    QTRY_VERIFY(shown("subscriptionCard"));
}

void TestCustomerAccount::waitingCanBeStopped()
{
    QVERIFY(start());
    QVERIFY(!control(*m_page, "startCheckout")->isEnabled());
    press(*m_page, "stopWaiting");
    QVERIFY(!shown("paymentWaiting"));
    QVERIFY(control(*m_page, "startCheckout")->isEnabled() || !shown("startCheckout"));
    openPage();
    QVERIFY(!shown("paymentWaiting"));
}

void TestCustomerAccount::theLinkExpires()
{
    QVERIFY(start());
    m_stack->clock->advance(24h);
    const auto *strip = control<MessageStrip>(*m_page, "purchaseFailure");
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->text(),
        u"Nobody paid within 24 hours. The payment page is no longer valid. Nothing was charged. The form keeps what you typed."_s);
    QVERIFY(!shown("paymentWaiting"));
    QCOMPARE(state(2), State::Failed);
}

void TestCustomerAccount::onlySafePagesAreOpened()
{
    QVERIFY(Purchase::mayOpen(QUrl(u"https://test.checkout.dodopayments.com/session/cks_1"_s)));
    QVERIFY(Purchase::mayOpen(QUrl(u"http://127.0.0.1:4010/session/cks_1"_s)));
    QVERIFY(Purchase::mayOpen(QUrl(u"http://[::1]:4010/session/cks_1"_s)));
    for (const QString &url : {u"http://checkout.example/session/cks_1"_s, u"file:///etc/passwd"_s,
             u"javascript:alert(1)"_s, u"https://"_s, u"https://user@host.example/"_s, QString()})
        QVERIFY2(!Purchase::mayOpen(QUrl(url)), qPrintable(url));
}

void TestCustomerAccount::looksRight()
{
    QVERIFY(choose(5));
    QTRY_VERIFY(shown("subscriptionCard"));
    people()->search()->clear();
    QTRY_COMPARE(people()->shownRows(), 50);
    tight::renderAll(*m_page, *m_themes, u"real-customers"_s);
    QVERIFY(choose(101));
    QTRY_VERIFY(shown("startCheckout"));
    tight::renderAll(*m_page, *m_themes, u"real-customer-buys"_s);
    QVERIFY(start());
    tight::renderAll(*m_page, *m_themes, u"real-customer-waits"_s);
}

QTEST_MAIN(TestCustomerAccount)
#include "tst_customeraccount.moc"
