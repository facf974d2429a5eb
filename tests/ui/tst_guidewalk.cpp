// SPDX-License-Identifier: MIT
#include "guide/readiness.h"
#include "walker.h"

#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

// From the first start to a bill one can explain: the ten minutes of the guide, by mouse, through the real
// window with the real sandbox behind it.
class TestGuideWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theWholeWalkByMouse();
    void leavingAndComingBack();
    void startingOver();

private:
    void checkTheBill();
    void openTheCode(Hand &hand);
    void openTheReadiness(Hand &hand);
    void saveTheGuide(Hand &hand);
    void moveTheMonth(Hand &hand);
    void keep(const QString &name);
    void lookAtFigures(Walker &walker);

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<GuideWindow> m_screen;
};

void TestGuideWalk::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestGuideWalk::init()
{
    m_bench = std::make_unique<Bench>();
    m_screen = std::make_unique<GuideWindow>(*m_bench, *m_themes);
}

void TestGuideWalk::cleanup()
{
    m_screen.reset();
    m_bench.reset();
}

void TestGuideWalk::keep(const QString &name)
{
    if (qEnvironmentVariableIsEmpty("PIXELMETER_SHOTS"))
        return;
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        for (int passes = 0; passes < 3; ++passes) // what is made anew shows a pass later
            QCoreApplication::processEvents();
        looks::keep(m_screen->window(),
            u"walk-%1-%2"_s.arg(name, kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
    }
}

void TestGuideWalk::lookAtFigures(Walker &walker)
{
    const auto figures = [this](const QString &usage, const QString &amount, const QString &shot) {
        return [=, this] {
            QTRY_COMPARE(m_screen->text(u"usage"_s), usage);
            QTRY_COMPARE(m_screen->text(u"billAmount"_s), amount);
            keep(shot);
        };
    };
    walker.at(u"customer"_s, figures(u"0 images · 10 free left"_s, u"$0.00"_s, u"3-done"_s));
    walker.at(u"first"_s, figures(u"1 image · 9 free left"_s, u"$0.00"_s, u"4-done"_s));
    walker.at(u"more/billable"_s, figures(u"11 images · 10 free · 1 billable"_s, u"$0.05"_s, u"5-eleven"_s));
    walker.at(u"more/why"_s, figures(u"11 images · 10 free · 1 billable"_s, u"$0.05"_s, u"5-draft"_s));
    walker.at(u"log"_s, figures(u"12 images · 10 free · 2 billable"_s, u"$0.10"_s, u"6-done"_s));
    walker.at(u"usage/sum"_s, [this] { checkTheBill(); });
    for (const auto &[place, shot] :
        {std::pair(u"meter/name"_s, u"1-begin"_s), {u"meter/or"_s, u"1-or"_s},
            {u"meter/create"_s, u"1-create"_s}, {u"meter"_s, u"1-done"_s}, {u"product/price"_s, u"2-price"_s},
            {u"product/add"_s, u"2-add"_s}, {u"product"_s, u"2-done"_s}, {u"customer/checkout"_s, u"3-pay"_s},
            {u"customer/id"_s, u"3-id"_s}, {u"first/prompt"_s, u"4-prompt"_s},
            {u"first/chain"_s, u"4-chain"_s}, {u"first/fields"_s, u"4-fields"_s},
            {u"more/count"_s, u"5-count"_s}, {u"more/quality"_s, u"5-quality"_s}, {u"more"_s, u"5-done"_s},
            {u"log/draft"_s, u"6-rows"_s}, {u"log/verdict"_s, u"6-verdict"_s}, {u"log/again"_s, u"6-again"_s},
            {u"log/ignored"_s, u"6-ignored"_s}, {u"usage/line"_s, u"7-line"_s}, {u"usage"_s, u"7-done"_s},
            {u"back/sentence"_s, u"8-sentence"_s}, {u"back/wrong"_s, u"8-wrong"_s}, {u"back"_s, u"8-end"_s}})
        walker.at(place, [this, shot] { keep(shot); });
}

void TestGuideWalk::theWholeWalkByMouse()
{
    Mouse mouse(*m_screen);
    mouse.press(u"startGuide"_s);
    QTRY_VERIFY(m_screen->panel()->isVisible());
    Walker walker(*m_screen, mouse);
    lookAtFigures(walker);
    walker.walk();
    if (QTest::currentTestFailed())
        return;
    walker.sayItBack();
    for (const auto end : {&TestGuideWalk::openTheCode, &TestGuideWalk::openTheReadiness,
             &TestGuideWalk::saveTheGuide, &TestGuideWalk::moveTheMonth}) {
        if (QTest::currentTestFailed())
            return;
        (this->*end)(mouse);
    }
}

// Twelve of the thirteen events are counted, and the one that went out twice only once.
void TestGuideWalk::checkTheBill()
{
    const QString sum = u"13 events received, 12 counted, 10 free, 2 × $0.05 = $0.10."_s;
    QTRY_COMPARE(m_screen->text(u"guideSay"_s), sum);
    QTRY_COMPARE(m_screen->text(u"usageSentence"_s).remove(u'\u00a0'), sum);
    QTRY_COMPARE(m_screen->text(u"billTotal"_s), u"$0.10"_s);
    keep(u"7-sum"_s);
}

void TestGuideWalk::openTheCode(Hand &hand)
{
    hand.press(u"openCode"_s);
    auto *code = m_screen->window().findChild<QWidget *>(u"codeWindow"_s);
    QVERIFY(code);
    QTRY_VERIFY(code->isVisible());
    looks::keep(*code, u"walk-9-code"_s);
    QTest::mouseClick(code->findChild<QWidget *>(u"closeCode"_s), Qt::LeftButton);
    QTRY_VERIFY(!code->isVisible());
}

void TestGuideWalk::openTheReadiness(Hand &hand)
{
    hand.press(u"openReadiness"_s);
    auto *sheet = m_screen->window().findChild<QWidget *>(u"readinessSheet"_s);
    QVERIFY(sheet);
    QTRY_VERIFY(sheet->isVisible());
    const Readiness expected
        = readinessOf(m_screen->guide().facts(), seenIn((*m_bench)->logModel(), m_bench->session()));
    QVERIFY(expected.proven() >= 5);
    for (const ReadinessLine &line : expected.shown) {
        const auto *row = sheet->findChild<QWidget *>(u"ready_"_s + line.id);
        QVERIFY2(row, qPrintable(line.id));
        QCOMPARE(row->accessibleName().startsWith("Done: "_L1), line.done);
    }
    looks::keep(*sheet, u"walk-9-readiness"_s);
    QTest::mouseClick(sheet->findChild<QWidget *>(u"closeReadiness"_s), Qt::LeftButton);
    QTRY_VERIFY(!sheet->isVisible());
}

void TestGuideWalk::saveTheGuide(Hand &hand)
{
    const QTemporaryDir folder;
    hand.press(u"saveGuide"_s);
    auto *dialog = m_screen->window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    auto *path = dialog->findChild<QLineEdit *>();
    path->setText(folder.path());
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(m_screen->text(u"guideNote"_s).startsWith(u"Saved in “"_s),
        qPrintable(m_screen->text(u"guideNote"_s)), GuideWindow::patience);
    const QStringList made = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(made.size(), 1);
    QFile guide(folder.filePath(made.first() + u"/guide.md"_s));
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const QByteArray text = guide.readAll();
    QVERIFY(text.contains("Image Generation Meter"));
    QVERIFY(text.contains("2 × $0.05 = $0.10"));
    QVERIFY(QDir(folder.filePath(made.first() + u"/images"_s)).entryList(QDir::Files).size() >= 7);
}

// The period ends: its bill becomes an invoice, and the next one begins at nothing.
void TestGuideWalk::moveTheMonth(Hand &hand)
{
    const TimePoint before = m_bench->session().now();
    hand.press(u"moveMonth"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().now() > before + std::chrono::hours(24 * 27), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(m_screen->text(u"usage"_s), u"0 images · 10 free left"_s, 30000);
    QCOMPARE(m_screen->window().currentPage(), int(MainWindow::Usage));
    const auto history
        = resultOf((*m_bench)->client().usageHistory(m_bench->session().state().subscription->id));
    QVERIFY(history);
    QCOMPARE(history->last().meters.first().totalPrice, 10);
    keep(u"9-month"_s);
}

// Closed in the middle of a chapter, skipped and gone back to: the place is kept.
void TestGuideWalk::leavingAndComingBack()
{
    Mouse mouse(*m_screen);
    mouse.press(u"startGuide"_s);
    Walker(*m_screen, mouse).walk(u"product/price"_s);
    if (QTest::currentTestFailed())
        return;
    m_screen->reopen();
    QTRY_VERIFY(m_screen->panel()->isVisible());
    QCOMPARE(m_screen->guide().chapter(), 1);
    QTRY_COMPARE(m_screen->text(u"guideTitle"_s), u"What it costs"_s);
    QTRY_VERIFY(m_screen->guide().ticked(0));
    QVERIFY(!m_screen->guide().ticked(1));
    mouse.press(u"guideSkip"_s);
    QTRY_COMPARE(m_screen->text(u"guideTitle"_s), u"Who pays"_s);
    QTRY_COMPARE(m_screen->text(u"guideWrongTurnText"_s), u"There is nothing to buy yet."_s);
    mouse.press(u"guideMend"_s);
    QTRY_COMPARE(m_screen->window().currentPage(), int(MainWindow::Product));
    mouse.press(u"guideChapter2"_s);
    QTRY_COMPARE(m_screen->guide().chapter(), 1);
    Walker again(*m_screen, mouse);
    again.walk(u"product"_s);
    QVERIFY(m_screen->guide().ticked(1));
}

void TestGuideWalk::startingOver()
{
    Mouse mouse(*m_screen);
    mouse.press(u"startGuide"_s);
    Walker(*m_screen, mouse).walk(u"meter"_s);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_screen->guide().ticked(0));
    mouse.press(u"guideStartOver"_s);
    mouse.press(u"guideStartOverYes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_screen->guide().ticked(0), 30000);
    QVERIFY(resultOf((*m_bench)->client().meters())->isEmpty());
    Walker(*m_screen, mouse).walk(u"meter"_s);
    QVERIFY(m_screen->guide().ticked(0));
}

QTEST_MAIN(TestGuideWalk)

#include "tst_guidewalk.moc"
