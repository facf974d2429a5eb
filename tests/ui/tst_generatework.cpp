// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "imaging/picture.h"
#include "imaging/receipt.h"
#include "ui/pages/generatehistory.h"
#include "ui/parts/inputframe.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QListWidget>
#include <QMimeData>
#include <ctime>

namespace {

// Measures the processor time of each event the window handles: what a person would feel as a stutter,
// without what other programs take.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const qint64 from = now();
        ++m_depth;
        const int type = event->type();
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        if (m_depth <= watchDepth && now() - from > longest) {
            longest = now() - from;
            longestType = type;
        }
        return done;
    }

    qint64 longest = 0; // nanoseconds
    int longestType = 0; // QEvent::Type
    int watchDepth = -1;

private:
    static qint64 now()
    {
#ifdef Q_OS_LINUX
        timespec at{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
        return qint64(at.tv_sec) * 1'000'000'000 + at.tv_nsec;
#else
        return 0;
#endif
    }

    int m_depth = 0;
};

} // namespace

class TestGenerateWork : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void cancelledLeavesNothing();
    void aRefusedPromptIsOneSentence();
    void aFailureKeepsThePromptAndTriesAgain();
    void anEmptyPromptIsAskedFor();
    void earlierPromptsAreFound();
    void settingsAreShownAndUsed();
    void aPictureIsDraggedOut();
    void savesAsJpegAndWithoutSettings();
    void savesCopiesVariesAndDeletes();
    void historyShowsAnEarlierPictureAndLeavesTheForm();
    void closesWhilePainting();
    void paintsWithoutHoldingTheWindow();
};

void TestGenerateWork::cancelledLeavesNothing()
{
    QVERIFY(makeExample());
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    order(u"A stormy sea"_s);
    press(*m_page, "cancelGenerate");
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(control(*m_page, "generate")->isVisible());
    QVERIFY(!control<PictureView>(*m_page, "picture")->showsProgress());
    QCOMPARE(images(), 0);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A stormy sea"_s);
    QVERIFY(!control(*m_page, "generateFailure")->isVisible());
}

void TestGenerateWork::aRefusedPromptIsOneSentence()
{
    QVERIFY(makeExample());
    order(u"A gory murder"_s);
    auto *strip = control<MessageStrip>(*m_page, "generateFailure");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
    QCOMPARE(strip->title(), u"This prompt is not painted, and nothing is billed."_s);
    QVERIFY(strip->text().isEmpty());
    QVERIFY(idle());
    QCOMPARE(images(), 0);
    QVERIFY(m_page->cancel()); // Esc closes it
    QVERIFY(!strip->isVisible());
}

void TestGenerateWork::aFailureKeepsThePromptAndTriesAgain()
{
    QVERIFY(makeExample());
    m_stack->stopServer();
    order(u"A lake"_s);
    auto *strip = control<MessageStrip>(*m_page, "generateFailure");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
    QVERIFY(strip->text().startsWith(u"No picture was made, no event was sent and nothing is billed."_s));
    QCOMPARE(state(Chain::Picture), State::Failed);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A lake"_s);
    press(*m_page, "tryAgain");
    QVERIFY(!idle());
    QTRY_VERIFY_WITH_TIMEOUT(idle() && strip->isVisible(), patience);
    QSignalSpy log(m_page.get(), &GeneratePage::showEventRequested);
    press(*m_page, "showInLog");
    QCOMPARE(log.size(), 1);
}

void TestGenerateWork::anEmptyPromptIsAskedFor()
{
    m_page->primaryAction();
    QVERIFY(idle());
    QCOMPARE(text("promptNote"), u"Describe a picture first."_s);
    press(*m_page, "promptChip0");
    QVERIFY(!control(*m_page, "promptNote")->isVisible());
    QCOMPARE(text("promptCount"), u"33 characters"_s);
}

void TestGenerateWork::earlierPromptsAreFound()
{
    auto *prompt = m_page->findChild<GeneratePrompt *>();
    QStringList all;
    for (int i = 1; i <= 12; ++i)
        all.append(u"Picture number %1"_s.arg(i));
    prompt->setEarlier(all.first(10));
    press(*m_page, "promptHistory");
    auto *list = control<QListWidget>(*m_page, "earlierList");
    QTRY_VERIFY(list->isVisible());
    QVERIFY(!control(*m_page, "earlierSearch")->isVisible()); // ten are seen at once
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(prompt->text(), all[1]);
    QVERIFY(!list->isVisible());

    prompt->setEarlier(all);
    press(*m_page, "promptHistory");
    auto *search = control<PrefixedEdit>(*m_page, "earlierSearch");
    QTRY_VERIFY(search->isVisible());
    QTest::keyClicks(search->lineEdit(), u"number 1"_s);
    QCOMPARE(list->count(), 4); // 1, 10, 11, 12
    QTest::keyClick(search->lineEdit(), Qt::Key_Down);
    QTest::keyClick(search->lineEdit(), Qt::Key_Return);
    QCOMPARE(prompt->text(), u"Picture number 10"_s);
    QVERIFY(!list->isVisible());
}

void TestGenerateWork::settingsAreShownAndUsed()
{
    order(u"A green meadow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    m_page->findChild<GeneratePrompt *>()->setText(u"Something else"_s);
    m_page->findChild<QAction *>(u"showSettings"_s)->trigger();
    auto *card = control(*m_page, "settingsCard");
    QTRY_VERIFY(card->isVisible());
    QCOMPARE(text("settingsPrompt"), u"A green meadow"_s);
    QCOMPARE(text("settingsSeed"), u"1"_s);
    QCOMPARE(m_page->findChild<GeneratePrompt *>()->text(), u"Something else"_s);
    press(*m_page, "useShownSettings");
    QVERIFY(!card->isVisible());
    QCOMPARE(m_page->findChild<GeneratePrompt *>()->text(), u"A green meadow"_s);
    QCOMPARE(control<QLineEdit>(*m_page, "seed")->text(), u"1"_s);
    m_page->findChild<QAction *>(u"regenerate"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(images(), 2, patience);
    const auto rows = answerOf(m_stack->session().outbox().images());
    QCOMPARE(rows->at(0).seed, rows->at(1).seed);
    QTRY_VERIFY(idle());
    m_page->findChild<QAction *>(u"pictureNewSeed"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(images(), 3, patience);
    QVERIFY(answerOf(m_stack->session().outbox().images())->first().seed != rows->first().seed);
}

void TestGenerateWork::aPictureIsDraggedOut()
{
    order(u"A green meadow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *view = control<PictureView>(*m_page, "picture");
    QTRY_COMPARE(view->count(), 1);
    QList<QUrl> urls;
    m_page->setStartDrag([&urls](QWidget *, QMimeData *data, const QPixmap &) {
        urls = data->urls();
        delete data;
    });
    QTest::mousePress(view, Qt::LeftButton, {}, view->rect().center());
    QMouseEvent move(QEvent::MouseMove, QPointF(view->rect().center() + QPoint(40, 40)),
        view->mapToGlobal(QPointF(view->rect().center() + QPoint(40, 40))), Qt::NoButton, Qt::LeftButton,
        Qt::NoModifier);
    QCoreApplication::sendEvent(view, &move);
    QTRY_COMPARE(urls.size(), 1);
    const QFileInfo file(urls.first().toLocalFile());
    QVERIFY2(file.fileName().startsWith(u"a-green-meadow-"_s), qPrintable(file.fileName()));
    QFile saved(file.filePath());
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(receiptOf(saved.readAll()));
}

void TestGenerateWork::savesAsJpegAndWithoutSettings()
{
    order(u"A green meadow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTemporaryDir folder;
    const auto saveAs = [&](const QString &name) {
        m_page->setAskFile([path = folder.filePath(name)](QWidget *, const QString &,
                               const std::function<void(const QString &)> &to) { to(path); });
        press(*m_page, "savePicture");
    };
    const auto bytesOf = [&](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    saveAs(u"a.jpg"_s);
    QTRY_COMPARE(formatOf(bytesOf(u"a.jpg"_s)), QByteArray("jpeg"));
    m_page->findChild<QAction *>(u"keepSettings"_s)->setChecked(false);
    QVERIFY(!m_studio->withMetadata());
    saveAs(u"b.png"_s);
    QTRY_COMPARE(formatOf(bytesOf(u"b.png"_s)), QByteArray("png"));
    QVERIFY(!receiptOf(bytesOf(u"b.png"_s)));
}

void TestGenerateWork::savesCopiesVariesAndDeletes()
{
    QVERIFY(makeExample());
    order(u"A green meadow"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    const QString id = control<ElidedLabel>(*m_page, "receiptEventId")->text();

    QTemporaryDir folder;
    QString suggested;
    m_page->setAskFile([&](QWidget *, const QString &name, const std::function<void(const QString &)> &to) {
        suggested = name;
        to(folder.filePath(name));
    });
    press(*m_page, "savePicture");
    QVERIFY(suggested.startsWith(u"a-green-meadow-"_s));
    QFile saved(folder.filePath(suggested));
    QTRY_VERIFY(saved.exists());
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(receiptOf(saved.readAll())->eventId), id);

    press(*m_page, "copyPicture");
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(1024, 1024));

    press(*m_page, "varyPicture");
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);

    m_page->findChild<QAction *>(u"deletePicture"_s)->trigger();
    QTRY_COMPARE(images(), 1);
    QTRY_COMPARE(control<ElidedLabel>(*m_page, "receiptEventId")->text(), id);
    QVERIFY(m_stack->load());
    QCOMPARE(m_stack->session().bill()->consumed(), Decimal(2)); // its event stays billed
    press(*m_page, "undoDelete");
    QTRY_COMPARE(images(), 2);
    QTRY_COMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 2"_s);
    QVERIFY(!control(*m_page, "generateFailure")->isVisible());
}

void TestGenerateWork::historyShowsAnEarlierPictureAndLeavesTheForm()
{
    QVERIFY(makeExample());
    order(u"A lake at dawn"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    order(u"A beach at sunset"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    m_page.reset();
    makePage(); // as after a restart: only what is kept
    auto *view = control<PictureView>(*m_page, "picture");
    QTRY_COMPARE(view->count(), 1);
    QTRY_COMPARE(chain()->node(Chain::Counted).fact, u"Unit 2"_s);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A beach at sunset"_s); // the draft

    const auto *history = control<GenerateHistory>(*m_page, "history");
    const auto rows = answerOf(m_stack->session().outbox().images());
    const ImageRow oldest = rows->last();
    auto *thumb = m_page->findChild<QAbstractButton *>(u"history_"_s + oldest.id.string());
    QVERIFY(thumb);
    QTRY_COMPARE(thumb->accessibleDescription(), u"free"_s);
    QTest::mouseClick(thumb, Qt::LeftButton);
    QCOMPARE(history->current(), oldest.id.string());
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A lake at dawn"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QTRY_COMPARE(view->accessibleDescription(), u"A lake at dawn"_s);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A beach at sunset"_s);
}

void TestGenerateWork::closesWhilePainting()
{
    QVERIFY(makeExample());
    order(u"A rainbow over a meadow"_s);
    m_page.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!m_studio->busy(), patience);
    QTRY_COMPARE(images(), 1); // the picture and its event are kept all the same
    makePage();
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
}

void TestGenerateWork::paintsWithoutHoldingTheWindow()
{
    QVERIFY(makeExample());
    order(u"A lake"_s); // fonts and icons are loaded by then
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    auto *watch = static_cast<WatchedApplication *>(qApp);
    watch->watchDepth = 0;
    order(u"A forest by the sea at night"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    watch->watchDepth = -1;
    const double ms = double(watch->longest) / 1e6;
    qInfo("longest event: %.1f ms, type %d", ms, watch->longestType);
    // The picture alone takes longer than this; how much shorter the window's own work is, the bench
    // measures.
    QVERIFY2(ms < 100, qPrintable(QString::number(ms)));
}

int main(int argc, char *argv[])
{
    WatchedApplication app(argc, argv);
    TestGenerateWork test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_generatework.moc"
