// SPDX-License-Identifier: MIT
#include "billing/mend.h"
#include "samples.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace samples;

namespace {

using Kind = EventChange::Kind;
using Type = Aggregation::Type;

const TimePoint noon = at("2026-11-25T12:00:00Z");
const Period november{at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")};

// $0.05 after 10, so many used.
MendFacts used(qint64 consumed)
{
    MendFacts facts;
    facts.now = noon;
    facts.period = november;
    facts.price = price("5", 10);
    facts.currency = "USD";
    facts.consumed = Decimal(consumed);
    return facts;
}

Filter filter(const QByteArray &text)
{
    return *filterFromJson(json(text), u"filter"_s);
}

QList<Kind> kindsOf(const Mend &mend)
{
    QList<Kind> out;
    for (const EventChange &change : mend.changes)
        out.append(change.kind);
    return out;
}

bool counts(const NewMeter &made, const Event &event)
{
    Meter meter;
    meter.is = made;
    return judge(meter, EventViewOf(event).view()).counts();
}

} // namespace

class TestMend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void costs_data();
    void costs();
    void nothingIsPricedThatIsNotKnown();
    void customerAndTimeAreMendedToo();
    void whatNoEventCanMend();
    void aTimestampIsRenewedOnlyWhenItHasTo();
    void aMeterIsWidenedByTheValueSeen();
    void aBoundMovesToTheValueSeen();
    void aFullGroupIsWidenedInPlace();
    void conditionsAndGroupsStayApart();
    void aBrokenEventMendsNoMeter();
    void aVerdictShowsItsMeter();
    void aHugeFilterIsGivenUpInTime();
};

void TestMend::costs_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("value"); // of n, as text instead of a number
    QTest::addColumn<int>("consumed");
    QTest::addColumn<QByteArray>("reading");
    QTest::addColumn<QByteArray>("paid");
    QTest::addColumn<QByteArray>("amount");
    const auto row = [](const char *name, Type type, const QByteArray &value, int consumed,
                         const QByteArray &reading, const QByteArray &paid, const QByteArray &amount) {
        QTest::newRow(name) << int(type) << value << consumed << reading << paid << amount;
    };
    row("free", Type::Sum, "4", 5, "9", "0", "0");
    row("across the threshold", Type::Sum, "7.5", 5, "12.5", "2.5", "12.5");
    row("all paid", Type::Sum, "0.001", 10, "10.001", "0.001", "0.005");
    row("taken back", Type::Sum, "-3", 12, "9", "-2", "-10");
    row("peak", Type::Max, "23", 15, "23", "8", "40");
    row("below the peak", Type::Max, "14", 15, "15", "0", "0");
    row("reading", Type::Last, "18", 15, "18", "3", "15");
    row("lower reading", Type::Last, "12", 15, "12", "-3", "-15");
}

void TestMend::costs()
{
    QFETCH(int, type);
    QFETCH(QByteArray, value);
    QFETCH(int, consumed);
    QFETCH(QByteArray, reading);
    QFETCH(QByteArray, paid);
    QFETCH(QByteArray, amount);
    const Event sent = samples::event("e", "{\"n\": \"" + value + "\"}");
    const auto mend = mendEvent(meter(Type(type), "n"), sent, used(consumed));
    QVERIFY(mend && mend->isOne());
    QCOMPARE(mend->changes.first().to, MetaValue::ofNumber(value));
    QCOMPARE(mend->units, decimal(value));
    QCOMPARE(mend->reading, decimal(reading));
    QCOMPARE(mend->paid, decimal(paid));
    QCOMPARE(mend->amount, decimal(amount));
    QCOMPARE(mend->currency, "USD"_ba);
}

void TestMend::nothingIsPricedThatIsNotKnown()
{
    const Meter sum = meter(Type::Sum, "n");
    const auto guessed = mendEvent(sum, samples::event("e"), used(5)); // any number would do
    QVERIFY(guessed && guessed->changes.first().example);
    QVERIFY(!guessed->units && !guessed->amount && !guessed->reading);
    const auto unpriced = mendEvent(sum, samples::event("e", "{\"n\": \"7\"}"));
    QVERIFY(unpriced && unpriced->units && !unpriced->amount);
    const auto counted = mendEvent(tutorialMeter(), samples::event("e", "{\"quality\": \"hd\"}"), used(12));
    QVERIFY(counted && counted->changes.isEmpty());
    QCOMPARE(counted->amount, Decimal(5));
}

void TestMend::customerAndTimeAreMendedToo()
{
    Event sent = samples::event("e", "{\"quality\": \"draft\"}", "Image.generated");
    sent.at = noon - 61min;
    MendFacts facts = used(12);
    facts.customer = CustomerId{"cus_2"};
    const auto mend = mendEvent(tutorialMeter(), sent, facts);
    QVERIFY(mend);
    QCOMPARE(kindsOf(*mend), (QList{Kind::Rename, Kind::Customer, Kind::Stamp, Kind::Set}));
    QCOMPARE(mend->amount, Decimal(5));
    const Event after = mended(sent, *mend, EventId{"f"}, noon);
    QCOMPARE(after.customer.text, "cus_2"_ba);
    QCOMPARE(after.at, std::optional(noon));
    QVERIFY(check(EventViewOf(after).view(), noon));
    facts.customer = sent.customer; // it has one already
    QCOMPARE(
        kindsOf(*mendEvent(tutorialMeter(), sent, facts)), (QList{Kind::Rename, Kind::Stamp, Kind::Set}));
}

void TestMend::whatNoEventCanMend()
{
    const Event draft = samples::event("e", "{\"quality\": \"draft\"}");
    MendFacts facts = used(12);
    facts.archived = true;
    QVERIFY(!mendEvent(tutorialMeter(), draft, facts));
    facts = used(12);
    facts.now = november.end + 1h; // the period is over
    QVERIFY(!mendEvent(tutorialMeter(), draft, facts));
    Event full = draft;
    for (int i = 0; full.metadata.size() < limits::metadataPairs; ++i)
        full.metadata.append({"key" + QByteArray::number(i), MetaValue::ofBoolean(true)});
    QVERIFY(mendEvent(tutorialMeter(), full));
    QVERIFY(!mendEvent(meter(Type::Sum, "n"), full)); // one more pair is refused
}

void TestMend::aTimestampIsRenewedOnlyWhenItHasTo()
{
    Event sent = samples::event("e", "{\"quality\": \"draft\"}");
    sent.at = noon - 10min;
    const auto mend = mendEvent(tutorialMeter(), sent, used(0));
    QVERIFY(mend && mend->isOne());
    QCOMPARE(mended(sent, *mend, EventId{"f"}, noon).at, sent.at);
    QCOMPARE(mended(sent, *mend, EventId{"f"}, noon + 2h).at, std::optional(noon + 2h));
    sent.at.reset();
    QVERIFY(!mended(sent, *mend, EventId{"f"}, noon).at);
}

void TestMend::aMeterIsWidenedByTheValueSeen()
{
    const Event draft = samples::event("e", "{\"quality\": \"draft\"}", "Image.generated");
    const auto made = mendMeter(tutorialMeter(), draft);
    QVERIFY(made);
    QCOMPARE(made->eventName, u"Image.generated"_s);
    QCOMPARE(made->name, tutorialMeter().is.name);
    QCOMPARE(*made->filter, filter(R"({"conjunction":"or","clauses":[
        {"key":"quality","operator":"equals","value":"standard"},
        {"key":"quality","operator":"equals","value":"hd"},
        {"key":"quality","operator":"equals","value":"draft"}]})"));
    const auto without = mendMeter(tutorialMeter(), samples::event("e"));
    QVERIFY(without && !without->filter);
}

void TestMend::aBoundMovesToTheValueSeen()
{
    const Meter hours = withFilter(meter(Type::Count), R"({"conjunction":"and","clauses":[
        {"key":"hour","operator":"greater_than","value":9},
        {"key":"hour","operator":"less_than","value":17}]})");
    QCOMPARE(*mendMeter(hours, samples::event("e", "{\"hour\": 17}"))->filter,
        filter(R"({"conjunction":"and","clauses":[
        {"key":"hour","operator":"greater_than","value":9},
        {"key":"hour","operator":"less_than_or_equals","value":17}]})"));
    QCOMPARE(*mendMeter(hours, samples::event("e", "{\"hour\": 3}"))->filter,
        filter(R"({"conjunction":"and","clauses":[
        {"key":"hour","operator":"greater_than_or_equals","value":3},
        {"key":"hour","operator":"less_than","value":17}]})"));
}

void TestMend::aFullGroupIsWidenedInPlace()
{
    Filter ten{.conjunction = Conjunction::Or, .clauses = {}};
    for (int i = 0; i < 10; ++i)
        ten.clauses.push_back(
            {Condition{u"q"_s, Operator::Equals, MetaValue::ofNumber(QByteArray::number(i))}});
    Meter full = meter(Type::Count);
    full.is.filter = ten;
    const Event sent = samples::event("e", "{\"q\": 10}");
    const auto made = mendMeter(full, sent);
    QVERIFY(made && made->filter);
    QVERIFY(newMeterFromJson(toJson(*made)));
    QVERIFY(counts(*made, sent));
    QVERIFY(counts(*made, samples::event("e", "{\"q\": 0}")));
    QVERIFY(counts(*made, samples::event("e", "{\"q\": 9}")));
    QVERIFY(!counts(*made, samples::event("e", "{\"q\": 11}")));
}

void TestMend::conditionsAndGroupsStayApart()
{
    const Meter premium = withFilter(meter(Type::Count), R"({"conjunction":"and","clauses":[
        {"key":"tier","operator":"equals","value":"premium"},
        {"key":"status","operator":"equals","value":"success"}]})");
    const Event failed = samples::event("e", R"({"tier": "premium", "status": "failed"})");
    const auto made = mendMeter(premium, failed);
    QVERIFY(made && made->filter);
    for (const Clause &clause : made->filter->clauses)
        QVERIFY(std::holds_alternative<Filter>(clause.is));
    QVERIFY(counts(*made, failed));
    QVERIFY(!counts(*made, samples::event("e", R"({"tier": "basic", "status": "failed"})")));
}

void TestMend::aBrokenEventMendsNoMeter()
{
    const Meter sum = meter(Type::Sum, "n");
    QVERIFY(!mendMeter(sum, samples::event("e")));
    QVERIFY(!mendMeter(sum, samples::event("e", "{\"n\": \"7\"}")));
    QVERIFY(!mendMeter(sum, samples::event("e", "{\"n\": 7}"))); // counts already
    QVERIFY(mendMeter(sum, samples::event("e", "{\"n\": 7}", "other")));
}

void TestMend::aVerdictShowsItsMeter()
{
    const Event draft = samples::event("e", "{\"quality\": \"draft\"}", "Image.generated");
    const MeterVerdict verdict = judgeMeter(tutorialMeter(), EventViewOf(draft).view());
    QCOMPARE(meterOf(verdict).is, tutorialMeter().is);
    const Event seen = seenEvent(verdict);
    QCOMPARE(seen.name, draft.name);
    QCOMPARE(seen.metadata, draft.metadata);
}

// Ten groups of ten groups of ten conditions that no event can all meet: no answer, but soon.
void TestMend::aHugeFilterIsGivenUpInTime()
{
    Filter root{.conjunction = Conjunction::And, .clauses = {}};
    for (int i = 0; i < 10; ++i) {
        Filter middle{.conjunction = Conjunction::And, .clauses = {}};
        for (int j = 0; j < 10; ++j) {
            Filter inner{.conjunction = Conjunction::Or, .clauses = {}};
            for (int k = 0; k < 10; ++k)
                inner.clauses.push_back({Condition{
                    u"k%1"_s.arg(k), Operator::Equals, MetaValue::ofNumber(QByteArray::number(i * 10 + j))}});
            middle.clauses.push_back({inner});
        }
        root.clauses.push_back({middle});
    }
    Meter impossible = meter(Type::Count);
    impossible.is.filter = root;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!mendEvent(impossible, samples::event("e")));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestMend)
#include "tst_mend.moc"
