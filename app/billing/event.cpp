// SPDX-License-Identifier: MIT
#include "billing/event.h"

#include "billing/choices.h"
#include "billing/codec.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

EventViewOf::EventViewOf(const Event &event)
{
    m_metadata.reserve(size_t(event.metadata.size()));
    for (const auto &[key, value] : event.metadata)
        m_metadata.push_back({key, value.type, value.text});
    m_view = {event.id.text, event.customer.text, event.name, event.at, m_metadata};
}

Result<Event> eventFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Event event{
        .id = EventId::of(in.string("event_id"_L1)),
        .customer = CustomerId::of(in.string("customer_id"_L1)),
        .name = in.string("event_name"_L1).toUtf8(),
        .at = in.optionalTime("timestamp"_L1),
        .metadata = {},
    };
    if (choices::timestampIsRequired && !event.at)
        in.fail("timestamp"_L1, u"is missing"_s);
    if (const auto metadata = in.optionalObject("metadata"_L1))
        event.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
    return in.finish(event);
}

QJsonObject toJson(const Event &event)
{
    QJsonObject out{
        {"event_id"_L1, event.id.string()},
        {"customer_id"_L1, event.customer.string()},
        {"event_name"_L1, QString::fromUtf8(event.name)},
    };
    if (event.at)
        out.insert("timestamp"_L1, QString::fromLatin1(toIso(*event.at)));
    if (!event.metadata.isEmpty())
        out.insert("metadata"_L1, toJson(event.metadata));
    return out;
}

namespace {

// One JSON value as text; a document needs a list around it.
QByteArray valueText(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
}

QByteArray member(const char *key, const QByteArray &value)
{
    return QByteArray("\"") + key + "\":" + valueText(QString::fromUtf8(value));
}

} // namespace

// A JSON object of Qt sorts its keys; a person reads the id first and the metadata as sent.
QByteArray toText(const Event &event)
{
    QByteArray out = '{' + member("event_id", event.id.text) + ','
        + member("customer_id", event.customer.text) + ',' + member("event_name", event.name);
    if (event.at)
        out += ',' + member("timestamp", toIso(*event.at));
    QByteArray metadata;
    for (const MetaEntry &entry : event.metadata)
        metadata += (metadata.isEmpty() ? "" : ",") + valueText(QString::fromUtf8(entry.key)) + ':'
            + valueText(toJson(entry.value));
    if (!metadata.isEmpty())
        out += ",\"metadata\":{" + metadata + '}';
    return out + '}';
}

QJsonObject toJson(const Event &event, const QByteArray &businessId)
{
    QJsonObject out = toJson(event);
    out.insert("business_id"_L1, QString::fromUtf8(businessId));
    if (event.metadata.isEmpty())
        out.insert("metadata"_L1, QJsonValue::Null);
    return out;
}
