// SPDX-License-Identifier: MIT
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "support/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// dodo-api.md 2.10. Older texts allow 5 webhooks, newer ones name no bound, and here is none.
namespace {

constexpr qint64 pageByDefault = 10;
constexpr qint64 pageAtMost = 100;

Result<WebhookEndpoint> storedEndpoint(const Reading &read, const QByteArray &id)
{
    const auto row = read.find(Kind::Webhook, id);
    return row ? webhookEndpointFromJson(row->object()) : notFound(u"webhook"_s, id);
}

QJsonObject shown(const WebhookEndpoint &endpoint)
{
    return withoutOwn(toJson(endpoint));
}

Result<WebhookEndpoint> newEndpoint(const QJsonObject &json)
{
    JsonReader in(json);
    static_cast<void>(in.string("url"_L1)); // must be there
    WebhookEndpoint blank;
    blank.idempotencyKey = in.optionalString("idempotency_key"_L1).value_or(QString());
    if (const auto headers = in.optionalObject("headers"_L1))
        blank.headers = in.take(webhookHeaders(*headers));
    return in.finish(blank).andThen([&](const WebhookEndpoint &made) { return changed(made, json); });
}

std::optional<WebhookEndpoint> madeBefore(const Reading &read, const QString &idempotencyKey)
{
    if (idempotencyKey.isEmpty())
        return std::nullopt;
    const auto rows = read.list({.kind = Kind::Webhook});
    for (const Row &row : rows) {
        const auto endpoint = webhookEndpointFromJson(row.object());
        if (endpoint && endpoint->idempotencyKey == idempotencyKey)
            return *endpoint;
    }
    return std::nullopt;
}

// The same idempotency_key again gives the webhook that it made the first time.
Answer createWebhook(const Request &request, World &world)
{
    const auto fields = bodyObject(request).andThen(newEndpoint);
    if (!fields)
        return answerError(fields.error());
    return writing(request, world, [&](Writing &out) {
        if (const auto known = madeBefore(out, fields->idempotencyKey))
            return answerJson(shown(*known));
        WebhookEndpoint made = *fields;
        made.id = world.ids.next(Prefix::Webhook);
        made.createdAt = made.updatedAt = world.clock.now();
        out.insert(Kind::Webhook, toJson(made));
        return answerJson(shown(made));
    });
}

// A cursor names the place between two rows by the number of one of them, so that it holds when rows go:
// "after_7" are those listed behind it, "before_7" those in front of it.
struct Cursor {
    bool backwards = false;
    qint64 seq = std::numeric_limits<qint64>::max();

    QString text() const { return (backwards ? u"before_%1"_s : u"after_%1"_s).arg(seq); }
};

Result<Cursor> cursorOf(const Request &request)
{
    const auto text = queryText(request, "iterator");
    if (!text)
        return Cursor{};
    const bool backwards = text->startsWith("before_");
    bool ok = false;
    const qint64 seq = text->mid(text->indexOf('_') + 1).toLongLong(&ok);
    if (!ok || seq < 1 || (!backwards && !text->startsWith("after_")))
        return invalidQuery(u"This is not an iterator of this list."_s, u"iterator"_s);
    return Cursor{backwards, seq};
}

// dodo-api.md 1.5: the last page carries no iterator, or the SDK would ask on. Newest first (5.1.17).
QJsonObject pageFrom(const QList<Row> &newestFirst, const Cursor &cursor, qsizetype limit)
{
    const auto behind = std::ranges::find_if(newestFirst,
        [&](const Row &row) { return cursor.backwards ? row.seq <= cursor.seq : row.seq < cursor.seq; });
    const qsizetype at = behind - newestFirst.begin();
    const qsizetype first = cursor.backwards ? qMax(qsizetype(0), at - limit) : at;
    const auto rows = newestFirst.mid(first, cursor.backwards ? at - first : limit);
    QJsonArray data;
    for (const Row &row : rows)
        data.append(withoutOwn(row.object()));
    const bool done = first + rows.size() >= newestFirst.size();
    const bool start = first == 0;
    return {{"data"_L1, data}, {"done"_L1, done},
        {"iterator"_L1, done ? QJsonValue() : QJsonValue(Cursor{false, rows.last().seq}.text())},
        {"prev_iterator"_L1,
            start || rows.isEmpty() ? QJsonValue() : QJsonValue(Cursor{true, rows.first().seq}.text())}};
}

Answer listWebhooks(const Request &request, World &world)
{
    const auto limit = queryInteger(request, "limit", 1, pageAtMost);
    const auto cursor = cursorOf(request);
    if (!limit || !cursor)
        return answerError(limit ? cursor.error() : limit.error());
    return reading(world, [&](const Reading &read) {
        return answerJson(
            pageFrom(read.list({.kind = Kind::Webhook}), *cursor, limit->value_or(pageByDefault)));
    });
}

Answer retrieveWebhook(const Request &request, World &world)
{
    return answerObject(world, Kind::Webhook, u"webhook"_s, request.segment(1));
}

// Changes the stored webhook by `change`; `answer` says what came of it.
Answer changing(const Request &request, World &world,
    const std::function<Result<WebhookEndpoint>(const WebhookEndpoint &)> &change,
    Answer (*answer)(const WebhookEndpoint &))
{
    return writing(request, world, [&](Writing &out) {
        const auto before = storedEndpoint(out, request.segment(1));
        auto after = before.andThen(change);
        if (!after)
            return answerError(after.error());
        after->updatedAt = world.clock.now();
        out.update(Kind::Webhook, toJson(*after));
        return answer(*after);
    });
}

Answer patchWebhook(const Request &request, World &world)
{
    const auto json = bodyObject(request);
    if (!json)
        return answerError(json.error());
    return changing(
        request, world, [&](const WebhookEndpoint &before) { return changed(before, *json); },
        [](const WebhookEndpoint &after) { return answerJson(shown(after)); });
}

Answer deleteWebhook(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &out) {
        if (!out.find(Kind::Webhook, request.segment(1)))
            return answerError(notFound(u"webhook"_s, request.segment(1)));
        out.remove(Kind::Webhook, request.segment(1));
        return answerEmpty(200);
    });
}

Answer retrieveSecret(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const auto endpoint = storedEndpoint(read, request.segment(1));
        return endpoint ? answerJson({{"secret"_L1, QString::fromUtf8(world.webhookKey)}})
                        : answerError(endpoint.error());
    });
}

Answer retrieveHeaders(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const auto endpoint = storedEndpoint(read, request.segment(1));
        return endpoint ? answerJson({{"headers"_L1, endpoint->headers}, {"sensitive"_L1, QJsonArray()}})
                        : answerError(endpoint.error());
    });
}

// Adds to those that are there; a name given again takes the new value.
Answer patchHeaders(const Request &request, World &world)
{
    const auto headers = bodyObject(request).andThen([](const QJsonObject &json) {
        JsonReader in(json);
        const QJsonObject map = in.object("headers"_L1);
        return in.finish(map).andThen(webhookHeaders);
    });
    if (!headers)
        return answerError(headers.error());
    const auto add = [&](const WebhookEndpoint &before) -> Result<WebhookEndpoint> {
        WebhookEndpoint after = before;
        for (auto it = headers->begin(); it != headers->end(); ++it)
            after.headers.insert(it.key(), it.value());
        return after;
    };
    return changing(request, world, add, [](const WebhookEndpoint &) { return answerEmpty(200); });
}

constexpr Route table[] = {
    {Method::Post, "/webhooks", Access::Token, createWebhook},
    {Method::Get, "/webhooks", Access::Token, listWebhooks},
    {Method::Get, "/webhooks/:", Access::Token, retrieveWebhook},
    {Method::Patch, "/webhooks/:", Access::Token, patchWebhook},
    {Method::Delete, "/webhooks/:", Access::Token, deleteWebhook},
    {Method::Get, "/webhooks/:/secret", Access::Token, retrieveSecret},
    {Method::Get, "/webhooks/:/headers", Access::Token, retrieveHeaders},
    {Method::Patch, "/webhooks/:/headers", Access::Token, patchHeaders},
};

} // namespace

std::span<const Route> webhookRoutes()
{
    return table;
}
