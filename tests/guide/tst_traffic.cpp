// SPDX-License-Identifier: MIT
#include "billing/rules.h"
#include "guide/traffic.h"
#include "session/session.h"
#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestTraffic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameValues();
    void idsAreOursAndNeverRepeat();
    void theNextEventIsTheOneTaken();
    void weightsHoldInEveryBatch();
    void tokensOfABatchSumToTheFigure();
    void callsOfABatchSumToTheFigure();
    void numbersAreNumbers();
    void onePatternCanBeSentAlone();
    void aPatternLikeAMeterCounts_data();
    void aPatternLikeAMeterCounts();
    void aFilterNothingFulfilsGivesNoValues();

private:
    QList<Event> batch(const QString &id, int count, quint64 seed = 1);

    SeededIds m_ids{7};
};

QList<Event> TestTraffic::batch(const QString &id, int count, quint64 seed)
{
    const Recipe recipe = *loadRecipe(id);
    Traffic traffic(recipe.traffic, recipe.batch, seed, m_ids);
    return traffic.take(count, {"cus_1"}, *timeFromIso("2026-11-25T10:14:00Z"));
}

static MetaValue valueOf(const Event &event, const char *key)
{
    const auto found = std::ranges::find(event.metadata, QByteArray(key), &MetaEntry::key);
    return found == event.metadata.end() ? MetaValue{} : found->value;
}

static Decimal sumOf(const QList<Event> &events, const char *key)
{
    Decimal sum;
    for (const Event &event : events)
        sum = *Decimal::add(sum, valueOf(event, key).number().value_or(Decimal()));
    return sum;
}

void TestTraffic::theSameSeedGivesTheSameValues()
{
    const auto first = batch(u"several"_s, 60);
    const auto second = batch(u"several"_s, 60);
    const auto other = batch(u"several"_s, 60, 2);
    bool differs = false;
    for (qsizetype i = 0; i < first.size(); ++i) {
        QCOMPARE(first[i].name, second[i].name);
        QCOMPARE(first[i].metadata, second[i].metadata);
        QVERIFY(first[i].id != second[i].id);
        differs = differs || first[i].metadata != other[i].metadata;
    }
    QVERIFY(differs);
}

void TestTraffic::idsAreOursAndNeverRepeat()
{
    QSet<EventId> seen;
    for (const Event &event : batch(u"calls"_s, 1000)) {
        QVERIFY(event.id.text.startsWith(trafficEvents.toByteArray()));
        seen.insert(event.id);
        QCOMPARE(event.customer.text, "cus_1"_ba);
        QVERIFY(event.at.has_value());
    }
    QCOMPARE(seen.size(), 1000);
}

void TestTraffic::theNextEventIsTheOneTaken()
{
    const Recipe recipe = *loadRecipe(u"tokens"_s);
    Traffic traffic(recipe.traffic, recipe.batch, 3, m_ids);
    for (int i = 0; i < 5; ++i) {
        const Event next = traffic.next();
        const Event taken = traffic.take(1, {"cus_1"}, {}).first();
        QCOMPARE(taken.id, next.id);
        QCOMPARE(taken.metadata, next.metadata);
    }
}

void TestTraffic::weightsHoldInEveryBatch()
{
    const auto events = batch(u"images"_s, 39);
    for (int of = 0; of < 3; ++of) {
        const auto thirteen = events.mid(of * 13, 13);
        QCOMPARE(std::ranges::count_if(
                     thirteen, [](const Event &event) { return valueOf(event, "quality").text == "draft"; }),
            1);
    }
}

void TestTraffic::tokensOfABatchSumToTheFigure()
{
    for (const quint64 seed : {1u, 2u, 99u})
        QCOMPARE(sumOf(batch(u"tokens"_s, 25, seed), "tokens").toText(), "50000"_ba);
}

void TestTraffic::callsOfABatchSumToTheFigure()
{
    const auto events = batch(u"hybrid"_s, 25);
    QCOMPARE(sumOf(events, "calls").toText(), "12500"_ba);
    QSet<QByteArray> different;
    for (const Event &event : events)
        different.insert(valueOf(event, "calls").text);
    QVERIFY(different.size() > 15); // believable, not the middle each time
}

void TestTraffic::numbersAreNumbers()
{
    const auto events = batch(u"storage"_s, 10);
    QCOMPARE(valueOf(events.last(), "gb").text, "12.5"_ba);
    for (const Event &event : events) {
        QCOMPARE(valueOf(event, "gb").type, MetaValue::Type::Number);
        const auto json = readObject(toText(event));
        QVERIFY(json);
        QVERIFY(json->value("metadata"_L1)["gb"_L1].isDouble());
    }
}

void TestTraffic::onePatternCanBeSentAlone()
{
    const Recipe recipe = *loadRecipe(u"several"_s);
    QCOMPARE(patternsFor(recipe).size(), 4);
    const auto patterns = patternsFor(recipe, "platform.tokens");
    QCOMPARE(patterns.size(), 1);
    Traffic traffic(patterns, 25, 1, m_ids);
    const auto events = traffic.take(25, {"cus_1"}, {});
    QVERIFY(std::ranges::all_of(events, [](const Event &event) { return event.name == "platform.tokens"; }));
    QCOMPARE(sumOf(events, "tokens").toText(), "50000"_ba);
}

void TestTraffic::aPatternLikeAMeterCounts_data()
{
    QTest::addColumn<QJsonObject>("meter");
    const auto meter = [](const QJsonObject &aggregation, const QJsonValue &filter) {
        QJsonObject json{{"name"_L1, u"M"_s}, {"event_name"_L1, u"thing.done"_s},
            {"measurement_unit"_L1, u"things"_s}, {"aggregation"_L1, aggregation}};
        if (filter.isObject())
            json.insert("filter"_L1, filter);
        return json;
    };
    const auto is = [](const QString &key, const QString &op, const QJsonValue &value) {
        return QJsonObject{{"key"_L1, key}, {"operator"_L1, op}, {"value"_L1, value}};
    };
    const auto group = [](const QString &conjunction, const QJsonArray &clauses) {
        return QJsonObject{{"conjunction"_L1, conjunction}, {"clauses"_L1, clauses}};
    };
    const QJsonObject count{{"type"_L1, u"count"_s}};
    const QJsonObject sum{{"type"_L1, u"sum"_s}, {"key"_L1, u"n"_s}};
    QTest::newRow("count") << meter(count, {});
    QTest::newRow("sum") << meter(sum, {});
    QTest::newRow("or") << meter(count,
        group(
            u"or"_s, {is(u"quality"_s, u"equals"_s, u"standard"_s), is(u"quality"_s, u"equals"_s, u"hd"_s)}));
    QTest::newRow("range") << meter(count,
        group(u"and"_s, {is(u"hour"_s, u"greater_than_or_equals"_s, 9), is(u"hour"_s, u"less_than"_s, 17)}));
    QTest::newRow("above and text") << meter(count,
        group(u"and"_s,
            {is(u"calls"_s, u"greater_than"_s, 5), is(u"plan"_s, u"contains"_s, u"pro"_s),
                is(u"region"_s, u"not_equals"_s, u"eu"_s), is(u"live"_s, u"not_equals"_s, true)}));
    QTest::newRow("filter on the summed number")
        << meter(sum, group(u"and"_s, {is(u"n"_s, u"greater_than"_s, 200)}));
    QTest::newRow("nested, the first way is impossible") << meter(count,
        group(u"or"_s,
            {group(u"and"_s, {is(u"a"_s, u"equals"_s, u"x"_s), is(u"a"_s, u"equals"_s, u"y"_s)}),
                group(u"and"_s, {is(u"b"_s, u"less_than"_s, 3)})}));
}

void TestTraffic::aPatternLikeAMeterCounts()
{
    QFETCH(QJsonObject, meter);
    const auto is = newMeterFromJson(meter);
    QVERIFY2(is, is ? "" : qPrintable(is.error().message));
    Meter live;
    live.is = *is;
    Traffic traffic({patternLike(*is)}, 25, 1, m_ids);
    for (const Event &event : traffic.take(25, {"cus_1"}, {}))
        QVERIFY2(judge(live, EventViewOf(event).view()).counts(), toText(event).constData());
}

void TestTraffic::aFilterNothingFulfilsGivesNoValues()
{
    const auto meter = newMeterFromJson({{"name"_L1, u"M"_s}, {"event_name"_L1, u"e"_s},
        {"measurement_unit"_L1, u"u"_s}, {"aggregation"_L1, QJsonObject{{"type"_L1, u"count"_s}}},
        {"filter"_L1,
            QJsonObject{{"conjunction"_L1, u"and"_s},
                {"clauses"_L1,
                    QJsonArray{QJsonObject{{"key"_L1, u"a"_s}, {"operator"_L1, u"equals"_s}, {"value"_L1, 1}},
                        QJsonObject{{"key"_L1, u"a"_s}, {"operator"_L1, u"equals"_s}, {"value"_L1, 2}}}}}}});
    QVERIFY(meter);
    QVERIFY(patternLike(*meter).values.isEmpty());
    QCOMPARE(patternLike(*meter).eventName, "e"_ba);
}

QTEST_GUILESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
