// SPDX-License-Identifier: MIT
#include "ui/pages/meterexample.h"

#include "ui/parts/jsonview.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MeterExample", text);
}

// A JSON string with its quotes. Keys must stay in the order of the contract, so no QJsonObject.
QByteArray quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

std::optional<MetaValue::Type> typeOf(const Filter &filter, const QString &key)
{
    for (const Clause &clause : filter.clauses) {
        if (const auto *group = std::get_if<Filter>(&clause.is)) {
            if (const auto type = typeOf(*group, key))
                return type;
        } else if (std::get<Condition>(clause.is).key == key) {
            return std::get<Condition>(clause.is).value.type;
        }
    }
    return std::nullopt;
}

QByteArray placeholder(MetaValue::Type type)
{
    switch (type) {
    case MetaValue::Type::Text:
        return "\"<VALUE>\"";
    case MetaValue::Type::Number:
        return "1";
    case MetaValue::Type::Boolean:
        return "true";
    }
    return {};
}

QList<QString> filterKeys(const NewMeter &meter)
{
    QList<QString> keys = meter.filter ? keysOf(*meter.filter) : QList<QString>();
    keys.removeAll(QString());
    return keys;
}

bool aggregates(const NewMeter &meter)
{
    return meter.aggregation.type != Aggregation::Type::Count && !meter.aggregation.key.isEmpty();
}

QByteArrayList metadataLines(const NewMeter &meter)
{
    QByteArrayList lines;
    const QList<QString> keys = filterKeys(meter);
    for (const QString &key : keys) {
        const bool number = aggregates(meter) && key == meter.aggregation.key;
        const auto type
            = number ? MetaValue::Type::Number : typeOf(*meter.filter, key).value_or(MetaValue::Type::Text);
        lines.append(quoted(key) + ": " + placeholder(type));
    }
    if (aggregates(meter) && !keys.contains(meter.aggregation.key))
        lines.append(quoted(meter.aggregation.key) + ": " + placeholder(MetaValue::Type::Number));
    return lines;
}

QString aggregationComment(Aggregation::Type type)
{
    switch (type) {
    case Aggregation::Type::Count:
        return {};
    case Aggregation::Type::Sum:
        return tr("a number, added up");
    case Aggregation::Type::Max:
        return tr("a number, the highest counts");
    case Aggregation::Type::Last:
        return tr("a number, the latest counts");
    }
    return {};
}

} // namespace

QByteArray examplePayload(const NewMeter &meter, TimePoint now)
{
    const auto shown = std::chrono::floor<std::chrono::milliseconds>(now);
    QByteArrayList lines{"\"event_id\": \"<UNIQUE_ID>\"", "\"customer_id\": \"<CUSTOMER_ID>\"",
        "\"event_name\": " + quoted(meter.eventName), "\"timestamp\": \"" + toIso(shown) + '"'};
    const QByteArrayList metadata = metadataLines(meter);
    if (!metadata.isEmpty())
        lines.append("\"metadata\": {" + metadata.join(", ") + '}');
    return '{' + lines.join(", ") + '}';
}

QList<JsonComment> exampleComments(const NewMeter &meter)
{
    QList<JsonComment> comments{{u"event_id"_s, tr("sent twice, counts once")},
        {u"customer_id"_s, tr("must exist")}, {u"event_name"_s, tr("equals the meter's")}};
    for (const QString &key : filterKeys(meter)) {
        if (!aggregates(meter) || key != meter.aggregation.key)
            comments.append({u"metadata."_s + key, tr("read by the filter")});
    }
    if (aggregates(meter))
        comments.append({u"metadata."_s + meter.aggregation.key, aggregationComment(meter.aggregation.type)});
    return comments;
}
