// SPDX-License-Identifier: MIT
#include "guide/recipe.h"
#include "looks.h"
#include "session/example.h"
#include "session/payloadevents.h"
#include "stack.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/segments.h"
#include "ui/payload/payloadeditor.h"
#include "ui/payload/payloadtext.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// The payload editor before the real sandbox: what it says while one types, what it sends, and how it folds.
class TestPayloadEditor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itStartsFromAnEventThatCounts();
    void mistakesAreToldWhileTyping();
    void oneButtonMendsTheFirstRemark();
    void metersAreToldWhileTyping();
    void oneIsSentAndSaid();
    void theSameIdIsWarnedOfAndIgnored();
    void aWrongEventCanBeSentToSeeTheRefusal();
    void manyAreSentByAPattern();
    void thePreviewShowsTheFirstThree();
    void manyCanBeCancelled();
    void rowsGoAgainWithNewIds();
    void rowsGoAgainWithTheSameIds();
    void aLiveAccountIsAskedAbout();
    void theTextOutlivesFoldingAndARestart();
    void templatesReplaceAndCanBeUndone();
    void keysSendFoldAndLeave();
    void aLongTextIsLookedAtAside();
    void anotherWorldForgets();
    void everyControlHasAName();
    void looksRightInBothThemes();

private:
    void bringIn();
    void write(const QString &text);
    QString event(const QString &id, const QString &quality = u"hd"_s) const;
    QString outcome() const;
    QString remark() const { return control<ElidedLabel>(*m_editor, "payloadRemark")->text(); }
    Button *send() const { return shown<Button>("payloadSend"); }
    PayloadText *text() const { return control<PayloadText>(*m_editor, "payloadText"); }
    QStringList chips() const;
    template<typename T>
    T *shown(const char *name) const // of two feet the one in sight
    {
        for (T *each : m_editor->findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisible())
                return each;
        }
        qFatal("no control named %s in sight", name);
    }
    int stored() const
    {
        const auto events = answerOf(m_stack->client().events());
        return events ? int(events->size()) : -1;
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<QWidget> m_window;
    PayloadEditor *m_editor = nullptr;
    qint64 m_seen = 0;
};

void TestPayloadEditor::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestPayloadEditor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stack = std::make_unique<Stack>();
    auto log = EventLog::open(m_folder->path());
    QVERIFY(log);
    m_log = *std::move(log);
    m_seen = 0;
    QVERIFY(m_stack->load());
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(20000));
    NewMeter all = loadScenario(pixelgen)->meter;
    all.name = u"All Images Meter"_s;
    all.filter.reset();
    QVERIFY(answerOf(m_stack->client().createMeter(all)));
    NewMeter tokens{.name = u"Tokens"_s,
        .eventName = u"tokens.used"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"tokens"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(tokens)));
    QVERIFY(m_stack->load());
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    column->setContentsMargins(0, 0, 0, 0);
    m_editor = new PayloadEditor(m_stack->session(), *m_log, m_window.get());
    column->addWidget(m_editor);
    column->addStretch(1);
    m_window->resize(1280, 623);
    m_editor->fit(m_window->size());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    QVERIFY(answerOf(m_log->setWorld(m_stack->session().world())));
}

void TestPayloadEditor::cleanup()
{
    m_window.reset();
    m_stack.reset();
    m_log.reset();
}

// What the sandbox recorded, into the log.
void TestPayloadEditor::bringIn()
{
    const auto page = answerOf(m_stack->session().sandbox()->exchanges(m_seen, 1000));
    QVERIFY(page);
    m_seen = page->next;
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    m_log->append(page->items);
    QTRY_VERIFY_WITH_TIMEOUT(!appended.isEmpty(), 20000);
}

void TestPayloadEditor::write(const QString &written)
{
    text()->replaceAll(written);
    QTRY_COMPARE(m_stack->session().outbox().draft(u"payload"_s), written);
}

QString TestPayloadEditor::event(const QString &id, const QString &quality) const
{
    const Event is{.id = EventId::of(id),
        .customer = m_stack->session().state().customer()->id,
        .name = "image.generated",
        .at = m_stack->clock->now(),
        .metadata = {{"quality", MetaValue::ofText(quality)}}};
    return formatted(QString::fromUtf8(toText(is)));
}

QString TestPayloadEditor::outcome() const
{
    return shown<QLabel>("payloadOutcome")->text();
}

QStringList TestPayloadEditor::chips() const
{
    QStringList out;
    for (const Chip *chip : m_editor->findChildren<Chip *>(u"payloadMeterChip"_s)) {
        if (chip->isVisible())
            out.append(chip->look().text);
    }
    return out;
}

void TestPayloadEditor::itStartsFromAnEventThatCounts()
{
    QVERIFY(!m_editor->isVisible());
    QSignalSpy toggled(m_editor, &PayloadEditor::toggled);
    m_editor->open();
    QVERIFY(m_editor->isVisible());
    QCOMPARE(toggled.size(), 1);
    QVERIFY(text()->hasFocus());
    QCOMPARE(remark(), u"The service would accept it."_s);
    QVERIFY(chips().contains(u"Would count"_s));
    QCOMPARE(send()->text(), u"Send one"_s);
    m_editor->open("{\"event_id\":\"given\"}");
    QVERIFY(text()->toPlainText().contains(u"\n  \"event_id\": \"given\""_s));
}

void TestPayloadEditor::mistakesAreToldWhileTyping()
{
    m_editor->open();
    write(u"{\n  \"event_id\": \"a\"\n  \"customer_id\": \"b\"\n}"_s);
    QCOMPARE(remark(), u"Line 3, column 3: a comma or } is expected here."_s);
    QCOMPARE(text()->extraSelections().size(), 1);
    QCOMPARE(text()->extraSelections().first().cursor.selectedText(), u"\""_s);
    QVERIFY(!send()->isEnabled());
    write(event(u"e1"_s));
    QCOMPARE(remark(), u"The service would accept it."_s);
    QVERIFY(text()->extraSelections().isEmpty());
    QVERIFY(send()->isEnabled());
}

void TestPayloadEditor::oneButtonMendsTheFirstRemark()
{
    m_editor->open();
    QString wrong = event(u"e1"_s).replace(u"image.generated"_s, u"Image.generated"_s);
    write(wrong);
    auto *mend = control<Button>(*m_editor, "payloadMend");
    QVERIFY(mend->isVisible());
    QCOMPARE(mend->text(), u"Use image.generated"_s);
    QTest::mouseClick(mend, Qt::LeftButton);
    QCOMPARE(text()->toPlainText(), event(u"e1"_s));
    QVERIFY(!mend->isVisible());
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text()->toPlainText(), wrong);
    write(event(u"e1"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    QCOMPARE(mend->text(), u"Stamp with now"_s);
    QTest::mouseClick(mend, Qt::LeftButton);
    QCOMPARE(remark(), u"The service would accept it."_s);
}

void TestPayloadEditor::metersAreToldWhileTyping()
{
    m_editor->open();
    write(event(u"e1"_s, u"draft"_s));
    const auto would = [this] { return control<ElidedLabel>(*m_editor, "payloadWould")->text(); };
    QCOMPARE(would(), u"Would count on 1 of 3 meters: All Images Meter"_s);
    QCOMPARE(chips(), (QStringList{u"Would count"_s, u"quality is “draft”"_s, u"Reads tokens.used"_s}));
    write(event(u"e1"_s));
    QVERIFY(would().startsWith(u"Would count on 2 of 3 meters: "_s));
    write(u"{}"_s);
    QCOMPARE(would(), QString());
    QVERIFY(control(*m_editor, "payloadNoMeters")->isVisible());
}

void TestPayloadEditor::oneIsSentAndSaid()
{
    m_editor->open();
    write(event(u"e1"_s));
    QSignalSpy sent(m_editor, &PayloadEditor::sent);
    QTest::mouseClick(send(), Qt::LeftButton);
    QVERIFY(sent.wait(20000));
    QCOMPARE(sent.first().first().value<EventId>(), EventId{"e1"});
    QCOMPARE(outcome(), u"1 accepted, 1 counted, bill so far $0.00."_s);
    QVERIFY(answerOf(m_stack->client().event({"e1"})));
}

void TestPayloadEditor::theSameIdIsWarnedOfAndIgnored()
{
    m_editor->open();
    write(event(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
    bringIn();
    write(event(u"e1"_s) + u' ');
    QTRY_COMPARE(remark(), u"This id was accepted before. It would be ignored, not billed twice."_s);
    QCOMPARE(control<Button>(*m_editor, "payloadMend")->text(), u"Use a new id"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(),
        u"0 accepted, 1 counted, bill so far $0.00. Same event_id: ignored. Nothing is billed twice."_s,
        20000);
    QCOMPARE(stored(), 1);
    QTest::mouseClick(control(*m_editor, "payloadMend"), Qt::LeftButton);
    QTRY_COMPARE(remark(), u"The service would accept it."_s);
}

void TestPayloadEditor::aWrongEventCanBeSentToSeeTheRefusal()
{
    m_editor->open();
    write(event(u"e1"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    QCOMPARE(send()->text(), u"Send anyway"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"Refused: "_s), 20000);
    QVERIFY2(outcome().contains(u"more than 1 hour before"_s), qPrintable(outcome()));
    QVERIFY(outcome().endsWith(u"Nothing of it is stored."_s));
    QCOMPARE(stored(), 0);
}

void TestPayloadEditor::manyAreSentByAPattern()
{
    m_editor->open();
    write(event(u"many_001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    type(*m_editor, "manyCount", u"30"_s);
    control<QComboBox>(*m_editor, "manyField")->setCurrentText(u"quality"_s);
    QVERIFY(!send()->isEnabled()); // no values yet
    type(*m_editor, "manyValues", u"standard, draft"_s);
    QCOMPARE(send()->text(), u"Send 30"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"30 accepted, 15 counted, bill so far $0.25."_s, 20000);
    const auto last = answerOf(m_stack->client().event({"many_030"}));
    QVERIFY(last);
    QCOMPARE(last->metadata.first().value.string(), u"draft"_s);
}

void TestPayloadEditor::thePreviewShowsTheFirstThree()
{
    m_editor->open();
    write(event(u"many_001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    control<QComboBox>(*m_editor, "manyField")->setCurrentText(u"quality"_s);
    type(*m_editor, "manyValues", u"standard, hd"_s);
    type(*m_editor, "manyCount", u"31"_s);
    control<QComboBox>(*m_editor, "manyTimes")->setCurrentIndex(1);
    const QStringList lines = control<QLabel>(*m_editor, "manyPreview")->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].simplified(), u"many_001 08:34:11 \"standard\""_s);
    QCOMPARE(lines[2].simplified(), u"many_003 08:36:11 \"standard\""_s);
    type(*m_editor, "manyMinutes", u"56"_s);
    QVERIFY(!send()->isEnabled());
    QVERIFY(!send()->toolTip().isEmpty());
}

void TestPayloadEditor::manyCanBeCancelled()
{
    m_editor->open();
    write(event(u"many_00001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    type(*m_editor, "manyCount", u"10000"_s);
    QVERIFY(answerOf(m_stack->transport().send({.method = "POST",
        .segments = {"_sandbox", "faults"},
        .body = "{\"method\":\"POST\",\"path\":\"/events/ingest\",\"delay_ms\":30000}"})));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE(outcome(), u"Sent 0 of 10 requests"_s);
    QVERIFY(shown<QWidget>("payloadProgress")->isVisible());
    QTest::mouseClick(shown<Button>("payloadCancel"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Cancelled before anything was accepted."_s, 20000);
    QVERIFY(!control(*m_editor, "payloadCancel")->isVisible());
    QVERIFY(send()->isEnabled());
}

void TestPayloadEditor::rowsGoAgainWithNewIds()
{
    m_editor->open();
    for (const QString &id : {u"e1"_s, u"e2"_s}) {
        write(event(id));
        QSignalSpy sent(m_editor, &PayloadEditor::sent);
        QTest::mouseClick(send(), Qt::LeftButton);
        QVERIFY(sent.wait(20000));
    }
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    bringIn();
    QList<QUuid> rows;
    for (const LogRow &row : appended.first().first().value<QList<LogRow>>())
        rows.append(row.exchange); // those that hold no events are left out
    m_stack->clock->advance(std::chrono::hours{2});
    QVERIFY(m_stack->load());
    m_editor->replay(rows);
    QVERIFY(!control(*m_editor, "payloadPanel")->isVisible());
    m_editor->primaryAction();
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"2 accepted, 2 counted, bill so far $0.00."_s), 20000);
    QVERIFY2(outcome().contains(u"2 stamped with now."_s), qPrintable(outcome()));
    QVERIFY(outcome().contains(u"left out: It holds no events."_s));
    QCOMPARE(stored(), 4);
}

void TestPayloadEditor::rowsGoAgainWithTheSameIds()
{
    m_editor->open();
    write(event(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    bringIn();
    const auto rows = appended.first().first().value<QList<LogRow>>();
    const auto brought = std::ranges::find_if(rows, &LogRow::ingest);
    QVERIFY(brought != rows.end());
    m_editor->replay({brought->exchange, QUuid::createUuid()});
    QTest::mouseClick(
        control(*m_editor->findChild<QWidget *>(u"payloadReplay"_s), "payloadSendSame"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        outcome().contains(u"Same event_id: ignored. Nothing is billed twice."_s), 20000);
    QVERIFY(outcome().contains(u"1 left out: It is no longer in the log."_s));
    QCOMPARE(stored(), 1);
}

void TestPayloadEditor::aLiveAccountIsAskedAbout()
{
    m_editor->open();
    write(event(u"e1"_s));
    const Destination before = m_stack->transport().destination();
    m_stack->transport().setDestination(
        {Destination::Mode::Live, officialBaseUrl(Destination::Mode::Live), "dodo_live_canary"});
    m_editor->primaryAction();
    QCOMPARE(outcome(), u"This is a live account. What is accepted is billed for real."_s);
    QVERIFY(shown<Button>("payloadSendLive")->isVisible());
    QVERIFY(shown<Button>("payloadNotNow")->hasFocus());
    m_editor->primaryAction(); // a second press of the keys is no yes
    QVERIFY(shown<Button>("payloadSendLive")->isVisible());
    QVERIFY(m_editor->cancelOrFold());
    QCOMPARE(outcome(), u"Nothing was sent."_s);
    QVERIFY(m_editor->isVisible());
    m_editor->primaryAction();
    m_stack->transport().setDestination(before); // so that the yes of this test reaches nobody
    QTest::mouseClick(shown<Button>("payloadSendLive"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
}

void TestPayloadEditor::theTextOutlivesFoldingAndARestart()
{
    m_editor->open();
    write(u"{ \"half\": "_s);
    QSignalSpy folded(m_editor, &PayloadEditor::folded);
    m_editor->fold();
    QCOMPARE(folded.size(), 1);
    m_editor->open();
    QCOMPARE(text()->toPlainText(), u"{ \"half\": "_s);
    QWidget other;
    PayloadEditor again(m_stack->session(), *m_log, &other);
    QCOMPARE(control<PayloadText>(again, "payloadText")->toPlainText(), u"{ \"half\": "_s);
}

void TestPayloadEditor::templatesReplaceAndCanBeUndone()
{
    m_editor->open();
    write(event(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
    bringIn();
    const auto pick = [this](const QString &title) {
        QTest::mouseClick(control(*m_editor, "payloadFrom"), Qt::LeftButton);
        auto *menu = m_editor->findChild<QMenu *>(u"payloadTemplates"_s);
        const auto actions = menu->actions();
        const auto found = std::ranges::find(actions, title, &QAction::text);
        if (found == actions.end() || !(*found)->isEnabled())
            qFatal("no template %s", qPrintable(title));
        (*found)->trigger();
        delete menu;
    };
    pick(loadRecipe(u"tokens"_s)->title);
    QVERIFY(text()->toPlainText().contains(u"tokens.used"_s));
    QCOMPARE(remark(), u"The service would accept it."_s);
    pick(u"An empty event"_s);
    QVERIFY(!text()->toPlainText().contains(u"metadata"_s));
    pick(u"The last event of the log"_s);
    QTRY_COMPARE(text()->toPlainText(), event(u"e1"_s));
    text()->undo();
    QVERIFY(!text()->toPlainText().contains(u"\"e1\""_s));
}

void TestPayloadEditor::keysSendFoldAndLeave()
{
    m_window->activateWindow();
    m_editor->open();
    write(event(u"e1"_s));
    text()->moveCursor(QTextCursor::End);
    QTest::keyClick(text(), Qt::Key_Left);
    QTest::keyClick(text(), Qt::Key_Left);
    QTest::keyClick(text(), Qt::Key_Return);
    QVERIFY(text()->toPlainText().endsWith(u"  }\n  \n}"_s)); // as deep as the line before
    QTest::keyClick(text(), Qt::Key_Tab);
    QVERIFY(!text()->hasFocus());
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!m_editor->isVisible());
    QVERIFY(!m_editor->cancelOrFold());
}

void TestPayloadEditor::aLongTextIsLookedAtAside()
{
    m_editor->open();
    QStringList events;
    for (int i = 0; i < 200; ++i)
        events.append(event(u"long_%1"_s.arg(i)));
    write(u'[' + events.join(u',') + u']');
    QTRY_COMPARE_WITH_TIMEOUT(send()->text(), u"Send 200 events"_s, 20000);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"200 accepted, 200 counted"_s), 30000);
}

void TestPayloadEditor::anotherWorldForgets()
{
    m_editor->open();
    write(event(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 20000);
    m_stack->session().reset();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), QString(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(remark().startsWith(u"There is no "_s), 20000);
}

void TestPayloadEditor::everyControlHasAName()
{
    m_editor->open();
    for (const QWidget *each : m_editor->findChildren<QWidget *>()) {
        if (each->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel *>(each)
            || each->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        const bool named = !each->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named || !each->isVisible(), qPrintable(each->objectName()));
    }
}

void TestPayloadEditor::looksRightInBothThemes()
{
    m_editor->open();
    write(event(u"e1"_s, u"draft"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    for (const int side : {1, 2}) {
        QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(side), Qt::LeftButton);
        if (side == 2)
            write(event(u"e001"_s));
        for (const QSize &size : looks::pageSizes()) {
            m_window->resize(size);
            m_editor->fit(size);
            for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
                m_themes->setKind(kind);
                QCoreApplication::processEvents();
                QVERIFY2(m_editor->minimumSizeHint().width() <= size.width(), "wider than its page");
                QTRY_VERIFY(m_editor->height() <= size.height() - 300); // bar, four rows and the detail
                looks::keep(*m_window,
                    u"payload-%1-%2-%3"_s.arg(side)
                        .arg(size.width())
                        .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
            }
        }
    }
    m_themes->setTextPercent(200);
    m_window->resize(1280, 623);
    m_editor->fit(m_window->size());
    QCoreApplication::processEvents();
    QVERIFY(m_editor->minimumSizeHint().width() <= 1280);
    looks::keep(*m_window, u"payload-large"_s);
    m_themes->setTextPercent(100);
    m_editor->replay({QUuid::createUuid(), QUuid::createUuid(), QUuid::createUuid()});
    QCoreApplication::processEvents();
    looks::keep(*m_window, u"payload-replay"_s);
}

QTEST_MAIN(TestPayloadEditor)
#include "tst_payloadeditor.moc"
