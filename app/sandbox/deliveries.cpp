// SPDX-License-Identifier: MIT
#include "sandbox/objectlist.h"
#include "sandbox/webhookevent.h"
#include "sandbox/webhookmessage.h"
#include "sandbox/webhookpost.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

// /_sandbox/deliveries: signed test messages, the history of all messages, and sending one again.
namespace {

constexpr qsizetype longestId = 256;

struct TestOrder {
    QString url;
    QString type;
    std::optional<QByteArray> subscription;
    std::optional<QByteArray> id; // of a message to be sent again, or the new one's
};

bool isPlainId(const QString &id)
{
    return !id.isEmpty() && id.size() <= longestId
        && std::ranges::all_of(id, [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

Result<TestOrder> orderFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    TestOrder out{.url = in.string("url"_L1), .type = in.string("type"_L1), .subscription = {}, .id = {}};
    if (const auto id = in.optionalString("subscription_id"_L1))
        out.subscription = id->toUtf8();
    if (const auto id = in.optionalString("id"_L1)) {
        if (!isPlainId(*id))
            in.fail("id"_L1, u"must be up to 256 letters without spaces"_s);
        out.id = id->toLatin1();
    }
    if (in.ok() && !isWebhookEventType(out.type))
        in.fail("type"_L1, u"is no event type, like payment.succeeded"_s);
    if (const auto target = loopbackTarget(out.url); in.ok() && !target)
        in.fail(target.error());
    return in.finish(out);
}

Result<WebhookMessage> storedMessage(const Reading &read, const QByteArray &id)
{
    const auto row = read.find(Kind::Message, id);
    return row ? webhookMessageFromJson(row->object()) : notFound(u"delivery"_s, id);
}

Result<WebhookMessage> newMessage(const Reading &read, const World &world, const TestOrder &order)
{
    const TimePoint now = world.clock.now();
    const auto data = testData(read, world, order.type, order.subscription);
    if (!data)
        return data.error();
    return WebhookMessage{.id = order.id.value_or(QByteArray()),
        .endpoint = {},
        .url = order.url,
        .type = order.type,
        .createdAt = now,
        .body = webhookBody(world.businessId, order.type, now, *data),
        .attempts = {},
        .nextAttempt = {}};
}

// The same message again when its id is known, else a new one.
Result<WebhookMessage> messageFor(const Reading &read, const World &world, const TestOrder &order)
{
    if (!order.id || !read.find(Kind::Message, *order.id))
        return newMessage(read, world, order);
    auto known = storedMessage(read, *order.id);
    if (known && known->type != order.type)
        return codeError(
            "INVALID_REQUEST_PARAMETERS", u"This id belongs to another message."_s, 409, u"id"_s);
    if (known)
        known->url = order.url;
    return known;
}

// Sends it and keeps the attempt. The world may have been exchanged meanwhile, so it is looked up again.
Answer sendNow(const Request &request, World &world, const WebhookMessage &message)
{
    const auto made = attempt(world, message);
    if (!made)
        return answerError(made.error());
    return writing(request, world, [&](Writing &out) {
        const bool known = out.find(Kind::Message, message.id).has_value();
        const auto stored = known ? storedMessage(out, message.id) : Result(message);
        if (!stored)
            return answerError(stored.error());
        WebhookMessage after = *stored;
        after.url = message.url;
        after.attempts.append(*made);
        if (made->accepted())
            after.nextAttempt.reset();
        known ? out.update(Kind::Message, toJson(after)) : out.insert(Kind::Message, toJson(after));
        return answerJson(answerOf(after));
    });
}

Answer sendTest(const Request &request, World &world)
{
    const auto order = bodyObject(request).andThen(orderFromJson);
    if (!order)
        return answerError(order.error());
    auto message = world.store.read([&](const Reading &read) { return messageFor(read, world, *order); });
    if (!message || !*message)
        return answerError(message ? message->error() : message.error());
    if ((*message)->id.isEmpty())
        (*message)->id = world.ids.next(Prefix::Message);
    return sendNow(request, world, **message);
}

Answer sendAgain(const Request &request, World &world)
{
    const auto message
        = world.store.read([&](const Reading &read) { return storedMessage(read, request.segment(2)); });
    if (!message || !*message)
        return answerError(message ? message->error() : message.error());
    return sendNow(request, world, **message);
}

Answer listDeliveries(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return reading(world, [&](const Reading &read) {
        QJsonArray items;
        for (const Row &row : pageOfRows(read, {.kind = Kind::Message}, *page)) {
            if (const auto message = webhookMessageFromJson(row.object()))
                items.append(answerOf(*message));
        }
        return answerItems(items);
    });
}

Answer retrieveDelivery(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const auto message = storedMessage(read, request.segment(2));
        return message ? answerJson(answerOf(*message)) : answerError(message.error());
    });
}

constexpr Route table[] = {
    {Method::Post, "/_sandbox/deliveries", Access::Token, sendTest},
    {Method::Get, "/_sandbox/deliveries", Access::Token, listDeliveries},
    {Method::Get, "/_sandbox/deliveries/:", Access::Token, retrieveDelivery},
    {Method::Post, "/_sandbox/deliveries/:/resend", Access::Token, sendAgain},
};

} // namespace

std::span<const Route> deliveryRoutes()
{
    return table;
}
