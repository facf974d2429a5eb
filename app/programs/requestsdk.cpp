// SPDX-License-Identifier: MIT
#include "programs/requestsdk.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 80;

constexpr char imageFields[]
    = "prompt* model n quality size style response_format user background moderation "
      "output_compression output_format partial_images";
constexpr SdkCall imageCall{
    "POST", "/images/generations", "images.generate", "images.generate", "", "", imageFields};

bool isObject(const RequestPlan &plan)
{
    return plan.json && plan.json->kind == WrittenJson::Kind::Object;
}

QSet<QByteArray> namesOf(const QList<std::pair<QString, QString>> &query)
{
    QSet<QByteArray> names;
    for (const auto &[name, value] : query)
        names.insert(name.toUtf8());
    return names;
}

bool planFits(const SdkCall &call, const RequestPlan &plan)
{
    QSet<QByteArray> names = namesOf(plan.query);
    if (names.size() != plan.query.size())
        return false;
    if (!plan.hasBody())
        return fieldsFit(call, names);
    if (!names.isEmpty() || !isObject(plan))
        return false;
    for (const QByteArray &key : plan.json->keys)
        names.insert(textOfToken(key).toUtf8());
    return fieldsFit(call, names);
}

enum class QueryType { Text, Number, Boolean };

QueryType typeOf(const QString &name)
{
    static const QSet<QString> numbers{u"page_number"_s, u"page_size"_s, u"limit"_s};
    static const QSet<QString> booleans{u"archived"_s, u"recurring"_s, u"send_email"_s};
    return numbers.contains(name) ? QueryType::Number
        : booleans.contains(name) ? QueryType::Boolean
                                  : QueryType::Text;
}

// The value as the SDK's own type, when that is what gives the recorded text back.
std::optional<QByteArray> queryLiteral(Language language, const QString &name, const QString &value)
{
    switch (typeOf(name)) {
    case QueryType::Number: {
        bool ok = false;
        const int number = value.toInt(&ok);
        return ok && QString::number(number) == value ? std::optional(value.toLatin1()) : std::nullopt;
    }
    case QueryType::Boolean:
        if (value != "true"_L1 && value != "false"_L1)
            return std::nullopt;
        return language == Language::Python ? QByteArray(value == "true"_L1 ? "True" : "False")
                                            : value.toLatin1();
    case QueryType::Text:
        break;
    }
    return textLiteral(language, value);
}

using Pairs = QList<std::pair<QString, QByteArray>>;

std::optional<Pairs> queryLiterals(Language language, const RequestPlan &plan)
{
    Pairs out;
    for (const auto &[name, value] : plan.query) {
        const auto literal = queryLiteral(language, name, value);
        if (!literal)
            return std::nullopt;
        out.append({name, *literal});
    }
    return out;
}

QList<QByteArray> idLiterals(Language language, const SdkMatch &match)
{
    QList<QByteArray> out;
    for (const QString &id : match.ids)
        out.append(textLiteral(language, id));
    return out;
}

SdkWords withCall(const QByteArray &call)
{
    SdkWords out;
    out.call = call;
    return out;
}

FreshId freshIdIn(const RequestPlan &plan, const QByteArray &expression)
{
    return {plan.freshId, expression};
}

// On one line where it is short, else an argument a line.
QByteArray inBrackets(
    const QByteArray &call, char open, char close, const QList<QByteArray> &parts, const QByteArray &step)
{
    const QByteArray space = open == '{' ? " " : "";
    const QByteArray line = call + open + space + parts.join(", ") + space + close;
    if (line.size() <= longestLine || parts.size() < 2)
        return line;
    return call + open + '\n' + step + parts.join(",\n" + step) + ",\n" + close;
}

QByteArray target(Language language, const RequestPlan &plan)
{
    return textLiteral(language, QString::fromLatin1(plan.target));
}

QByteArray plainTypeScript(const RequestPlan &plan)
{
    QList<QByteArray> options;
    QList<QByteArray> heads;
    if (plan.hasBody()) {
        const bool object = plan.json && isLiteralSafe(*plan.json, Numbers::Doubles);
        options.append("body: "
            + (object ? objectLiteral(Language::TypeScript, *plan.json, freshIdIn(plan, "randomUUID()"))
                      : textLiteral(Language::TypeScript, QString::fromUtf8(plan.body))));
        // A text goes out as it is only beside a type of its own.
        if (!object || !plan.contentType.startsWith("application/json"))
            heads.append("\"Content-Type\": "
                + textLiteral(Language::TypeScript, QString::fromLatin1(plan.contentType)));
    }
    if (!plan.accept.isEmpty())
        heads.append("Accept: " + textLiteral(Language::TypeScript, QString::fromLatin1(plan.accept)));
    if (!heads.isEmpty())
        options.append("headers: { " + heads.join(", ") + " }");
    const QByteArray call = "client." + plan.method.toLower() + '(' + target(Language::TypeScript, plan);
    return options.isEmpty() ? call + ')' : call + ", {\n" + options.join(",\n") + ",\n})";
}

// An option's lines beside each other, as they were given, one step further in.
QByteArray indented(const QByteArray &lines)
{
    const qsizetype first = lines.indexOf('\n');
    const qsizetype last = lines.lastIndexOf('\n');
    if (first < 0 || first == last)
        return lines;
    return lines.left(first) + lines.mid(first, last - first).replace("\n", "\n  ") + lines.mid(last);
}

} // namespace

// A call whose method needs a body is no match for a request without one.
std::optional<SdkMatch> sdkMatchFor(const RequestPlan &plan)
{
    const bool usualHead = plan.accept.isEmpty() || plan.path.startsWith("/invoices/");
    if (!usualHead || (plan.hasBody() && !plan.contentType.startsWith("application/json")))
        return std::nullopt;
    std::optional<SdkMatch> match;
    if (!plan.images)
        match = sdkCallFor(plan.method, plan.path);
    else if (plan.method == "POST" && plan.path == "/images/generations")
        match = SdkMatch{&imageCall, {}};
    if (!match || !planFits(*match->call, plan))
        return std::nullopt;
    const bool wantsBody = *match->call->fields && plan.method != "GET" && !plan.path.endsWith("/session");
    return wantsBody == plan.hasBody() || plan.path.endsWith("/session") ? match : std::nullopt;
}

bool isForClients(const RequestPlan &plan)
{
    static const QSet<QByteArray> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
    return methods.contains(plan.method) && namesOf(plan.query).size() == plan.query.size();
}

SdkWords typeScriptCall(const RequestPlan &plan)
{
    const auto match = sdkMatchFor(plan);
    const auto query = queryLiterals(Language::TypeScript, plan);
    const bool safe = !plan.hasBody() || (plan.json && isLiteralSafe(*plan.json, Numbers::Doubles));
    if (!match || !query || !safe)
        return withCall(indented(plainTypeScript(plan)));
    QList<QByteArray> arguments = idLiterals(Language::TypeScript, *match);
    if (plan.hasBody())
        arguments.append(objectLiteral(Language::TypeScript, *plan.json, freshIdIn(plan, "randomUUID()")));
    QList<QByteArray> pairs;
    for (const auto &[name, value] : *query)
        pairs.append(keyLiteral(Language::TypeScript, name) + ": " + value);
    if (!pairs.isEmpty())
        arguments.append(inBrackets({}, '{', '}', pairs, "  "));
    return withCall(QByteArray("client.") + match->call->typeScript + '(' + arguments.join(", ") + ')');
}

bool hasPythonCall(const RequestPlan &plan)
{
    return !plan.hasBody()
        || (plan.contentType.startsWith("application/json") && plan.json
            && isLiteralSafe(*plan.json, Numbers::BigIntegers));
}

SdkWords pythonCall(const RequestPlan &plan)
{
    const auto match = sdkMatchFor(plan);
    const auto query = queryLiterals(Language::Python, plan);
    if (!match || !query) {
        const QByteArray body = plan.hasBody() ? ", body=BODY" : "";
        return withCall("client." + plan.method.toLower() + '(' + target(Language::Python, plan)
            + ", cast_to=httpx.Response" + body + ')');
    }
    QList<QByteArray> arguments = idLiterals(Language::Python, *match);
    if (plan.hasBody())
        arguments.append("**BODY");
    for (const auto &[name, value] : *query)
        arguments.append(name.toLatin1() + '=' + value);
    const QByteArray method = match->call->python;
    const qsizetype dot = method.lastIndexOf('.');
    const QByteArray call = "client." + method.left(dot) + ".with_raw_response" + method.mid(dot);
    return withCall(inBrackets(call, '(', ')', arguments, "    ") + ".http_response");
}
