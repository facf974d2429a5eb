// SPDX-License-Identifier: MIT
#include "eventlogbench.h"

class TestEventLogPage : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { open(); }
    void cleanup() { close(); }

    void emptyLogSaysWhatFillsIt();
    void ownReadsAreLeftOutUntilAskedFor();
    void aPaidEventShowsItsUnit();
    void theQueryNarrowsAndIsCleared();
    void itFollowsUntilScrolled();
    void anAwaitedEventIsChosenWhenItComes();
    void verdictsFollowTheMeters();
    void theLogStandsInItsOwnWindow();
    void closesWhileSending();
    void worksByKeyboardAlone();
    void looksRight();

private:
    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogPage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogPage::emptyLogSaysWhatFillsIt()
{
    QVERIFY(control(*m_page, "logEmpty")->isVisible());
    QSignalSpy generate(m_page.get(), &EventLogPage::generateRequested);
    press(*m_page, "logGoToGenerate");
    QCOMPARE(generate.size(), 1);
    press(*m_page, "logCopyBaseUrl");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("http://127.0.0.1:"_L1));
}

void TestEventLogPage::ownReadsAreLeftOutUntilAskedFor()
{
    makeExample();
    sendAll({usage(u"one"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"one"_s) >= 0, 30000);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QVERIFY(!cell(row, LogModel::Request).startsWith("GET"_L1));
    const QString rows = QString::number(table()->model()->rowCount());
    QCOMPARE(control<QLabel>(*m_page, "logCount")->text(), u"%1 of %1"_s.arg(rows));
    QVERIFY(rowOf(u"POST /meters"_s) >= 0);
    auto *scope = control<Segments>(*m_page, "logScope");
    QTest::mouseClick(scope->segment(1), Qt::LeftButton);
    QTRY_VERIFY(rowOf(u"GET"_s) >= 0);
    chooseRow(u"usage-history"_s);
    QTRY_VERIFY2(said().contains("Read usage-history: 1 period."_L1), qPrintable(said()));
}

void TestEventLogPage::aPaidEventShowsItsUnit()
{
    makeExample();
    QJsonArray events;
    for (int i = 1; i <= 11; ++i)
        events.append(usage(u"img_%1"_s.arg(i, 3, 10, QChar(u'0'))));
    for (const QJsonValue one : events)
        sendAll({one});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"$0.05"_s) >= 0, 30000);
    chooseRow(u"img_011"_s);
    QTRY_VERIFY2(said().contains("Unit 11 of the period, 10 are free"_L1), qPrintable(said()));
    QVERIFY(said().contains("Event name is image.generated"_L1));
    QVERIFY(said().contains("letter for letter"_L1));
    QVERIFY(said().contains("Inside the billing period"_L1));
    chooseRow(u"img_007"_s);
    QTRY_VERIFY2(said().contains("Free 7 of 10"_L1), qPrintable(said()));
}

void TestEventLogPage::theQueryNarrowsAndIsCleared()
{
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    const int all = table()->model()->rowCount();
    m_page->focusQuery();
    type(*m_page, "logQuery", u"verdict:draft"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(control<QLabel>(*m_page, "logCount")->text(), u"1 of %1"_s.arg(all));
    type(*m_page, "logQuery", u"nothing like this"_s);
    QTRY_VERIFY(control(*m_page, "logNoMatch")->isVisible());
    press(*m_page, "logQueryClear");
    QTRY_COMPARE(table()->model()->rowCount(), all);
    m_page->showQuery(u"event:two"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(m_page->cancel());
    QVERIFY(!m_page->cancel());
    QTRY_COMPARE(table()->model()->rowCount(), all);
}

void TestEventLogPage::itFollowsUntilScrolled()
{
    makeExample();
    for (int i = 0; i < 30; ++i)
        sendAll({usage(u"e%1"_s.arg(i))});
    QTRY_VERIFY(rowOf(u"e29"_s) >= 0);
    QScrollBar *bar = table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    auto *below = control<Button>(*m_page, "logNewBelow");
    QVERIFY(below->isHidden());
    bar->setValue(0);
    sendAll({usage(u"later1"_s)});
    sendAll({usage(u"later2"_s)});
    QTRY_COMPARE(below->text(), u"2 new below"_s);
    QVERIFY(below->isVisible());
    QCOMPARE(bar->value(), 0);
    QTest::mouseClick(below, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(below->isHidden());
}

void TestEventLogPage::anAwaitedEventIsChosenWhenItComes()
{
    makeExample();
    m_page->showQuery(u"status:400"_s);
    m_page->showEvent(EventId{"soon"});
    sendAll({usage(u"soon"_s)});
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains("Free 1 of 10"_L1), qPrintable(said()), 30000);
    QCOMPARE(cell(table()->currentIndex().row(), LogModel::EventIdColumn), u"soon"_s);
}

void TestEventLogPage::verdictsFollowTheMeters()
{
    makeExample();
    sendAll({usage(u"one"_s, u"other.name"_s)});
    chooseRow(u"one"_s);
    QTRY_VERIFY2(said().contains(u"it is “other.name”"_s), qPrintable(said()));
    const NewMeter meter{.name = u"Other Meter"_s,
        .eventName = u"other.name"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(meter)));
    m_stack->session().refresh();
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains("Counted, no price"_L1), qPrintable(said()), 30000);
}

void TestEventLogPage::theLogStandsInItsOwnWindow()
{
    makeExample();
    sendAll({usage(u"one"_s)});
    QTRY_VERIFY(rowOf(u"one"_s) >= 0);
    press(*m_page, "detachLog");
    auto *window = control<QWidget>(*m_page, "logWindow");
    QVERIFY(window->isVisible() && window->isWindow());
    QCOMPARE(table()->window(), window);
    QVERIFY(control(*m_page, "attachLog")->isVisible());
    sendAll({usage(u"two"_s)});
    QTRY_VERIFY(rowOf(u"two"_s) >= 0);
    window->close();
    QCOMPARE(table()->window(), m_page->window());
    QVERIFY(table()->isVisible());
    press(*m_page, "detachLog");
    press(*m_page, "attachLog");
    QCOMPARE(table()->window(), m_page->window());
}

void TestEventLogPage::closesWhileSending()
{
    makeExample();
    sendAll({usage(u"one"_s)});
    chooseRow(u"one"_s);
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    press(*m_page, "sendAgain");
    m_page.reset();
    QVERIFY(m_stack->load());
    QCOMPARE(m_stack->session().bill()->consumed(), Decimal(1));
}

void TestEventLogPage::worksByKeyboardAlone()
{
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    m_page->activateWindow();
    m_page->focusQuery();
    QCOMPARE(m_page->focusWidget()->objectName(), u"logQuery"_s);
    const auto tabTo = [this](const QString &name) {
        for (int steps = 0; steps < 20; ++steps) {
            QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
            if (m_page->focusWidget()->objectName() == name)
                return true;
        }
        return false;
    };
    QVERIFY(tabTo(u"logTable"_s));
    QTest::keyClick(table(), Qt::Key_End);
    QTRY_VERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    QTest::keyClick(table(), Qt::Key_Up);
    QTRY_VERIFY2(said().contains("Free 1 of 10"_L1), qPrintable(said()));
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    QVERIFY(tabTo(u"logRequest"_s));
    QVERIFY(tabTo(u"sendAgain"_s));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(control<QLabel>(*m_page, "logAnswerFoot")->text(),
        u"Same event_id: ignored. Nothing billed twice."_s);
    m_page->primaryAction();
    QTRY_VERIFY(table()->model()->rowCount() >= 2);
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (widget->focusPolicy() & Qt::TabFocus && widget->isVisible()
            && !qobject_cast<QScrollArea *>(widget))
            QVERIFY2(!widget->accessibleName().isEmpty() || qobject_cast<QAbstractButton *>(widget),
                qPrintable(widget->objectName() + QLatin1StringView(widget->metaObject()->className())));
    }
}

void TestEventLogPage::looksRight()
{
    makeExample();
    looks::renderAll(*m_page, *m_themes, u"eventlog-first"_s);
    const NewMeter all{.name = u"All Images Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(all)));
    QList<Event> own;
    for (int i = 0; i < 12; ++i) {
        m_stack->clock->advance(61s);
        own = {Event{.id = {"img_7f3a9c41e2" + QByteArray::number(10 + i)},
            .customer = CustomerId::of(m_customer),
            .name = "image.generated",
            .at = m_stack->clock->now(),
            .metadata = {{"quality", MetaValue::ofText(i % 3 ? u"standard"_s : u"hd"_s)}}}};
        QVERIFY(answerOf(m_stack->client().ingest(own)));
    }
    const Program typescript{"Dodo/JS 2.52.0", "js", "2.52.0"};
    const Program python{"Dodo/Python 1.111.0", "python", "1.111.0"};
    sendAll({usage(u"sdk_0001"_s, u"Image.generated"_s)}, typescript);
    sendAll({usage(u"sdk_0002"_s, u"image.generated "_s, u"hd"_s)}, typescript);
    sendAll({usage(u"sdk_0003"_s, u"im\u0430ge.generated"_s, u"hd"_s)}, typescript);
    sendAll({usage(u"py_41"_s, u"image.generated"_s, u"draft"_s)}, python);
    QJsonObject late = usage(u"late_1"_s);
    late.insert("timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now() - 61min)));
    sendAll({late});
    sendAll({usage(QString::fromLatin1(own.first().id.text))});
    QVERIFY(m_stack->load());
    chooseRow(u"py_41"_s);
    QTRY_VERIFY2(said().contains("One value away from $0.05"_L1), qPrintable(said()));
    looks::renderAll(*m_page, *m_themes, u"eventlog"_s);
    m_page->resize(looks::pageSizes()[1]);
    auto *tabs = control<Segments>(*m_page, "logDetailTabs");
    QVERIFY(tabs->isVisible());
    QTest::mouseClick(tabs->segment(1), Qt::LeftButton);
    looks::keep(*m_page, u"eventlog-1280-request"_s);
    QTest::mouseClick(tabs->segment(2), Qt::LeftButton);
    looks::keep(*m_page, u"eventlog-1280-answer"_s);
    QVERIFY(control(*m_page, "sendAgain")->isVisible());
}

QTEST_MAIN(TestEventLogPage)
#include "tst_eventlogpage.moc"
