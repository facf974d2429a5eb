// SPDX-License-Identifier: MIT
#include "eventlog/mendwords.h"
#include "eventlog/samples.h"
#include "eventlog/verdictwords.h"

#include <QTest>

using namespace samples;

Q_DECLARE_METATYPE(Condition)
Q_DECLARE_METATYPE(Metadata)

namespace {

Condition number(Operator op, const QByteArray &digits)
{
    return {.key = u"hour"_s, .op = op, .value = MetaValue::ofNumber(digits)};
}

Condition text(Operator op, const QString &value)
{
    return {.key = u"plan"_s, .op = op, .value = MetaValue::ofText(value)};
}

ClauseVerdict filterOf(const Metadata &metadata, const Filter &filter = tiers())
{
    Meter meter = imageMeter();
    meter.is.filter = filter;
    return *judged(eventOf("e", "image.generated", metadata), meter).judgement.filter;
}

Filter premium()
{
    return {
        .conjunction = Conjunction::And,
        .clauses = {{equals(u"tier"_s, u"premium"_s)}, {equals(u"status"_s, u"success"_s)}},
    };
}

} // namespace

class TestVerdictWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void conditions_data();
    void conditions();
    void reasonsOfTheTutorialsFilter_data();
    void reasonsOfTheTutorialsFilter();
    void reasonsOfNames_data();
    void reasonsOfNames();
    void headsOfGroups_data();
    void headsOfGroups();
    void failingOrListsWhatWasSeen();
    void halfAnAndNamesTheOtherHalf();
    void typesAreNamedWhenTheyAreWhatIsWrong();
    void longValuesAreCut();
    void standings_data();
    void standings();
    void mendsSayHowFarAndWhatThen_data();
    void mendsSayHowFarAndWhatThen();
    void nearestWritingIsAskedForFirst();
    void aMendedMeterSaysWhatItDoesOtherwise();
    void everyRefusalSaysWhatToDo();
    void ages_data();
    void ages();
};

void TestVerdictWords::conditions_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::addColumn<QString>("words");
    const auto row = [](const QString &words, const Condition &condition) {
        QTest::newRow(qPrintable(words)) << condition << words;
    };
    row(u"`quality` equals “standard”"_s, equals(u"quality"_s, u"standard"_s));
    row(u"`plan` does not equal “free”"_s, text(Operator::NotEquals, u"free"_s));
    row(u"`plan` contains “pro”"_s, text(Operator::Contains, u"pro"_s));
    row(u"`plan` does not contain “x”"_s, text(Operator::DoesNotContain, u"x"_s));
    row(u"`hour` is greater than 5"_s, number(Operator::GreaterThan, "5"));
    row(u"`hour` is at least 9"_s, number(Operator::GreaterThanOrEquals, "9"));
    row(u"`hour` is less than 17"_s, number(Operator::LessThan, "17"));
    row(u"`hour` is at most 17.5"_s, number(Operator::LessThanOrEquals, "17.5"));
    row(u"`plan` equals “%1 %2”"_s, text(Operator::Equals, u"%1 %2"_s)); // a value may look like a place
}

void TestVerdictWords::conditions()
{
    QFETCH(Condition, condition);
    QTEST(words::condition(condition), "words");
}

void TestVerdictWords::reasonsOfTheTutorialsFilter_data()
{
    QTest::addColumn<Metadata>("metadata");
    QTest::addColumn<QString>("words");
    QTest::newRow("D11") << quality(u"standard"_s) << QString();
    QTest::newRow("D12") << quality(u"hd"_s) << QString();
    QTest::newRow("D13 HD") << quality(u"HD"_s) << u"quality is “HD”"_s;
    QTest::newRow("D13 Standard") << quality(u"Standard"_s) << u"quality is “Standard”"_s;
    for (const QString &tier : {u"draft"_s, u"low"_s, u"medium"_s, u"high"_s})
        QTest::newRow(qPrintable(u"D14 "_s + tier)) << quality(tier) << u"quality is “%1”"_s.arg(tier);
    QTest::newRow("D15 no metadata") << Metadata() << u"quality is missing"_s;
    QTest::newRow("D15 other metadata")
        << Metadata{{"size", MetaValue::ofText(u"1x1"_s)}} << u"quality is missing"_s;
    QTest::newRow("number") << Metadata{{"quality", MetaValue::ofNumber("5")}}
                            << u"quality is the number 5"_s;
}

void TestVerdictWords::reasonsOfTheTutorialsFilter()
{
    QFETCH(Metadata, metadata);
    QTEST(words::reason(judged(eventOf("e", "image.generated", metadata))), "words");
}

void TestVerdictWords::reasonsOfNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("same") << u"image.generated"_s << QString();
    QTest::newRow("D16 case") << u"Image.Generated"_s << u"Capital “I” in the name"_s;
    QTest::newRow("D16 space after") << u"image.generated "_s << u"Space after the name"_s;
    QTest::newRow("space before") << u" image.generated"_s << u"Space before the name"_s;
    QTest::newRow("space inside") << u"image .generated"_s << u"Space in the name"_s;
    QTest::newRow("Cyrillic") << u"im\u0430ge.generated"_s << u"Cyrillic “\u0430” in the name"_s;
    QTest::newRow("separator") << u"image_generated"_s << u"“_” for “.” in the name"_s;
    QTest::newRow("near miss") << u"image.generatd"_s << u"Name is one letter off"_s;
    QTest::newRow("other") << u"video.rendered"_s << u"No meter has this name"_s;
}

void TestVerdictWords::reasonsOfNames()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    const MeterVerdict verdict = judged(eventOf("e", name.toUtf8(), quality(u"hd"_s)));
    QCOMPARE(words::reason(verdict), words);
    const QString seen = words.isEmpty() ? u"letter for letter"_s
        : name == "video.rendered"_L1    ? u"it is “video.rendered”"_s // another meter may well have it
                                         : words;
    QCOMPARE(words::nameSeen(verdict), seen);
    QCOMPARE(words::nameClause(verdict), u"Event name is `image.generated`"_s);
}

void TestVerdictWords::headsOfGroups_data()
{
    QTest::addColumn<bool>("all");
    QTest::addColumn<int>("children");
    QTest::addColumn<QString>("words");
    QTest::newRow("or 2") << false << 2 << u"one of these two must be true"_s;
    QTest::newRow("or 10") << false << 10 << u"one of these ten must be true"_s;
    QTest::newRow("and 2") << true << 2 << u"both of these must be true"_s;
    QTest::newRow("and 3") << true << 3 << u"all three of these must be true"_s;
    QTest::newRow("one") << true << 1 << u"this must be true"_s;
}

void TestVerdictWords::headsOfGroups()
{
    QFETCH(bool, all);
    QFETCH(int, children);
    QTEST(words::group(all ? Conjunction::And : Conjunction::Or, children), "words");
}

void TestVerdictWords::failingOrListsWhatWasSeen()
{
    const ClauseVerdict filter = filterOf(quality(u"draft"_s));
    QCOMPARE(words::filterHead(filter), u"Filter: one of these two must be true"_s);
    QCOMPARE(words::seen(filter), u"none is"_s);
    QCOMPARE(words::clause(filter.children[0]), u"`quality` equals “standard”"_s);
    QCOMPARE(words::seen(filter.children[0]), u"it is “draft”"_s);
    QCOMPARE(words::seen(filterOf({}).children[0]), u"it is missing"_s);
    QCOMPARE(words::seen(filterOf(quality(u"hd"_s))), u"one is"_s);
}

void TestVerdictWords::halfAnAndNamesTheOtherHalf()
{
    const ClauseVerdict filter = filterOf(
        {{"tier", MetaValue::ofText(u"premium"_s)}, {"status", MetaValue::ofText(u"failed"_s)}}, premium());
    QCOMPARE(words::filterHead(filter), u"Filter: both of these must be true"_s);
    QCOMPARE(words::seen(filter), u"one is not"_s);
    QCOMPARE(words::filterReason(filter), u"status is “failed”"_s);
}

void TestVerdictWords::typesAreNamedWhenTheyAreWhatIsWrong()
{
    const Filter calls{
        .conjunction = Conjunction::And,
        .clauses = {{Condition{u"calls"_s, Operator::GreaterThan, MetaValue::ofNumber("5")}}},
    };
    const auto reason = [&](const MetaValue &value) {
        return words::filterReason(filterOf({{"calls", value}}, calls));
    };
    QCOMPARE(reason(MetaValue::ofText(u"6"_s)), u"calls is text “6”"_s);
    QCOMPARE(reason(MetaValue::ofNumber("5")), u"calls is 5"_s);
    QCOMPARE(reason(MetaValue::ofNumber("6")), QString());
    QCOMPARE(reason(MetaValue::ofBoolean(true)), u"calls is true"_s);
}

void TestVerdictWords::longValuesAreCut()
{
    QCOMPARE(words::value(MetaValue::ofText(QString(500, u'x'))).size(), 43);
}

void TestVerdictWords::standings_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("words");
    QTest::newRow("B1") << 4 << u"Free 4 of 10"_s;
    QTest::newRow("B2") << 10 << u"Free 10 of 10"_s;
    QTest::newRow("B3") << 11 << u"$0.05"_s;
}

void TestVerdictWords::standings()
{
    QFETCH(int, number);
    QTEST(words::standing(unit(number)), "words");
}

void TestVerdictWords::mendsSayHowFarAndWhatThen_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<Metadata>("metadata");
    QTest::addColumn<int>("consumed"); // -1 while it is not known
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, Aggregation::Type type, const Metadata &metadata, int consumed,
                         const QString &head, const QString &text) {
        QTest::newRow(name) << int(type) << metadata << consumed << head << text;
    };
    using Type = Aggregation::Type;
    const MetaValue text{MetaValue::Type::Text, "12"};
    row("free unit", Type::Count, quality(u"draft"_s), 6, u"One value away from free unit 7 of 10"_s,
        u"With `quality` “standard” it would be unit 7."_s);
    row("paid unit", Type::Count, quality(u"draft"_s), 12, u"One value away from $0.05"_s,
        u"With `quality` “standard” it would be unit 13."_s);
    row("nothing known", Type::Count, quality(u"draft"_s), -1, u"One value away from counting"_s,
        u"With `quality` “standard” it would count."_s);
    row("number as text", Type::Sum, quality(u"hd"_s) + Metadata{{"n", text}}, 5,
        u"One value away from $0.35"_s, u"With `n` 12 it would add 12 images, 7 of them paid."_s);
    row("free sum", Type::Sum, quality(u"hd"_s) + Metadata{{"n", MetaValue::ofText(u"2"_s)}}, 5,
        u"One value away from 2 images, free"_s, u"With `n` 2 it would add 2 images."_s);
    row("no number", Type::Sum, quality(u"hd"_s), 5, u"One value away from counting"_s,
        u"With a number in `n` it would count."_s);
    row("peak", Type::Max, quality(u"hd"_s) + Metadata{{"n", text}}, 5, u"One value away from $0.10"_s,
        u"With `n` 12 it would make the peak 12."_s);
    row("below the peak", Type::Max, quality(u"hd"_s) + Metadata{{"n", text}}, 20,
        u"One value away from the peak 20"_s, u"With `n` 12 it would stay below the peak 20."_s);
    row("reading", Type::Last, quality(u"hd"_s) + Metadata{{"n", text}}, 20,
        u"One value away from the reading 12"_s, u"With `n` 12 it would be the reading 12."_s);
    row("two", Type::Sum, quality(u"low"_s), 5, u"Two values away from counting"_s,
        u"With a number in `n` and `quality` “standard” it would count."_s);
}

void TestVerdictWords::mendsSayHowFarAndWhatThen()
{
    QFETCH(int, type);
    QFETCH(Metadata, metadata);
    QFETCH(int, consumed);
    Meter meter = imageMeter();
    meter.is.aggregation = {Aggregation::Type(type), type == 0 ? QString() : u"n"_s};
    const Event event = eventOf("e", "image.generated", metadata);
    MendFacts facts;
    if (consumed >= 0) {
        facts.consumed = Decimal(consumed);
        facts.currency = "USD";
        facts.price = MeterPrice{};
        facts.price->pricePerUnit = Decimal(5);
        facts.price->freeThreshold = 10;
    }
    const auto mend = mendEvent(meter, event, facts);
    QVERIFY(mend);
    const words::MendText is = words::mendText(*mend, judged(event, meter));
    QTEST(is.head, "head");
    QTEST(is.text, "text");
}

void TestVerdictWords::nearestWritingIsAskedForFirst()
{
    const auto text = [](const Event &event) {
        const auto mend = mendEvent(imageMeter(), event);
        return mend ? words::mendText(*mend, judged(event)).text : QString();
    };
    QCOMPARE(
        text(eventOf("e", "image.generated", quality(u"HD"_s))), u"With `quality` “hd” it would count."_s);
    QCOMPARE(text(eventOf("e", "Image.generated", quality(u"hd"_s))),
        u"With the name `image.generated` it would count."_s);
    QCOMPARE(words::advice(judged(eventOf("e", "image.generated", quality(u"HD"_s)))).todo,
        u"With `quality` “hd” it would count."_s);
}

void TestVerdictWords::aMendedMeterSaysWhatItDoesOtherwise()
{
    const auto changes = [](const Event &event, const Filter &filter) {
        Meter meter = imageMeter();
        meter.is.filter = filter;
        const auto made = mendMeter(meter, event);
        return made ? words::meterChanges(meter.is, *made) : QStringList();
    };
    QCOMPARE(changes(eventOf("e", "Image.Generated", quality(u"draft"_s)), tiers()),
        (QStringList{
            u"It reads the name `Image.Generated`."_s, u"It counts where `quality` equals “draft” too."_s}));
    QCOMPARE(changes(eventOf("e", "image.generated", {}), tiers()),
        QStringList{u"It has no filter: every event of that name counts."_s});
    QCOMPARE(changes(eventOf("e", "image.generated", {{"tier", MetaValue::ofText(u"premium"_s)}}), premium()),
        QStringList{u"It no longer asks that `status` equals “success”."_s});
}

void TestVerdictWords::everyRefusalSaysWhatToDo()
{
    for (int kind = 1; kind <= int(Refusal::Kind::Other); ++kind) {
        const Refusal refusal{Refusal::Kind(kind), u"events[0].event_name"_s, 61min, {}, {}};
        const words::Advice advice = words::advice(refusal);
        for (const QString &text : {words::refusal(refusal), advice.happened, advice.todo})
            QVERIFY2(!text.isEmpty(), qPrintable(QString::number(kind)));
        for (const QString &text : {advice.happened, advice.todo}) {
            for (const QString &sentence : text.split(u". "_s))
                QVERIFY2(sentence.split(u' ').size() <= 15, qPrintable(sentence));
        }
    }
}

void TestVerdictWords::ages_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("seconds") << 12 << u"12 s"_s;
    QTest::newRow("minutes") << 6 * 60 << u"6 min"_s;
    QTest::newRow("hour and minute") << 61 * 60 << u"1 h 1 min"_s;
    QTest::newRow("hour") << 3600 << u"1 h"_s;
    QTest::newRow("days") << 86400 * 400 << u"400 days"_s;
}

void TestVerdictWords::ages()
{
    QFETCH(int, seconds);
    QTEST(words::age(std::chrono::seconds(seconds)), "words");
}

QTEST_GUILESS_MAIN(TestVerdictWords)
#include "tst_verdictwords.moc"
