// SPDX-License-Identifier: MIT
#include "billing/codec.h"
#include "billing/verdict.h"
#include "billing/verdictnames.h"

using namespace Qt::StringLiterals;

namespace {

using Kind = NameCheck::Kind;
using Outcome = ClauseVerdict::Outcome;

// Reads one of `names` as the enum value that stands at its place.
template<typename Enum, size_t N>
Enum oneOf(JsonReader &in, QLatin1StringView key, const std::array<QLatin1StringView, N> &names)
{
    const QString text = in.string(key);
    for (size_t i = 0; i < N; ++i) {
        if (text == names[i])
            return Enum(i);
    }
    in.fail(key, u"is not a word that this program knows"_s);
    return Enum(0);
}

QJsonArray toJson(const QList<int> &positions)
{
    QJsonArray out;
    for (const int position : positions)
        out.append(position);
    return out;
}

QList<int> positionsIn(JsonReader &in, QLatin1StringView key)
{
    QList<int> out;
    const QJsonArray positions = in.array(key);
    for (const auto &position : positions)
        out.append(position.toInt());
    return out;
}

QJsonObject toJson(const NameCheck &check)
{
    return {
        {"kind"_L1, verdictnames::kinds[size_t(check.kind)]},
        {"typed"_L1, check.typed},
        {"expected"_L1, check.expected},
        {"odd_in_typed"_L1, toJson(check.oddInTyped)},
        {"odd_in_expected"_L1, toJson(check.oddInExpected)},
        {"odd_name"_L1, check.oddName},
        {"wanted_name"_L1, check.wantedName},
        {"other_meter"_L1, check.otherMeter},
    };
}

Result<NameCheck> nameCheckFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const NameCheck check{
        .kind = oneOf<Kind>(in, "kind"_L1, verdictnames::kinds),
        .typed = in.string("typed"_L1),
        .expected = in.string("expected"_L1),
        .oddInTyped = positionsIn(in, "odd_in_typed"_L1),
        .oddInExpected = positionsIn(in, "odd_in_expected"_L1),
        .oddName = in.string("odd_name"_L1),
        .wantedName = in.string("wanted_name"_L1),
        .otherMeter = in.string("other_meter"_L1),
    };
    return in.finish(check);
}

QJsonObject toJson(const ClauseVerdict &verdict)
{
    QJsonObject out{{"outcome"_L1, verdictnames::outcomes[size_t(verdict.outcome)]}};
    if (const auto *condition = std::get_if<Condition>(&verdict.clause)) {
        out.insert("condition"_L1, toJson(*condition));
        if (verdict.seen)
            out.insert("seen"_L1, toJson(*verdict.seen));
        return out;
    }
    QJsonArray children;
    for (const ClauseVerdict &child : verdict.children)
        children.append(toJson(child));
    out.insert("conjunction"_L1, wireName(std::get<Conjunction>(verdict.clause)));
    out.insert("clauses"_L1, children);
    return out;
}

Result<ClauseVerdict> clauseFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    ClauseVerdict out;
    out.outcome = oneOf<Outcome>(in, "outcome"_L1, verdictnames::outcomes);
    if (const auto condition = in.optionalObject("condition"_L1)) {
        out.clause = in.take(conditionFromJson(*condition, in.path("condition"_L1)));
        if (in.has("seen"_L1))
            out.seen = in.take(metaValueFromJson(json.value("seen"_L1), in.path("seen"_L1)));
        return in.finish(out);
    }
    out.clause = in.string("conjunction"_L1) == "or"_L1 ? Conjunction::Or : Conjunction::And;
    const QList<ClauseVerdict> children = in.list<ClauseVerdict>("clauses"_L1, clauseFromJson);
    out.children.assign(children.begin(), children.end());
    return in.finish(out);
}

QJsonObject toJson(const Judgement &judgement)
{
    return {
        {"name_matches"_L1, judgement.nameMatches},
        {"filter"_L1, judgement.filter ? QJsonValue(toJson(*judgement.filter)) : QJsonValue()},
        {"property"_L1, verdictnames::properties[size_t(judgement.property)]},
        {"contribution"_L1, judgement.contribution.toString()},
    };
}

Result<Judgement> judgementFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Judgement out{
        .nameMatches = in.boolean("name_matches"_L1),
        .filter = {},
        .property = oneOf<PropertyState>(in, "property"_L1, verdictnames::properties),
        .contribution = decimalIn(in, "contribution"_L1),
    };
    if (const auto filter = in.optionalObject("filter"_L1))
        out.filter = in.take(clauseFromJson(*filter, in.path("filter"_L1)));
    return in.finish(out);
}

QJsonObject toJson(const Standing &standing)
{
    return {
        {"units_free"_L1, standing.unitsFree.toString()},
        {"units_paid"_L1, standing.unitsPaid.toString()},
        {"amount"_L1, standing.amount.toString()},
        {"running_total"_L1, standing.runningTotal.toString()},
        {"before"_L1, standing.before.toString()},
        {"current"_L1, standing.current},
        {"replaced_at"_L1,
            standing.replacedAt ? QJsonValue(QString::fromLatin1(toIso(*standing.replacedAt)))
                                : QJsonValue()},
    };
}

Result<Standing> standingFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Standing standing{
        .unitsFree = decimalIn(in, "units_free"_L1),
        .unitsPaid = decimalIn(in, "units_paid"_L1),
        .amount = decimalIn(in, "amount"_L1),
        .runningTotal = decimalIn(in, "running_total"_L1),
        .before = decimalIn(in, "before"_L1),
        .current = in.boolean("current"_L1),
        .replacedAt = in.optionalTime("replaced_at"_L1),
    };
    return in.finish(standing);
}

QJsonValue toJson(const std::optional<Period> &period)
{
    if (!period)
        return {};
    return QJsonObject{{"start_date"_L1, QString::fromLatin1(toIso(period->start))},
        {"end_date"_L1, QString::fromLatin1(toIso(period->end))}};
}

Result<Period> periodFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Period period{.start = in.time("start_date"_L1), .end = in.time("end_date"_L1)};
    return in.finish(period);
}

QJsonObject toJson(const MeterVerdict &verdict)
{
    return {
        {"meter_id"_L1, verdict.meter.string()},
        {"meter_name"_L1, verdict.meterName},
        {"measurement_unit"_L1, verdict.unit},
        {"aggregation"_L1, toJson(verdict.aggregation)},
        {"event_name"_L1, verdict.eventName},
        {"reason"_L1, verdictnames::reasons[size_t(verdict.reason)]},
        {"name"_L1, toJson(verdict.name)},
        {"judgement"_L1, toJson(verdict.judgement)},
        {"period"_L1, toJson(verdict.period)},
        {"free_threshold"_L1, verdict.freeThreshold},
        {"price_per_unit"_L1, verdict.pricePerUnit.toString()},
        {"currency"_L1, QString::fromUtf8(verdict.currency)},
        {"standing"_L1, verdict.standing ? QJsonValue(toJson(*verdict.standing)) : QJsonValue()},
    };
}

// The members that are objects themselves.
void readParts(JsonReader &in, MeterVerdict &out)
{
    const QJsonObject aggregation = in.object("aggregation"_L1);
    const QJsonObject name = in.object("name"_L1);
    const QJsonObject judgement = in.object("judgement"_L1);
    if (!in.ok())
        return;
    out.aggregation = in.take(aggregationFromJson(aggregation, in.path("aggregation"_L1)));
    out.name = in.take(nameCheckFromJson(name, in.path("name"_L1)));
    out.judgement = in.take(judgementFromJson(judgement, in.path("judgement"_L1)));
    if (const auto period = in.optionalObject("period"_L1))
        out.period = in.take(periodFromJson(*period, in.path("period"_L1)));
    if (const auto standing = in.optionalObject("standing"_L1))
        out.standing = in.take(standingFromJson(*standing, in.path("standing"_L1)));
}

Result<MeterVerdict> meterVerdictFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    MeterVerdict out;
    out.meter = MeterId::of(in.string("meter_id"_L1));
    out.meterName = in.string("meter_name"_L1);
    out.unit = in.string("measurement_unit"_L1);
    out.eventName = in.string("event_name"_L1);
    out.reason = oneOf<MeterVerdict::Reason>(in, "reason"_L1, verdictnames::reasons);
    out.freeThreshold = in.integer("free_threshold"_L1);
    out.pricePerUnit = decimalIn(in, "price_per_unit"_L1);
    out.currency = in.string("currency"_L1).toUtf8();
    readParts(in, out);
    return in.finish(out);
}

} // namespace

QJsonObject toJson(const Verdict &verdict)
{
    QJsonArray meters;
    for (const MeterVerdict &meter : verdict.meters)
        meters.append(toJson(meter));
    return {
        {"event_id"_L1, verdict.event.string()},
        {"customer_known"_L1, verdict.customerKnown},
        {"subscribed"_L1, verdict.subscribed},
        {"counted"_L1, verdict.counted()}, // for scripts; derived, not read back
        {"meters"_L1, meters},
    };
}

Result<Verdict> verdictFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Verdict verdict{
        .event = EventId::of(in.string("event_id"_L1)),
        .customerKnown = in.boolean("customer_known"_L1),
        .subscribed = in.boolean("subscribed"_L1),
        .meters = in.list<MeterVerdict>("meters"_L1, meterVerdictFromJson),
    };
    return in.finish(verdict);
}
