// SPDX-License-Identifier: MIT
#include "dodo/webhook.h"

#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

QJsonObject toJson(const NewWebhook &webhook)
{
    QJsonObject json{{"url"_L1, webhook.url}};
    if (!webhook.description.isEmpty())
        json.insert("description"_L1, webhook.description);
    if (!webhook.types.isEmpty())
        json.insert("filter_types"_L1, QJsonArray::fromStringList(webhook.types));
    if (!webhook.idempotencyKey.isEmpty())
        json.insert("idempotency_key"_L1, webhook.idempotencyKey);
    return json;
}

Result<Webhook> webhookFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Webhook webhook{.id = WebhookId::of(in.string("id"_L1)),
        .url = in.string("url"_L1),
        .description = in.optionalString("description"_L1).value_or(QString()),
        .disabled = in.optionalBoolean("disabled"_L1).value_or(false)};
    const QJsonArray types = in.optionalArray("filter_types"_L1).value_or(QJsonArray());
    for (const QJsonValue &type : types) {
        if (!type.isString())
            in.fail("filter_types"_L1, u"must hold texts"_s);
        webhook.types.append(type.toString());
    }
    if (const auto rate = in.optionalInteger("rate_limit"_L1, 0, std::numeric_limits<int>::max()))
        webhook.rateLimit = int(*rate);
    webhook.createdAt = in.time("created_at"_L1);
    webhook.updatedAt = in.time("updated_at"_L1);
    return in.finish(webhook);
}
