// SPDX-License-Identifier: MIT
#include "clausetable.h"

#include "billing/mend.h"
#include "eventlog/verdictclauses.h"
#include "eventlog/verdictwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using clausetable::Row;

Q_DECLARE_METATYPE(clausetable::Row)

namespace {

using Line = words::VerdictLine;

QString nameText(NameCheck::Kind kind)
{
    static const QStringList names{u"same"_s, u"empty"_s, u"case"_s, u"space_inside"_s, u"space_around"_s,
        u"look_alike"_s, u"separator"_s, u"near_miss"_s, u"other_meter"_s, u"different"_s};
    return names[int(kind)];
}

QString filterText(const ClauseVerdict &clause)
{
    static const QString letters = u"TFMO"_s;
    QString out = letters[int(clause.outcome)];
    if (std::holds_alternative<Condition>(clause.clause))
        return out;
    QStringList parts;
    for (const ClauseVerdict &child : clause.children)
        parts.append(filterText(child));
    return out + u'(' + parts.join(u' ') + u')';
}

QString propertyText(const MeterVerdict &meter)
{
    static const QStringList names{u"ok"_s, u"missing"_s, u"text"_s, u"other"_s};
    return meter.aggregation.type == Aggregation::Type::Count ? u"-"_s : names[int(meter.judgement.property)];
}

QString outcomeText(const MeterVerdict &meter)
{
    return meter.counted() ? u"counts "_s + meter.judgement.contribution.toString()
                           : u"no: "_s + words::reason(meter);
}

QString mendedText(const std::optional<Mend> &mend)
{
    if (!mend)
        return u"none"_s;
    QStringList out;
    for (const EventChange &change : mend->changes) {
        const bool text = change.to.type == MetaValue::Type::Text;
        const QString value = text ? u"\"%1\""_s.arg(change.to.string()) : change.to.string();
        out.append(change.kind == EventChange::Kind::Rename ? u"name"_s
                : change.kind == EventChange::Kind::Add     ? u"+%1=%2"_s.arg(change.key, value)
                                                            : u"%1=%2"_s.arg(change.key, value));
    }
    return out.join(u", "_s);
}

Event eventOf(const Row &row)
{
    return {.id = {"e"}, .customer = {"cus_1"}, .name = row.name, .at = {}, .metadata = *row.metadata};
}

MeterVerdict verdictOn(const Meter &meter, const Event &event)
{
    return judgeMeter(meter, EventViewOf(event).view());
}

// The marks of the filter's lines as the table writes them: a tick is true, all else is not.
QString marksText(const QList<Line> &lines)
{
    QString out;
    for (const Line &line : lines) {
        if (line.part == Line::Part::Filter)
            out += line.mark == Line::Mark::Tick ? u'T' : u'F';
    }
    return out;
}

QString marksOf(QString filter)
{
    return filter.remove(u'(').remove(u')').remove(u' ').remove(u'-').replace(u'M', u'F').replace(u'O', u'F');
}

} // namespace

class TestClauseTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyClauseIsAsExpected_data() { addRows(); }
    void everyClauseIsAsExpected();
    void wordsSayWhatTheJudgeSays_data() { addRows(); }
    void wordsSayWhatTheJudgeSays();
    void theMendedEventCounts_data() { addRows(); }
    void theMendedEventCounts();
    void noChangeOfAMendIsNeedless_data() { addRows(); }
    void noChangeOfAMendIsNeedless();
    void theMendedMeterCountsIt_data() { addRows(); }
    void theMendedMeterCountsIt();
    void whatIsNoValueIsRefused();
    void theTableIsLargeEnough();

private:
    static void addRows();
};

void TestClauseTable::addRows()
{
    QTest::addColumn<Row>("row");
    for (const Row &row : clausetable::rows()) {
        if (row.metadata)
            QTest::addRow("line %d", row.line) << row;
    }
}

void TestClauseTable::everyClauseIsAsExpected()
{
    QFETCH(Row, row);
    const Event event = eventOf(row);
    const MeterVerdict is = verdictOn(row.meter, event);
    QCOMPARE(nameText(is.name.kind), row.expected[0]);
    QCOMPARE(is.judgement.nameMatches, is.name.same());
    QCOMPARE(is.judgement.filter ? filterText(*is.judgement.filter) : u"-"_s, row.expected[1]);
    QCOMPARE(propertyText(is), row.expected[2]);
    QCOMPARE(outcomeText(is), row.expected[3]);
    QCOMPARE(is.judgement.counts(), row.expected[3].startsWith("counts "_L1));
    QCOMPARE(mendedText(mendEvent(row.meter, event)), row.expected[4]);
}

void TestClauseTable::wordsSayWhatTheJudgeSays()
{
    QFETCH(Row, row);
    const Event event = eventOf(row);
    const MeterVerdict is = verdictOn(row.meter, event);
    const Verdict verdict{.event = event.id, .customerKnown = true, .subscribed = true, .meters = {is}};
    words::VerdictFacts facts;
    facts.event = event;
    const QList<Line> lines = words::verdictLines(verdict, is, facts);
    QCOMPARE(lines[0].mark == Line::Mark::Tick, row.expected[0] == "same"_L1);
    QCOMPARE(marksText(lines), marksOf(row.expected[1]));
    const auto property
        = std::ranges::find(lines, Line::Part::Property, [](const Line &line) { return line.part; });
    QCOMPARE(property == lines.end(), row.expected[2] == "-"_L1);
    if (property != lines.end())
        QCOMPARE(property->mark == Line::Mark::Tick, row.expected[2] == "ok"_L1);
    const bool crossed = std::ranges::any_of(lines, &Line::isWrong);
    QCOMPARE(crossed, row.expected[3].startsWith("no"_L1));
    for (const Line &line : lines) {
        QVERIFY2(!line.text.isEmpty(), qPrintable(row.expected[3]));
        QVERIFY2(line.isWrong() ? !line.seen.isEmpty() : true, qPrintable(line.text));
    }
}

void TestClauseTable::theMendedEventCounts()
{
    QFETCH(Row, row);
    const Event event = eventOf(row);
    const auto mend = mendEvent(row.meter, event);
    QCOMPARE(mend.has_value(), row.expected[4] != "none"_L1);
    if (!mend)
        return;
    const TimePoint now{std::chrono::hours{500'000}};
    const Event after = mended(event, *mend, EventId{"new"}, now);
    QVERIFY(judge(row.meter, EventViewOf(after).view()).counts());
    QVERIFY(check(EventViewOf(after).view(), now));
    QCOMPARE(after.id.text, "new"_ba);
    QCOMPARE(after.customer, event.customer);
    QCOMPARE(mend->changes.isEmpty(), judge(row.meter, EventViewOf(event).view()).counts());
    // What it would bring is told unless the value itself is a guess.
    const Decimal units = judge(row.meter, EventViewOf(after).view()).contribution;
    QVERIFY(!mend->units || *mend->units == units);
    // Only what was named changed.
    qsizetype added = 0;
    for (const EventChange &change : mend->changes)
        added += change.kind == EventChange::Kind::Add;
    QCOMPARE(after.metadata.size(), event.metadata.size() + added);
}

void TestClauseTable::noChangeOfAMendIsNeedless()
{
    QFETCH(Row, row);
    const Event event = eventOf(row);
    const auto mend = mendEvent(row.meter, event);
    for (qsizetype i = 0; mend && i < mend->changes.size(); ++i) {
        Mend less = *mend;
        less.changes.removeAt(i);
        const Event after = mended(event, less, EventId{"new"}, {});
        QVERIFY2(!judge(row.meter, EventViewOf(after).view()).counts(), qPrintable(row.expected[4]));
    }
}

void TestClauseTable::theMendedMeterCountsIt()
{
    QFETCH(Row, row);
    const Event event = eventOf(row);
    const auto made = mendMeter(row.meter, event);
    const bool wanted
        = row.expected[3].startsWith("no"_L1) && (row.expected[2] == "-"_L1 || row.expected[2] == "ok"_L1);
    if (row.name.isEmpty()) {
        QVERIFY(!made); // no meter has an empty name
        return;
    }
    QCOMPARE(made.has_value(), wanted);
    if (!made)
        return;
    Meter meter;
    meter.is = *made;
    QVERIFY(judge(meter, EventViewOf(event).view()).counts());
    QVERIFY(newMeterFromJson(toJson(*made)));
    QCOMPARE(made->aggregation, row.meter.is.aggregation);
    if (made->eventName != row.meter.is.eventName)
        return;
    for (const Row &other : clausetable::rows()) { // what counted before still counts
        if (other.meter.id != row.meter.id || !other.metadata)
            continue;
        const Event neighbour = eventOf(other);
        if (judge(row.meter, EventViewOf(neighbour).view()).counts())
            QVERIFY2(judge(meter, EventViewOf(neighbour).view()).counts(), qPrintable(other.expected[3]));
    }
}

void TestClauseTable::whatIsNoValueIsRefused()
{
    const QJsonObject json{{"event_id"_L1, u"e"_s}, {"customer_id"_L1, u"c"_s}, {"event_name"_L1, u"n"_s},
        {"metadata"_L1, QJsonObject{{"gb"_L1, QJsonValue::Null}}}};
    QVERIFY(!eventFromJson(json));
    int refused = 0;
    for (const Row &row : clausetable::rows())
        refused += !row.metadata;
    QCOMPARE(refused, 2);
}

void TestClauseTable::theTableIsLargeEnough()
{
    QVERIFY(clausetable::rows().size() >= 120);
}

QTEST_GUILESS_MAIN(TestClauseTable)
#include "tst_clausetable.moc"
