// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/imageindex.h"
#include "outbox/outboxentry.h"
#include "support/sqlfile.h"

#include <QHash>

// Events that go out in one request, already marked `sending`.
struct Batch {
    QByteArray destination;
    QList<EventId> ids;
    QList<QByteArray> json;
    int tries = 0; // the most any of them has had before

    bool isEmpty() const { return ids.isEmpty(); }
};

// What take() found.
struct Taken {
    Batch batch; // may be empty
    QList<EventId> late; // parked just now: too old to be accepted
};

namespace outboxlimits {
constexpr int eventsPerBatch = 100;
constexpr qsizetype bytesPerBatch = 256 * 1024;
} // namespace outboxlimits

// `workspace.db`: outbox, image index, settings and drafts. Blocking; used from the store thread only. Every
// change is one transaction, on disk when the function returns.
class Workspace {
public:
    static Result<std::unique_ptr<Workspace>> open(const QString &path);

    bool isNew() const { return m_file->isNew(); }

    // What a crash left as `sending` goes out again under the same ids; hidden pictures go for good.
    Result<void> recover();
    Result<EventId> add(
        const std::optional<Event> &event, const ImageRow &row, const QByteArray &destination, TimePoint now);

    // The next events in order for `destination`. Late ones are parked with `lateWhy`.
    Result<Taken> take(const QByteArray &destination, TimePoint now, const QString &lateWhy);
    Result<void> markSent(const QList<EventId> &ids, TimePoint now);
    Result<void> giveBack(const QList<EventId> &ids); // unsent, and no try is counted
    Result<void> requeue(const QList<EventId> &ids, const Error &error, TimePoint nextAt);
    Result<void> split(const QList<EventId> &ids, const Error &error); // each goes alone from now on
    Result<void> park(const EventId &id, const Error &error, const QString &why);
    Result<void> retry(const EventId &id, TimePoint now);

    Result<OutboxCounts> counts(const QByteArray &destination);
    Result<std::optional<TimePoint>> nextAt(const QByteArray &destination); // of the first one queued
    Result<QList<OutboxEntry>> entries(bool sentToo, int limit);
    Result<std::optional<OutboxEntry>> entry(const EventId &id);

    ImageIndex &images() { return m_images; }

    Result<QHash<QString, QString>> pairs(QLatin1StringView table); // settings or drafts
    Result<void> setPair(QLatin1StringView table, const QString &key, const QString &value);

private:
    explicit Workspace(std::unique_ptr<SqlFile> file);
    Result<void> inTransaction(const QString &sql, const QList<QVariantList> &rows);

    std::unique_ptr<SqlFile> m_file;
    ImageIndex m_images;
};
