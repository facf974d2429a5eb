// SPDX-License-Identifier: MIT
#include "programs/requestplan.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr char ingestPath[] = "/events/ingest";
constexpr char openAiAddress[] = "https://api.openai.com";

Error noCode(const QString &message)
{
    return {.kind = Error::Kind::Invalid, .message = message};
}

bool isOneOf(char letter, QByteArrayView letters)
{
    return letters.contains(letter);
}

bool isHex(char letter)
{
    return isOneOf(letter, "0123456789abcdefABCDEF");
}

// Whatever a client wrote into its request line, in letters that every language's URL takes.
QByteArray encoded(const QByteArray &written, QByteArrayView kept)
{
    QByteArray out;
    for (qsizetype i = 0; i < written.size(); ++i) {
        const char c = written[i];
        const bool escape
            = c == '%' && i + 2 < written.size() && isHex(written[i + 1]) && isHex(written[i + 2]);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || escape || (c != '%' && isOneOf(c, kept)))
            out += c;
        else
            out += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return out;
}

QByteArray encodedTarget(const QByteArray &target)
{
    return encoded(target, "-._~!$&'()*+,;=:@/?");
}

QByteArray encodedAddress(const QString &address)
{
    return encoded(address.toUtf8(), "-._~:@/[]");
}

QList<std::pair<QString, QString>> queryOf(const QByteArray &target)
{
    QList<std::pair<QString, QString>> out;
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return out;
    const auto decoded = [](QByteArray part) {
        return QString::fromUtf8(QByteArray::fromPercentEncoding(part.replace('+', ' ')));
    };
    for (const QByteArray &pair : target.mid(mark + 1).split('&')) {
        const qsizetype equals = pair.indexOf('=');
        out.append({decoded(equals < 0 ? pair : pair.first(equals)),
            equals < 0 ? QString() : decoded(pair.mid(equals + 1))});
    }
    return out;
}

bool hasDotSegment(const QByteArray &path)
{
    return std::ranges::any_of(path.split('/'), [](const QByteArray &part) {
        const QByteArray plain = QByteArray::fromPercentEncoding(part);
        return plain == "." || plain == "..";
    });
}

bool isImagePath(const QByteArray &path)
{
    return path.contains("/images/") && !path.startsWith("/files/") && !path.startsWith("/products/");
}

// One that a literal and a header line can both hold.
QByteArray headerText(const Headers &head, QByteArrayView name)
{
    const QByteArray value = headerValue(head, name).trimmed();
    const bool plain = std::ranges::all_of(value, [](char c) { return c >= 0x20 && c < 0x7f; });
    return plain ? value : QByteArray();
}

// Of other bodies the record keeps only their type and size.
bool isText(const Exchange &exchange)
{
    const QByteArray type = headerValue(exchange.requestHead, "content-type").toLower();
    const bool kept
        = type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("urlencoded");
    return exchange.requestBody.isEmpty()
        || (kept && exchange.requestBody.isValidUtf8() && !exchange.requestBody.contains('\0'));
}

// The image server's base ends before "/images/…", as its clients have it.
void takeImageAddress(RequestPlan &plan, const Exchange &exchange, const QByteArray &address)
{
    const qsizetype below = plan.target.indexOf("/images/");
    const bool served = exchange.seq > 0; // by the sandbox
    plan.images = true;
    plan.address = (served ? address : QByteArray(openAiAddress)) + plan.target.left(below);
    plan.target = plan.target.mid(below);
    plan.path = plan.path.mid(below);
    plan.addressName = "OPENAI_BASE_URL";
    plan.keyName = "OPENAI_API_KEY";
}

void freshenEvents(WrittenJson &json, const QByteArray &mark)
{
    for (qsizetype i = 0; i < json.keys.size(); ++i) {
        if (textOfToken(json.keys[i]) != "events"_L1)
            continue;
        for (WrittenJson &event : json.values[i].values) {
            for (qsizetype k = event.keys.size() - 1; k >= 0; --k) {
                const QString key = textOfToken(event.keys[k]);
                if (key == "event_id"_L1) {
                    event.values[k] = {
                        .kind = WrittenJson::Kind::Text, .token = '"' + mark + '"', .keys = {}, .values = {}};
                } else if (key == "timestamp"_L1) {
                    event.keys.removeAt(k);
                    event.values.removeAt(k);
                }
            }
        }
    }
}

// In no body that was recorded.
QByteArray freshIdMark(const QByteArray &body)
{
    QByteArray mark = "NEW_EVENT_ID";
    while (body.contains(mark))
        mark += '_';
    return mark;
}

} // namespace

Result<void> checkRequestCode(const Exchange &exchange)
{
    static const QRegularExpression method(u"^[A-Z]{3,10}$"_s);
    if (isCut(exchange.requestBody))
        return noCode(u"Only the start of this body was kept."_s);
    if (!method.match(QString::fromLatin1(exchange.method)).hasMatch() || !exchange.target.startsWith('/'))
        return noCode(u"This request has no line that a program could send."_s);
    if (!isText(exchange))
        return noCode(u"This body is not text."_s);
    if (hasDotSegment(exchange.target.split('?').first()))
        return noCode(u"Programs shorten the dots in this address."_s);
    return {};
}

bool hasEventIds(const Exchange &exchange)
{
    return exchange.method == "POST" && exchange.target == ingestPath && !exchange.events.isEmpty()
        && readWrittenJson(exchange.requestBody);
}

Result<RequestPlan> planRequest(const Exchange &exchange, const QString &address, EventIds ids)
{
    if (const auto able = checkRequestCode(exchange); !able)
        return able.error();
    RequestPlan out;
    out.method = exchange.method;
    out.target = encodedTarget(exchange.target);
    out.path = out.target.split('?').first();
    out.query = queryOf(out.target);
    out.address = encodedAddress(address);
    out.addressName = "DODO_PAYMENTS_BASE_URL";
    out.keyName = "DODO_PAYMENTS_API_KEY";
    if (isImagePath(out.path))
        takeImageAddress(out, exchange, encodedAddress(address));
    out.body = exchange.requestBody;
    out.json = readWrittenJson(out.body);
    if (ids == EventIds::Fresh && hasEventIds(exchange)) {
        out.freshId = freshIdMark(exchange.requestBody);
        freshenEvents(*out.json, out.freshId);
        out.body = writtenLines(*out.json);
    }
    if (out.hasBody()) {
        out.contentType = headerText(exchange.requestHead, "content-type");
        if (out.contentType.isEmpty())
            out.contentType = "application/json";
    }
    out.accept = headerText(exchange.requestHead, "accept");
    if (out.accept == "*/*" || out.accept.startsWith("application/json"))
        out.accept.clear();
    return out;
}
