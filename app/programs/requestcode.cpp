// SPDX-License-Identifier: MIT
#include "programs/requestcode.h"

#include "programs/requestsdk.h"
#include "programs/template.h"

#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useRequests()
{
    Q_INIT_RESOURCE(requests);
}

namespace {

struct KindRow {
    CodeKind kind;
    QLatin1StringView title;
    QLatin1StringView file;
    QLatin1StringView run;
};

constexpr KindRow kinds[] = {
    {CodeKind::Curl, "cURL"_L1, "request.sh"_L1, "bash request.sh"_L1},
    {CodeKind::TypeScript, "TypeScript"_L1, "request.ts"_L1, "npx tsx request.ts"_L1},
    {CodeKind::Python, "Python"_L1, "request.py"_L1, "python3 request.py"_L1},
    {CodeKind::Go, "Go"_L1, "request.go"_L1, "go run request.go"_L1},
    {CodeKind::Fetch, "fetch"_L1, "request.mjs"_L1, "node request.mjs"_L1},
    {CodeKind::Php, "PHP"_L1, "request.php"_L1, "php request.php"_L1},
    {CodeKind::Ruby, "Ruby"_L1, "request.rb"_L1, "ruby request.rb"_L1},
    {CodeKind::Java, "Java"_L1, "Request.java"_L1, "java Request.java"_L1},
    {CodeKind::Kotlin, "Kotlin"_L1, "Request.kt"_L1,
        "kotlinc Request.kt -include-runtime -d request.jar && java -jar request.jar"_L1},
    {CodeKind::CSharp, "C#"_L1, "request.cs"_L1, "dotnet run request.cs"_L1},
};

const KindRow &rowOf(CodeKind kind)
{
    return kinds[std::size_t(kind)];
}

QByteArray templateText(const QString &name)
{
    useRequests();
    QFile file(u":/requests/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isScript(CodeKind kind)
{
    return kind == CodeKind::TypeScript || kind == CodeKind::Fetch;
}

QString templateFor(CodeKind kind, const RequestPlan &plan)
{
    if (kind == CodeKind::TypeScript && !isForClients(plan))
        return rowOf(CodeKind::Fetch).file;
    if (kind == CodeKind::Go && (plan.images || !isForClients(plan)))
        return u"plain.go"_s;
    return rowOf(kind).file;
}

// What JavaScript's own values would change goes out as the text it was.
QByteArray fetchBody(const RequestPlan &plan)
{
    if (!plan.json || !isLiteralSafe(*plan.json, Numbers::Doubles))
        return textLiteral(Language::TypeScript, QString::fromUtf8(plan.body));
    return "JSON.stringify(" + objectLiteral(Language::TypeScript, *plan.json, {plan.freshId, "randomUUID()"})
        + ')';
}

QByteArray pythonBody(const RequestPlan &plan)
{
    return hasPythonCall(plan)
        ? objectLiteral(Language::Python, *plan.json, {plan.freshId, "str(uuid.uuid4())"})
        : textLiteral(Language::Python, QString::fromUtf8(plan.body));
}

// Every word of a request's line is percent-encoded, so it ends no comment.
QByteArray spokenTarget(const RequestPlan &plan)
{
    return plan.method + ' ' + spokenText(Language::Plain, QString::fromLatin1(plan.target));
}

TemplateValues commonValues(const RequestPlan &plan, Language language)
{
    const auto literal
        = [&](const QByteArray &text) { return textLiteral(language, QString::fromLatin1(text)); };
    TemplateValues out;
    out.values = {
        {"what", spokenTarget(plan)},
        {"method", plan.method},
        {"target", literal(plan.target)},
        {"address", literal(plan.address)},
        {"address_name", plan.addressName},
        {"key_name", plan.keyName},
        {"content_type", literal("Content-Type: " + plan.contentType)},
        {"content_value", literal(plan.contentType)},
        {"accept", literal("Accept: " + plan.accept)},
        {"accept_value", literal(plan.accept)},
        {"mark", literal(plan.freshId)},
        {"mark_bare", plan.freshId},
        {"package", plan.images ? "openai" : "dodopayments"},
        {"client", plan.images ? "OpenAI" : "DodoPayments"},
        {"key_option", plan.images ? "apiKey" : "bearerToken"},
        {"python_key", plan.images ? "api_key" : "bearer_token"},
    };
    out.sections = {plan.hasBody() ? "body" : "nobody", plan.freshId.isEmpty() ? "recorded" : "fresh"};
    if (!plan.accept.isEmpty())
        out.sections.insert("accept");
    if (plan.method == "HEAD")
        out.sections.insert("head");
    const bool sends = plan.method == "POST" || plan.method == "PUT" || plan.method == "PATCH";
    if (sends && !plan.hasBody()) // its length is said even so
        out.sections.insert("emptybody");
    if (plan.path == "/events/ingest" && plan.freshId.isEmpty() && plan.hasBody())
        out.sections.insert("again");
    out.values.insert("sends", sends || plan.hasBody() ? "true" : "false");
    out.values.insert("receives", plan.method == "HEAD" ? "false" : "true");
    return out;
}

void addShellValues(const RequestPlan &plan, TemplateValues &out)
{
    constexpr qsizetype longestArgument = 64 * 1024; // Linux takes 128 KiB
    const auto quoted
        = [](const QByteArray &text) { return '\'' + QByteArray(text).replace('\'', "'\\''") + '\''; };
    out.values.insert("content_type", quoted("Content-Type: " + plan.contentType));
    out.values.insert("accept", quoted("Accept: " + plan.accept));
    out.values.insert("shell_target", quoted(plan.target));
    out.values.insert("shell_base", "${" + plan.addressName + ":-" + plan.address + '}');
    out.values.insert("shell_key", "${" + plan.keyName + ":?Set it}");
    out.values.insert("mark", plan.freshId);
    out.sections.insert(plan.method == "HEAD" ? "head" : "line");
    const bool file = plan.json && plan.freshId.isEmpty() && plan.body.size() > longestArgument;
    if (file)
        out.values.insert("body", writtenLines(*plan.json));
    out.sections.insert(!plan.freshId.isEmpty() ? "variable" : file ? "file" : "direct");
    if (plan.hasBody() && !file && plan.freshId.isEmpty())
        out.sections.insert("argument");
}

void addPythonValues(const RequestPlan &plan, TemplateValues &out)
{
    const bool sdk = hasPythonCall(plan) && isForClients(plan);
    if (plan.hasBody()) {
        out.values.insert("body", pythonBody(plan));
        out.sections.insert(hasPythonCall(plan) ? "json" : "text");
    }
    out.values.insert("empty", out.sections.contains("emptybody") ? "b\"\"" : "None");
    out.sections.insert(sdk ? "sdk" : "plain");
    if (!sdk)
        return;
    out.values.insert("call", pythonCall(plan).call);
    if (out.values["call"].contains("httpx."))
        out.sections.insert("httpx");
}

void addGoValues(const RequestPlan &plan, TemplateValues &out)
{
    const bool plain = plan.images || !isForClients(plan);
    SdkWords words;
    if (!plain)
        words = goCall(plan);
    else
        words.takesBody = plan.hasBody();
    out.values.insert("call", words.call);
    out.sections.remove("body");
    out.sections.remove("nobody");
    out.sections.insert(words.takesBody ? "body" : "nobody");
    if (words.needsTime)
        out.sections.insert("time");
    if (words.needsShared)
        out.sections.insert("shared");
    if (!plan.freshId.isEmpty())
        out.sections.insert("newid");
    if (!plan.freshId.isEmpty() && words.takesBody)
        out.sections.insert("marked");
}

} // namespace

QList<CodeKind> codeKinds()
{
    QList<CodeKind> out;
    for (const KindRow &row : kinds)
        out.append(row.kind);
    return out;
}

QString codeTitle(CodeKind kind)
{
    return rowOf(kind).title;
}

QString codeFileName(CodeKind kind)
{
    return rowOf(kind).file;
}

QString codeRunLine(CodeKind kind)
{
    return rowOf(kind).run;
}

Result<QByteArray> requestCode(const Exchange &exchange, CodeKind kind, const QString &address, EventIds ids)
{
    const auto plan = planRequest(exchange, address, ids);
    if (!plan)
        return plan.error();
    const bool bodyless = plan->method == "GET" || plan->method == "HEAD";
    if (isScript(kind) && plan->hasBody() && bodyless)
        return Error{.kind = Error::Kind::Invalid,
            .message = u"JavaScript sends no body with %1."_s.arg(QString::fromLatin1(plan->method))};
    TemplateValues values = commonValues(*plan, languageOf(kind));
    values.values.insert("run", codeRunLine(kind).toLatin1());
    if (plan->hasBody()) {
        const auto body = bodyLiteral(kind, *plan);
        if (!body)
            return body.error();
        values.values.insert("body", *body);
    }
    if (isScript(kind)) {
        values.values.insert("body", fetchBody(*plan));
        if (isForClients(*plan))
            values.values.insert("call", typeScriptCall(*plan).call);
    } else if (kind == CodeKind::Curl) {
        addShellValues(*plan, values);
    } else if (kind == CodeKind::Python) {
        addPythonValues(*plan, values);
    } else if (kind == CodeKind::Go) {
        addGoValues(*plan, values);
    }
    return fillIn(templateText(templateFor(kind, *plan)), values);
}
