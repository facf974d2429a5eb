// SPDX-License-Identifier: MIT
#include "programs/requestsdk.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr char packageName[] = "dodopayments.";

QByteArray field(const QByteArray &value)
{
    return QByteArray(packageName) + "F(" + value + ')';
}

using Pair = std::pair<QByteArray, QByteArray>; // "key:", "value"

int widthOf(const QByteArray &text)
{
    return int(QString::fromUtf8(text).toUcs4().size());
}

// Whether gofmt starts to align anew before this key: after or before a value of several lines, and where
// long keys differ much in size from those before.
class Alignment {
public:
    bool breaksBefore(const Pair &pair)
    {
        const double size = pair.second.contains('\n') ? 0 : double(pair.first.size() - 1);
        const bool fits
            = m_last > 0 && size > 0 && (m_count == 0 || std::max(m_last, size) <= small || isNear(size));
        if (!fits)
            m_logs = m_count = 0;
        if (size > 0) {
            m_logs += std::log(size);
            ++m_count;
        }
        m_last = size;
        return !fits;
    }

private:
    static constexpr double small = 40;
    static constexpr double most = 2.5;

    bool isNear(double size) const
    {
        const double ratio = size / std::exp(m_logs / m_count);
        return most * ratio > 1 && ratio < most;
    }

    double m_last = 0;
    double m_logs = 0;
    int m_count = 0;
};

// Lines of a literal as gofmt leaves them, each with a tab before it.
QByteArray keyed(const QList<Pair> &pairs)
{
    QByteArray out;
    Alignment alignment;
    QList<Pair> group;
    const auto flush = [&] {
        int widest = 0;
        for (const Pair &pair : group)
            widest = std::max(widest, widthOf(pair.first));
        for (const auto &[key, value] : group)
            out += "\n\t" + key + QByteArray(widest - widthOf(key) + 1, ' ') + value + ',';
        group.clear();
    };
    for (const auto &[key, value] : pairs) {
        const Pair pair{key, QByteArray(value).replace("\n", "\n\t")};
        if (alignment.breaksBefore(pair))
            flush();
        group.append(pair);
    }
    flush();
    return out;
}

// One value of an event's metadata; the SDK knows texts, numbers and booleans.
std::optional<QByteArray> unionLiteral(const WrittenJson &value)
{
    if (value.kind == WrittenJson::Kind::Text)
        return "shared.UnionString(" + textLiteral(Language::Go, textOfToken(value.token)) + ')';
    if (value.kind == WrittenJson::Kind::Number)
        return "shared.UnionFloat(" + value.token.toLower() + ')';
    if (value.token == "true" || value.token == "false")
        return "shared.UnionBool(" + value.token + ')';
    return std::nullopt;
}

std::optional<QByteArray> metadataLines(const WrittenJson &metadata)
{
    if (metadata.kind != WrittenJson::Kind::Object)
        return std::nullopt;
    QList<Pair> pairs;
    for (qsizetype i = 0; i < metadata.values.size(); ++i) {
        const auto value = unionLiteral(metadata.values[i]);
        if (!value)
            return std::nullopt;
        pairs.append({textLiteral(Language::Go, textOfToken(metadata.keys[i])) + ':', *value});
    }
    const QByteArray type = "map[string]" + QByteArray(packageName) + "EventInputMetadataUnionParam{";
    return field(type + keyed(pairs) + (pairs.isEmpty() ? "}" : "\n}"));
}

struct GoField {
    const char *json;
    const char *name;
};
constexpr GoField eventFields[] = {{"event_id", "EventID"}, {"customer_id", "CustomerID"},
    {"event_name", "EventName"}, {"timestamp", "Timestamp"}, {"metadata", "Metadata"}};

std::optional<QByteArray> fieldValue(const QString &key, const WrittenJson &value, const QByteArray &freshId)
{
    if (key == "metadata"_L1)
        return metadataLines(value);
    if (value.kind != WrittenJson::Kind::Text)
        return std::nullopt;
    const QString text = textOfToken(value.token);
    if (!freshId.isEmpty() && text == QString::fromUtf8(freshId))
        return field("newID()");
    const QByteArray literal = textLiteral(Language::Go, text);
    // As it was recorded: a time.Time would be written with other digits.
    return key == "timestamp"_L1 ? packageName + ("Raw[time.Time](" + literal + ')') : field(literal);
}

std::optional<QByteArray> eventLines(const WrittenJson &event, const QByteArray &freshId)
{
    if (event.kind != WrittenJson::Kind::Object)
        return std::nullopt;
    QList<Pair> pairs;
    for (qsizetype i = 0; i < event.keys.size(); ++i) {
        const QString key = textOfToken(event.keys[i]);
        const auto *known = std::ranges::find(
            eventFields, key, [](const GoField &one) { return QString::fromLatin1(one.json); });
        const auto value
            = known == std::end(eventFields) ? std::nullopt : fieldValue(key, event.values[i], freshId);
        if (!value)
            return std::nullopt;
        pairs.append({QByteArray(known->name) + ':', *value});
    }
    return '{' + keyed(pairs) + "\n}";
}

// Every event with the fields of the SDK, where each of its values has one.
std::optional<Pair> ingestParams(const RequestPlan &plan)
{
    const WrittenJson *events = plan.json ? plan.json->value("events") : nullptr;
    if (!events || events->kind != WrittenJson::Kind::List || !isLiteralSafe(*plan.json, Numbers::Doubles))
        return std::nullopt;
    QByteArray out;
    for (const WrittenJson &event : events->values) {
        const auto lines = eventLines(event, plan.freshId);
        if (!lines)
            return std::nullopt;
        out += *lines + ", ";
    }
    if (out.isEmpty())
        return std::nullopt;
    out.chop(2);
    return Pair{"Events:", field("[]" + QByteArray(packageName) + "EventInputParam{" + out + '}')};
}

// "page_size" → "PageSize", "customer_id" → "CustomerID".
QByteArray goName(const QString &name)
{
    QByteArray out;
    for (const QString &part : name.split(u'_'))
        out += part == "id"_L1 ? "ID" : (part.left(1).toUpper() + part.mid(1)).toLatin1();
    return out;
}

bool isTime(const QString &name)
{
    return name == "start"_L1 || name == "end"_L1 || name.endsWith("_date"_L1)
        || name.contains("created_at"_L1);
}

// Query values as typed fields; times, enums and what does not fit its type as the text they are.
struct GoQuery {
    QList<Pair> params;
    QList<QByteArray> options;
};

GoQuery goQuery(const RequestPlan &plan)
{
    static const QRegularExpression number(u"^(0|[1-9][0-9]{0,8})$"_s);
    GoQuery out;
    for (const auto &[name, value] : plan.query) {
        const bool counts = name == "page_number"_L1 || name == "page_size"_L1 || name == "limit"_L1;
        const bool flag = name == "archived"_L1 || name == "recurring"_L1 || name == "send_email"_L1;
        const bool fits = counts ? (number.match(value).hasMatch() && name != "limit"_L1)
            : flag               ? (value == "true"_L1 || value == "false"_L1)
                                 : !isTime(name) && name != "status"_L1 && name != "currency"_L1;
        if (!fits) {
            out.options.append("option.WithQuery(" + textLiteral(Language::Go, name) + ", "
                + textLiteral(Language::Go, value) + ')');
            continue;
        }
        const QByteArray literal = counts ? "int64(" + value.toLatin1() + ')'
            : flag                        ? value.toLatin1()
                                          : textLiteral(Language::Go, value);
        out.params.append({goName(name) + ':', field(literal)});
    }
    return out;
}

// Its SDK puts ids into the path as they are.
bool arePlain(const QList<QString> &ids)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_.~:-]+$"_s);
    return std::ranges::all_of(ids, [](const QString &id) { return plain.match(id).hasMatch(); });
}

// Those whose answer has no body return an error alone.
QByteArray assigned(const QByteArray &call)
{
    static const QList<QByteArray> alone{"Meters.Archive", "Meters.Unarchive", "Products.Update",
        "Products.Archive", "Products.Unarchive", "Webhooks.Delete", "Webhooks.Headers.Update"};
    return alone.contains(call) ? "err := client." : "_, err := client.";
}

// One argument a line, as gofmt leaves it.
QByteArray arguments(const QList<QByteArray> &all)
{
    QByteArray out = "(\n\tcontext.Background(),";
    for (const QByteArray &one : all)
        out += "\n\t" + QByteArray(one).replace("\n", "\n\t") + ',';
    return out + "\n)";
}

} // namespace

SdkWords goCall(const RequestPlan &plan)
{
    const auto match = plan.images ? std::nullopt : sdkMatchFor(plan);
    const bool typed = match && *match->call->go && arePlain(match->ids);
    const auto events = typed && plan.path == "/events/ingest" ? ingestParams(plan) : std::nullopt;
    const GoQuery query = typed ? goQuery(plan) : GoQuery{};
    QList<QByteArray> all;
    if (typed) {
        for (const QString &id : match->ids)
            all.append(textLiteral(Language::Go, id));
        const QByteArray params = keyed(events ? QList<Pair>{*events} : query.params);
        const QByteArray type = QByteArray(packageName) + match->call->goParams + '{';
        if (*match->call->goParams)
            all.append(params.isEmpty() ? type + '}' : type + params + "\n}");
    } else {
        all = {'"' + plan.method + '"', textLiteral(Language::Go, QString::fromLatin1(plan.target)), "nil",
            "nil"};
    }
    SdkWords out;
    out.takesBody = plan.hasBody() && !events;
    if (out.takesBody)
        all.append("option.WithRequestBody("
            + textLiteral(Language::Go, QString::fromLatin1(plan.contentType)) + ", []byte(body))");
    if (!typed && !plan.accept.isEmpty())
        all.append("option.WithHeader(\"Accept\", "
            + textLiteral(Language::Go, QString::fromLatin1(plan.accept)) + ')');
    all += query.options;
    all += {"option.WithResponseInto(&answer)", "option.WithResponseBodyInto(&text)"};
    out.call = (typed ? assigned(match->call->go) + match->call->go : QByteArray("err := client.Execute"))
        + arguments(all);
    out.needsTime = out.call.contains("Raw[time.Time](");
    out.needsShared = out.call.contains("shared.Union");
    return out;
}
