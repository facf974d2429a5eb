// SPDX-License-Identifier: MIT
#include "support/exchange.h"

#include "support/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t bullets[] = u"••••••••";
constexpr qsizetype longestCutNote = 32; // bytes

bool isSecret(QByteArrayView name)
{
    static constexpr QByteArrayView names[]
        = {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key"};
    return std::ranges::any_of(
        names, [&](QByteArrayView secret) { return name.compare(secret, Qt::CaseInsensitive) == 0; });
}

// What may stay of a secret: its scheme, so that a key that was left out is seen to be missing.
QByteArray maskedValue(const QByteArray &value)
{
    const QByteArray hidden = QString::fromUtf16(bullets).toUtf8();
    const QByteArray trimmed = value.trimmed();
    const qsizetype space = trimmed.indexOf(' ');
    const QByteArray first = space < 0 ? trimmed : trimmed.left(space);
    static constexpr QByteArrayView schemes[] = {"bearer", "basic"};
    const bool scheme = std::ranges::any_of(
        schemes, [&](QByteArrayView known) { return known.compare(first, Qt::CaseInsensitive) == 0; });
    if (!scheme)
        return trimmed.isEmpty() ? QByteArray() : hidden;
    return space < 0 ? first : first + ' ' + hidden;
}

QString sdkLanguage(const QByteArray &lang)
{
    if (lang == "js")
        return u"TypeScript"_s;
    if (lang == "python")
        return u"Python"_s;
    if (lang == "go")
        return u"Go"_s;
    return QString::fromLatin1(lang);
}

// The first product of a User-Agent: "curl/8.5.0" gives curl and 8.5.0.
Sender product(const QByteArray &agent)
{
    const QByteArray first = agent.left(agent.indexOf(' ') < 0 ? agent.size() : agent.indexOf(' '));
    const qsizetype slash = first.indexOf('/');
    const auto name = QString::fromUtf8(slash < 0 ? first : first.left(slash)).left(40);
    const auto version = slash < 0 ? QString() : QString::fromUtf8(first.mid(slash + 1)).left(20);
    if (name == "PixelMeter"_L1)
        return {Sender::Kind::App, u"App"_s, version};
    if (name == "Mozilla"_L1)
        return {Sender::Kind::Browser, u"Browser"_s, {}};
    return {name.isEmpty() ? Sender::Kind::Unknown : Sender::Kind::Tool, name, version};
}

QJsonArray headToJson(const Headers &head)
{
    QJsonArray out;
    for (const auto &[name, value] : head)
        out.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    return out;
}

Headers headFromJson(const QJsonArray &json)
{
    Headers out;
    for (const auto &item : json)
        out.emplaceBack(item[0].toString().toUtf8(), item[1].toString().toUtf8());
    return out;
}

QString nameOf(Sender::Kind kind)
{
    static constexpr QLatin1StringView names[] = {"app"_L1, "sdk"_L1, "tool"_L1, "browser"_L1, "unknown"_L1};
    return names[size_t(kind)];
}

Sender::Kind senderKind(const QString &name)
{
    for (const auto kind :
        {Sender::Kind::App, Sender::Kind::Sdk, Sender::Kind::Tool, Sender::Kind::Browser}) {
        if (nameOf(kind) == name)
            return kind;
    }
    return Sender::Kind::Unknown;
}

Sender senderFromJson(const QJsonObject &json)
{
    return {
        senderKind(json["kind"_L1].toString()), json["name"_L1].toString(), json["version"_L1].toString()};
}

} // namespace

QByteArray headerValue(const Headers &head, QByteArrayView lowerName)
{
    for (const auto &[name, value] : head) {
        if (name.compare(lowerName, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Sender senderOf(const Headers &requestHead)
{
    const QByteArray lang = headerValue(requestHead, "x-stainless-lang");
    if (!lang.isEmpty()) {
        const auto version
            = QString::fromLatin1(headerValue(requestHead, "x-stainless-package-version")).left(20);
        return {Sender::Kind::Sdk, sdkLanguage(lang), version};
    }
    return product(headerValue(requestHead, "user-agent"));
}

Headers masked(Headers head)
{
    for (auto &[name, value] : head) {
        if (isSecret(name))
            value = maskedValue(value);
    }
    return head;
}

bool isCut(QByteArrayView body)
{
    const qsizetype note = body.lastIndexOf(cutNoteStart);
    return note >= 0 && body.endsWith(cutNoteEnd) && body.size() - note <= longestCutNote;
}

QJsonObject toJson(const Exchange &exchange)
{
    QJsonArray events;
    for (const QByteArray &id : exchange.events)
        events.append(QString::fromUtf8(id));
    QJsonObject out{
        {"id"_L1, exchange.id.toString(QUuid::WithoutBraces)},
        {"seq"_L1, exchange.seq},
        {"at"_L1, QString::fromLatin1(toIso(exchange.at))},
        {"took_us"_L1, qint64(exchange.took.count())},
        {"sender"_L1,
            QJsonObject{{"kind"_L1, nameOf(exchange.sender.kind)}, {"name"_L1, exchange.sender.name},
                {"version"_L1, exchange.sender.version}}},
        {"retry"_L1, exchange.retry},
        {"method"_L1, QString::fromLatin1(exchange.method)},
        {"target"_L1, QString::fromUtf8(exchange.target)},
        {"request_head"_L1, headToJson(exchange.requestHead)},
        {"request_body"_L1, QString::fromUtf8(exchange.requestBody)},
        {"status"_L1, exchange.status},
        {"answer_head"_L1, headToJson(exchange.answerHead)},
        {"answer_body"_L1, QString::fromUtf8(exchange.answerBody)},
        {"events"_L1, events},
    };
    if (exchange.failure)
        out.insert("failure"_L1, exchange.failure->message);
    return out;
}

Result<Exchange> exchangeFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Exchange out{
        .id = QUuid::fromString(in.string("id"_L1)),
        .seq = in.integer("seq"_L1),
        .at = in.time("at"_L1),
        .took = microseconds{in.integer("took_us"_L1)},
        .sender = senderFromJson(in.object("sender"_L1)),
        .retry = int(in.integer("retry"_L1, 0, 100)),
        .method = in.string("method"_L1).toLatin1(),
        .target = in.string("target"_L1).toUtf8(),
        .requestHead = headFromJson(in.array("request_head"_L1)),
        .requestBody = in.string("request_body"_L1).toUtf8(),
        .status = int(in.integer("status"_L1, 0, 999)),
        .answerHead = headFromJson(in.array("answer_head"_L1)),
        .answerBody = in.string("answer_body"_L1).toUtf8(),
        .failure = {},
        .events = {},
    };
    if (const auto failure = in.optionalString("failure"_L1))
        out.failure = Error{.kind = Error::Kind::Network, .message = *failure};
    const QJsonArray events = in.array("events"_L1);
    for (const auto &id : events)
        out.events.append(id.toString().toUtf8());
    return in.finish(out);
}
