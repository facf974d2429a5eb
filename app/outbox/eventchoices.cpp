// SPDX-License-Identifier: MIT
#include "outbox/eventchoices.h"

#include "billing/rules.h"
#include "outbox/rows.h"
#include "support/strictjson.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;

constexpr char originalKey[] = "original_timestamp";
constexpr QByteArrayView sandboxes = "sandbox:";

QString tr(const char *text)
{
    return QCoreApplication::translate("Outbox", text);
}

Error refusal(const QString &sentence, const QString &field)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .field = field};
}

Result<Event> eventOf(const QByteArray &json)
{
    const Result<QJsonObject> object = readObject(json);
    if (!object)
        return object.error();
    return eventFromJson(*object);
}

} // namespace

EventChoices::EventChoices(SqlFile &file, EventList &list)
    : m_file(file)
    , m_list(list)
{
}

Result<void> EventChoices::add(const Arrival &arrival)
{
    if (arrival.events.isEmpty())
        return {};
    Result<QSqlQuery> last = m_file.run(u"SELECT IFNULL(MAX(seq), 0) FROM outbox"_s);
    if (!last)
        return last.error();
    const qint64 before = last->next() ? last->value(0).toLongLong() : 0;
    last->finish();
    QList<QVariantList> rows;
    rows.reserve(arrival.events.size());
    for (const ArrivingEvent &event : arrival.events)
        rows.append({event.id.text, event.json, arrival.destination, int(State::Queued), stored(arrival.now),
            stored(event.at), stored(arrival.now)});
    const auto done
        = m_file.runEach(u"INSERT INTO outbox(id, json, destination, state, queued_at, event_at, next_at)"
                         " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING"_s,
            rows);
    if (!done)
        return done;
    // All of them at once: a trigger for each row costs twice the time.
    const auto queued = m_file.run(
        u"INSERT INTO outbox_waiting SELECT destination, event_at, seq FROM outbox WHERE seq>?"_s, {before});
    if (!queued)
        return queued.error();
    if (queued->numRowsAffected() == rows.size())
        return {};
    for (const ArrivingEvent &event : arrival.events) {
        if (const auto same = sameAsStored(event, arrival.destination); !same)
            return same;
    }
    return {};
}

Result<void> EventChoices::sameAsStored(const ArrivingEvent &event, const QByteArray &destination)
{
    Result<QSqlQuery> row = m_file.run(u"SELECT 1 FROM outbox WHERE id=? AND json=? AND destination=?"_s,
        {event.id.text, event.json, destination});
    if (!row)
        return row.error();
    if (row->next())
        return {};
    return refusal(
        tr("The id “%1” belongs to another event already. Choose a new one.").arg(event.id.string()),
        u"event_id"_s);
}

Result<OutboxEntry> EventChoices::found(const EventId &id)
{
    const auto entry = m_list.entry(id);
    if (!entry)
        return entry.error();
    if (!*entry)
        return refusal(tr("The outbox holds no event “%1”.").arg(id.string()), u"event_id"_s);
    return **entry;
}

Result<void> EventChoices::each(
    const QList<EventId> &ids, const std::function<Result<void>(const OutboxEntry &)> &change)
{
    return m_file.transaction([&]() -> Result<void> {
        for (const EventId &id : ids) {
            const Result<OutboxEntry> entry = found(id);
            if (!entry)
                return entry.error();
            if (entry->state == State::Sending || entry->state == State::Discarded)
                continue;
            if (const auto done = change(*entry); !done)
                return done;
        }
        return {};
    });
}

Result<void> EventChoices::update(const QString &what, const QVariantList &values, const EventId &id)
{
    const auto done
        = m_file.run(u"UPDATE outbox SET %1 WHERE id=?"_s.arg(what), values + QVariantList{id.text});
    if (!done)
        return done.error();
    return {};
}

Result<void> EventChoices::retry(const EventId &id, TimePoint now)
{
    return each({id}, [&](const OutboxEntry &entry) -> Result<void> {
        if (entry.state == State::Sent)
            return {};
        return update(u"state=0, next_at=?, parked_why=NULL, kept=0, alone=0"_s, {stored(now)}, id);
    });
}

Result<void> EventChoices::resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason,
    TimePoint now, const QByteArray &present)
{
    const QString why = reason.simplified();
    if (choice == LateChoice::Discard && why.isEmpty())
        return refusal(tr("Say why the event is not to be billed."), u"reason"_s);
    return each(ids, [&](const OutboxEntry &entry) -> Result<void> {
        switch (choice) {
        case LateChoice::SendNow:
            return sendNow(entry, now, present);
        case LateChoice::Keep:
            return update(u"state=3, kept=1, parked_why=?"_s,
                {!why.isEmpty()                ? why
                        : !entry.why.isEmpty() ? entry.why
                                               : tr("Kept, and not sent.")},
                entry.id);
        case LateChoice::Discard:
            return update(u"state=4, kept=0, parked_why=?"_s, {why}, entry.id);
        }
        return {};
    });
}

// With the present time; when it really happened goes along, the first one where it was moved before.
Result<void> EventChoices::sendNow(const OutboxEntry &entry, TimePoint now, const QByteArray &present)
{
    const Result<Event> stored = eventOf(entry.json);
    if (!stored)
        return stored.error();
    Event event = *stored;
    const TimePoint original = entry.originalAt.value_or(event.at.value_or(entry.eventAt));
    const auto told
        = std::ranges::find(event.metadata, QByteArray(originalKey), &MetaEntry::key) != event.metadata.end();
    if (!told)
        event.metadata.append({originalKey, MetaValue::ofText(QString::fromLatin1(toIso(original)))});
    event.at = now;
    if (event.metadata.size() > limits::metadataPairs)
        return refusal(tr("“%1” has no room for its original time. Remove a metadata pair first.")
                           .arg(entry.id.string()),
            u"metadata"_s);
    const bool moves = entry.destination.startsWith(sandboxes) && present.startsWith(sandboxes);
    const auto queued = queueAnew(entry, event, original, now);
    return queued && moves ? update(u"destination=?"_s, {present}, entry.id) : queued;
}

Result<void> EventChoices::queueAnew(
    const OutboxEntry &entry, const Event &event, std::optional<TimePoint> originalAt, TimePoint now)
{
    return update(
        u"state=0, json=?, event_at=?, next_at=?, original_at=?, alone=0, kept=0, parked_why=NULL"_s,
        {toText(event), stored(event.at.value_or(now)), stored(now),
            originalAt ? QVariant(stored(*originalAt)) : QVariant()},
        entry.id);
}

Result<void> EventChoices::replace(const EventId &id, const QByteArray &eventJson, TimePoint now)
{
    const Result<Event> event = eventOf(eventJson);
    if (!event)
        return event.error();
    if (event->id != id)
        return refusal(
            tr("The id stays “%1”: it is what keeps the event from counting twice.").arg(id.string()),
            u"event_id"_s);
    if (const auto allowed = check(EventViewOf(*event).view(), now); !allowed)
        return refusal(allowed.error().message, allowed.error().field);
    return m_file.transaction([&]() -> Result<void> {
        const Result<OutboxEntry> entry = found(id);
        if (!entry)
            return entry.error();
        if (entry->state == State::Sending || entry->state == State::Sent)
            return refusal(tr("The event has left already and cannot change."), u"event_id"_s);
        return queueAnew(*entry, *event, entry->originalAt, now);
    });
}

Result<void> EventChoices::resend(const QList<EventId> &ids, TimePoint now)
{
    return each(ids, [&](const OutboxEntry &entry) -> Result<void> {
        if (entry.state != State::Sent)
            return {};
        return update(u"state=0, next_at=?, alone=0"_s, {stored(now)}, entry.id);
    });
}
