// SPDX-License-Identifier: MIT
#include "payloadeditorbench.h"

using namespace Qt::StringLiterals;

// The payload editor before the real sandbox: what it says while one types, and how it folds.
class TestPayloadEditor : public QObject, private PayloadEditorBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start(); }
    void init() { open(); }
    void cleanup() { close(); }
    void itStartsFromAnEventThatCounts();
    void mistakesAreToldWhileTyping();
    void oneButtonMendsTheFirstRemark();
    void metersAreToldWhileTyping();
    void theTextOutlivesFoldingAndARestart();
    void templatesReplaceAndCanBeUndone();
    void keysSendFoldAndLeave();
    void aLongTextIsLookedAtAside();
    void anotherWorldForgets();
    void everyControlHasAName();
    void looksRightInBothThemes();
};

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
    write(eventText(u"e1"_s));
    QCOMPARE(remark(), u"The service would accept it."_s);
    QVERIFY(text()->extraSelections().isEmpty());
    QVERIFY(send()->isEnabled());
}

void TestPayloadEditor::oneButtonMendsTheFirstRemark()
{
    m_editor->open();
    QString wrong = eventText(u"e1"_s).replace(u"image.generated"_s, u"Image.generated"_s);
    write(wrong);
    auto *mend = control<Button>(*m_editor, "payloadMend");
    QVERIFY(mend->isVisible());
    QCOMPARE(mend->text(), u"Use image.generated"_s);
    QTest::mouseClick(mend, Qt::LeftButton);
    QCOMPARE(text()->toPlainText(), eventText(u"e1"_s));
    QVERIFY(!mend->isVisible());
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text()->toPlainText(), wrong);
    write(eventText(u"e1"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    QCOMPARE(mend->text(), u"Stamp with now"_s);
    QTest::mouseClick(mend, Qt::LeftButton);
    QCOMPARE(remark(), u"The service would accept it."_s);
}

void TestPayloadEditor::metersAreToldWhileTyping()
{
    m_editor->open();
    write(eventText(u"e1"_s, u"draft"_s));
    const auto would = [this] { return control<ElidedLabel>(*m_editor, "payloadWould")->text(); };
    QCOMPARE(would(), u"Would count on 1 of 3 meters: All Images Meter"_s);
    QCOMPARE(chips(), (QStringList{u"Would count"_s, u"quality is “draft”"_s, u"Reads tokens.used"_s}));
    write(eventText(u"e1"_s));
    QVERIFY(would().startsWith(u"Would count on 2 of 3 meters: "_s));
    write(u"{}"_s);
    QCOMPARE(would(), QString());
    QVERIFY(control(*m_editor, "payloadNoMeters")->isVisible());
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
    write(eventText(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
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
    QTRY_COMPARE(text()->toPlainText(), eventText(u"e1"_s));
    text()->undo();
    QVERIFY(!text()->toPlainText().contains(u"\"e1\""_s));
}

void TestPayloadEditor::keysSendFoldAndLeave()
{
    m_window->activateWindow();
    m_editor->open();
    write(eventText(u"e1"_s));
    text()->moveCursor(QTextCursor::End);
    QTest::keyClick(text(), Qt::Key_Left);
    QTest::keyClick(text(), Qt::Key_Left);
    QTest::keyClick(text(), Qt::Key_Return);
    QVERIFY(text()->toPlainText().endsWith(u"  }\n  \n}"_s)); // as deep as the line before
    QTest::keyClick(text(), Qt::Key_Tab);
    QVERIFY(!text()->hasFocus());
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!m_editor->isVisible());
    QVERIFY(!m_editor->cancelOrFold());
}

void TestPayloadEditor::aLongTextIsLookedAtAside()
{
    m_editor->open();
    QStringList events;
    for (int i = 0; i < 200; ++i)
        events.append(eventText(u"long_%1"_s.arg(i)));
    write(u'[' + events.join(u',') + u']');
    QTRY_COMPARE_WITH_TIMEOUT(send()->text(), u"Send 200 events"_s, 30000);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"200 accepted, 200 counted"_s), 30000);
}

void TestPayloadEditor::anotherWorldForgets()
{
    m_editor->open();
    write(eventText(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
    m_stack->session().reset();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), QString(), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(remark().startsWith(u"There is no "_s), 30000);
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
    write(eventText(u"e1"_s, u"draft"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    for (const int side : {1, 2}) {
        QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(side), Qt::LeftButton);
        if (side == 2)
            write(eventText(u"e001"_s));
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
