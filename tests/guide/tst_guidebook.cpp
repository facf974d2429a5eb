// SPDX-License-Identifier: MIT
#include "guide/guidetexts.h"
#include "guide/placeholders.h"
#include "guide/plan.h"
#include "guide/recipe.h"
#include "guide/unroll.h"
#include "support/strictjson.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Words that mean something here; each is introduced before it is used.
const QList<std::pair<QString, QString>> &terms()
{
    static const QList<std::pair<QString, QString>> all{{u"meter"_s, u"\\bmeters?\\b"_s},
        {u"event"_s, u"\\bevents?\\b"_s}, {u"event name"_s, u"\\bevent names?\\b"_s},
        {u"filter"_s, u"\\bfilter"_s}, {u"aggregation"_s, u"\\baggregation\\b"_s},
        {u"unit"_s, u"\\bunits?\\b"_s}, {u"draft"_s, u"\\bdrafts?\\b"_s},
        {u"product"_s, u"\\bproducts?\\b"_s}, {u"price per unit"_s, u"\\bprice per unit\\b"_s},
        {u"free threshold"_s, u"\\bfree threshold\\b"_s}, {u"customer"_s, u"\\bcustomers?\\b"_s},
        {u"checkout"_s, u"\\bcheckout\\b"_s}, {u"subscription"_s, u"\\bsubscription\\b"_s},
        {u"customer id"_s, u"\\bcustomer id\\b"_s}, {u"event_id"_s, u"\\bevent_id\\b"_s},
        {u"verdict"_s, u"\\bverdict\\b"_s}, {u"period"_s, u"\\bperiod\\b"_s}, {u"bill"_s, u"\\bbills?\\b"_s},
        {u"billable"_s, u"\\bbillable\\b"_s}, {u"tax"_s, u"\\btax\\b"_s}, {u"invoice"_s, u"\\binvoice\\b"_s},
        {u"payload"_s, u"\\bpayload\\b"_s}, {u"metadata"_s, u"\\bmetadata\\b"_s}};
    return all;
}

const QSet<QString> &sending()
{
    static const QSet<QString> all{u"createMeter"_s, u"addProduct"_s, u"startCheckout"_s, u"buyAgain"_s,
        u"payAgain"_s, u"payInBrowser"_s, u"openInBrowser"_s, u"generate"_s, u"sendAgain"_s,
        u"sendLikeThis"_s, u"sendSameAgain"_s, u"archiveMeter"_s, u"archiveProduct"_s, u"clockDay"_s,
        u"clockWeek"_s, u"clockRenewal"_s, u"clockToday"_s, u"returnToToday"_s, u"sendThisName"_s,
        u"sendSummaryName"_s};
    return all;
}

// Values a person reads as one word: code, quotes, placeholders.
QString plain(const QString &text)
{
    static const QRegularExpression value(u"`[^`]*`|“[^”]*”|\\{[^}]*\\}"_s);
    return QString(text).replace(value, u"value"_s);
}

QStringList sentences(const QString &text)
{
    static const QRegularExpression end(u"(?<=[.?!])\\s+"_s);
    return plain(text).split(end, Qt::SkipEmptyParts);
}

qsizetype wordsIn(const QString &sentence)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}$][^\\s]*"_s);
    qsizetype words = 0;
    for (auto it = word.globalMatch(sentence); it.hasNext(); it.next())
        ++words;
    return words;
}

Guidebook bookOf(const QString &recipe)
{
    const Recipe found = *loadRecipe(recipe);
    return *loadGuidebook(found.chapters, planOf(found));
}

} // namespace

// The chapters as files: read strictly, in plain words, with fill-ins that send nothing.
class TestGuidebook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRecipeHasItsEightChapters_data() { recipes(); }
    void everyRecipeHasItsEightChapters();
    void idsAreUnique_data() { recipes(); }
    void idsAreUnique();
    void sentencesAreShortAndCalm_data() { recipes(); }
    void sentencesAreShortAndCalm();
    void noTermComesBeforeItsStep_data() { recipes(); }
    void noTermComesBeforeItsStep();
    void fillInsSendNothing_data() { recipes(); }
    void fillInsSendNothing();
    void ticksAskTheService_data() { recipes(); }
    void ticksAskTheService();
    void unknownKeysAreRefused_data();
    void unknownKeysAreRefused();
    void blocksStandOnceForEachMeter();

private:
    static void recipes()
    {
        QTest::addColumn<QString>("recipe");
        for (const QString &id : recipeIds())
            QTest::newRow(qPrintable(id)) << id;
    }
};

void TestGuidebook::everyRecipeHasItsEightChapters()
{
    QFETCH(QString, recipe);
    const Recipe found = *loadRecipe(recipe);
    const auto book = loadGuidebook(found.chapters, planOf(found));
    QVERIFY2(book, book ? "" : qPrintable(book.error().message));
    QStringList ids;
    for (const Chapter &chapter : book->chapters)
        ids.append(chapter.id);
    QCOMPARE(ids,
        QStringList({u"meter"_s, u"product"_s, u"customer"_s, u"first"_s, u"more"_s, u"log"_s, u"usage"_s,
            u"back"_s}));
    QCOMPARE(book->chapters.last().steps.last().blanks.size(), 4);
}

void TestGuidebook::idsAreUnique()
{
    QFETCH(QString, recipe);
    for (const Chapter &chapter : bookOf(recipe).chapters) {
        QSet<QString> seen;
        for (const GuideStep &step : chapter.steps) {
            QVERIFY2(!seen.contains(step.id), qPrintable(chapter.id + u'/' + step.id));
            seen.insert(step.id);
        }
        seen.clear();
        for (const WrongTurn &turn : chapter.wrongTurns) {
            QVERIFY2(!seen.contains(turn.id), qPrintable(chapter.id + u'/' + turn.id));
            seen.insert(turn.id);
        }
    }
}

void TestGuidebook::sentencesAreShortAndCalm()
{
    QFETCH(QString, recipe);
    QJsonObject facts{{"plan"_L1, planOf(*loadRecipe(recipe))}, {"recipe"_L1, loadRecipe(recipe)->json}};
    QList<GuideText> texts = textsOf(bookOf(recipe));
    const QMap<QString, QString> explains = loadRecipe(recipe)->explains;
    for (auto it = explains.begin(); it != explains.end(); ++it)
        texts.append({u"explains/"_s + it.key(), it.value(), {}});
    texts.append({u"summary"_s, loadRecipe(recipe)->summary, {}});
    for (const GuideText &text : std::as_const(texts)) {
        QVERIFY2(!text.text.contains(u'!'), qPrintable(text.where));
        QVERIFY2(!text.text.contains(u'–') && !text.text.contains(u'—'), qPrintable(text.where));
        QVERIFY2(!text.text.contains("please"_L1, Qt::CaseInsensitive), qPrintable(text.where));
        // What a recipe says of a field is a sentence of its own; other placeholders are values.
        static const QRegularExpression told(u"\\{recipe\\.[^}]*\\}"_s);
        QString words = text.text;
        for (const auto &found : told.globalMatch(text.text))
            words.replace(found.captured(), filledIn(found.captured(), facts));
        for (const QString &sentence : sentences(words))
            QVERIFY2(wordsIn(sentence) <= 15, qPrintable(text.where + u": "_s + sentence));
    }
}

void TestGuidebook::noTermComesBeforeItsStep()
{
    QFETCH(QString, recipe);
    const QJsonObject facts{
        {"plan"_L1, planOf(*loadRecipe(recipe))}, {"recipe"_L1, loadRecipe(recipe)->json}};
    QSet<QString> known;
    for (const GuideText &text : textsOf(bookOf(recipe))) {
        for (const QString &term : text.introduces)
            known.insert(term);
        static const QRegularExpression told(u"\\{recipe\\.[^}]*\\}"_s);
        QString words = text.text;
        for (const auto &found : told.globalMatch(text.text))
            words.replace(found.captured(), filledIn(found.captured(), facts));
        words.remove(QRegularExpression(u"\\{[^}]*\\}"_s)); // values, and names the window itself shows
        for (const auto &[term, pattern] : terms()) {
            const QRegularExpression word(pattern, QRegularExpression::CaseInsensitiveOption);
            QVERIFY2(known.contains(term) || !word.match(words).hasMatch(),
                qPrintable(u"%1 uses “%2” too early: %3"_s.arg(text.where, term, words)));
        }
    }
}

void TestGuidebook::fillInsSendNothing()
{
    QFETCH(QString, recipe);
    int fills = 0;
    for (const Chapter &chapter : bookOf(recipe).chapters) {
        for (const GuideStep &step : chapter.steps) {
            for (const PlayStep &fill : step.fill) {
                ++fills;
                QVERIFY2(!sending().contains(fill.on), qPrintable(chapter.id + u'/' + step.id));
            }
        }
    }
    QVERIFY(fills > 10);
}

void TestGuidebook::ticksAskTheService()
{
    QFETCH(QString, recipe);
    const Guidebook book = bookOf(recipe);
    for (const Chapter &chapter : book.chapters) {
        const bool last = chapter.id == "back"_L1;
        QCOMPARE(chapter.done.has_value(), !last); // the last is said back
        if (!last)
            QVERIFY2(chapter.done->readsFacts(), qPrintable(chapter.id));
    }
}

void TestGuidebook::unknownKeysAreRefused_data()
{
    QTest::addColumn<QString>("at"); // where a key is slipped in
    QTest::newRow("book") << u"\"id\": \"pictures\""_s;
    QTest::newRow("chapter") << u"\"title\": \"What it costs\""_s;
    QTest::newRow("step") << u"\"todo\": \"Press Create Meter.\""_s;
    QTest::newRow("fill") << u"\"with\": \"OR\""_s;
    QTest::newRow("wrong turn") << u"\"button\": \"Choose Count\""_s;
    QTest::newRow("condition") << u"\"is\": \"checked\""_s;
    QTest::newRow("blank") << u"\"before\": \"pays for\""_s;
}

void TestGuidebook::unknownKeysAreRefused()
{
    QFETCH(QString, at);
    QFile file(u":/guide/pictures.json"_s);
    QVERIFY(loadGuidebook(u"pictures"_s) && file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    const qsizetype place = text.indexOf(at);
    QVERIFY(place >= 0);
    text.insert(place, u"\"colour\": \"red\", "_s);
    const auto json = readObject(text.toUtf8());
    QVERIFY2(json, json ? "" : qPrintable(json.error().message));
    const auto book = guidebookFromJson(*json);
    QVERIFY(!book);
    QVERIFY2(book.error().message.contains("colour"_L1), qPrintable(book.error().message));
}

void TestGuidebook::blocksStandOnceForEachMeter()
{
    const QJsonObject plan = planOf(*loadRecipe(u"several"_s));
    QCOMPARE(plan.value("meters"_L1).toArray().size(), 4);
    const auto json = readObject(R"({"steps": [
        {"id": "a"},
        {"each": "meter", "do": [
            {"id": "name", "with": "{each.name}", "fact": "each.unit", "say": "Count each. {each.one}"},
            {"if": "each.key", "do": [{"id": "key", "with": "{each.key}"}]},
            {"unless": "each.more", "do": [{"id": "last"}]}
        ]}
    ]})");
    const QJsonArray steps = unrolled(*json, plan).value("steps"_L1).toArray();
    QStringList ids;
    for (const QJsonValue &step : steps)
        ids.append(step["id"_L1].toString());
    QCOMPARE(ids,
        QStringList(
            {u"a"_s, u"name"_s, u"name-2"_s, u"key-2"_s, u"name-3"_s, u"name-4"_s, u"key-4"_s, u"last-4"_s}));
    QCOMPARE(steps[2]["with"_L1].toString(), u"{plan.meters.1.name}"_s);
    QCOMPARE(steps[2]["fact"_L1].toString(), u"plan.meters.1.unit"_s);
    QCOMPARE(steps[2]["say"_L1].toString(), u"Count each. {plan.meters.1.one}"_s);
}

QTEST_GUILESS_MAIN(TestGuidebook)
#include "tst_guidebook.moc"
