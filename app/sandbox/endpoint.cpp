// SPDX-License-Identifier: MIT
#include "sandbox/endpoint.h"

#include "sandbox/objectlist.h"
#include "sandbox/webhookevent.h"
#include "sandbox/webhookmessage.h"
#include "support/jsonreader.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestUrl = 2048;
constexpr qsizetype mostPairs = 50; // dodo-api.md 2.1, Metadata

std::optional<QStringList> typesIn(JsonReader &in, const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList out;
    const QJsonArray types = value.toArray();
    for (const auto &type : types) {
        if (!isWebhookEventType(type.toString()))
            in.fail("filter_types"_L1, u"must hold event types, like payment.succeeded"_s);
        out.append(type.toString());
    }
    return out;
}

bool isTextMap(const QJsonObject &map)
{
    return std::ranges::all_of(map, [](const auto &value) { return value.isString(); });
}

QString urlIn(JsonReader &in)
{
    const QString text = in.string("url"_L1);
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (in.ok() && (!url.isValid() || !web || url.host().isEmpty() || text.size() > longestUrl))
        in.fail("url"_L1, u"must be an http or https address"_s);
    return text;
}

// A key that is there replaces; null puts the default back.
template<typename T, typename Read>
void replace(const QJsonObject &json, QLatin1StringView key, T &value, Read read)
{
    if (json.contains(key))
        value = read();
}

bool isHeaderName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 100 && std::ranges::all_of(name, [](QChar c) {
        return c < u'\x80' && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

bool isReserved(const QString &name)
{
    static const QStringList own{u"host"_s, u"content-length"_s, u"content-type"_s, u"connection"_s,
        u"transfer-encoding"_s, u"user-agent"_s};
    return name.startsWith("webhook-"_L1, Qt::CaseInsensitive) || own.contains(name.toLower());
}

bool isHeaderValue(const QString &value)
{
    return value.size() <= 1000 && std::ranges::all_of(value, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace

Result<WebhookEndpoint> webhookEndpointFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const QJsonObject own = in.optionalObject(ownKey).value_or(QJsonObject());
    WebhookEndpoint out{.id = in.string("id"_L1).toUtf8(),
        .url = urlIn(in),
        .description = in.string("description"_L1),
        .disabled = in.optionalBoolean("disabled"_L1).value_or(false),
        .filterTypes = typesIn(in, json["filter_types"_L1]),
        .rateLimit = in.optionalInteger("rate_limit"_L1, 0, std::numeric_limits<qint32>::max()),
        .metadata = in.object("metadata"_L1),
        .headers = own["headers"_L1].toObject(),
        .idempotencyKey = own["idempotency_key"_L1].toString(),
        .createdAt = in.time("created_at"_L1),
        .updatedAt = in.time("updated_at"_L1)};
    if (const auto headers = webhookHeaders(out.headers); in.ok() && !headers)
        in.fail(headers.error());
    return in.finish(out);
}

QJsonObject toJson(const WebhookEndpoint &endpoint)
{
    const auto types
        = endpoint.filterTypes ? QJsonValue(QJsonArray::fromStringList(*endpoint.filterTypes)) : QJsonValue();
    return {{"id"_L1, QString::fromUtf8(endpoint.id)}, {"url"_L1, endpoint.url},
        {"description"_L1, endpoint.description}, {"disabled"_L1, endpoint.disabled},
        {"filter_types"_L1, types},
        {"rate_limit"_L1, endpoint.rateLimit ? QJsonValue(*endpoint.rateLimit) : QJsonValue()},
        {"metadata"_L1, endpoint.metadata}, {"created_at"_L1, QString::fromLatin1(toIso(endpoint.createdAt))},
        {"updated_at"_L1, QString::fromLatin1(toIso(endpoint.updatedAt))},
        {ownKey,
            QJsonObject{{"headers"_L1, endpoint.headers}, {"idempotency_key"_L1, endpoint.idempotencyKey}}}};
}

Result<WebhookEndpoint> changed(WebhookEndpoint out, const QJsonObject &json)
{
    JsonReader in(json);
    replace(json, "url"_L1, out.url, [&] { return urlIn(in); });
    replace(json, "description"_L1, out.description,
        [&] { return in.optionalString("description"_L1).value_or(QString()); });
    replace(
        json, "disabled"_L1, out.disabled, [&] { return in.optionalBoolean("disabled"_L1).value_or(false); });
    replace(json, "rate_limit"_L1, out.rateLimit,
        [&] { return in.optionalInteger("rate_limit"_L1, 0, std::numeric_limits<qint32>::max()); });
    replace(json, "filter_types"_L1, out.filterTypes, [&] {
        static_cast<void>(in.optionalArray("filter_types"_L1)); // names a value that is no list
        return typesIn(in, json["filter_types"_L1]);
    });
    replace(json, "metadata"_L1, out.metadata, [&] {
        const auto metadata = in.optionalObject("metadata"_L1).value_or(QJsonObject());
        if (!isTextMap(metadata) || metadata.size() > mostPairs)
            in.fail("metadata"_L1, u"must be up to 50 pairs of texts"_s);
        return metadata;
    });
    return in.finish(out);
}

Result<QJsonObject> webhookHeaders(const QJsonObject &json)
{
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!isHeaderName(it.key()) || isReserved(it.key()))
            return invalidBody(u"“%1” cannot be a header of a webhook."_s.arg(it.key()), u"headers"_s);
        if (!it->isString() || !isHeaderValue(it->toString()))
            return invalidBody(
                u"The value of “%1” must be one line of plain text."_s.arg(it.key()), u"headers"_s);
    }
    if (json.size() > mostPairs)
        return invalidBody(u"A webhook has at most 50 headers."_s, u"headers"_s);
    return json;
}

void announce(Writing &out, World &world, const QString &type, TimePoint at, const QJsonObject &data)
{
    const auto rows = out.list({.kind = Kind::Webhook, .newestFirst = false});
    for (const Row &row : rows) {
        const auto endpoint = webhookEndpointFromJson(row.object());
        if (!endpoint || !endpoint->takes(type))
            continue;
        const WebhookMessage message{.id = world.ids.next(Prefix::Message),
            .endpoint = endpoint->id,
            .url = endpoint->url,
            .type = type,
            .createdAt = at,
            .body = webhookBody(world.businessId, type, at, data),
            .attempts = {},
            .nextAttempt = at};
        out.insert(Kind::Message, toJson(message));
    }
}
