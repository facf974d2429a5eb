// SPDX-License-Identifier: MIT
#include "billing/rules.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const TimePoint now = samples::at("2026-01-05T12:00:00Z");

Result<void> checked(const Event &event)
{
    return check(EventViewOf(event).view(), now, u"events[3]"_s);
}

Event pairs(int count)
{
    Event event = samples::event("e1");
    for (int i = 0; i < count; ++i)
        event.metadata.append({QByteArray::number(i), MetaValue::ofNumber("1")});
    return event;
}

Event withPair(const QByteArray &key, const QString &value)
{
    Event event = samples::event("e1");
    event.metadata = {{key, MetaValue::ofText(value)}};
    return event;
}

bool counts(const Meter &meter, const QByteArray &metadata, const QByteArray &name = "image.generated")
{
    const Event event = samples::event("e1", metadata, name);
    const EventViewOf view(event);
    const Judgement judgement = judge(meter, view.view());
    // The short way and the long way agree.
    if (judgement.property == PropertyState::Usable && judgement.counts() != matches(meter, view.view()))
        qFatal("judge and matches differ");
    return judgement.counts();
}

Meter filtered(const QByteArray &filter)
{
    return samples::withFilter(samples::meter(Aggregation::Type::Count), filter);
}

} // namespace

class RulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void limitsAndWindow_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<int>("status"); // 0: accepted
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto at = [](microseconds away) {
            Event event = samples::event("e1");
            event.at = now + away;
            return event;
        };
        const QString body = u"INVALID_REQUEST_BODY"_s;
        const auto good = [](const char *name, const Event &event) {
            QTest::newRow(name) << event << 0 << QString() << QString();
        };
        const auto bad = [](const char *name, const Event &event, int status, const QString &code,
                             const char *member) {
            QTest::newRow(name) << event << status << code << u"events[3]."_s + QLatin1StringView(member);
        };
        good("H1", samples::event("e1"));
        bad("H9 61 min old", at(-61min), 400, body, "timestamp");
        bad("H9 6 min ahead", at(6min), 400, body, "timestamp");
        good("H10 59 min old", at(-59min));
        good("H10 4 min ahead", at(4min));
        good("an hour to the microsecond", at(-60min));
        bad("an hour and a microsecond", at(-60min - 1us), 400, body, "timestamp");
        good("five minutes ahead", at(5min));
        bad("five minutes and a microsecond", at(5min + 1us), 400, body, "timestamp");
        bad("H18 2024", at(-std::chrono::hours{24 * 500}), 400, body, "timestamp");
        bad("H12 51 pairs", pairs(51), 400, u"MAXIMUM_KEYS_REACHED"_s, "metadata");
        good("H12 50 pairs", pairs(50));
        bad("H13 key of 101", withPair(QByteArray(101, 'k'), {}), 400, body, "metadata");
        bad("H13 value of 501", withPair("k", QString(501, u'v')), 400, body, "metadata.k");
        good("key of 100", withPair(QByteArray(100, 'k'), {}));
        good("value of 500", withPair("k", QString(500, u'v')));
        good("500 letters of four bytes", withPair("k", u"🖼"_s.repeated(500)));
        Event event = samples::event("");
        bad("no id", event, 422, body, "event_id");
        event = samples::event("e1");
        event.customer = {};
        bad("no customer", event, 422, body, "customer_id");
        bad("no name", samples::event("e1", "{}", ""), 422, body, "event_name");
        bad("long id", samples::event(QByteArray(256, 'e')), 422, body, "event_id");
        good("id of 255", samples::event(QByteArray(255, 'e')));
    }
    void limitsAndWindow()
    {
        QFETCH(const Event, event);
        QFETCH(const int, status);
        QFETCH(const QString, code);
        QFETCH(const QString, field);
        const Result<void> result = checked(event);
        QCOMPARE(result.ok(), status == 0);
        if (status == 0)
            return;
        QCOMPARE(result.error().status, status);
        QCOMPARE(result.error().code, code);
        QCOMPARE(result.error().field, field);
        QVERIFY(result.error().message.startsWith(field));
    }

    void theWindowMessageNamesBothTimes()
    {
        Event event = samples::event("e1");
        event.at = samples::at("2026-01-05T10:59:00Z");
        QCOMPARE(checked(event).error().message,
            u"events[3].timestamp is 2026-01-05T10:59:00Z, more than 1 hour before the service's time "
            u"2026-01-05T12:00:00Z."_s);
    }

    void tutorialFilter_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("counted");
        const auto row
            = [](const char *id, const char *metadata, bool counted, const char *name = "image.generated") {
                  QTest::newRow(id) << QByteArray(metadata) << QByteArray(name) << counted;
              };
        row("D11", R"({"quality":"standard"})", true);
        row("D12", R"({"quality":"hd"})", true);
        row("D13 HD", R"({"quality":"HD"})", false);
        row("D13 Standard", R"({"quality":"Standard"})", false);
        row("D14 draft", R"({"quality":"draft"})", false);
        row("D14 low", R"({"quality":"low"})", false);
        row("D14 medium", R"({"quality":"medium"})", false);
        row("D14 high", R"({"quality":"high"})", false);
        row("D15 other", R"({"size":"1024"})", false);
        row("D15 none", "{}", false);
        row("D16 case", R"({"quality":"hd"})", false, "Image.Generated");
        row("D16 space", R"({"quality":"hd"})", false, "image.generated ");
    }
    void tutorialFilter()
    {
        QFETCH(const QByteArray, metadata);
        QFETCH(const QByteArray, name);
        QFETCH(const bool, counted);
        QCOMPARE(counts(samples::tutorialMeter(), metadata, name), counted);
    }

    void publishedFilters()
    {
        const Meter tier = filtered(R"({"conjunction":"and","clauses":[
            {"key":"tier","operator":"equals","value":"premium"},
            {"key":"status","operator":"equals","value":"success"}]})");
        QVERIFY(counts(tier, R"({"tier":"premium","status":"success"})"));
        QVERIFY(!counts(tier, R"({"tier":"premium","status":"failed"})"));
        QVERIFY(!counts(tier, R"({"tier":"premium"})"));
        QVERIFY(!counts(tier, R"({"status":"success"})"));
        const Meter calls = filtered(R"({"conjunction":"and","clauses":[
            {"key":"plan","operator":"equals","value":"pro"},{"key":"calls","operator":"greater_than","value":5}]})");
        QVERIFY(counts(calls, R"({"plan":"pro","calls":6})"));
        QVERIFY(!counts(calls, R"({"plan":"pro","calls":5})"));
        QVERIFY(!counts(calls, R"({"plan":"pro","calls":"6"})"));
        const Meter hour = filtered(R"({"conjunction":"and","clauses":[
            {"key":"hour","operator":"greater_than_or_equals","value":9},
            {"key":"hour","operator":"less_than","value":17}]})");
        QVERIFY(counts(hour, R"({"hour":9})"));
        QVERIFY(!counts(hour, R"({"hour":17})"));
        const Meter method = filtered(R"({"conjunction":"or","clauses":[
            {"key":"method","operator":"equals","value":"POST"},{"key":"method","operator":"equals","value":"PUT"},
            {"key":"method","operator":"equals","value":"DELETE"}]})");
        QVERIFY(counts(method, R"({"method":"PUT"})"));
        QVERIFY(!counts(method, R"({"method":"GET"})"));
    }

    void operators_data()
    {
        QTest::addColumn<QByteArray>("op");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("seen"); // empty: the property is missing
        QTest::addColumn<int>("outcome");
        using Outcome = ClauseVerdict::Outcome;
        int n = 0;
        const auto row = [&n](const char *op, const char *value, const char *seen, Outcome outcome) {
            QTest::addRow("%d %s %s %s", ++n, seen, op, value)
                << QByteArray(op) << QByteArray(value) << QByteArray(seen) << int(outcome);
        };
        row("equals", "5", "5.0", Outcome::True);
        row("equals", "0.1", "1e-1", Outcome::True);
        row("equals", "5", "\"5\"", Outcome::OtherType);
        row("equals", "true", "\"true\"", Outcome::OtherType);
        row("equals", "true", "true", Outcome::True);
        row("equals", "true", "false", Outcome::False);
        row("equals", "\"a\"", "\"A\"", Outcome::False);
        row("equals", "\"a\"", "", Outcome::PropertyMissing);
        row("not_equals", "\"a\"", "\"b\"", Outcome::True);
        row("not_equals", "\"a\"", "\"a\"", Outcome::False);
        row("not_equals", "5", "\"5\"", Outcome::True);
        row("not_equals", "\"a\"", "", Outcome::PropertyMissing);
        row("greater_than", "5", "5.000001", Outcome::True);
        row("greater_than", "5", "5", Outcome::False);
        row("greater_than", "5", "\"6\"", Outcome::OtherType);
        row("greater_than", "5", "true", Outcome::OtherType);
        row("greater_than_or_equals", "5", "5", Outcome::True);
        row("less_than", "-1", "-2", Outcome::True);
        row("less_than_or_equals", "-1", "-1", Outcome::True);
        row("less_than_or_equals", "-1", "0", Outcome::False);
        row("contains", "\"dog\"", "\"a dog sits\"", Outcome::True);
        row("contains", "\"Dog\"", "\"a dog sits\"", Outcome::False);
        row("contains", "\"1\"", "15", Outcome::OtherType);
        row("contains", "\"\"", "\"x\"", Outcome::True);
        row("does_not_contain", "\"dog\"", "\"a cat\"", Outcome::True);
        row("does_not_contain", "\"dog\"", "\"dogs\"", Outcome::False);
        row("does_not_contain", "\"dog\"", "", Outcome::PropertyMissing);
        row("does_not_contain", "\"dog\"", "5", Outcome::OtherType);
    }
    void operators()
    {
        QFETCH(const QByteArray, op);
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, seen);
        QFETCH(const int, outcome);
        const Meter meter = filtered(R"({"conjunction":"and","clauses":[{"key":"k","operator":")" + op
            + R"(","value":)" + value + "}]}");
        const Event event = samples::event("e1", seen.isEmpty() ? "{}" : "{\"k\":" + seen + '}');
        const Judgement judgement = judge(meter, EventViewOf(event).view());
        const ClauseVerdict &clause = judgement.filter->children.at(0);
        QCOMPARE(int(clause.outcome), outcome);
        QCOMPARE(clause.seen.has_value(), !seen.isEmpty());
        QCOMPARE(judgement.counts(), clause.isTrue());
    }

    void aMissingPropertyFailsOnlyItsClauseOfAnOr()
    {
        const Meter meter = filtered(R"({"conjunction":"or","clauses":[
            {"key":"a","operator":"not_equals","value":1},{"key":"b","operator":"equals","value":1}]})");
        QVERIFY(counts(meter, R"({"b":1})"));
        QVERIFY(!counts(meter, R"({"b":2})"));
    }

    void groupsNest()
    {
        const Meter meter = filtered(R"({"conjunction":"or","clauses":[
            {"conjunction":"and","clauses":[{"key":"a","operator":"equals","value":1},
                {"key":"b","operator":"equals","value":1}]},
            {"conjunction":"and","clauses":[{"key":"c","operator":"equals","value":1}]}]})");
        QVERIFY(counts(meter, R"({"a":1,"b":1})"));
        QVERIFY(counts(meter, R"({"c":1})"));
        QVERIFY(!counts(meter, R"({"a":1,"b":2})"));
    }

    void aggregatedProperty_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<int>("state");
        QTest::addColumn<QByteArray>("contribution");
        QTest::addColumn<QByteArray>("switchedOn");
        const auto row = [](const char *id, const char *metadata, PropertyState state,
                             const char *contribution, const char *switchedOn) {
            QTest::newRow(id) << QByteArray(metadata) << int(state) << QByteArray(contribution)
                              << QByteArray(switchedOn);
        };
        row("D5", R"({"tokens":150})", PropertyState::Usable, "150", "150");
        row("D6", R"({"tokens":"1500"})", PropertyState::TextNotNumber, "0", "1500");
        row("D8", R"({"tokens":"5.00"})", PropertyState::TextNotNumber, "0", "5");
        row("D9", "{}", PropertyState::Missing, "0", "0");
        row("words", R"({"tokens":"many"})", PropertyState::TextNotNumber, "0", "0");
        row("boolean", R"({"tokens":true})", PropertyState::NotNumber, "0", "0");
        row("beyond what fits", R"({"tokens":1e300})", PropertyState::NotNumber, "0", "0");
        row("fraction", R"({"tokens":8.3})", PropertyState::Usable, "8.3", "8.3");
        row("below zero", R"({"tokens":-2})", PropertyState::Usable, "-2", "-2");
    }
    void aggregatedProperty()
    {
        QFETCH(const QByteArray, metadata);
        QFETCH(const int, state);
        QFETCH(const QByteArray, contribution);
        QFETCH(const QByteArray, switchedOn);
        const Meter meter = samples::meter(Aggregation::Type::Sum, "tokens");
        const Event event = samples::event("e1", metadata);
        const EventViewOf view(event);
        const Judgement judgement = judge(meter, view.view());
        QCOMPARE(int(judgement.property), state);
        QCOMPARE(judgement.contribution.toText(), contribution);
        QCOMPARE(judgement.counts(), state == int(PropertyState::Usable));
        QCOMPARE(judge(meter, view.view(), NumericText::Aggregated).contribution.toText(), switchedOn);
    }

    void countIgnoresTheProperty()
    {
        const Event event = samples::event("e1");
        const Judgement judgement
            = judge(samples::meter(Aggregation::Type::Count), EventViewOf(event).view());
        QCOMPARE(judgement.contribution, Decimal(1));
        QVERIFY(!judgement.filter);
    }

    void theFilterIsJudgedEvenWhenTheNameDiffers()
    {
        const Event event = samples::event("e1", R"({"quality":"hd"})", "Image.Generated");
        const Judgement judgement = judge(samples::tutorialMeter(), EventViewOf(event).view());
        QVERIFY(!judgement.nameMatches);
        QVERIFY(judgement.filter->isTrue());
        QCOMPARE(judgement.contribution, Decimal(0));
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
