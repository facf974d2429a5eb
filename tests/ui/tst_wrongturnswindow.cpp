// SPDX-License-Identifier: MIT
#include "looks.h"
#include "ui/parts/button.h"
#include "wrongturntable.h"

using namespace Qt::StringLiterals;

// Every wrong turn of the guide, made in the real window with mouse and keys: one amber sentence, one button,
// and it is put right.
class TestWrongTurnsWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isSaidAndMended_data();
    void isSaidAndMended();
    void aNameKeptOnPurposeIsWhatIsSent();
    void closingTheWindowReopensAtTheSameChapter();

private:
    using World = WrongTurnTable::World;

    void makeWorld(World world) const;
    void openWindow();
    void openGuide(int chapter);
    void mend();
    void keep(const QString &name);
    Guide &guide() const { return m_screen->guide(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<GuideWindow> m_screen;
    std::unique_ptr<Mouse> m_mouse;
};

namespace {

QMap<QString, WrongTurn> turnsOf(const Guidebook &book)
{
    QMap<QString, WrongTurn> turns;
    for (const Chapter &chapter : book.chapters) {
        for (const WrongTurn &turn : chapter.wrongTurns)
            turns.insert(chapter.id + u'/' + turn.id, turn);
    }
    for (const WrongTurn &turn : book.wrongTurns)
        turns.insert(u"anywhere/"_s + turn.id, turn);
    return turns;
}

Guidebook pictures()
{
    return *loadGuidebook(u"pictures"_s, planOf(*loadRecipe(u"images"_s)));
}

} // namespace

void TestWrongTurnsWindow::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestWrongTurnsWindow::init()
{
    m_bench = std::make_unique<Bench>();
}

void TestWrongTurnsWindow::cleanup()
{
    m_mouse.reset();
    m_screen.reset();
    m_bench.reset();
}

void TestWrongTurnsWindow::makeWorld(World world) const
{
    Recipe recipe = *loadRecipe(u"images"_s);
    Client &client = (*m_bench)->client();
    QVERIFY(m_bench->load());
    if (world == World::Unfiltered)
        recipe.meters.first().filter.reset();
    if (world == World::Customer || world == World::Unfiltered) {
        makeRecipe(*m_bench, recipe);
        m_bench->session().setRecipeNames({});
    } else if (world != World::Empty) {
        const auto meter = resultOf(client.createMeter(recipe.meters.first()));
        QVERIFY(meter);
        QVERIFY(world == World::Meter || resultOf(client.createProduct(*productFor(recipe, {*meter}))));
        QVERIFY(m_bench->load());
    }
}

void TestWrongTurnsWindow::openWindow()
{
    m_screen = std::make_unique<GuideWindow>(*m_bench, *m_themes);
    m_mouse = std::make_unique<Mouse>(*m_screen);
}

void TestWrongTurnsWindow::openGuide(int chapter)
{
    m_mouse->press(u"startGuide"_s);
    QTRY_VERIFY(m_screen->panel()->isVisible());
    if (chapter > 1)
        m_mouse->press(u"guideChapter%1"_s.arg(chapter));
    QTRY_COMPARE(guide().chapter(), chapter - 1);
}

void TestWrongTurnsWindow::keep(const QString &name)
{
    if (qEnvironmentVariableIsEmpty("PIXELMETER_SHOTS"))
        return;
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        QCoreApplication::processEvents();
        looks::keep(m_screen->window(),
            u"turn-%1-%2"_s.arg(
                QString(name).replace(u'/', u'-'), kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
    }
}

// The one button, and no complaint that something could not be done.
void TestWrongTurnsWindow::mend()
{
    m_mouse->press(u"guideMend"_s);
    const auto *busy = m_screen->part<Button>(u"guideFill"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!busy->isBusy(), 30000);
    QCOMPARE(m_screen->text(u"guideNote"_s), QString());
}

// The rows are the book's own, so that a new wrong turn asks for its mistake.
void TestWrongTurnsWindow::isSaidAndMended_data()
{
    QTest::addColumn<QString>("id");
    const auto all = turnsOf(pictures());
    for (auto it = all.begin(); it != all.end(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.key();
}

void TestWrongTurnsWindow::isSaidAndMended()
{
    QFETCH(const QString, id);
    openWindow();
    const WrongTurnTable table(*m_screen);
    QVERIFY2(table.turns().contains(id), "this wrong turn has no row in wrongturntable.h");
    const WrongTurnTable::Turn turn = table.turns().value(id);
    makeWorld(turn.world);
    m_screen->reopen();
    // The first reading shows what is there, over what would be typed before it.
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->bench().session().state().loaded, 30000);
    if (QTest::currentTestFailed())
        return;
    openGuide(turn.chapter);
    QVERIFY2(turn.saidAtOnce || !m_screen->part(u"guideWrongTurn"_s),
        qPrintable(m_screen->text(u"guideWrongTurnText"_s)));
    turn.make();
    if (QTest::currentTestFailed())
        return;
    const WrongTurn packed = turnsOf(pictures()).value(id);
    const auto text = [this](const QString &raw) { return logwords::plain(guide().text(raw)); };
    QTRY_COMPARE_WITH_TIMEOUT(m_screen->text(u"guideWrongTurnText"_s), text(packed.say), 30000);
    QVERIFY(turn.says.isEmpty() || m_screen->text(u"guideWrongTurnText"_s) == turn.says);
    QCOMPARE(m_screen->part<QAbstractButton>(u"guideMend"_s)->text(), text(packed.button));
    const auto trouble = [this] { return GuideWindow::troubleIn(m_screen->panelTexts()); };
    QTRY_VERIFY2(trouble().isEmpty(), qPrintable(trouble()));
    keep(id);
    mend();
    const QString then = text(turnsOf(pictures()).value(turn.then).say); // empty: nothing
    QTRY_COMPARE_WITH_TIMEOUT(m_screen->text(u"guideWrongTurnText"_s), then, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(turn.mended(), 30000);
    keep(id + u"-mended"_s);
}

void TestWrongTurnsWindow::aNameKeptOnPurposeIsWhatIsSent()
{
    openWindow();
    openGuide(1);
    m_mouse->write(u"meterName"_s, u"Sketches"_s);
    m_mouse->write(u"eventName"_s, u"sketch.made"_s);
    QTRY_VERIFY(m_screen->part(u"guideMend"_s));
    QCOMPARE(
        m_screen->part<QAbstractButton>(u"guideMend"_s)->text(), u"Then tell the generator to send it"_s);
    mend();
    m_mouse->write(u"measurementUnit"_s, u"images"_s);
    m_mouse->press(u"createMeter"_s);
    const auto *tick = m_screen->part<QAbstractButton>(u"guideChapter1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tick->accessibleName().endsWith(", done"_L1), 30000);
    QCOMPARE(m_bench->session().state().meters.first().is.eventName, u"sketch.made"_s);
    Recipe recipe = *loadRecipe(u"images"_s);
    recipe.meters.first().eventName = u"sketch.made"_s;
    const auto product = productFor(recipe, m_bench->session().state().meters);
    QVERIFY(product && resultOf((*m_bench)->client().createProduct(*product)));
    QVERIFY(m_bench->load());
    m_mouse->press(u"guideChapter3"_s);
    m_mouse->press(u"startCheckout"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->part(u"subscriptionActive"_s), 30000);
    m_mouse->press(u"guideChapter4"_s);
    m_mouse->write(u"promptEdit"_s, u"A lake"_s);
    m_mouse->press(u"generate"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_screen->text(u"usage"_s), u"1 image · 9 free left"_s, GuideWindow::patience);
}

void TestWrongTurnsWindow::closingTheWindowReopensAtTheSameChapter()
{
    makeWorld(World::Meter);
    openWindow();
    openGuide(2);
    m_mouse->write(u"productName"_s, u"Pictures"_s);
    m_screen->reopen();
    QTRY_VERIFY(m_screen->panel()->isVisible());
    QCOMPARE(m_screen->text(u"guideTitle"_s), pictures().chapters[1].title);
    QTRY_VERIFY(m_screen->part<QAbstractButton>(u"guideChapter1"_s)->accessibleName().endsWith(", done"_L1));
}

QTEST_MAIN(TestWrongTurnsWindow)

#include "tst_wrongturnswindow.moc"
