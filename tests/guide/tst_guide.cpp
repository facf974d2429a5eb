// SPDX-License-Identifier: MIT
#include "guide/guidebench.h"

using namespace Qt::StringLiterals;

// The walk against the real service: ticks are its state, steps what the window shows.
class TestGuide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ticksComeAndGoWithTheService();
    void whatIsThereBeforeIsTickedAtOnce();
    void stepsFollowTheScreen();
    void aStepDoneStaysDone();
    void aStepTheServiceTakesBackIsOpenAgain();
    void theOrderOfFieldsIsFree();
    void aReadStepWaitsForNext();
    void backLooksAtTheStepBefore();
    void fillingInStopsBeforeWhatSends();
    void openingTheNextTabGoesOn();
    void ofSeveralMetersEachHasItsTurn();
    void theSentenceIsSaidBack();
    void aWalkIsResumed();
    void anotherRecipeKeepsItsOwnPlace();
    void skippingGoesOnAndStartingOverForgets();
    void looksAreCoalesced();

private:
    static NewMeter meter() { return loadRecipe(u"images"_s)->meters.first(); }
};

void TestGuide::ticksComeAndGoWithTheService()
{
    Bench bench;
    QVERIFY(bench.load());
    const FakeScreen screen;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QSignalSpy ticks(&guide, &Guide::tickedChapter);
    QVERIFY(!guide.ticked(0));
    const auto made = resultOf(bench.session().client().createMeter(meter()));
    QVERIFY(made && bench.load());
    QTRY_VERIFY(guide.ticked(0));
    QCOMPARE(ticks.size(), 1);
    QCOMPARE(ticks.first().first().toInt(), 0);
    QVERIFY(resultOf(bench.session().client().archiveMeter(made->id)) && bench.load());
    QTRY_VERIFY(!guide.ticked(0));
    QCOMPARE(ticks.size(), 1);
}

void TestGuide::whatIsThereBeforeIsTickedAtOnce()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const FakeScreen screen;
    const Guide guide(bench->studio(), bench->logModel(), screen);
    for (const int chapter : {0, 1, 2})
        QVERIFY2(guide.ticked(chapter), qPrintable(QString::number(chapter)));
    for (const int chapter : {3, 4, 5, 6, 7})
        QVERIFY2(!guide.ticked(chapter), qPrintable(QString::number(chapter)));
    QVERIFY(!guide.finished());
}

void TestGuide::stepsFollowTheScreen()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QVERIFY(guide.currentStep());
    QCOMPARE(guide.currentStep()->id, u"name"_s); // the tab and the form are there
    QCOMPARE(guide.currentStep()->todo, u"Type “Image Generation Meter”."_s);
    QCOMPARE(guide.currentStep()->on, u"meterName"_s);
    screen.texts[u"meterName"_s] = u"Mine"_s;
    guide.look();
    QTRY_COMPARE(guide.currentStep()->id, u"description"_s);
    screen.texts[u"meterDescription"_s] = u"Counts"_s;
    screen.texts[u"eventName"_s] = u"image.generated"_s;
    guide.look();
    QTRY_COMPARE(guide.currentStep()->id, u"unit"_s);
}

void TestGuide::aStepDoneStaysDone()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    screen.texts[u"meterName"_s] = u"Mine"_s;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    const int step = guide.step();
    QCOMPARE(guide.currentStep()->id, u"description"_s);
    screen.chosen.clear();
    screen.texts.clear(); // another page is in front
    QSignalSpy changed(&guide, &Guide::changed);
    guide.look();
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(guide.step(), step);
    QVERIFY(guide.done(0) && guide.done(2));
}

void TestGuide::aStepTheServiceTakesBackIsOpenAgain()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    const auto made = resultOf(bench.session().client().createMeter(meter()));
    QVERIFY(made && bench.load());
    QTRY_VERIFY(!guide.currentStep()); // what led to the meter counts as done
    QVERIFY(resultOf(bench.session().client().archiveMeter(made->id)) && bench.load());
    QTRY_VERIFY(guide.currentStep());
    QCOMPARE(guide.currentStep()->id, u"name"_s);
}

void TestGuide::theOrderOfFieldsIsFree()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    screen.texts[u"measurementUnit"_s] = u"images"_s;
    screen.texts[u"eventName"_s] = u"image.generated"_s;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QCOMPARE(guide.currentStep()->id, u"name"_s);
    screen.texts[u"meterName"_s] = u"Mine"_s;
    guide.look();
    QTRY_COMPARE(guide.currentStep()->id, u"filter"_s);
}

void TestGuide::aReadStepWaitsForNext()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    FakeScreen screen;
    screen.chosen = {u"tabCustomer"_s};
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    guide.goTo(2);
    QCOMPARE(guide.currentStep()->id, u"pay"_s);
    guide.look();
    QCOMPARE(guide.currentStep()->kind, GuideStep::Kind::Read);
    guide.next();
    QCOMPARE(guide.currentStep()->id, u"active"_s); // it is bought already
    QVERIFY(guide.currentStep()->say.contains("25 Dec"_L1));
    guide.next();
    guide.next();
    QVERIFY(!guide.currentStep());
    QCOMPARE(guide.step(), int(guide.current().steps.size()));
}

void TestGuide::backLooksAtTheStepBefore()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    screen.texts[u"meterName"_s] = u"Mine"_s;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    const int step = guide.step();
    guide.back();
    QCOMPARE(guide.step(), step - 1);
    QCOMPARE(guide.currentStep()->id, u"name"_s);
    QVERIFY(guide.done(guide.step()));
    guide.next();
    QCOMPARE(guide.step(), step);
    guide.next(); // what is to be done is not passed by a press
    QCOMPARE(guide.step(), step);
}

void TestGuide::fillingInStopsBeforeWhatSends()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    screen.texts[u"meterName"_s] = u"My own words"_s;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QStringList controls;
    for (const PlayStep &fill : guide.toFillIn())
        controls.append(fill.on);
    QVERIFY(!controls.contains(u"meterName"_s)); // what was typed stays
    QVERIFY(!controls.contains(u"createMeter"_s));
    QCOMPARE(controls.first(), u"meterDescription"_s);
    QCOMPARE(controls.last(), u"filterGroup1Value2"_s);
    QCOMPARE(guide.toFillIn().at(1).with, u"image.generated"_s);
}

void TestGuide::openingTheNextTabGoesOn()
{
    Bench bench;
    QVERIFY(bench.load());
    QVERIFY(resultOf(bench.session().client().createMeter(meter())) && bench.load());
    FakeScreen screen;
    screen.chosen = {u"tabMeter"_s};
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QSignalSpy shown(&guide, &Guide::chapterShown);
    QCOMPARE(guide.chapter(), 0);
    QVERIFY(guide.ticked(0) && !guide.currentStep());
    screen.chosen = {u"tabProduct"_s};
    guide.look();
    QTRY_COMPARE(guide.chapter(), 1);
    QCOMPARE(shown.size(), 1);
    guide.goTo(0); // looking back, with the other tab still in front
    guide.look();
    QTRY_COMPARE(guide.chapter(), 0);
}

void TestGuide::ofSeveralMetersEachHasItsTurn()
{
    const Recipe recipe = *loadRecipe(u"several"_s);
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.choose(u"several"_s);
    guide.setOpen(true);
    QCOMPARE(bench.session().sentNames(), eventNames(recipe));
    QCOMPARE(guide.currentStep()->id, u"name"_s);
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!guide.ticked(0));
        QVERIFY(resultOf(bench.session().client().createMeter(recipe.meters[i])) && bench.load());
        if (i == 3)
            break;
        const QString next = u"name-%1"_s.arg(i + 2);
        QTRY_VERIFY(guide.currentStep() && guide.currentStep()->id == next);
        QVERIFY(guide.currentStep()->todo.contains(recipe.meters[i + 1].name));
    }
    QTRY_VERIFY(guide.ticked(0));
    QVERIFY(!guide.currentStep());
}

void TestGuide::theSentenceIsSaidBack()
{
    const Recipe recipe = *loadRecipe(u"images"_s);
    Bench bench;
    walkThrough(bench, recipe);
    const FakeScreen screen;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    guide.goTo(7);
    QVERIFY(guide.currentStep());
    const QList<Blank> blanks = guide.currentStep()->blanks;
    QStringList right;
    for (const Blank &blank : blanks) {
        QVERIFY(blank.choices.size() >= 2);
        QVERIFY(blank.choices.contains(blank.answer));
        right.append(blank.answer);
    }
    QCOMPARE(right.first(), u"Test customer"_s);
    QStringList wrong = right;
    wrong[2] = blanks[2].choices.first();
    QVERIFY(wrong != right);
    QVERIFY(!guide.answer(wrong));
    QVERIFY(!guide.ticked(7));
    QVERIFY(guide.answer(right));
    QVERIFY(guide.ticked(7) && !guide.currentStep());
    QTRY_VERIFY(guide.finished());
}

void TestGuide::aWalkIsResumed()
{
    QTemporaryDir folder;
    const FakeScreen screen;
    const auto open = [&folder] {
        WorkbenchOptions options;
        options.folder = folder.path();
        auto opened = Workbench::open(options);
        return opened ? *std::move(opened) : nullptr;
    };
    {
        const auto bench = open();
        QVERIFY(bench);
        Guide guide(bench->studio(), bench->logModel(), screen);
        QVERIFY(!guide.open());
        guide.setOpen(true);
        guide.goTo(2);
        QVERIFY(resultOf(bench->outbox().flushed()));
    }
    const auto bench = open();
    QVERIFY(bench);
    const Guide guide(bench->studio(), bench->logModel(), screen);
    QVERIFY(guide.open());
    QCOMPARE(guide.recipe().id, u"images"_s);
    QCOMPARE(guide.chapter(), 2);
}

void TestGuide::anotherRecipeKeepsItsOwnPlace()
{
    Bench bench;
    QVERIFY(bench.load());
    const FakeScreen screen;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    guide.goTo(3);
    guide.choose(u"tokens"_s);
    QCOMPARE(guide.chapter(), 0);
    QCOMPARE(bench.session().sentNames(), eventNames(guide.recipe()));
    guide.goTo(1);
    guide.choose(u"images"_s);
    QCOMPARE(guide.chapter(), 3);
    QCOMPARE(bench.session().sentNames(), QStringList{u"image.generated"_s});
    guide.choose(u"tokens"_s);
    QCOMPARE(guide.chapter(), 1);
    guide.choose(u"no such recipe"_s);
    QCOMPARE(guide.recipe().id, u"tokens"_s);
}

void TestGuide::skippingGoesOnAndStartingOverForgets()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    FakeScreen screen;
    screen.chosen = {u"tabCustomer"_s};
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QSignalSpy shown(&guide, &Guide::chapterShown);
    guide.skip();
    guide.skip();
    QCOMPARE(guide.chapter(), 2);
    QCOMPARE(shown.size(), 2);
    const int step = guide.step();
    guide.next();
    QVERIFY(guide.step() > step);
    guide.startOver();
    QCOMPARE(guide.chapter(), 0);
    guide.goTo(2);
    QCOMPARE(guide.step(), step); // what was read is to be read again
    QVERIFY(guide.ticked(0)); // the service was not touched
    for (int i = 0; i < 20; ++i)
        guide.skip();
    QCOMPARE(guide.chapter(), 7);
}

void TestGuide::looksAreCoalesced()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QSignalSpy changed(&guide, &Guide::changed);
    screen.texts[u"meterName"_s] = u"Mine"_s;
    for (int i = 0; i < 100; ++i)
        guide.look();
    QVERIFY(changed.isEmpty()); // not in this turn
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(guide.currentStep()->id, u"description"_s);
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
