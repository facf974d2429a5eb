// SPDX-License-Identifier: MIT
#include "guide/recipebench.h"
#include "hands.h"
#include "looks.h"
#include "ui/parts/button.h"

// The other recipes, each walked through the real window: "Fill this in for me" in every chapter, and the
// buttons that send pressed by hand.
class TestRecipeWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyRecipeComesToItsBill_data();
    void everyRecipeComesToItsBill();
    void everyRecipeHasARow();
    void anotherRecipeResumesWhereItWasLeft();
    void aNameKeptOnPurposeOutlivesAnotherRecipe();
    void whatExistsIsTickedFromTheStart();

private:
    void start(const QString &recipe);
    void walk(const QString &upTo = u"back/sentence"_s);
    void look(const GuideStep &step);
    void lookAtTexts();
    void lookAtTarget(const GuideStep &step);
    void act(const GuideStep &step);
    void fillIn();
    void sayItBack(const QString &units, const QString &money);
    void keep(const QString &place);
    qsizetype posted() const; // requests that changed something
    Guide &guide() const { return m_screen->guide(); }
    QString place() const;
    QList<bool> ticks() const;

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<GuideWindow> m_screen;
    std::unique_ptr<Mouse> m_mouse;
};

void TestRecipeWalk::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestRecipeWalk::init()
{
    m_bench = std::make_unique<Bench>();
    m_screen = std::make_unique<GuideWindow>(*m_bench, *m_themes);
    m_mouse = std::make_unique<Mouse>(*m_screen);
}

void TestRecipeWalk::cleanup()
{
    m_mouse.reset();
    m_screen.reset();
    m_bench.reset();
}

// The guide from the start page, then another recipe in its list.
void TestRecipeWalk::start(const QString &recipe)
{
    m_mouse->press(u"startGuide"_s);
    QTRY_VERIFY(m_screen->panel()->isVisible());
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(recipe)->title);
    QTRY_COMPARE(guide().recipe().id, recipe);
    QCOMPARE(guide().chapter(), 0);
}

QString TestRecipeWalk::place() const
{
    const GuideStep *step = guide().currentStep();
    return guide().current().id + (step ? u'/' + step->id : QString());
}

QList<bool> TestRecipeWalk::ticks() const
{
    QList<bool> all;
    for (int i = 1; i <= 8; ++i) {
        const auto *chapter = m_screen->part<QAbstractButton>(u"guideChapter%1"_s.arg(i));
        all << (chapter && chapter->accessibleName().endsWith(", done"_L1));
    }
    return all;
}

void TestRecipeWalk::walk(const QString &upTo)
{
    while (!QTest::currentTestFailed() && place() != upTo && place() != "back/sentence"_L1) {
        const QString here = place();
        const GuideStep *step = guide().currentStep();
        if (step) {
            look(*step);
            if (!QTest::currentTestFailed())
                act(GuideStep(*step));
        } else {
            lookAtTexts();
            QVERIFY2(guide().ticked(guide().chapter()), qPrintable(here));
            m_mouse->press(u"guideNext"_s);
        }
        QTRY_VERIFY2_WITH_TIMEOUT(place() != here || QTest::currentTestFailed(),
            qPrintable(here + u" stays: "_s + m_screen->text(u"guideNote"_s)), GuideWindow::patience);
    }
}

void TestRecipeWalk::look(const GuideStep &step)
{
    lookAtTexts();
    if (!QTest::currentTestFailed() && !step.on.isEmpty())
        lookAtTarget(step);
    keep(place());
}

void TestRecipeWalk::lookAtTexts()
{
    const auto trouble = [this] { return GuideWindow::troubleIn(m_screen->panelTexts()); };
    QTRY_VERIFY2(trouble().isEmpty(), qPrintable(place() + u": "_s + trouble()));
    QVERIFY2(!m_screen->part(u"guideWrongTurn"_s),
        qPrintable(place() + u": "_s + m_screen->text(u"guideWrongTurnText"_s)));
}

void TestRecipeWalk::lookAtTarget(const GuideStep &step)
{
    const auto aimed = [&] {
        const QWidget *target = m_screen->outline()->target();
        return target && target->objectName() == step.on;
    };
    QTRY_VERIFY2(aimed(), qPrintable(place() + u" outlines no "_s + step.on));
    const bool mustBeOn = step.kind == GuideStep::Kind::Do;
    const auto trouble = [&] { return m_screen->troubleWith(*m_screen->outline()->target(), mustBeOn); };
    QTRY_VERIFY2(trouble().isEmpty(), qPrintable(place() + u": "_s + trouble()));
}

void TestRecipeWalk::act(const GuideStep &step)
{
    if (step.kind == GuideStep::Kind::Read)
        return m_mouse->press(u"guideNext"_s);
    if (m_screen->part(u"guideFill"_s)->isEnabled())
        return fillIn();
    if (step.id == "checkout"_L1)
        m_mouse->press(u"payWorks"_s);
    m_mouse->press(step.on);
    if (step.on != "sendLikeThis"_L1)
        return;
    // One press after another, until the bill says it was enough.
    const auto *send = m_screen->part<Button>(step.on);
    const QString here = place();
    QTRY_VERIFY_WITH_TIMEOUT(!send->isBusy(), GuideWindow::patience);
    if (!QTest::qWaitFor([&] { return place() != here; }, 2000))
        act(step);
}

void TestRecipeWalk::fillIn()
{
    const qsizetype before = posted();
    m_mouse->press(u"guideFill"_s);
    const auto *fill = m_screen->part<Button>(u"guideFill"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!fill->isBusy(), GuideWindow::patience);
    const QString note = m_screen->text(u"guideNote"_s);
    QVERIFY2(note.endsWith("Nothing is sent."_L1), qPrintable(place() + u": "_s + note));
    QCOMPARE(posted(), before);
}

qsizetype TestRecipeWalk::posted() const
{
    const auto page = resultOf((*m_bench)->sandbox().exchanges(0, 1000));
    return page ? std::ranges::count_if(page->items, [](const Exchange &one) { return one.method != "GET"; })
                : -1;
}

void TestRecipeWalk::sayItBack(const QString &units, const QString &money)
{
    look(*guide().currentStep());
    const QStringList words{
        guide().recipe().customer.name, guide().recipe().meters.first().measurementUnit, units, money};
    for (qsizetype i = 0; i < words.size(); ++i)
        m_mouse->choose(u"guideBlank%1"_s.arg(i + 1), words[i]);
    m_mouse->press(u"guideCheck"_s);
    QTRY_VERIFY2(guide().finished(), qPrintable(m_screen->text(u"guideSayBackNote"_s)));
    QTRY_VERIFY(m_screen->text(u"guideDone"_s).startsWith("That is usage billing."_L1));
}

void TestRecipeWalk::keep(const QString &place)
{
    if (qEnvironmentVariableIsEmpty("PIXELMETER_SHOTS"))
        return;
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        QCoreApplication::processEvents();
        looks::keep(m_screen->window(),
            u"%1-%2-%3"_s.arg(guide().recipe().id, QString(place).replace(u'/', u'-'),
                kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
    }
}

void TestRecipeWalk::everyRecipeComesToItsBill_data()
{
    QTest::addColumn<QString>("bill");
    QTest::addColumn<QString>("units");
    QTest::addColumn<QString>("money");
    const auto row = [](const char *recipe, const QString &bill, const QString &units, const QString &money) {
        QTest::newRow(recipe) << bill << units << money;
    };
    row("tokens", u"$0.40"_s, u"50,000 − 10,000 = 40,000"_s, u"40,000 × $0.00001 = $0.40"_s);
    row("calls", u"$0.92"_s, u"1,920 − 1,000 = 920"_s, u"920 × $0.001 = $0.92"_s);
    row("peak", u"$13.00"_s, u"23 − 10 = 13"_s, u"13 × $1.00 = $13.00"_s);
    row("storage", u"$12.50"_s, u"12.5 − 10 = 2.5"_s, u"2.5 × $5.00 = $12.50"_s);
    row("hybrid", u"$74.00"_s, u"12,500 − 10,000 = 2,500"_s, u"2,500 × $0.01 = $25.00"_s);
    row("several", u"$1.50"_s, u"50 − 50 = 0"_s, u"0 × $0.001 = $0.00"_s);
}

void TestRecipeWalk::everyRecipeComesToItsBill()
{
    QFETCH(const QString, bill);
    QFETCH(const QString, units);
    QFETCH(const QString, money);
    start(QString::fromLatin1(QTest::currentDataTag()));
    walk(u"usage/line"_s);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_screen->text(u"billTotal"_s).endsWith(bill));
    QCOMPARE(m_screen->text(u"billAmount"_s), bill);
    walk();
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(ticks(), QList<bool>({true, true, true, true, true, true, true, false}));
    sayItBack(units, money);
    QTRY_COMPARE(ticks(), QList<bool>(8, true));
    QCOMPARE(m_screen->text(u"billAmount"_s), bill);
}

// A new recipe is a file: it is walked here from then on.
void TestRecipeWalk::everyRecipeHasARow()
{
    QCOMPARE(recipeIds(),
        QStringList(
            {u"images"_s, u"tokens"_s, u"calls"_s, u"peak"_s, u"storage"_s, u"hybrid"_s, u"several"_s}));
}

void TestRecipeWalk::anotherRecipeResumesWhereItWasLeft()
{
    start(u"peak"_s);
    walk(u"product/add"_s);
    if (QTest::currentTestFailed())
        return;
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(u"storage"_s)->title);
    QTRY_COMPARE(place(), u"meter/new"_s);
    QCOMPARE(ticks(), QList<bool>(8, false));
    QCOMPARE(m_screen->window().currentPage(), int(MainWindow::Meter));
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(u"peak"_s)->title);
    QTRY_COMPARE(guide().chapter(), 1);
    QTRY_VERIFY(ticks().first());
    QCOMPARE(m_screen->window().currentPage(), int(MainWindow::Product));
    QTRY_COMPARE(place(), u"product/add"_s); // the form still holds what was filled in
    m_mouse->press(u"addProduct"_s);
    QTRY_VERIFY_WITH_TIMEOUT(ticks()[1], 30000);
    QCOMPARE(m_screen->text(u"guideDone"_s), guide().text(guide().current().doneText));
}

void TestRecipeWalk::aNameKeptOnPurposeOutlivesAnotherRecipe()
{
    m_mouse->press(u"startGuide"_s);
    QTRY_VERIFY(m_screen->panel()->isVisible());
    m_mouse->write(u"meterName"_s, u"Sketches"_s);
    m_mouse->write(u"eventName"_s, u"sketch.made"_s);
    QTRY_VERIFY(m_screen->part(u"guideMend"_s));
    m_mouse->press(u"guideMend"_s);
    QTRY_COMPARE(m_bench->session().sentNames(), QStringList{u"sketch.made"_s});
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(u"tokens"_s)->title);
    QTRY_COMPARE(m_bench->session().sentNames(), eventNames(*loadRecipe(u"tokens"_s)));
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(u"images"_s)->title);
    QTRY_COMPARE(m_bench->session().sentNames(), QStringList{u"sketch.made"_s});
}

void TestRecipeWalk::whatExistsIsTickedFromTheStart()
{
    const Recipe tokens = *loadRecipe(u"tokens"_s);
    QVERIFY(m_bench->load());
    makeRecipe(*m_bench, tokens);
    m_bench->session().setRecipeNames({});
    QVERIFY(m_bench->makeExample());
    m_mouse->press(u"startGuide"_s);
    QTRY_COMPARE(ticks().first(3), QList<bool>({true, true, true}));
    QCOMPARE(m_screen->text(u"guideDone"_s), guide().text(guide().current().doneText));
    m_mouse->choose(u"guideRecipe"_s, tokens.title);
    QTRY_COMPARE(ticks().first(3), QList<bool>({true, true, true}));
    lookAtTexts();
    // A third kind has none of its objects yet; its fields are filled in beside those of the others.
    m_mouse->choose(u"guideRecipe"_s, loadRecipe(u"peak"_s)->title);
    QTRY_COMPARE(ticks().first(2), QList<bool>({false, false}));
    walk(u"product"_s);
    QTRY_VERIFY(ticks()[1]);
}

QTEST_MAIN(TestRecipeWalk)

#include "tst_recipewalk.moc"
