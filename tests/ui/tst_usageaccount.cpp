// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "realaccount.h"
#include "session/eventpages.h"
#include "tight.h"
#include "ui/eventlog/eventlogverdict.h"
#include "ui/pages/usagepage.h"
#include "ui/parts/button.h"
#include "ui/parts/figuretile.h"

#include <QLabel>
#include <QTableView>

using namespace Qt::StringLiterals;

// The bill of an account with more events than are read at once.
class TestUsageAccount : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void eventsComeByPages();
    void newEventsAreReadAlone();
    void sharesOfUnreadEventsAreNotGivenOutTwice();
    void chartsSayHowManyEventsTheyCover();
    void verdictsSayHowManyEventsTheyRestOn();
    void theServiceMakesTheInvoice();
    void theSandboxShowsItsClockAgain();
    void looksRight();

private:
    void openPage();
    EventFilter own() const;
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }
    bool says(const QString &sentence) const;

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::shared_ptr<FrozenClock> m_clock
        = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T09:04:11.306Z"));
    std::unique_ptr<RealAccount> m_account;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<UsagePage> m_page;
    Destination m_home; // the sandbox
};

void TestUsageAccount::initTestCase()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_account = std::make_unique<RealAccount>(m_clock);
    m_account->fill({.liveMeters = 1,
        .archivedMeters = 0,
        .products = 1,
        .customers = 2,
        .subscriptions = 1,
        .events = 0});
    m_clock->advance(1h); // the events are of this period, not of before it
    m_account->sendEvents(1500);
}

void TestUsageAccount::init()
{
    m_stack = std::make_unique<Stack>();
    m_stack->clock->set(m_clock->now());
    m_home = m_stack->transport().destination();
    QVERIFY(enter(*m_stack, *m_account));
    QTRY_VERIFY(m_stack->session().state().subscription);
}

void TestUsageAccount::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

EventFilter TestUsageAccount::own() const
{
    return {.customer = m_account->customers.first().id};
}

void TestUsageAccount::openPage()
{
    m_page = std::make_unique<UsagePage>(m_stack->session());
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

bool TestUsageAccount::says(const QString &sentence) const
{
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text() == sentence)
            return true;
    }
    return false;
}

void TestUsageAccount::eventsComeByPages()
{
    EventPages pages(m_stack->session());
    pages.read(own());
    QTRY_COMPARE(pages.events().size(), 300);
    QTRY_VERIFY(!pages.loading());
    QVERIFY(pages.more());
    QVERIFY(pages.newestFirst());
    QCOMPARE(pages.events().first().id.text, "acc_1499"_qba);
    for (int read = 600; read <= 1500; read += 300) {
        pages.readMore();
        QTRY_COMPARE(pages.events().size(), read);
        QTRY_VERIFY(!pages.loading());
    }
    pages.readMore(); // whether there is more after a full page
    QTRY_VERIFY(!pages.loading() && !pages.more());
    QCOMPARE(pages.events().size(), 1500);
    QCOMPARE(pages.events().last().id.text, "acc_0"_qba);
}

void TestUsageAccount::newEventsAreReadAlone()
{
    EventPages pages(m_stack->session());
    pages.read(own());
    QTRY_VERIFY(pages.loaded() && !pages.loading());
    m_clock->advance(60s);
    m_account->sendEvents(7);
    QSignalSpy asked(&pages, &EventPages::changed);
    pages.read(own());
    QTRY_VERIFY(!pages.loading());
    QCOMPARE(pages.events().size(), 307);
    QVERIFY(asked.size() <= 2); // one page
    pages.readMore();
    QTRY_VERIFY(!pages.loading());
    QSet<EventId> once;
    for (const Event &event : pages.events())
        once.insert(event.id);
    QCOMPARE(once.size(), pages.events().size());
    QVERIFY(pages.events().size() >= 600);
}

// 10 units are free; the oldest events took them, and they are not among the 300 that were read.
void TestUsageAccount::sharesOfUnreadEventsAreNotGivenOutTwice()
{
    const ServiceState &state = m_stack->session().state();
    const Meter &meter = state.meters.first();
    EventPages pages(m_stack->session());
    pages.read(own());
    QTRY_VERIFY(pages.loaded() && !pages.loading());
    const Decimal consumed = state.usage.first().meters.first().consumedUnits;
    QVERIFY(consumed >= Decimal(1500));
    const Decimal unread = unreadUnits(*state.subscription, meter, pages.events(), consumed);
    QCOMPARE(Decimal::add(unread, Decimal(pages.events().size())), std::optional(consumed));
    QCOMPARE(paidUnits(*state.subscription, meter, {pages.events(), unread}).size(), pages.events().size());
    Decimal free;
    for (const DayUsage &day : usageByDay(*state.subscription, meter, {pages.events(), unread}))
        free = Decimal::add(free, day.unitsFree).value_or(free);
    QVERIFY(free.isZero());
}

void TestUsageAccount::chartsSayHowManyEventsTheyCover()
{
    openPage();
    QTRY_VERIFY(says(u"From the 300 newest events"_s));
    const MeterUsage &usage = m_stack->session().state().usage.first().meters.first();
    QCOMPARE(control<FigureTile>(*m_page, "usageBill")->figure(),
        displayMoney(Decimal(usage.totalPrice), usage.currency));
    QVERIFY(text("usageSentence").startsWith(u"300 events read. "_s));
    QVERIFY(text("usageSentence").contains(displayUnits(usage.consumedUnits, u"images"_s)));
    auto *more = control<Button>(*m_page, "usageMoreEvents");
    QTRY_VERIFY(more->isVisible() && !more->isBusy());
    QTest::mouseClick(more, Qt::LeftButton);
    QTRY_VERIFY(says(u"From the 600 newest events"_s));
}

void TestUsageAccount::verdictsSayHowManyEventsTheyRestOn()
{
    const EventId id{"acc_1499"};
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.at = m_clock->now();
    exchange.method = "POST";
    exchange.target = "/events/ingest";
    exchange.status = 200;
    exchange.requestBody
        = R"({"events":[{"event_id":"acc_1499","customer_id":"%1","event_name":"image.generated"}]})";
    exchange.requestBody.replace("%1", m_account->customers.first().id.text);
    exchange.answerBody = R"({"ingested_count":1})";
    EventLogVerdict pane;
    pane.setSession(m_stack->session());
    pane.showChoice({.row = rowOf(exchange, "quality"),
        .says = {},
        .exchange = exchange,
        .event = id,
        .verdict = {},
        .usage = {}});
    const auto words = [&pane] { return control<QLabel>(pane, "logKnownEvents")->text(); };
    QCOMPARE(words(), u"No events are read here yet."_s);
    QVERIFY(answerOf(m_stack->session().verdicts({id})));
    const KnownEvents known = m_stack->session().knownEvents();
    QVERIFY(known.events >= 1000);
    QTRY_COMPARE(words(), logwords::known(known));
    QVERIFY(words().startsWith(u"From 1,"_s));
    QVERIFY(words().contains(u" events read here."_s));
}

void TestUsageAccount::theServiceMakesTheInvoice()
{
    openPage();
    QTRY_COMPARE(text("billTax"), u"added by the service"_s);
    QCOMPARE(text("billNote"),
        u"Amounts are the service's. It makes the invoice itself, with tax. Not a tax document."_s);
    QVERIFY(!control(*m_page, "clockDay")->isVisible());
    QTRY_COMPARE(control<QTableView>(*m_page, "usageCustomers")->model()->rowCount(), 1);
}

void TestUsageAccount::theSandboxShowsItsClockAgain()
{
    openPage();
    QVERIFY(!control(*m_page, "clockDay")->isVisible());
    m_stack->transport().setDestination(m_home);
    m_stack->session().enter(Destination::Mode::Sandbox, {});
    QTRY_VERIFY(m_stack->session().state().loaded);
    QVERIFY(says(u"Nothing billed yet"_s)); // nothing of the account is left
    QVERIFY(control(*m_page, "clockDay")->isVisibleTo(control(*m_page, "clockDay")->parentWidget()));
}

void TestUsageAccount::looksRight()
{
    openPage();
    QTRY_VERIFY(says(u"From the 300 newest events"_s));
    QTRY_COMPARE(control<QTableView>(*m_page, "usageCustomers")->model()->rowCount(), 1);
    tight::renderAll(*m_page, *m_themes, u"real-usage"_s);
}

QTEST_MAIN(TestUsageAccount)
#include "tst_usageaccount.moc"
