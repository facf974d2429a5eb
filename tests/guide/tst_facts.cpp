// SPDX-License-Identifier: MIT
#include "guide/guidebench.h"
#include "guide/guidetexts.h"
#include "guide/playstep.h"
#include "guide/typedfacts.h"

using namespace Qt::StringLiterals;

// What a guide can say, from the real service over HTTP.
class TestFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyServiceHasNoBill();
    void theFiguresOfTheWalk();
    void aMeterIsThereAndGone();
    void twoMetersOfOneNameAreTwins();
    void pricesArePartOfThePlan();
    void everyPlaceholderIsKnown_data();
    void everyPlaceholderIsKnown();
    void theTypedNameIsJudgedLetterByLetter_data();
    void theTypedNameIsJudgedLetterByLetter();

private:
    static QJsonObject facts(const Bench &bench, const Recipe &recipe)
    {
        return factsOf(bench->studio(), bench->logModel(), recipe);
    }
    static QString said(const QJsonObject &facts, const char *path)
    {
        return at(facts, QString::fromLatin1(path)).toVariant().toString();
    }
};

void TestFacts::anEmptyServiceHasNoBill()
{
    Bench bench;
    QVERIFY(bench.load());
    const QJsonObject empty = facts(bench, *loadRecipe(u"images"_s));
    QVERIFY(empty.value("subscription"_L1).isNull());
    QVERIFY(empty.value("meters"_L1).toArray().isEmpty());
    QVERIFY(!empty.value("bill"_L1).toObject().contains("total"_L1));
    QCOMPARE(said(empty, "sent_name"), u"image.generated"_s);
    QCOMPARE(said(empty, "log.received"), u"0"_s);
    QCOMPARE(said(empty, "ticks.meter"), u"false"_s);
    QCOMPARE(said(empty, "date.moved"), u"0"_s);
}

// scripts.md: 13 events received, 12 counted, 10 free, 2 × $0.05 = $0.10.
void TestFacts::theFiguresOfTheWalk()
{
    const Recipe recipe = *loadRecipe(u"images"_s);
    Bench bench;
    SeededIds ids(3);
    QVERIFY(bench.load());
    makeRecipe(bench, recipe);
    sendBatch(bench, recipe, ids, true);
    QTRY_COMPARE_WITH_TIMEOUT(said(facts(bench, recipe), "log.not_counted"), u"1"_s, 20000);
    const QJsonObject all = facts(bench, recipe);
    const std::pair<const char *, QString> wanted[]{{"log.received", u"13"_s}, {"log.duplicates", u"13"_s},
        {"log.ever.received", u"13"_s}, {"log.reason", u"quality is “draft”"_s}, {"bill.consumed", u"12"_s},
        {"bill.free", u"10"_s}, {"bill.free_used", u"10"_s}, {"bill.free_left", u"0"_s},
        {"bill.billable", u"2"_s}, {"bill.price", u"$0.05"_s}, {"bill.total", u"$0.10"_s},
        {"bill.fixed", u"$0.00"_s}, {"bill.unit", u"images"_s}, {"bill.one", u"image"_s},
        {"bill.period_end", u"25 Dec"_s}, {"bill.period_open", u"true"_s},
        {"bill.sums.units", u"12 − 10 = 2"_s}, {"bill.sums.money", u"2 × $0.05 = $0.10"_s},
        {"bill.sums.units_all", u"12 − 0 = 12"_s}, {"bill.sums.money_all", u"12 × $0.05 = $0.60"_s},
        {"offer.lines.0.price", u"$0.05"_s}, {"plan.meters.0.line.amount", u"$0.10"_s},
        {"ticks.used", u"true"_s}, {"ever.billed", u"true"_s}};
    for (const auto &[path, value] : wanted)
        QCOMPARE(qMakePair(QString::fromLatin1(path), said(all, path)),
            qMakePair(QString::fromLatin1(path), value));
}

void TestFacts::aMeterIsThereAndGone()
{
    const Recipe recipe = *loadRecipe(u"images"_s);
    Bench bench;
    QVERIFY(bench.load());
    const auto made = resultOf(bench.session().client().createMeter(recipe.meters.first()));
    QVERIFY(made && bench.load());
    QCOMPARE(said(facts(bench, recipe), "meters.0.event_name"), u"image.generated"_s);
    QCOMPARE(said(facts(bench, recipe), "meters.0.id"), made->id.string());
    QVERIFY(resultOf(bench.session().client().archiveMeter(made->id)) && bench.load());
    QVERIFY(facts(bench, recipe).value("meters"_L1).toArray().isEmpty());
}

void TestFacts::twoMetersOfOneNameAreTwins()
{
    const Recipe recipe = *loadRecipe(u"images"_s);
    Bench bench;
    QVERIFY(bench.load());
    NewMeter second = recipe.meters.first();
    second.name = u"Second"_s;
    QVERIFY(resultOf(bench.session().client().createMeter(recipe.meters.first())) && bench.load());
    QVERIFY(facts(bench, recipe).value("twins"_L1).toArray().isEmpty());
    bench.clock->advance(1s);
    QVERIFY(resultOf(bench.session().client().createMeter(second)) && bench.load());
    QCOMPARE(facts(bench, recipe).value("twins"_L1).toArray(),
        (QJsonArray{u"Second"_s, u"Image Generation Meter"_s}));
}

void TestFacts::pricesArePartOfThePlan()
{
    Bench bench;
    const QJsonObject images = facts(bench, *loadRecipe(u"images"_s));
    QCOMPARE(said(images, "plan.meters.0.price"), u"0.05"_s);
    QCOMPARE(said(images, "plan.meters.0.dear"), u"0.50"_s);
    QCOMPARE(said(images, "plan.meters.0.free"), u"10"_s);
    QCOMPARE(said(images, "plan.meters.0.filter.conjunction"), u"OR"_s);
    QCOMPARE(said(images, "plan.meters.0.filter.conditions.1.value"), u"hd"_s);
    const QJsonObject tokens = facts(bench, *loadRecipe(u"tokens"_s));
    QCOMPARE(said(tokens, "plan.meters.0.price"), u"0.00001"_s);
    QCOMPARE(said(tokens, "plan.meters.0.aggregation"), u"Sum"_s);
    QCOMPARE(said(tokens, "plan.meters.0.key"), u"tokens"_s);
    const QJsonObject hybrid = facts(bench, *loadRecipe(u"hybrid"_s));
    QCOMPARE(said(hybrid, "plan.product.fixed_text"), u"$49.00"_s);
}

void TestFacts::everyPlaceholderIsKnown_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : recipeIds())
        QTest::newRow(qPrintable(id)) << id;
}

void TestFacts::everyPlaceholderIsKnown()
{
    QFETCH(QString, id);
    const Recipe recipe = *loadRecipe(id);
    Bench bench;
    walkThrough(bench, recipe);
    QVERIFY(resultOf(bench.session().client().createMeter(recipe.meters.first())) && bench.load());
    QTRY_VERIFY(bench.session().state().meters.size() > recipe.meters.size());

    FakeScreen screen;
    const QJsonObject pages = *readGuidebook(recipe.chapters);
    for (const QString &control : typedIn(pages))
        screen.texts.insert(control, control == "aggregationType"_L1 ? u"Sum"_s : u"5"_s);
    screen.texts.insert(u"eventName"_s, u"Image.Generated"_s);
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.choose(id);
    guide.setOpen(true);
    for (int chapter = 0; chapter < guide.book().chapters.size(); ++chapter) {
        guide.goTo(chapter);
        for (const GuideText &text : textsOf(guide.book())) {
            const QStringList open = placeholders(guide.text(text.text));
            QVERIFY2(open.isEmpty(), qPrintable(text.where + u": "_s + open.join(u", "_s)));
        }
        for (const GuideStep &step : guide.current().steps) {
            QVERIFY2(placeholders(guide.text(step.on)).isEmpty(), qPrintable(step.on));
            for (const PlayStep &fill : step.fill)
                QVERIFY2(
                    placeholders(guide.text(fill.with + fill.on)).isEmpty() || fill.with == "{log.row}"_L1,
                    qPrintable(fill.with));
        }
    }
}

void TestFacts::theTypedNameIsJudgedLetterByLetter_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("odd");
    QTest::newRow("right") << u"image.generated"_s << u"same"_s << QString();
    QTest::newRow("on the way") << u"image.gen"_s << u"typing"_s << QString();
    QTest::newRow("a capital") << u"Image.generated"_s << u"case"_s << u"a capital I"_s;
    QTest::newRow("a capital on the way") << u"Image.g"_s << u"case"_s << u"a capital I"_s;
    QTest::newRow("nothing") << QString() << u"empty"_s << QString();
    QTest::newRow("a space") << u"image.generated "_s << u"blank"_s << QString();
    QTest::newRow("a dash") << u"image-generated"_s << u"sign"_s << QString();
    QTest::newRow("one letter off") << u"image.generate"_s << u"typing"_s << QString();
    QTest::newRow("another letter") << u"imoge.generated"_s << u"near"_s << QString();
    QTest::newRow("another word") << u"picture.made"_s << u"other"_s << QString();
}

void TestFacts::theTypedNameIsJudgedLetterByLetter()
{
    QFETCH(QString, typed);
    QFETCH(QString, kind);
    QFETCH(QString, odd);
    Bench bench;
    FakeScreen screen;
    screen.texts.insert(u"eventName"_s, typed);
    const QJsonObject found = typedFacts(screen, bench.session(), {});
    QCOMPARE(said(found, "name.kind"), kind);
    QCOMPARE(said(found, "name.wanted"), u"image.generated"_s);
    if (!odd.isEmpty())
        QCOMPARE(said(found, "name.odd"), odd);
}

QTEST_MAIN(TestFacts)
#include "tst_facts.moc"
