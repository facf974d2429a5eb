// SPDX-License-Identifier: MIT
#include "sandbox/worldstate.h"

#include "billing/event.h"
#include "sandbox/eventtext.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView spansKey = "archived_spans"_L1;

QJsonArray spansJson(const QList<Period> &spans)
{
    QJsonArray out;
    for (const Period &span : spans) {
        const QJsonValue end = span.end == TimePoint::max() ? QJsonValue(QJsonValue::Null)
                                                            : QString::fromLatin1(toIso(span.end));
        out.append(QJsonArray{QString::fromLatin1(toIso(span.start)), end});
    }
    return out;
}

Result<QList<Period>> spansFromJson(const QJsonArray &json, const QString &path)
{
    QList<Period> out;
    for (const auto &item : json) {
        const auto start = timeFromIso(item[0].toString().toUtf8(), path);
        if (!start)
            return start.error();
        if (item[1].isNull() || item[1].isUndefined()) {
            out.append({*start, TimePoint::max()});
            continue;
        }
        const auto end = timeFromIso(item[1].toString().toUtf8(), path);
        if (!end)
            return end.error();
        out.append({*start, *end});
    }
    return out;
}

QByteArray objectsText(const Reading &store, Kind kind)
{
    QByteArrayList items;
    const auto rows = store.list({.kind = kind, .newestFirst = false});
    for (const Row &row : rows) {
        QJsonObject json = row.object();
        if (!row.archivedSpans.isEmpty())
            json.insert(spansKey, spansJson(row.archivedSpans));
        items.append(compact(json));
    }
    return '"' + QByteArray(stateKey(kind).data()) + "\":[" + items.join(",\n") + ']';
}

Error at(const QString &path, Error error)
{
    error.message = path + u": "_s + error.message;
    error.field = error.field.isEmpty() ? path : path + u'.' + error.field;
    error.status = 422;
    return error;
}

} // namespace

QByteArray stateText(const World &world, const Reading &store)
{
    QByteArrayList members{R"("version":1)"};
    if (world.clock.mode() != ClockMode::Real) {
        const QJsonObject clock = world.clock.toJson();
        members.append("\"clock\":" + compact({{"set"_L1, clock["now"_L1]}, {"mode"_L1, clock["mode"_L1]}}));
    }
    for (const Kind kind : objectKinds())
        members.append(objectsText(store, kind));
    QByteArrayList events;
    store.events({.newestFirst = false}, [&](const StoredEvent &event) {
        events.append(eventText(event, {}));
        return true;
    });
    members.append("\"events\":[" + events.join(",\n") + ']');
    return '{' + members.join(",\n") + '}';
}

Result<WorldState> WorldState::fromJson(const QJsonObject &json, const WorldClock &clock)
{
    WorldState out;
    JsonReader in(json);
    QSet<std::pair<int, QByteArray>> ids;
    for (const Kind kind : objectKinds()) {
        const QJsonArray items = in.optionalArray(stateKey(kind)).value_or(QJsonArray());
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString path = u"%1[%2]"_s.arg(stateKey(kind)).arg(i);
            Object object{.kind = kind, .json = items[i].toObject(), .archived = {}};
            const auto spans = spansFromJson(object.json[spansKey].toArray(), path);
            object.json.remove(spansKey);
            const auto checked = checkObject(kind, object.json);
            const auto columns = columnsOf(kind, object.json);
            if (!spans || !checked || !columns)
                return at(path, !spans ? spans.error() : !checked ? checked.error() : columns.error());
            if (ids.contains({int(kind), columns->id}))
                return at(path, invalidBody(u"This id stands twice."_s));
            ids.insert({int(kind), columns->id});
            object.archived = *spans;
            out.m_objects.push_back(std::move(object));
        }
    }
    const QJsonArray events = in.optionalArray("events"_L1).value_or(QJsonArray());
    for (qsizetype i = 0; i < events.size() && in.ok(); ++i) {
        const QString path = u"events[%1]"_s.arg(i);
        const auto event = eventFromJson(events[i].toObject(), path);
        if (!event)
            return event.error();
        if (!ids.contains({int(Kind::Customer), event->customer.text}))
            return at(path, invalidBody(u"Its customer is not in the list of customers."_s));
        const QByteArray metadata
            = event->metadata.isEmpty() ? QByteArray() : compact(toJson(event->metadata));
        out.m_events.push_back({*event, metadata});
    }
    if (const auto order = in.optionalObject("clock"_L1))
        out.m_clock = in.take(clockFromJson(*order, clock, {}));
    out.m_now = clock.now();
    return in.finish(out);
}

Result<void> WorldState::writeTo(Writing &out) const
{
    for (const Object &object : m_objects) {
        out.insert(object.kind, object.json);
        const auto columns = columnsOf(object.kind, object.json);
        for (const Period &span : object.archived) {
            out.archive(object.kind, columns->id, span.start);
            if (span.end != TimePoint::max())
                out.unarchive(object.kind, columns->id, span.end);
        }
    }
    std::vector<EventRow> rows;
    rows.reserve(m_events.size());
    for (const auto &[event, metadata] : m_events)
        rows.push_back({event.id.text, event.customer.text, event.name, event.at.value_or(m_now), metadata});
    out.append(rows);
    if (m_clock != WorldClock::Setting{})
        out.setMeta("clock", settingText(m_clock));
    return out.error() ? Result<void>(*out.error()) : Result<void>();
}
