// SPDX-License-Identifier: MIT
#include "customerbench.h"

class TestCustomerTrouble : public QObject, private CustomerBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void refusedCardPaysAgainOnTheSameSession_data();
    void refusedCardPaysAgainOnTheSameSession();
    void noticesAPaymentInABrowser();
    void afterARefusalABrowserMayPay();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void archivedProductIsSaidAtItsField();
    void lostLineKeepsTheForm();
    void anotherWorldStartsOver();
    void closesWhilePaying();
    void worksByKeyboardAlone();
};

void TestCustomerTrouble::refusedCardPaysAgainOnTheSameSession_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("declined") << u"payDeclined"_s << u"The card was declined."_s;
    QTest::newRow("no funds") << u"payNoFunds"_s << u"The card has no funds."_s;
}

void TestCustomerTrouble::refusedCardPaysAgainOnTheSameSession()
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

void TestCustomerTrouble::noticesAPaymentInABrowser()
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

void TestCustomerTrouble::afterARefusalABrowserMayPay()
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

void TestCustomerTrouble::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("sentence");
    const QString mail = u"ada@example.com"_s;
    QTest::newRow("no name") << u" "_s << mail << u"customerName"_s
                             << u"Write a name. It stands on the bill."_s;
    QTest::newRow("no e-mail") << u"Ada"_s << u""_s << u"customerEmail"_s
                               << u"Write an e-mail address."_s;
    QTest::newRow("no e-mail address") << u"Ada"_s << u"ada"_s << u"customerEmail"_s
                                       << u"Not an e-mail address. Write it like ada@example.com."_s;
}

void TestCustomerTrouble::wrongFieldsAreNamed()
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

void TestCustomerTrouble::archivedProductIsSaidAtItsField()
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

void TestCustomerTrouble::lostLineKeepsTheForm()
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

void TestCustomerTrouble::anotherWorldStartsOver()
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

void TestCustomerTrouble::closesWhilePaying()
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

void TestCustomerTrouble::worksByKeyboardAlone()
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

QTEST_MAIN(TestCustomerTrouble)
#include "tst_customertrouble.moc"
