// SPDX-License-Identifier: MIT
#include "billing/verdicttext.h"

#include "billing/verdictnames.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

bool isPlain(char c)
{
    return uchar(c) >= 0x20 && c != '"' && c != '\\';
}

// One object or list being written; members are parted by commas.
class Json {
public:
    Json(QByteArray &out, char open, char close)
        : m_out(out)
        , m_close(close)
    {
        m_out.append(open);
    }
    ~Json() { m_out.append(m_close); }
    Q_DISABLE_COPY_MOVE(Json)

    QByteArray &item()
    {
        if (std::exchange(m_any, true))
            m_out.append(',');
        return m_out;
    }
    QByteArray &key(const char *name) { return item().append('"').append(name).append("\":"); }
    void utf8(const char *name, QByteArrayView text) { appendQuoted(key(name), text); }
    void text(const char *name, const QString &value) { utf8(name, value.toUtf8()); }
    void word(const char *name, QLatin1StringView value)
    {
        key(name).append('"').append(value.data(), value.size()).append('"');
    }
    void digits(const char *name, const Decimal &value) // as text, so that nothing is lost
    {
        key(name).append('"').append(value.toText()).append('"');
    }
    void flag(const char *name, bool value) { key(name).append(value ? "true" : "false"); }
    void time(const char *name, const std::optional<TimePoint> &at)
    {
        if (at)
            utf8(name, toIso(*at));
        else
            null(name);
    }
    void null(const char *name) { key(name).append("null"); }

    static void appendQuoted(QByteArray &out, QByteArrayView utf8)
    {
        out.append('"');
        for (qsizetype from = 0; from < utf8.size();) {
            qsizetype to = from;
            while (to < utf8.size() && isPlain(utf8[to]))
                ++to;
            out.append(utf8.sliced(from, to - from));
            if (to < utf8.size())
                appendEscaped(out, utf8[to]);
            from = to + 1;
        }
        out.append('"');
    }

private:
    static void appendEscaped(QByteArray &out, char c)
    {
        static constexpr char hex[] = "0123456789abcdef";
        out.append('\\');
        if (uchar(c) < 0x20)
            out.append("u00").append(hex[uchar(c) >> 4]).append(hex[uchar(c) & 15]);
        else
            out.append(c);
    }

    QByteArray &m_out;
    const char m_close;
    bool m_any = false;
};

void appendPositions(QByteArray &out, const QList<int> &positions)
{
    Json list(out, '[', ']');
    for (const int position : positions)
        list.item().append(QByteArray::number(position));
}

void appendName(QByteArray &out, const NameCheck &check)
{
    Json json(out, '{', '}');
    json.word("kind", verdictnames::kinds[size_t(check.kind)]);
    json.text("typed", check.typed);
    json.text("expected", check.expected);
    appendPositions(json.key("odd_in_typed"), check.oddInTyped);
    appendPositions(json.key("odd_in_expected"), check.oddInExpected);
    json.text("odd_name", check.oddName);
    json.text("wanted_name", check.wantedName);
    json.text("other_meter", check.otherMeter);
}

void appendValue(QByteArray &out, const MetaValue &value)
{
    if (value.type == MetaValue::Type::Text)
        Json::appendQuoted(out, value.text);
    else
        out.append(value.text);
}

void appendCondition(QByteArray &out, const Condition &condition)
{
    Json json(out, '{', '}');
    json.text("key", condition.key);
    json.word("operator", wireName(condition.op));
    appendValue(json.key("value"), condition.value);
}

void appendClause(QByteArray &out, const ClauseVerdict &verdict)
{
    Json json(out, '{', '}');
    json.word("outcome", verdictnames::outcomes[size_t(verdict.outcome)]);
    if (const auto *condition = std::get_if<Condition>(&verdict.clause)) {
        appendCondition(json.key("condition"), *condition);
        if (verdict.seen)
            appendValue(json.key("seen"), *verdict.seen);
        return;
    }
    json.word("conjunction", wireName(std::get<Conjunction>(verdict.clause)));
    Json list(json.key("clauses"), '[', ']');
    for (const ClauseVerdict &child : verdict.children)
        appendClause(list.item(), child);
}

void appendJudgement(QByteArray &out, const Judgement &judgement)
{
    Json json(out, '{', '}');
    json.flag("name_matches", judgement.nameMatches);
    if (judgement.filter)
        appendClause(json.key("filter"), *judgement.filter);
    else
        json.null("filter");
    json.word("property", verdictnames::properties[size_t(judgement.property)]);
    json.digits("contribution", judgement.contribution);
}

void appendAggregation(QByteArray &out, const Aggregation &aggregation)
{
    Json json(out, '{', '}');
    json.word("type", wireName(aggregation.type));
    if (!aggregation.key.isEmpty())
        json.text("key", aggregation.key);
}

void appendStanding(QByteArray &out, const Standing &standing)
{
    Json json(out, '{', '}');
    json.digits("units_free", standing.unitsFree);
    json.digits("units_paid", standing.unitsPaid);
    json.digits("amount", standing.amount);
    json.digits("running_total", standing.runningTotal);
    json.digits("before", standing.before);
    json.flag("current", standing.current);
    json.time("replaced_at", standing.replacedAt);
}

void appendMeter(QByteArray &out, const MeterVerdict &verdict)
{
    Json json(out, '{', '}');
    json.utf8("meter_id", verdict.meter.text);
    json.text("meter_name", verdict.meterName);
    json.text("measurement_unit", verdict.unit);
    appendAggregation(json.key("aggregation"), verdict.aggregation);
    json.text("event_name", verdict.eventName);
    json.word("reason", verdictnames::reasons[size_t(verdict.reason)]);
    appendName(json.key("name"), verdict.name);
    appendJudgement(json.key("judgement"), verdict.judgement);
    if (verdict.period) {
        Json period(json.key("period"), '{', '}');
        period.time("start_date", verdict.period->start);
        period.time("end_date", verdict.period->end);
    } else {
        json.null("period");
    }
    json.key("free_threshold").append(QByteArray::number(verdict.freeThreshold));
    json.digits("price_per_unit", verdict.pricePerUnit);
    json.utf8("currency", verdict.currency);
    if (verdict.standing)
        appendStanding(json.key("standing"), *verdict.standing);
    else
        json.null("standing");
}

} // namespace

void appendText(QByteArray &out, const Verdict &verdict)
{
    Json json(out, '{', '}');
    json.utf8("event_id", verdict.event.text);
    json.flag("customer_known", verdict.customerKnown);
    json.flag("subscribed", verdict.subscribed);
    json.flag("counted", verdict.counted());
    Json meters(json.key("meters"), '[', ']');
    for (const MeterVerdict &meter : verdict.meters)
        appendMeter(meters.item(), meter);
}
