// SPDX-License-Identifier: MIT
#include "sandbox/webhookmessage.h"

#include "sandbox/signature.h"
#include "sandbox/webhookpost.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject attemptJson(const WebhookMessage::Attempt &attempt)
{
    return {{"at"_L1, QString::fromLatin1(toIso(attempt.at))},
        {"status"_L1, attempt.status == 0 ? QJsonValue() : QJsonValue(attempt.status)},
        {"took_ms"_L1, qint64(attempt.took.count())}, {"response_body"_L1, QString::fromUtf8(attempt.answer)},
        {"problem"_L1, textOrNull(attempt.problem)}};
}

Result<WebhookMessage::Attempt> attemptFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const WebhookMessage::Attempt out{.at = in.time("at"_L1),
        .status = int(in.optionalInteger("status"_L1, 100, 999).value_or(0)),
        .took = milliseconds{in.integer("took_ms"_L1, 0)},
        .answer = in.string("response_body"_L1).toUtf8(),
        .problem = in.optionalString("problem"_L1).value_or(QString())};
    return in.finish(out);
}

QLatin1StringView stateOf(const WebhookMessage &message)
{
    if (message.accepted())
        return "accepted"_L1;
    return message.nextAttempt ? "pending"_L1 : "failed"_L1;
}

qint64 realSeconds() // receivers compare it with their own clock
{
    return std::chrono::duration_cast<std::chrono::seconds>(SystemClock().now().time_since_epoch()).count();
}

} // namespace

Result<WebhookMessage> webhookMessageFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const WebhookMessage out{.id = in.string("id"_L1).toUtf8(),
        .endpoint = in.optionalString("webhook_id"_L1).value_or(QString()).toUtf8(),
        .url = in.string("url"_L1),
        .type = in.string("type"_L1),
        .createdAt = in.time("created_at"_L1),
        .body = in.string("body"_L1).toUtf8(),
        .attempts = in.list<WebhookMessage::Attempt>("attempts"_L1, attemptFromJson),
        .nextAttempt = in.optionalTime("next_attempt_at"_L1)};
    return in.finish(out);
}

QJsonObject toJson(const WebhookMessage &message)
{
    QJsonArray attempts;
    for (const WebhookMessage::Attempt &attempt : message.attempts)
        attempts.append(attemptJson(attempt));
    return {{"id"_L1, QString::fromUtf8(message.id)},
        {"webhook_id"_L1, textOrNull(QString::fromUtf8(message.endpoint))}, {"url"_L1, message.url},
        {"type"_L1, message.type}, {"created_at"_L1, QString::fromLatin1(toIso(message.createdAt))},
        {"body"_L1, QString::fromUtf8(message.body)}, {"attempts"_L1, attempts},
        {"next_attempt_at"_L1,
            message.nextAttempt ? QJsonValue(QString::fromLatin1(toIso(*message.nextAttempt)))
                                : QJsonValue()}};
}

QJsonObject answerOf(const WebhookMessage &message)
{
    QJsonObject out = toJson(message);
    out.insert("state"_L1, stateOf(message));
    const auto last
        = attemptJson(message.attempts.isEmpty() ? WebhookMessage::Attempt{} : message.attempts.last());
    for (const auto key : {"status"_L1, "took_ms"_L1, "response_body"_L1, "problem"_L1})
        out.insert(key, last[key]);
    return out;
}

Result<WebhookMessage::Attempt> attempt(
    const World &world, const WebhookMessage &message, const Headers &more)
{
    const auto target = loopbackTarget(message.url);
    if (!target)
        return target.error();
    const qint64 seconds = realSeconds();
    const auto signature = webhookSignature(world.webhookKey, message.id, seconds, message.body);
    if (!signature)
        return Error{.kind = Error::Kind::Storage, .message = u"The webhook key cannot be read."_s};
    Headers headers{{"webhook-id", message.id}, {"webhook-timestamp", QByteArray::number(seconds)},
        {"webhook-signature", *signature}};
    headers += more;
    WebhookMessage::Attempt out{.at = world.clock.now(), .answer = {}, .problem = {}};
    const auto reply = postWebhook(*target, headers, message.body, [&] { return world.store.stopping(); });
    out.status = reply.status;
    out.took = reply.took;
    out.answer = reply.body;
    out.problem = reply.problem;
    return out;
}
