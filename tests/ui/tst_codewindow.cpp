// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "codebench.h"
#include "looks.h"
#include "otherprogram.h"
#include "ui/code/codefiles.h"
#include "ui/code/codekinds.h"
#include "ui/pages/connectlamp.h"
#include "ui/pages/connectlines.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

// "In your own code" against the embedded server, with a program of the reader's beside it.
class TestCodeWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_code.reset(); }
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
    void worksByKeyboard();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<CodeBench> m_code;
};

void TestCodeWindow::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestCodeWindow::init()
{
    m_themes->setTextPercent(100);
    m_code = std::make_unique<CodeBench>();
}

void TestCodeWindow::theTextOnTheScreenIsTheProgram()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    for (const ProgramKind kind : programKinds()) {
        m_code->choose(kind);
        const Program program = m_code->expected(kind);
        QVERIFY(!program.files.isEmpty());
        for (qsizetype i = 0; i < program.files.size(); ++i) {
            QTest::mouseClick(m_code->part<QAbstractButton>(u"programFile%1"_s.arg(i + 1)), Qt::LeftButton);
            QCOMPARE(m_code->part<QPlainTextEdit>(u"programText"_s)->toPlainText().toUtf8(),
                program.files[i].text);
        }
        QVERIFY(!m_code->part(u"programFile%1"_s.arg(program.files.size() + 1)));
        QVERIFY(m_code->part<QPlainTextEdit>(u"programText"_s)->isReadOnly());
    }
}

void TestCodeWindow::theSavedFolderIsTheProgram()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    const QTemporaryDir folder;
    m_code->save(folder.path());
    const QString path = folder.filePath(u"image-generated-typescript"_s);
    QCOMPARE(m_code->part<ElidedLabel>(u"savedWhere"_s)->text(), u"Saved in "_s + path);
    for (const ProgramFile &file : m_code->expected(ProgramKind::TypeScript).files) {
        QFile saved(path + u'/' + file.name);
        QVERIFY2(saved.open(QIODevice::ReadOnly), qPrintable(file.name));
        QCOMPARE(saved.readAll(), file.text);
    }
    const auto shown = m_code->part(u"runLines"_s)->findChildren<ElidedLabel *>();
    QCOMPARE(shown.size(), m_code->expected(ProgramKind::TypeScript).run.size() + 1);
    QTRY_VERIFY(shown.first()->isVisible() && shown.first()->height() > 10);
    m_code->click(u"copyRun"_s);
    QStringList lines = m_code->expected(ProgramKind::TypeScript).run;
    lines.prepend(u"cd '%1'"_s.arg(path));
    QCOMPARE(QGuiApplication::clipboard()->text(), lines.join(u'\n') + u'\n');
    m_code->choose(ProgramKind::Go);
    QVERIFY(!m_code->part<ElidedLabel>(u"savedWhere"_s)->isVisible());
    m_code->click(u"copyRun"_s);
    QVERIFY(!QGuiApplication::clipboard()->text().contains("cd '"_L1));
}

void TestCodeWindow::savingAgainMakesAnotherFolder()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->choose(ProgramKind::Curl);
    const QTemporaryDir folder;
    m_code->save(folder.path());
    m_code->save(folder.path());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
        (QStringList{u"image-generated-curl"_s, u"image-generated-curl-2"_s}));
}

void TestCodeWindow::saysWhatCannotBeSaved()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    const QTemporaryDir folder;
    const QString notAFolder = folder.filePath(u"file"_s);
    QFile file(notAFolder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_code->save(notAFolder);
    auto *strip = m_code->window().findChild<CodeFiles *>()->findChild<MessageStrip *>();
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->title(), u"The program is not saved"_s);
    QVERIFY(!m_code->part<ElidedLabel>(u"savedWhere"_s)->isVisible());
    m_code->save(folder.path());
    QVERIFY(!strip->isVisible());
    QVERIFY(m_code->part<ElidedLabel>(u"savedWhere"_s)->isVisible());
}

void TestCodeWindow::copiesTheFileInSight()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    QTest::mouseClick(m_code->part(u"programFile2"_s), Qt::LeftButton);
    m_code->click(u"copyProgram"_s);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(),
        m_code->expected(ProgramKind::TypeScript).files[1].text);
}

void TestCodeWindow::theLinesAreThoseTheProgramReads()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    const SandboxAddress address = (*m_code)->address();
    auto *lines = m_code->window().findChild<ConnectLines *>();
    const QString key = QString::fromLatin1(address.apiKey);
    QVERIFY(lines->text().startsWith(
        u"DODO_PAYMENTS_BASE_URL=%1\nDODO_PAYMENTS_API_KEY=%2\nDODO_CUSTOMER_ID=%3\n"_s.arg(
            address.dodoUrl, key, m_code->customer())));
    QVERIFY(lines->text().contains(u"\nOPENAI_BASE_URL=%1/v1\n"_s.arg(address.dodoUrl)));
    QVERIFY(!lines->shown().join(u'\n').contains(key));
    m_code->click(u"revealLines"_s);
    QVERIFY(lines->shown().join(u'\n').contains(key));
    m_code->click(u"revealLines"_s);
    m_code->choose(ProgramKind::Python);
    QVERIFY(!lines->text().contains("OPENAI"_L1));
    m_code->choose(ProgramKind::WebhookPython);
    QCOMPARE(lines->text(),
        u"DODO_PAYMENTS_WEBHOOK_KEY=%1\n"_s.arg(QString::fromLatin1((*m_code)->desk().webhookKey)));
    QVERIFY(!lines->shown().first().contains("whsec_"_L1));
    m_code->click(u"copyLines"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), lines->text());
}

void TestCodeWindow::withoutACustomerItSaysSo()
{
    m_code->open();
    QVERIFY(m_code->part(u"codeHint"_s)->isVisible());
    QVERIFY(!m_code->window().findChild<ConnectLines *>()->text().contains("CUSTOMER"_L1));
    QVERIFY(m_code->bench().makeExample());
    QVERIFY(!m_code->part(u"codeHint"_s)->isVisible());
    QVERIFY(m_code->window().findChild<ConnectLines *>()->text().contains(m_code->customer()));
}

void TestCodeWindow::anotherMeterHasItsOwnProgram()
{
    QVERIFY(m_code->bench().makeExample());
    NewMeter tokens{.name = u"Tokens"_s,
        .eventName = u"tokens.used"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"tokens"_s},
        .description = {},
        .filter = {}};
    const auto made = resultOf((*m_code)->client().createMeter(tokens));
    QVERIFY(made);
    m_code->session().refresh();
    QTRY_COMPARE(m_code->session().state().meters.size(), 2);
    m_code->open();
    auto *meters = m_code->part<ComboBox>(u"codeMeter"_s);
    QCOMPARE(meters->currentText(), u"Image Generation Meter, image.generated"_s);
    m_code->window().showFor(made->id);
    QCOMPARE(meters->currentText(), u"Tokens, tokens.used"_s);
    const QString text = m_code->window().findChild<CodeFiles *>()->shownText();
    QVERIFY(text.contains("tokens.used"_L1));
    QVERIFY(!text.contains("image.generated"_L1));
    QVERIFY(resultOf((*m_code)->client().archiveMeter(made->id)));
    m_code->session().refresh();
    QTRY_COMPARE(meters->currentText(), u"Image Generation Meter, image.generated"_s);
}

void TestCodeWindow::withoutAMeterItWritesForTheOneToCome()
{
    m_code->open();
    QCOMPARE(m_code->part<ComboBox>(u"codeMeter"_s)->count(), 0);
    m_code->choose(ProgramKind::Python);
    QVERIFY(m_code->window().findChild<CodeFiles *>()->shownText().contains("image.generated"_L1));
}

void TestCodeWindow::theLampFollowsAnotherProgram()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    const auto lamp = [this] { return m_code->window().findChild<ConnectLamp *>()->words(); };
    QCOMPARE(lamp().head, u"Waiting for your program"_s);
    OtherProgram program((*m_code)->address().dodoUrl, (*m_code)->address().apiKey);
    program.send({OtherProgram::event(u"own_1"_s, m_code->customer())});
    QTRY_COMPARE(lamp().head, u"TypeScript SDK 2.52.0 connected, 1 event, counted"_s);
    QCOMPARE(lamp().tone, LampWords::Tone::Counted);
    m_code->click(u"resetCodeCount"_s);
    QCOMPARE(lamp().tone, LampWords::Tone::Waiting);
    program.setKey("dodo_live_no");
    program.send({OtherProgram::event(u"own_2"_s, m_code->customer())});
    QTRY_COMPARE(lamp().tone, LampWords::Tone::Refused);
}

void TestCodeWindow::worksByKeyboard()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->part(u"codeMeter"_s)->setFocus(Qt::TabFocusReason);
    QStringList order;
    for (int i = 0; i < 30 && !order.contains(u"closeCode"_s); ++i) {
        const QWidget *focused = QApplication::focusWidget();
        order << (focused->objectName().isEmpty() ? focused->parent() : focused)->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order.join(u' '),
        u"codeMeter codeKind1 copyProgram saveProgram programFile1 programText revealLines copyLines "
        "connectShell copyRun resetCodeCount closeCode"_s);
    m_code->part(u"codeKind1"_s)->setFocus(Qt::TabFocusReason);
    key(Qt::Key_Down);
    QCOMPARE(m_code->window().findChild<CodeKinds *>()->current(), ProgramKind::Python);
    QVERIFY(tabTo(u"programFile1"_s));
    key(Qt::Key_Right);
    QCOMPARE(m_code->window().findChild<CodeFiles *>()->shownText().toUtf8(),
        m_code->expected(ProgramKind::Python).files[1].text);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(
        QGuiApplication::clipboard()->text().toUtf8(), m_code->expected(ProgramKind::Python).files[1].text);
    key(Qt::Key_Escape);
    QVERIFY(m_code->window().isHidden());
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
    QVERIFY(m_code->bench().makeExample());
    m_themes->setTextPercent(percent);
    m_code->open();
    m_code->window().resize(size);
    m_code->choose(ProgramKind(kind));
    const QTemporaryDir folder;
    m_code->save(folder.path());
    OtherProgram program((*m_code)->address().dodoUrl, (*m_code)->address().apiKey);
    program.send({OtherProgram::event(u"own_1"_s, m_code->customer())});
    QTRY_COMPARE(m_code->window().findChild<ConnectLamp *>()->words().tone, LampWords::Tone::Counted);
    for (const Theme::Kind look : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(look);
        QCoreApplication::processEvents();
        const QStringList clipped = clippedIn(m_code->window());
        looks::keep(m_code->window(),
            u"code-%1-%2-%3-%4"_s.arg(size.width())
                .arg(kind)
                .arg(percent)
                .arg(look == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
        QCOMPARE(m_code->window().size(), size);
    }
}

QTEST_MAIN(TestCodeWindow)
#include "tst_codewindow.moc"
