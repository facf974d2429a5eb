// SPDX-License-Identifier: MIT
#include "eventlog/samples.h"
#include "eventlog/verdictclauses.h"
#include "eventlog/verdictwords.h"

#include <QTest>

using namespace samples;

namespace {

using Line = words::VerdictLine;
using Type = Aggregation::Type;

Decimal decimal(QByteArrayView text)
{
    return *Decimal::fromText(text);
}

// A counted event of a meter of this kind, $0.05 after 10.
MeterVerdict counted(Type type, const Standing &standing)
{
    Meter meter = imageMeter();
    meter.is.filter.reset();
    meter.is.measurementUnit = u"MB"_s;
    meter.is.aggregation = {type, type == Type::Count ? QString() : u"n"_s};
    MeterVerdict out = judged(
        eventOf("e", "image.generated", {{"n", MetaValue::ofNumber(standing.runningTotal.toText())}}), meter);
    out.reason = MeterVerdict::Reason::Counted;
    out.standing = standing;
    return out;
}

Standing standing(QByteArrayView before, QByteArrayView after, QByteArrayView free, QByteArrayView paid,
    QByteArrayView amount, bool current = false)
{
    return {.unitsFree = decimal(free),
        .unitsPaid = decimal(paid),
        .amount = decimal(amount),
        .runningTotal = decimal(after),
        .before = decimal(before),
        .current = current,
        .replacedAt = {}};
}

// Every line as "+ text: seen", "x …" or "- …".
QStringList textsOf(const MeterVerdict &meter, const words::VerdictFacts &facts = {}, Verdict verdict = {})
{
    if (verdict.meters.isEmpty())
        verdict = verdictOf("e", {meter});
    QStringList out;
    for (const Line &line : words::verdictLines(verdict, meter, facts)) {
        const QChar mark = line.mark == Line::Mark::Tick ? u'+'
            : line.mark == Line::Mark::Cross             ? u'x'
                                                         : u'-';
        out.append(mark + u' ' + line.text + (line.seen.isEmpty() ? QString() : u": "_s + line.seen));
    }
    return out;
}

} // namespace

class TestVerdictClauses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standings_data();
    void standings();
    void periods();
    void repeatsAreNamed();
    void customers();
    void archivedMetersTakeNothing();
    void whatIsInNoProductSaysSo();
    void creditsAreNoMoney();
};

void TestVerdictClauses::standings_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<Standing>("standing");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, Type type, const Standing &is, const QStringList &lines) {
        QTest::newRow(name) << int(type) << is << lines;
    };
    row("count, free", Type::Count, standing("6", "7", "1", "0", "0"),
        {u"+ Unit 7 of the period, 10 are free: free"_s, u"+ Free units left: 4 before, 3 after"_s});
    row("count, last free", Type::Count, standing("9", "10", "1", "0", "0"),
        {u"+ Free units left: 1 before, 0 after"_s});
    row("count, paid", Type::Count, standing("12", "13", "0", "1", "5"),
        {u"+ Unit 13 of the period, 10 are free: $0.05"_s, u"+ Free units left: 0 before, 0 after"_s});
    row("sum, across", Type::Sum, standing("8", "12.5", "2", "2.5", "12.5"),
        {u"+ Running total: 8 to 12.5"_s, u"+ 2 MB free, 2.5 paid: $0.125"_s,
            u"+ Free units left: 2 before, 0 after"_s});
    row("sum, free", Type::Sum, standing("1", "3", "2", "0", "0"), {u"+ All 2 MB are free: free"_s});
    row("sum, paid", Type::Sum, standing("10", "10.001", "0", "0.001", "0.005"),
        {u"+ All 0.001 MB are paid: $0.00005"_s});
    row("peak", Type::Max, standing("15", "23", "10", "13", "65", true),
        {u"+ It raises the peak: 15 to 23"_s, u"+ 10 MB free, 13 paid: $0.65"_s});
    row("below the peak", Type::Max, standing("23", "23", "0", "0", "0"), {u"- Not above the peak: 23"_s});
    row("reading", Type::Last, standing("23", "8", "8", "0", "0", true),
        {u"+ It is the reading now: 23 to 8"_s, u"+ All 8 MB are free: free"_s});
    Standing replaced = standing("5", "15", "0", "0", "0");
    replaced.replacedAt = morning;
    const QString until = toDateTime(morning).toLocalTime().toString(u"hh:mm:ss"_s);
    row("peak replaced", Type::Max, replaced, {u"- The peak until %1: 15"_s.arg(until)});
    row("reading replaced", Type::Last, replaced, {u"- The reading until %1: 15"_s.arg(until)});
}

void TestVerdictClauses::standings()
{
    QFETCH(int, type);
    QFETCH(Standing, standing);
    QFETCH(QStringList, lines);
    const QStringList is = textsOf(counted(Type(type), standing));
    QVERIFY(is.contains(u"+ A product prices this meter: $0.05 after 10 free"_s));
    for (const QString &line : lines)
        QVERIFY2(is.contains(line), qPrintable(line + u"\n---\n"_s + is.join(u'\n')));
}

void TestVerdictClauses::periods()
{
    const Period period{morning - 24h, morning + 24h};
    MeterVerdict meter = unit(3);
    meter.period = period;
    const QString dates = words::periodText(period);
    QVERIFY(textsOf(meter).contains(u"+ Inside the billing period: "_s + dates));
    meter.period.reset();
    meter.standing.reset();
    meter.reason = MeterVerdict::Reason::OutsidePeriod;
    QVERIFY(textsOf(meter).contains(u"x Inside the billing period: it is outside"_s));
    words::VerdictFacts facts;
    facts.period = period;
    QVERIFY(textsOf(meter, facts).contains(u"x Inside the billing period: "_s + dates));
    meter.reason = MeterVerdict::Reason::FilterFailed; // the service names no period then
    facts.at = morning;
    QVERIFY(textsOf(meter, facts).contains(u"+ Inside the billing period: "_s + dates));
    facts.at = morning + 48h;
    QVERIFY(!textsOf(meter, facts).join(u'\n').contains(u"billing period"_s));
}

void TestVerdictClauses::repeatsAreNamed()
{
    words::VerdictFacts facts;
    facts.event = eventOf("e", "image.generated", quality(u"hd"_s));
    QVERIFY(textsOf(unit(3), facts).contains(u"+ First of its id"_s));
    facts.sentBefore = morning;
    const QString then = toDateTime(morning).toLocalTime().toString(u"hh:mm:ss"_s);
    QVERIFY(textsOf(unit(3), facts).contains(u"- Counted once, when it first came: "_s + then));
}

void TestVerdictClauses::customers()
{
    Verdict verdict = verdictOf("e", {unit(3)});
    QVERIFY(textsOf(unit(3), {}, verdict).contains(u"+ Customer known, subscription active"_s));
    verdict.subscribed = false;
    QVERIFY(textsOf(unit(3), {}, verdict).contains(u"- Customer known, no active subscription"_s));
    verdict.customerKnown = false;
    QVERIFY(textsOf(unit(3), {}, verdict).contains(u"x Customer unknown"_s));
}

void TestVerdictClauses::archivedMetersTakeNothing()
{
    MeterVerdict meter = unit(3);
    meter.standing.reset();
    meter.reason = MeterVerdict::Reason::MeterArchived;
    QVERIFY(textsOf(meter).contains(u"x The meter takes new events: it is archived"_s));
}

void TestVerdictClauses::whatIsInNoProductSaysSo()
{
    MeterVerdict meter = judged(eventOf("e", "image.generated", quality(u"hd"_s)));
    meter.currency.clear();
    const QStringList is = textsOf(meter);
    QVERIFY(is.contains(u"+ Customer known, subscription active: in no product"_s));
    QVERIFY(!is.join(u'\n').contains(u"prices this meter"_s));
}

// A meter that is billed in credits has no price (dodo-api.md 5.1.28).
void TestVerdictClauses::creditsAreNoMoney()
{
    MeterVerdict meter = counted(Type::Count, standing("12", "13", "0", "1", "0"));
    meter.pricePerUnit = Decimal();
    meter.freeThreshold = 0;
    const QStringList is = textsOf(meter);
    QVERIFY(is.contains(u"+ A product bills this meter: in credits"_s));
    QVERIFY(is.contains(u"+ Unit 13 of the period: in credits"_s));
    QCOMPARE(words::standing(meter), u"In credits"_s);
}

QTEST_GUILESS_MAIN(TestVerdictClauses)
#include "tst_verdictclauses.moc"
