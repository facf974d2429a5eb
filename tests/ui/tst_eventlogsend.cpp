// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "eventlogbench.h"
#include "ui/eventlog/eventlogsend.h"

#include <QLineEdit>

// The strip above the log that sends events: what it offers, what it sends, what it says, and how it folds.
class TestEventLogSend : public QObject, public EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ThemeHost>(*qApp);
        m_themes->setMotion(ThemeHost::Motion::Reduced);
    }
    void init() { open(); }
    void cleanup() { close(); }
    void theBarOpensAndFoldsIt();
    void escapeFoldsItFromTheTable();
    void withoutACustomerItOffersTheTab();
    void thePayloadIsTheEventThatGoesOut();
    void aBatchIsSentAndSaid();
    void theSameAgainBillsNothing();
    void howManyIsCheckedWhileTyped();
    void severalMetersAreOfferedTogetherAndAlone();
    void aMeterOfNoRecipeIsImitated();
    void anotherCustomerForgetsTheLastEvents();
    void theWholeWayByKeyboard();
    void aDeadServiceIsSaid();
    void choicesFollowTheWorld();
    void outcomesAreShortSentences_data();
    void outcomesAreShortSentences();
    void looksRightInBothThemes();

private:
    void makeRecipe(const QString &id);
    void unfold() { press(*m_page, "sendEvents"); }
    QString outcome() const { return control<QLabel>(*m_page, "sendOutcome")->text(); }
    QJsonObject payload() const
    {
        return QJsonDocument::fromJson(control<JsonView>(*m_page, "sendPayload")->jsonText().toUtf8())
            .object();
    }
    QStringList offered() const
    {
        QStringList titles;
        const auto *which = control<QComboBox>(*m_page, "sendPattern");
        for (int i = 0; i < which->count(); ++i)
            titles.append(which->itemText(i));
        return titles;
    }
    bool unfolded() const { return control(*m_page, "eventLogSend")->isVisible(); }

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogSend::makeRecipe(const QString &id)
{
    const Recipe recipe = *loadRecipe(id);
    Session &session = m_stack->session();
    for (const NewMeter &meter : recipe.meters)
        QVERIFY(answerOf(session.client().createMeter(meter)));
    QVERIFY(m_stack->load());
    const auto product
        = answerOf(session.client().createProduct(*productFor(recipe, session.state().meters)));
    QVERIFY(product);
    Purchase purchase(session);
    QSignalSpy bought(&purchase, &Purchase::succeeded);
    purchase.start({.existing = {},
        .customer = recipe.customer,
        .product = product->id,
        .card = testcards::works.toByteArray()});
    QVERIFY(bought.wait(30000));
    session.setRecipeNames(eventNames(recipe));
    QVERIFY(m_stack->load());
    m_customer = session.state().customer()->id.string();
}

void TestEventLogSend::theBarOpensAndFoldsIt()
{
    QVERIFY(!unfolded());
    unfold();
    QVERIFY(unfolded());
    QVERIFY(control(*m_page, "sendLikeThis")->isVisible());
    unfold();
    QVERIFY(!unfolded());
    unfold();
    press(*m_page, "closeSend");
    QVERIFY(!unfolded());
    QVERIFY(control(*m_page, "sendEvents")->hasFocus());
}

void TestEventLogSend::escapeFoldsItFromTheTable()
{
    unfold();
    QVERIFY(m_page->cancel());
    QVERIFY(!unfolded());
    QVERIFY(!m_page->cancel());
    unfold();
    m_page->showQuery(u"sdk"_s);
    QVERIFY(m_page->cancel()); // the query first
    QVERIFY(unfolded());
    QTest::keyClick(control(*m_page, "sendCount"), Qt::Key_Escape);
    QVERIFY(!unfolded());
}

void TestEventLogSend::withoutACustomerItOffersTheTab()
{
    unfold();
    QVERIFY(control(*m_page, "sendNeedsCustomer")->isVisible());
    QVERIFY(!control(*m_page, "sendLikeThis")->isEnabled());
    QCOMPARE(payload().value("customer_id"_L1).toString(), u"<CUSTOMER_ID>"_s);
    QSignalSpy asked(m_page.get(), &EventLogPage::customerRequested);
    press(*m_page, "sendToCustomer");
    QCOMPARE(asked.size(), 1);
    makeExample();
    QTRY_VERIFY(!control(*m_page, "sendNeedsCustomer")->isVisible());
    QVERIFY(control(*m_page, "sendLikeThis")->isEnabled());
    QCOMPARE(payload().value("customer_id"_L1).toString(), m_customer);
}

void TestEventLogSend::thePayloadIsTheEventThatGoesOut()
{
    makeRecipe(u"tokens"_s);
    unfold();
    const QJsonObject shown = payload();
    QCOMPARE(shown.value("event_name"_L1).toString(), u"tokens.used"_s);
    QVERIFY(shown.value("metadata"_L1)["tokens"_L1].isDouble());
    type(*m_page, "sendCount", u"1"_s);
    press(*m_page, "sendLikeThis");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
    const EventId id = EventId::of(shown.value("event_id"_L1).toString());
    const auto stored = answerOf(m_stack->client().event(id));
    QVERIFY(stored);
    QCOMPARE(toJson(stored->metadata), shown.value("metadata"_L1).toObject());
    QVERIFY(payload().value("event_id"_L1) != shown.value("event_id"_L1)); // the next one
}

void TestEventLogSend::aBatchIsSentAndSaid()
{
    makeRecipe(u"tokens"_s);
    unfold();
    auto *send = control<QPushButton>(*m_page, "sendLikeThis");
    QCOMPARE(send->text(), u"Send 25 like this"_s);
    QVERIFY(!control(*m_page, "sendSameAgain")->isVisible());
    press(*m_page, "sendLikeThis");
    QVERIFY(control(*m_page, "sendProgress")->isVisible());
    QVERIFY(control(*m_page, "cancelSend")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"25 accepted, 20 counted, bill so far $0.40."_s, 30000);
    QVERIFY(!control(*m_page, "sendProgress")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_stack->session().bill()->total, 40, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"25 events"_s) >= 0 || table()->model()->rowCount() > 0, 30000);
}

void TestEventLogSend::theSameAgainBillsNothing()
{
    makeRecipe(u"hybrid"_s);
    unfold();
    press(*m_page, "sendLikeThis");
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"25 accepted, 25 counted, bill so far $74.00."_s, 30000);
    auto *again = control<QPushButton>(*m_page, "sendSameAgain");
    QCOMPARE(again->text(), u"Send the same 25 again"_s);
    press(*m_page, "sendSameAgain");
    QTRY_COMPARE_WITH_TIMEOUT(
        outcome(), u"Same 25 ids: ignored. Nothing is billed twice, bill so far $74.00."_s, 30000);
    press(*m_page, "sendLikeThis"); // new ones, new ids
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"25 accepted, 25 counted, bill so far $199.00."_s, 30000);
}

void TestEventLogSend::howManyIsCheckedWhileTyped()
{
    makeExample();
    unfold();
    auto *send = control<QPushButton>(*m_page, "sendLikeThis");
    QCOMPARE(send->text(), u"Send 13 like this"_s);
    type(*m_page, "sendCount", u"1000"_s);
    QCOMPARE(send->text(), u"Send 1,000 like this"_s);
    type(*m_page, "sendCount", u"0"_s);
    QVERIFY(!send->isEnabled());
    QCOMPARE(send->toolTip(), u"Write how many, from 1 to 1,000."_s);
    type(*m_page, "sendCount", u"7"_s);
    QVERIFY(send->isEnabled());
    QTest::keyClick(control(*m_page, "sendCount"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"7 accepted, 6 counted, bill so far $0.00."_s, 30000);
}

void TestEventLogSend::severalMetersAreOfferedTogetherAndAlone()
{
    makeRecipe(u"several"_s);
    unfold();
    QCOMPARE(offered(),
        QStringList({u"Several meters, one product"_s, u"Platform Calls"_s, u"Platform Tokens"_s,
            u"Platform Images"_s, u"Platform Storage"_s}));
    QCOMPARE(control<QPushButton>(*m_page, "sendLikeThis")->text(), u"Send 100 like this"_s);
    press(*m_page, "sendLikeThis");
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"100 accepted, 100 counted, bill so far $1.50."_s, 30000);
    auto *which = control<QComboBox>(*m_page, "sendPattern");
    which->setFocus();
    QTest::keyClick(which, Qt::Key_Down);
    QTest::keyClick(which, Qt::Key_Down);
    QCOMPARE(which->currentText(), u"Platform Tokens"_s);
    QCOMPARE(payload().value("event_name"_L1).toString(), u"platform.tokens"_s);
    press(*m_page, "sendLikeThis");
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"25 accepted, 25 counted, bill so far $2.00."_s, 30000);
}

void TestEventLogSend::aMeterOfNoRecipeIsImitated()
{
    makeExample();
    NewMeter meter{.name = u"Render Minutes"_s,
        .eventName = u"render.done"_s,
        .measurementUnit = u"minutes"_s,
        .aggregation = {.type = Aggregation::Type::Sum, .key = u"minutes"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(meter)));
    QVERIFY(m_stack->load());
    unfold();
    QTRY_COMPARE_WITH_TIMEOUT(offered(), QStringList({u"Image generation"_s, u"Render Minutes"_s}), 30000);
    auto *which = control<QComboBox>(*m_page, "sendPattern");
    which->setFocus();
    QTest::keyClick(which, Qt::Key_Down);
    QCOMPARE(payload().value("event_name"_L1).toString(), u"render.done"_s);
    QVERIFY(payload().value("metadata"_L1)["minutes"_L1].isDouble());
    press(*m_page, "sendLikeThis"); // no product prices it
    QTRY_COMPARE_WITH_TIMEOUT(
        outcome(), u"25 accepted, 0 counted, bill so far $0.00. The log says why."_s, 30000);
}

void TestEventLogSend::anotherCustomerForgetsTheLastEvents()
{
    makeExample();
    unfold();
    press(*m_page, "sendLikeThis");
    QTRY_VERIFY_WITH_TIMEOUT(control(*m_page, "sendSameAgain")->isVisible(), 30000);
    m_stack->session().forgetCustomer();
    QTRY_VERIFY_WITH_TIMEOUT(!control(*m_page, "sendSameAgain")->isVisible(), 30000);
    QVERIFY(outcome().isEmpty());
    QVERIFY(control(*m_page, "sendNeedsCustomer")->isVisible());
}

void TestEventLogSend::theWholeWayByKeyboard()
{
    makeExample();
    control(*m_page, "sendEvents")->setFocus();
    QTest::keyClick(control(*m_page, "sendEvents"), Qt::Key_Space);
    QCOMPARE(m_page->focusWidget()->objectName(), u"sendLikeThis"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"13 accepted, 12 counted, bill so far $0.10."_s, 30000);
    QStringList stops;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
        stops.append(m_page->focusWidget()->objectName());
    }
    QCOMPARE(stops, QStringList({u"sendSameAgain"_s, u"sendPayload"_s, u"closeSend"_s}));
    m_page->primaryAction(); // Ctrl+Return, in the strip
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"13 accepted, 12 counted, bill so far $0.70."_s, 30000);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape);
    QVERIFY(!unfolded());
    QCOMPARE(m_page->focusWidget()->objectName(), u"sendEvents"_s);
}

void TestEventLogSend::aDeadServiceIsSaid()
{
    makeExample();
    unfold();
    m_stack->stopServer();
    press(*m_page, "sendLikeThis");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"Not sent: "_s), 30000);
    QVERIFY(outcome().endsWith(u"The same events can be sent again."_s));
    QVERIFY(control(*m_page, "sendSameAgain")->isVisible());
    QVERIFY(control(*m_page, "sendLikeThis")->isEnabled());
}

void TestEventLogSend::choicesFollowTheWorld()
{
    QList<Recipe> recipes;
    for (const QString &id : recipeIds())
        recipes.append(*loadRecipe(id));
    const auto titles = [&](const QList<Meter> &live, const QStringList &sent) {
        QStringList out;
        for (const auto &choice : eventlogsend::choices(recipes, live, sent))
            out.append(choice.title);
        return out;
    };
    QCOMPARE(titles({}, {u"image.generated"_s}), QStringList({u"Image generation"_s}));
    QCOMPARE(titles({}, {u"tokens.used"_s}), QStringList({u"AI tokens"_s}));
    QCOMPARE(titles({}, {u"word.of.mine"_s}), QStringList({u"word.of.mine"_s}));
    Meter tokens;
    tokens.is = loadRecipe(u"tokens"_s)->meters.first();
    QCOMPARE(titles({tokens}, {u"tokens.used"_s}), QStringList({u"AI tokens"_s}));
    QCOMPARE(titles({tokens}, {u"image.generated"_s}), QStringList({u"AI tokens"_s, u"Image generation"_s}));
    tokens.is.aggregation.key = u"words"_s; // the recipe's events would not do for it
    QCOMPARE(
        titles({tokens}, {u"image.generated"_s}), QStringList({u"AI Token Meter"_s, u"Image generation"_s}));
}

void TestEventLogSend::outcomesAreShortSentences_data()
{
    QTest::addColumn<TrafficOutcome>("outcome");
    QTest::addColumn<QString>("says");
    const Error offline{.kind = Error::Kind::Network, .message = u"Nobody answers."_s};
    const Error cancelled{.kind = Error::Kind::Cancelled, .message = {}};
    const auto of = [](int events, int answered, int accepted, std::optional<int> counted,
                        std::optional<qint64> bill, std::optional<Error> error = {}, bool again = false) {
        return TrafficOutcome{.events = events,
            .answered = answered,
            .accepted = accepted,
            .counted = counted,
            .bill = bill,
            .error = std::move(error),
            .again = again};
    };
    QTest::newRow("thousands") << of(1000, 1000, 1000, 960, 123456)
                               << u"1,000 accepted, 960 counted, bill so far $1,234.56."_s;
    QTest::newRow("nobody could say") << of(5, 5, 5, {}, {}) << u"5 accepted."_s;
    QTest::newRow("one again") << of(1, 1, 0, 1, 5, {}, true)
                               << u"Same event_id: ignored. Nothing is billed twice, bill so far $0.05."_s;
    QTest::newRow("some were new") << of(25, 25, 5, 23, 40, {}, true)
                                   << u"5 accepted, 23 counted, bill so far $0.40."_s;
    QTest::newRow("cancelled at once")
        << of(300, 0, 0, {}, {}, cancelled) << u"Cancelled before anything was accepted."_s;
    QTest::newRow("cancelled") << of(1000, 300, 300, 288, 0, cancelled)
                               << u"Cancelled after 300: 300 accepted, 288 counted, bill so far $0.00."_s;
    QTest::newRow("offline") << of(25, 0, 0, {}, {}, offline)
                             << u"Not sent: Nobody answers. The same events can be sent again."_s;
    QTest::newRow("offline half way")
        << of(300, 100, 100, 96, 5, offline)
        << u"Stopped after 100: Nobody answers. 100 accepted, 96 counted, bill so far $0.05. The same events can be sent again."_s;
}

void TestEventLogSend::outcomesAreShortSentences()
{
    QFETCH(TrafficOutcome, outcome);
    QFETCH(QString, says);
    QCOMPARE(eventlogsend::outcome(outcome), says);
    for (const QString &sentence : says.split(u". "_s))
        QVERIFY(sentence.split(u' ').size() <= 15);
}

void TestEventLogSend::looksRightInBothThemes()
{
    makeRecipe(u"tokens"_s);
    unfold();
    press(*m_page, "sendLikeThis");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"25 accepted"_s), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(table()->model()->rowCount() > 0, 30000);
    for (const QSize &size : {QSize(980, 620), QSize(980, 523), QSize(1440, 803), QSize(1280, 623)}) {
        m_page->resize(size);
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_themes->setKind(kind);
            QCoreApplication::processEvents();
            looks::keep(*m_page,
                u"eventlogsend-%1x%2-%3"_s.arg(size.width())
                    .arg(size.height())
                    .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
            const QWidget *send = control(*m_page, "sendLikeThis");
            const QWidget *strip = control(*m_page, "eventLogSend");
            QVERIFY(strip->rect().contains(
                QRect(send->mapTo(strip, QPoint(0, 0)), send->size()))); // whole, not cut off
            QVERIFY(send->width() >= send->sizeHint().width());
            const int rows = table()->viewport()->height() / table()->rowHeight(0);
            QVERIFY2(rows >= 4, qPrintable(u"%1 rows at %2"_s.arg(rows).arg(size.height())));
        }
    }
}

QTEST_MAIN(TestEventLogSend)
#include "tst_eventlogsend.moc"
