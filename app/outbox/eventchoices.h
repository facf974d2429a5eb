// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/arrivals.h"
#include "outbox/eventlist.h"

// What somebody decides about stored events, and how new ones come in. Blocking; on the file's own thread.
// Events on their way are left alone. Only resolve(), replace(), resend() and retry() are transactions of
// their own.
class EventChoices {
public:
    EventChoices(SqlFile &file, EventList &list);

    // Inside the caller's transaction. What is there already with the same content is fine.
    Result<void> add(const Arrival &arrival);

    Result<void> retry(const EventId &id, TimePoint now);
    // What is sent now and is of another sandbox, which was reset, goes to `present` where that is a sandbox.
    Result<void> resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason, TimePoint now,
        const QByteArray &present);
    Result<void> replace(const EventId &id, const QByteArray &eventJson, TimePoint now);
    Result<void> resend(const QList<EventId> &ids, TimePoint now);

private:
    Result<OutboxEntry> found(const EventId &id);
    Result<void> each(
        const QList<EventId> &ids, const std::function<Result<void>(const OutboxEntry &)> &change);
    Result<void> sendNow(const OutboxEntry &entry, TimePoint now, const QByteArray &present);
    Result<void> queueAnew(
        const OutboxEntry &entry, const Event &event, std::optional<TimePoint> originalAt, TimePoint now);
    Result<void> sameAsStored(const ArrivingEvent &event, const QByteArray &destination);
    Result<void> update(const QString &what, const QVariantList &values, const EventId &id);

    SqlFile &m_file;
    EventList &m_list;
};
