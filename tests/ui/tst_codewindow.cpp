// SPDX-License-Identifier: MIT
#include "billing/rules.h"
#include "clipped.h"
#include "guide/readiness.h"
#include "handler.h"
#include "looks.h"
#include "otherprogram.h"
#include "session/bench.h"
#include "ui/code/codefiles.h"
#include "ui/code/codekinds.h"
#include "ui/code/codesample.h"
#include "ui/code/codewindow.h"
#include "ui/pages/connectlamp.h"
#include "ui/pages/connectlines.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/field.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>

// "In your own code" against the embedded server, with a program and a webhook handler beside it.
class TestCodeWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theTextOnTheScreenIsTheProgram();
    void theSavedFolderIsTheProgram();
    void savingAgainMakesAnotherFolder();
    void saysWhatCannotBeSaved();
    void copiesTheFileInSight();
    void theLinesAreThoseTheProgramReads();
    void withoutACustomerItSaysSo();
    void anotherMeterHasItsOwnProgram();
    void withoutAMeterItWritesForTheOneToCome();
    void theLampFollowsAnotherProgram();
    void aHandlerAnswersTheTestEvent();
    void aHandlerThatRefusesIsNoProof();
    void nobodyThereIsSaid();
    void onlyThisComputerIsAsked_data();
    void onlyThisComputerIsAsked();
    void theHandlerListensWhereTheWindowAsks();
    void worksByKeyboard();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void mayCloseWhileATestEventTravels();

private:
    void make();
    void choose(ProgramKind kind);
    void save(const QString &folder);
    QString customer() const { return m_bench->session().state().customer()->id.string(); }
    Program expected(ProgramKind kind) const;
    QString answer() const { return part<QLabel>("webhookAnswer")->accessibleName(); }
    bool proven() const { return !seenIn((*m_bench)->logModel(), m_bench->session()).webhook.isEmpty(); }
    template<typename T = QWidget>
    T *part(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1StringView(name));
    }
    void click(const char *name) { QTest::mouseClick(part(name), Qt::LeftButton); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<CodeWindow> m_window;
};

void TestCodeWindow::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestCodeWindow::init()
{
    m_themes->setTextPercent(100);
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load());
}

void TestCodeWindow::cleanup()
{
    m_window.reset();
    m_bench.reset();
}

void TestCodeWindow::make()
{
    const Desk desk = (*m_bench)->desk();
    m_window
        = std::make_unique<CodeWindow>(ConnectInfo{desk.dodoUrl, desk.imageUrl, desk.apiKey, desk.webhookKey},
            desk.session, desk.follower, desk.logModel);
    desk.follower.start();
    m_window->showFor({});
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->resize(1216, 664);
}

void TestCodeWindow::choose(ProgramKind kind)
{
    const qsizetype at = programKinds().indexOf(kind) + 1;
    QTest::mouseClick(part<QAbstractButton>(qPrintable(u"codeKind%1"_s.arg(at))), Qt::LeftButton);
}

void TestCodeWindow::save(const QString &folder)
{
    m_window->setAskFolder([folder](QWidget *, const QString &, const auto &chosen) { chosen(folder); });
    click("saveProgram");
}

Program TestCodeWindow::expected(ProgramKind kind) const
{
    const Meter *meter = m_bench->session().meterOfThisProgram();
    return writeProgram({.kind = kind,
        .meter = meter->is,
        .pictures = true,
        .sample = sampleEvent(meter->is, m_bench->session().state().customer()->id, true),
        .address = (*m_bench)->address().dodoUrl});
}

void TestCodeWindow::theTextOnTheScreenIsTheProgram()
{
    QVERIFY(m_bench->makeExample());
    make();
    for (const ProgramKind kind : programKinds()) {
        choose(kind);
        const Program program = expected(kind);
        QVERIFY(!program.files.isEmpty());
        for (qsizetype i = 0; i < program.files.size(); ++i) {
            QTest::mouseClick(
                part<QAbstractButton>(qPrintable(u"programFile%1"_s.arg(i + 1))), Qt::LeftButton);
            QCOMPARE(part<QPlainTextEdit>("programText")->toPlainText().toUtf8(), program.files[i].text);
        }
        QVERIFY(!part(qPrintable(u"programFile%1"_s.arg(program.files.size() + 1))));
        QVERIFY(part<QPlainTextEdit>("programText")->isReadOnly());
    }
}

void TestCodeWindow::theSavedFolderIsTheProgram()
{
    QVERIFY(m_bench->makeExample());
    make();
    const QTemporaryDir folder;
    save(folder.path());
    const QString path = folder.filePath(u"image-generated-typescript"_s);
    QCOMPARE(part<ElidedLabel>("savedWhere")->text(), u"Saved in "_s + path);
    for (const ProgramFile &file : expected(ProgramKind::TypeScript).files) {
        QFile saved(path + u'/' + file.name);
        QVERIFY2(saved.open(QIODevice::ReadOnly), qPrintable(file.name));
        QCOMPARE(saved.readAll(), file.text);
    }
    click("copyRun");
    QStringList lines = expected(ProgramKind::TypeScript).run;
    lines.prepend(u"cd '%1'"_s.arg(path));
    QCOMPARE(QGuiApplication::clipboard()->text(), lines.join(u'\n') + u'\n');
    choose(ProgramKind::Go);
    QVERIFY(!part<ElidedLabel>("savedWhere")->isVisible());
    click("copyRun");
    QVERIFY(!QGuiApplication::clipboard()->text().contains("cd '"_L1));
}

void TestCodeWindow::savingAgainMakesAnotherFolder()
{
    QVERIFY(m_bench->makeExample());
    make();
    choose(ProgramKind::Curl);
    const QTemporaryDir folder;
    save(folder.path());
    save(folder.path());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
        (QStringList{u"image-generated-curl"_s, u"image-generated-curl-2"_s}));
}

void TestCodeWindow::saysWhatCannotBeSaved()
{
    QVERIFY(m_bench->makeExample());
    make();
    const QTemporaryDir folder;
    const QString notAFolder = folder.filePath(u"file"_s);
    QFile file(notAFolder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    save(notAFolder);
    auto *strip = m_window->findChild<CodeFiles *>()->findChild<MessageStrip *>();
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->title(), u"The program is not saved"_s);
    QVERIFY(!part<ElidedLabel>("savedWhere")->isVisible());
    save(folder.path());
    QVERIFY(!strip->isVisible());
    QVERIFY(part<ElidedLabel>("savedWhere")->isVisible());
}

void TestCodeWindow::copiesTheFileInSight()
{
    QVERIFY(m_bench->makeExample());
    make();
    QTest::mouseClick(part("programFile2"), Qt::LeftButton);
    click("copyProgram");
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), expected(ProgramKind::TypeScript).files[1].text);
}

void TestCodeWindow::theLinesAreThoseTheProgramReads()
{
    QVERIFY(m_bench->makeExample());
    make();
    const SandboxAddress address = (*m_bench)->address();
    auto *lines = m_window->findChild<ConnectLines *>();
    const QString key = QString::fromLatin1(address.apiKey);
    QVERIFY(lines->text().startsWith(
        u"DODO_PAYMENTS_BASE_URL=%1\nDODO_PAYMENTS_API_KEY=%2\nDODO_CUSTOMER_ID=%3\n"_s.arg(
            address.dodoUrl, key, customer())));
    QVERIFY(lines->text().contains(u"\nOPENAI_BASE_URL=%1/v1\n"_s.arg(address.dodoUrl)));
    QVERIFY(!lines->shown().join(u'\n').contains(key));
    click("revealLines");
    QVERIFY(lines->shown().join(u'\n').contains(key));
    click("revealLines");
    choose(ProgramKind::Python);
    QVERIFY(!lines->text().contains("OPENAI"_L1));
    choose(ProgramKind::WebhookPython);
    QCOMPARE(lines->text(),
        u"DODO_PAYMENTS_WEBHOOK_KEY=%1\n"_s.arg(QString::fromLatin1((*m_bench)->desk().webhookKey)));
    QVERIFY(!lines->shown().first().contains("whsec_"_L1));
    click("copyLines");
    QCOMPARE(QGuiApplication::clipboard()->text(), lines->text());
}

void TestCodeWindow::withoutACustomerItSaysSo()
{
    make();
    QVERIFY(part("codeCustomer")->isVisible());
    QVERIFY(!m_window->findChild<ConnectLines *>()->text().contains("CUSTOMER"_L1));
    QVERIFY(m_bench->makeExample());
    QVERIFY(!part("codeCustomer")->isVisible());
    QVERIFY(m_window->findChild<ConnectLines *>()->text().contains(customer()));
}

void TestCodeWindow::anotherMeterHasItsOwnProgram()
{
    QVERIFY(m_bench->makeExample());
    NewMeter tokens{.name = u"Tokens"_s,
        .eventName = u"tokens.used"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"tokens"_s},
        .description = {},
        .filter = {}};
    const auto made = resultOf((*m_bench)->client().createMeter(tokens));
    QVERIFY(made);
    QVERIFY(m_bench->load());
    make();
    auto *meters = part<ComboBox>("codeMeter");
    QCOMPARE(meters->currentText(), u"Image Generation Meter, image.generated"_s);
    m_window->showFor(made->id);
    QCOMPARE(meters->currentText(), u"Tokens, tokens.used"_s);
    const QString text = m_window->findChild<CodeFiles *>()->shownText();
    QVERIFY(text.contains("tokens.used"_L1));
    QVERIFY(!text.contains("image.generated"_L1));
    QVERIFY(resultOf((*m_bench)->client().archiveMeter(made->id)));
    QVERIFY(m_bench->load());
    QCOMPARE(meters->currentText(), u"Image Generation Meter, image.generated"_s);
}

void TestCodeWindow::withoutAMeterItWritesForTheOneToCome()
{
    make();
    QCOMPARE(part<ComboBox>("codeMeter")->count(), 0);
    choose(ProgramKind::Python);
    QVERIFY(m_window->findChild<CodeFiles *>()->shownText().contains("image.generated"_L1));
}

void TestCodeWindow::theLampFollowsAnotherProgram()
{
    QVERIFY(m_bench->makeExample());
    make();
    const auto lamp = [this] { return m_window->findChild<ConnectLamp *>()->words(); };
    QCOMPARE(lamp().head, u"Waiting for your program"_s);
    OtherProgram program((*m_bench)->address().dodoUrl, (*m_bench)->address().apiKey);
    program.send({OtherProgram::event(u"own_1"_s, customer())});
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted"_s);
    QCOMPARE(lamp().tone, LampWords::Tone::Counted);
    click("resetCodeCount");
    QCOMPARE(lamp().tone, LampWords::Tone::Waiting);
    program.setKey("dodo_live_no");
    program.send({OtherProgram::event(u"own_2"_s, customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Refused);
}

void TestCodeWindow::aHandlerAnswersTheTestEvent()
{
    QVERIFY(m_bench->makeExample());
    make();
    choose(ProgramKind::WebhookTypeScript);
    const Handler handler(200);
    part<QLineEdit>("webhookUrl")->setText(handler.url());
    part<ComboBox>("webhookType")->setCurrentText(u"subscription.active"_s);
    QVERIFY(!proven());
    click("sendTestEvent");
    QTRY_VERIFY2(answer().startsWith("200 in "_L1), qPrintable(answer()));
    QVERIFY(answer().endsWith(" ms"_L1));
    QVERIFY(proven());
    QVERIFY(handler.heard().contains("\"type\":\"subscription.active\""));
    QVERIFY(handler.heard().toLower().contains("\nwebhook-signature: v1,"));
    QVERIFY(handler.heard().contains(customer().toUtf8()));
}

void TestCodeWindow::aHandlerThatRefusesIsNoProof()
{
    QVERIFY(m_bench->makeExample());
    make();
    choose(ProgramKind::WebhookPython);
    const Handler handler(401);
    part<QLineEdit>("webhookUrl")->setText(handler.url());
    click("sendTestEvent");
    QTRY_VERIFY2(answer().startsWith("401 in "_L1), qPrintable(answer()));
    QVERIFY(answer().endsWith(" ms: not accepted. Check DODO_PAYMENTS_WEBHOOK_KEY in its environment."_L1));
    QVERIFY(!proven());
}

void TestCodeWindow::nobodyThereIsSaid()
{
    QVERIFY(m_bench->makeExample());
    make();
    choose(ProgramKind::WebhookPython);
    QString gone;
    {
        const Handler handler(200);
        gone = handler.url();
    }
    part<QLineEdit>("webhookUrl")->setText(gone);
    click("sendTestEvent");
    QTRY_COMPARE(answer(), u"Nobody answers at %1: start the handler first."_s.arg(QUrl(gone).authority()));
    QVERIFY(!proven());
}

void TestCodeWindow::onlyThisComputerIsAsked_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("asked");
    QTest::newRow("number") << u"http://127.0.0.1:3000/webhook"_s << true;
    QTest::newRow("name") << u"http://localhost:3000"_s << true;
    QTest::newRow("six") << u"http://[::1]:3000/hooks"_s << true;
    QTest::newRow("elsewhere") << u"http://example.com/webhook"_s << false;
    QTest::newRow("looks like it") << u"http://127.0.0.1.example.com/"_s << false;
    QTest::newRow("with a name") << u"http://me:you@127.0.0.1/"_s << false;
    QTest::newRow("behind an at") << u"http://127.0.0.1@example.com/"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("words") << u"my handler"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestCodeWindow::onlyThisComputerIsAsked()
{
    QFETCH(QString, url);
    QFETCH(bool, asked);
    make();
    choose(ProgramKind::WebhookPython);
    const QString before = answer();
    part<QLineEdit>("webhookUrl")->setText(url);
    click("sendTestEvent");
    auto *field = qobject_cast<Field *>(part<QLineEdit>("webhookUrl")->parentWidget()->parentWidget());
    QVERIFY(field);
    QCOMPARE(field->note().kind, asked ? FieldNote::Kind::None : FieldNote::Kind::Error);
    QCOMPARE(part<Button>("sendTestEvent")->isBusy(), asked);
    if (asked)
        QTRY_VERIFY(answer() != before); // without a customer there is nothing to send, and it says so
    else
        QCOMPARE(answer(), before);
}

// Saved and started as it is, the handler stands where the field says.
void TestCodeWindow::theHandlerListensWhereTheWindowAsks()
{
    make();
    choose(ProgramKind::WebhookPython);
    const QUrl url(part<QLineEdit>("webhookUrl")->text());
    const QByteArray port = "PORT=" + QByteArray::number(url.port());
    QByteArray all;
    for (const ProgramFile &file : m_window->program().files)
        all += file.text;
    QVERIFY(all.contains(port));
    QVERIFY(all.contains(url.path().toUtf8()));
}

void TestCodeWindow::worksByKeyboard()
{
    QVERIFY(m_bench->makeExample());
    make();
    part("codeMeter")->setFocus(Qt::TabFocusReason);
    QStringList order;
    for (int i = 0; i < 30 && !order.contains(u"closeCode"_s); ++i) {
        const QWidget *focused = QApplication::focusWidget();
        order << (focused->objectName().isEmpty() ? focused->parent() : focused)->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order.join(u' '),
        u"codeMeter codeKind1 copyProgram saveProgram programFile1 programText revealLines copyLines "
        "connectShell copyRun resetCodeCount closeCode"_s);
    part("codeKind1")->setFocus(Qt::TabFocusReason);
    key(Qt::Key_Down);
    QCOMPARE(m_window->findChild<CodeKinds *>()->current(), ProgramKind::Python);
    QVERIFY(tabTo(u"programFile1"_s));
    key(Qt::Key_Right);
    QCOMPARE(m_window->findChild<CodeFiles *>()->shownText().toUtf8(),
        expected(ProgramKind::Python).files[1].text);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().toUtf8(), expected(ProgramKind::Python).files[1].text);
    key(Qt::Key_Escape);
    QVERIFY(m_window->isHidden());
}

void TestCodeWindow::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("percent");
    for (const QSize size : {QSize(1216, 664), QSize(1320, 844)}) {
        for (const ProgramKind kind :
            {ProgramKind::TypeScript, ProgramKind::NextRoute, ProgramKind::WebhookTypeScript})
            QTest::addRow("%d %d", size.width(), int(kind)) << size << int(kind) << 100;
    }
    QTest::newRow("large text") << QSize(1320, 844) << int(ProgramKind::TypeScript) << 125;
}

void TestCodeWindow::nothingIsClipped()
{
    QFETCH(QSize, size);
    QFETCH(int, kind);
    QFETCH(int, percent);
    QVERIFY(m_bench->makeExample());
    m_themes->setTextPercent(percent);
    make();
    m_window->resize(size);
    choose(ProgramKind(kind));
    const QTemporaryDir folder;
    save(folder.path());
    OtherProgram program((*m_bench)->address().dodoUrl, (*m_bench)->address().apiKey);
    program.send({OtherProgram::event(u"own_1"_s, customer())});
    QTRY_COMPARE(m_window->findChild<ConnectLamp *>()->words().tone, LampWords::Tone::Counted);
    for (const Theme::Kind look : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(look);
        QCoreApplication::processEvents();
        const QStringList clipped = clippedIn(*m_window);
        looks::keep(*m_window,
            u"code-%1-%2-%3-%4"_s.arg(size.width())
                .arg(kind)
                .arg(percent)
                .arg(look == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
        QCOMPARE(m_window->size(), size);
    }
}

void TestCodeWindow::mayCloseWhileATestEventTravels()
{
    QVERIFY(m_bench->makeExample());
    make();
    choose(ProgramKind::WebhookPython);
    const Handler handler(200);
    part<QLineEdit>("webhookUrl")->setText(handler.url());
    click("sendTestEvent");
    m_window.reset();
    QTRY_VERIFY(!handler.heard().isEmpty());
}

QTEST_MAIN(TestCodeWindow)
#include "tst_codewindow.moc"
