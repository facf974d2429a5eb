// SPDX-License-Identifier: MIT
#include "billing/verdicttext.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Reason = MeterVerdict::Reason;

namespace {

MeterVerdict judged(
    const Meter &meter, const QByteArray &metadata, const QByteArray &name = "image.generated")
{
    const Event event = samples::event("e1", metadata, name);
    return judgeMeter(meter, EventViewOf(event).view());
}

MeterVerdict named(const char *id, Reason reason)
{
    MeterVerdict out;
    out.meter = {id};
    out.reason = reason;
    return out;
}

QByteArrayList idsOf(const QList<MeterVerdict> &meters)
{
    QByteArrayList out;
    for (const MeterVerdict &meter : meters)
        out.append(meter.meter.text);
    return out;
}

} // namespace

class VerdictTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reasons()
    {
        const Meter sum = samples::meter(Aggregation::Type::Sum, "tokens");
        QCOMPARE(judged(samples::tutorialMeter(), R"({"quality":"hd"})").reason, Reason::CountedNoPrice);
        QCOMPARE(judged(samples::tutorialMeter(), R"({"quality":"draft"})").reason, Reason::FilterFailed);
        QCOMPARE(judged(samples::tutorialMeter(), R"({"quality":"hd"})", "Image.Generated").reason,
            Reason::NameDiffers);
        QCOMPARE(judged(sum, "{}").reason, Reason::PropertyMissing);
        QCOMPARE(judged(sum, R"({"tokens":"1500"})").reason, Reason::TextNotNumber);
        QCOMPARE(judged(sum, R"({"tokens":true})").reason, Reason::NotNumber);
        QCOMPARE(judged(sum, R"({"tokens":1500})").judgement.contribution, Decimal(1500));
    }

    void theNameIsExplained()
    {
        const MeterVerdict verdict = judged(samples::tutorialMeter(), "{}", "Image.Generated");
        QCOMPARE(verdict.name.kind, NameCheck::Kind::Case);
        QCOMPARE(verdict.name.oddInTyped, (QList<int>{0, 6}));
        QCOMPARE(verdict.eventName, u"image.generated"_s);
        QVERIFY(!verdict.counted());
    }

    void nearestMissComesFirstAndCountedLast()
    {
        MeterVerdict filter = judged(samples::tutorialMeter(), R"({"quality":"draft"})");
        filter.meter = {"filter"};
        MeterVerdict caseOff = judged(samples::meter(Aggregation::Type::Count), "{}", "Image.generated");
        caseOff.meter = {"case"};
        MeterVerdict different = judged(samples::meter(Aggregation::Type::Count), "{}", "video.rendered");
        different.meter = {"different"};
        QList<MeterVerdict> meters{named("counted", Reason::Counted), different,
            named("archived", Reason::MeterArchived), caseOff, filter, named("text", Reason::TextNotNumber),
            named("unpriced", Reason::CountedNoPrice)};
        sortByNearness(meters);
        QCOMPARE(idsOf(meters),
            (QByteArrayList{"text", "filter", "archived", "case", "different", "counted", "unpriced"}));
    }

    void fewerFailingConditionsAreNearer()
    {
        const Meter meter = samples::withFilter(samples::meter(Aggregation::Type::Count),
            R"({"conjunction":"and","clauses":[{"key":"a","operator":"equals","value":1},
                {"key":"b","operator":"equals","value":1}]})");
        MeterVerdict both = judged(meter, "{}");
        both.meter = {"both"};
        MeterVerdict one = judged(meter, R"({"a":1})");
        one.meter = {"one"};
        QList<MeterVerdict> meters{both, one};
        sortByNearness(meters);
        QCOMPARE(idsOf(meters), (QByteArrayList{"one", "both"}));
    }

    void roundTrips()
    {
        const Meter nested = samples::withFilter(samples::meter(Aggregation::Type::Max, "size"),
            R"({"conjunction":"or","clauses":[{"conjunction":"and","clauses":[
                {"key":"quality","operator":"equals","value":"hd"},{"key":"size","operator":"greater_than","value":2.5}]},
                {"key":"cached","operator":"not_equals","value":true},
                {"key":"prompt","operator":"does_not_contain","value":"dog"}]})");
        Verdict verdict;
        verdict.event = {"e1"};
        verdict.subscribed = true;
        verdict.meters = {judged(nested, R"({"quality":"hd","size":12.5,"cached":true})"),
            judged(samples::tutorialMeter(), "{}", "im\u0430ge.generated "),
            judged(samples::meter(Aggregation::Type::Sum, "x"), R"({"x":"5"})")};
        MeterVerdict &counted = verdict.meters.first();
        counted.reason = Reason::Counted;
        counted.period = Period{samples::at("2026-01-05T00:00:00Z"), samples::at("2026-02-05T00:00:00Z")};
        counted.freeThreshold = 10;
        counted.pricePerUnit = samples::decimal("0.5");
        counted.currency = "USD";
        counted.standing = Standing{.unitsFree = 10,
            .unitsPaid = samples::decimal("2.5"),
            .amount = samples::decimal("1.25"),
            .runningTotal = samples::decimal("12.5"),
            .before = 3,
            .current = false,
            .replacedAt = samples::at("2026-01-06T00:00:00.000001Z")};
        const auto back = verdictFromJson(toJson(verdict));
        QVERIFY2(back.ok(), back ? "" : qPrintable(back.error().message));
        QCOMPARE(*back, verdict);
        QVERIFY(toJson(verdict).value("counted"_L1).toBool());
    }

    void theTextIsTheSameJson()
    {
        Verdict verdict;
        verdict.event = {"e\"1\\\n\x01 \u00fc"};
        verdict.subscribed = true;
        const QByteArray seen = "{\"quality\":\"h\\\"d\",\"value\":1.50,\"flag\":true}";
        const QByteArray filter = R"({"conjunction":"or","clauses":[
            {"key":"value","operator":"greater_than","value":1e3},{"key":"flag","operator":"equals","value":false},
            {"conjunction":"and","clauses":[{"key":"quality","operator":"contains","value":"a/"},
                {"key":"none","operator":"equals","value":""}]}]})";
        verdict.meters
            = {judged(samples::tutorialMeter(), seen), judged(samples::tutorialMeter(), "{}", " Image"),
                judged(samples::withFilter(samples::meter(Aggregation::Type::Sum, "value"), filter), seen)};
        MeterVerdict &counted = verdict.meters.first();
        counted.period = Period{samples::at("2026-01-05T00:00:00Z"), samples::at("2026-02-05T00:00:00Z")};
        counted.pricePerUnit = samples::decimal("0.5");
        counted.currency = "USD";
        counted.freeThreshold = -3;
        counted.standing = Standing{.unitsFree = {},
            .unitsPaid = samples::decimal("-2.5"),
            .amount = {},
            .runningTotal = {},
            .before = {},
            .replacedAt = samples::at("2026-01-06T00:00:00.000001Z")};
        for (int reason = 0; reason <= int(Reason::MeterArchived); ++reason) {
            verdict.meters.last().reason = Reason(reason);
            QByteArray text;
            appendText(text, verdict);
            QJsonParseError error;
            QCOMPARE(QJsonDocument::fromJson(text, &error).object(), toJson(verdict));
            QCOMPARE(error.error, QJsonParseError::NoError);
        }
    }

    void everyReasonRoundTrips()
    {
        for (int reason = 0; reason <= int(Reason::MeterArchived); ++reason) {
            Verdict verdict;
            verdict.meters = {named("m", Reason(reason))};
            QCOMPARE(verdictFromJson(toJson(verdict))->meters.first().reason, Reason(reason));
        }
    }

    void everyKindOfNameRoundTrips()
    {
        for (int kind = 0; kind <= int(NameCheck::Kind::Different); ++kind) {
            Verdict verdict;
            verdict.meters = {named("m", Reason::NameDiffers)};
            verdict.meters[0].name.kind = NameCheck::Kind(kind);
            QCOMPARE(verdictFromJson(toJson(verdict))->meters.first().name.kind, NameCheck::Kind(kind));
        }
    }

    void missingKeysAreNamed()
    {
        Verdict verdict;
        verdict.meters = {judged(samples::tutorialMeter(), "{}")};
        QJsonObject json = toJson(verdict);
        QJsonObject meter = json["meters"_L1].toArray().at(0).toObject();
        for (const auto key : {"meter_id"_L1, "reason"_L1, "name"_L1, "judgement"_L1, "price_per_unit"_L1}) {
            QJsonObject without = meter;
            without.remove(key);
            json.insert("meters"_L1, QJsonArray{without});
            QCOMPARE(verdictFromJson(json, u"items[0]"_s).error().field, u"items[0].meters[0]."_s + key);
        }
        meter.insert("reason"_L1, "unlucky"_L1);
        json.insert("meters"_L1, QJsonArray{meter});
        QCOMPARE(verdictFromJson(json).error().field, u"meters[0].reason"_s);
    }
};

QTEST_GUILESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
