// SPDX-License-Identifier: MIT
#include "keyboard.h"
#include "looks.h"
#include "stack.h"
#include "ui/eventlog/eventlogcopyas.h"
#include "ui/eventlog/eventlogpane.h"

#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

// The chosen request as a program, from the head of its pane.
class TestEventLogCopyAs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void nothingChosenSaysSo();
    void aCutBodySaysSo();
    void theButtonCopiesAndSaysSo();
    void theMenuHasEveryLanguage();
    void theLanguageIsRemembered();
    void whatOneLanguageCannotSayAnotherCan();
    void newIdsAreForEvents();
    void theKeyboardIsEnough();
    void everyControlIsNamedAndLargeEnough();
    void looks();

private:
    static Exchange ingest();
    QAction *offered(const QString &name) const;
    QString copied() const { return QGuiApplication::clipboard()->text(); }
    QAbstractButton *button() const { return control<QAbstractButton>(*m_pane, "copyAsCode"); }
    QMenu *menu() const { return m_pane->findChild<QMenu *>(u"copyAsMenu"_s); }
    QString openMenu() const;

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLogPane> m_pane;
    EventLogCopyAs *m_copyAs = nullptr;
};

void TestEventLogCopyAs::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogCopyAs::init()
{
    m_stack = std::make_unique<Stack>();
    m_pane = std::make_unique<EventLogPane>(u"Request"_s);
    m_copyAs = new EventLogCopyAs(m_stack->session(), m_pane.get());
    m_pane->addHeadWidget(m_copyAs);
    m_pane->setSub(u"218 bytes"_s);
    m_pane->resize(540, 380);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->activateWindow();
    QGuiApplication::clipboard()->clear();
}

void TestEventLogCopyAs::cleanup()
{
    m_pane.reset();
    m_stack.reset();
}

Exchange TestEventLogCopyAs::ingest()
{
    Exchange out;
    out.seq = 1;
    out.method = "POST";
    out.target = "/events/ingest";
    out.requestHead = {{"content-type", "application/json"}};
    out.requestBody = "{\"events\":[{\"event_id\":\"py_41\",\"customer_id\":\"cus_1\","
                      "\"event_name\":\"image.generated\",\"metadata\":{\"quality\":\"draft\"}}]}";
    out.events = {"py_41"};
    return out;
}

QAction *TestEventLogCopyAs::offered(const QString &name) const
{
    return m_pane->findChild<QAction *>(name);
}

// Opened as by a click; gives the titles it offers.
QString TestEventLogCopyAs::openMenu() const
{
    press(*m_pane, "copyAsMenuButton");
    QStringList titles;
    for (const QAction *action : menu()->actions())
        titles.append(action->isSeparator() ? u"-"_s : action->text());
    return menu()->isVisible() ? titles.join(u' ') : u"not shown"_s;
}

void TestEventLogCopyAs::nothingChosenSaysSo()
{
    QVERIFY(!button()->isEnabled());
    QCOMPARE(button()->toolTip(), u"Choose a request to copy it as a program."_s);
    QVERIFY(!control(*m_pane, "copyAsMenuButton")->isEnabled());
    m_copyAs->setExchange(ingest());
    QVERIFY(button()->isEnabled());
    QCOMPARE(button()->toolTip(), QString());
    m_copyAs->setExchange({});
    QVERIFY(!button()->isEnabled());
}

void TestEventLogCopyAs::aCutBodySaysSo()
{
    Exchange cut = ingest();
    cut.requestBody += cutNoteStart + QByteArray("1.4 MB") + cutNoteEnd;
    m_copyAs->setExchange(cut);
    QVERIFY(!button()->isEnabled());
    QCOMPARE(button()->toolTip(), u"Only the start of this body was kept."_s);
    QCOMPARE(control(*m_pane, "copyAsMenuButton")->toolTip(), button()->toolTip());
}

void TestEventLogCopyAs::theButtonCopiesAndSaysSo()
{
    m_copyAs->setExchange(ingest());
    QCOMPARE(button()->text(), u"Copy as cURL"_s);
    const int width = button()->width();
    press(*m_pane, "copyAsCode");
    QCOMPARE(button()->accessibleDescription(), u"Copied"_s);
    QCoreApplication::processEvents();
    QCOMPARE(button()->width(), width);
    QVERIFY2(copied().contains(u"\"event_id\": \"py_41\""_s), qPrintable(copied()));
    const QString address = m_stack->transport().destination().baseUrl.toString();
    QVERIFY2(copied().contains(u"{DODO_PAYMENTS_BASE_URL:-%1}"_s.arg(address)), qPrintable(copied()));
    QVERIFY(!copied().contains(QString::fromUtf8(m_stack->transport().destination().key)));
    QVERIFY(button()->sizeHint().width() < width); // its words are "Copied"
    // Another row was not copied yet.
    m_copyAs->setExchange(ingest());
    QCOMPARE(button()->accessibleDescription(), QString());
    QCOMPARE(button()->sizeHint().width(), width);
}

void TestEventLogCopyAs::theMenuHasEveryLanguage()
{
    m_copyAs->setExchange(ingest());
    QCOMPARE(openMenu(), u"cURL TypeScript Python Go fetch PHP Ruby Java Kotlin C# - With new event ids"_s);
    menu()->close();
    QSignalSpy told(m_copyAs, &EventLogCopyAs::copied);
    for (const CodeKind kind : codeKinds()) {
        offered(u"copyAs:"_s + codeFileName(kind))->trigger();
        QCOMPARE(button()->text(), u"Copy as %1"_s.arg(codeTitle(kind)));
        QCOMPARE(told.takeFirst().first().value<CodeKind>(), kind);
        QVERIFY2(copied().contains(u"/events/ingest"_s), qPrintable(copied()));
    }
}

void TestEventLogCopyAs::theLanguageIsRemembered()
{
    m_copyAs->setExchange(ingest());
    offered(u"copyAs:request.rb"_s)->trigger();
    EventLogCopyAs another(m_stack->session());
    QCOMPARE(another.kind(), CodeKind::Ruby);
    QVERIFY(another.findChild<QAction *>(u"copyAs:request.rb"_s)->isChecked());
}

void TestEventLogCopyAs::whatOneLanguageCannotSayAnotherCan()
{
    Exchange odd = ingest();
    odd.method = "GET";
    m_copyAs->setExchange(odd);
    offered(u"copyAs:request.mjs"_s)->trigger();
    QVERIFY(!button()->isEnabled());
    QCOMPARE(button()->toolTip(), u"JavaScript sends no body with GET."_s);
    QCOMPARE(copied(), QString());
    QVERIFY(openMenu().startsWith("cURL"_L1));
    menu()->close();
    offered(u"copyAs:request.rb"_s)->trigger();
    QVERIFY(button()->isEnabled());
    QVERIFY(copied().contains(u"request.body = body"_s));
}

void TestEventLogCopyAs::newIdsAreForEvents()
{
    QAction *newIds = offered(u"copyAsNewIds"_s);
    m_copyAs->setExchange(ingest());
    newIds->trigger();
    press(*m_pane, "copyAsCode");
    QVERIFY2(!copied().contains(u"py_41"_s) && copied().contains(u"bill anew"_s), qPrintable(copied()));
    Exchange other = ingest();
    other.target = "/meters";
    other.events.clear();
    m_copyAs->setExchange(other);
    QVERIFY(!newIds->isEnabled());
    press(*m_pane, "copyAsCode");
    QVERIFY2(copied().contains(u"py_41"_s), qPrintable(copied()));
}

void TestEventLogCopyAs::theKeyboardIsEnough()
{
    m_copyAs->setExchange(ingest());
    button()->setFocus();
    key(Qt::Key_Return);
    QVERIFY(copied().startsWith(u"# POST /events/ingest"_s));
    QVERIFY(tabTo(u"copyAsMenuButton"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY(menu()->isVisible());
    key(Qt::Key_Down);
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QTRY_VERIFY(!menu()->isVisible());
    QCOMPARE(m_copyAs->kind(), CodeKind::TypeScript);
    QVERIFY2(copied().contains(u"client.usageEvents.ingest({"_s), qPrintable(copied()));
}

void TestEventLogCopyAs::everyControlIsNamedAndLargeEnough()
{
    m_copyAs->setExchange(ingest());
    for (const auto *one : m_copyAs->findChildren<QAbstractButton *>()) {
        QVERIFY(!one->objectName().isEmpty());
        QVERIFY(!one->text().isEmpty() || !one->accessibleName().isEmpty());
        QVERIFY2(one->width() >= 28 && one->height() >= 28, qPrintable(one->objectName()));
    }
}

void TestEventLogCopyAs::looks()
{
    m_copyAs->setExchange(ingest());
    offered(u"copyAs:request.py"_s)->trigger();
    m_copyAs->setExchange(ingest());
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        const QString name = kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s;
        QVERIFY(openMenu().startsWith("cURL"_L1));
        QVERIFY(m_pane->rect().contains(m_copyAs->geometry()));
        looks::keep(*m_pane, u"copyas-"_s + name);
        looks::keep(*menu(), u"copyas-menu-"_s + name);
        menu()->close();
    }
}

QTEST_MAIN(TestEventLogCopyAs)
#include "tst_eventlogcopyas.moc"
