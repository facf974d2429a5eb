// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/backoff.h"
#include "outbox/imagefiles.h"
#include "outbox/imagequery.h"
#include "outbox/imagerow.h"
#include "outbox/outboxentry.h"
#include "outbox/spending.h"
#include "support/call.h"
#include "support/worker.h"

#include <QHash>
#include <QTimer>

class Workspace;
struct Batch;

// How a batch leaves: joined to the network by the layer above. Called on the outbox's thread with event
// objects; one Result for the whole batch, the ingested count.
using Deliver = std::function<Call<int>(const QList<QByteArray> &eventJson)>;

// Events that must reach the service, and the pictures they are for: durable, in order, sent once in effect.
// An event is stored before it is sent and marked after the answer; nothing is ever dropped. Lives on the
// caller's thread and never makes it wait; `workspace.db` is on a thread of its own.
class Outbox : public QObject {
    Q_OBJECT
public:
    enum class Show { Waiting, All }; // Waiting: everything that is not sent

    // Opens or makes `workspace.db` and `images/` in `folder`, takes up what a crash left, and removes
    // pictures nobody knows. The clock must outlive it. Kind::Storage with a sentence when it cannot.
    static Result<std::unique_ptr<Outbox>> open(
        const QString &folder, const Clock &clock, RetryDelay backoff = randomBackoff());
    ~Outbox() override;

    // Stores picture, event and what the provider takes in one transaction; finished after COMMIT. Without an
    // event only the picture is kept. The event's id must be the row's, and a destination must be set.
    Call<EventId> enqueue(std::optional<Event> event, ImageRow row);

    void setDeliver(Deliver deliver);
    // "sandbox:<world>", "test": entries carry the one they were made for, and nothing goes to another.
    // Also ends a pause.
    void setDestination(const QByteArray &name);
    QByteArray destination() const { return m_destination; }

    void sendNow(); // ends a pause or a wait
    void retry(const EventId &id); // a parked or waiting one, at once
    bool paused() const { return m_paused; } // the service refused the key
    OutboxCounts counts() const { return m_counts; } // as last seen

    Call<QList<OutboxEntry>> entries(Show show = Show::Waiting, int limit = 500); // oldest first
    Call<std::optional<OutboxEntry>> entry(const EventId &id);

    // Pictures, newest first; hidden ones are in none of these.
    Call<QList<ImageRow>> images(const ImageQuery &query, int limit, int offset = 0);
    Call<QList<ImageRow>> images(int limit = 200);
    Call<QList<EventId>> imageIds(const ImageQuery &query);
    Call<std::optional<ImageRow>> image(const EventId &id);
    Call<ImageFacets> imageFacets();
    // Deleting with undo: hidden at once; rows and files go for good at the next open. Events stay.
    Call<void> hideImages(const QList<EventId> &ids);
    Call<void> restoreImages(const QList<EventId> &ids);
    const ImageFiles &files() const { return m_files; }

    // What pictures cost at their providers, by the clock given at open; oldest first. Rows outlive their
    // pictures.
    Call<QList<SpendingRow>> spending(TimePoint from);
    Call<void> addSpending(const SpendingRow &row);

    // This workspace's settings and unfinished forms, read whole at open; writing is queued.
    QString setting(const QString &key, const QString &otherwise = {}) const;
    void setSetting(const QString &key, const QString &value);
    QString draft(const QString &key) const;
    void setDraft(const QString &key, const QString &text);
    Call<void> flushed(); // finishes when everything asked before is on disk

Q_SIGNALS:
    void changed(const OutboxCounts &counts);
    void sent(const QList<EventId> &ids, int ingested);
    // Queued again. `nextTry` is TimePoint{} while paused: then nothing goes until the key is mended.
    void failed(const QList<EventId> &ids, const Error &error, TimePoint nextTry);
    void parked(const EventId &id, const QString &why);
    void storeFailed(const Error &error); // the workspace could not be written
    void imagesChanged(); // some were added, hidden or came back

private:
    Outbox(const QString &folder, const Clock &clock, RetryDelay backoff);

    Result<void> load(const QString &folder); // store thread
    template<typename T, typename Job>
    Call<T> ask(Job job)
    {
        return m_worker->ask<T>([this, job = std::move(job)]() -> Result<T> { return job(*m_workspace); });
    }
    Call<void> changeImages(std::function<Result<void>(Workspace &)> job);
    void change(std::function<Result<void>(Workspace &)> job, std::function<void()> then = {});
    void refresh();
    void pump();
    void take();
    void deliver(const Batch &batch);
    void markSent(const Batch &batch, int ingested);
    void refused(const Batch &batch, const Error &error);
    void retryLater(const Batch &batch, const Error &error);
    void waitFor(milliseconds delay);
    void keep(
        QLatin1StringView table, QHash<QString, QString> &known, const QString &key, const QString &value);

    const Clock &m_clock;
    RetryDelay m_backoff;
    ImageFiles m_files;
    std::unique_ptr<Workspace> m_workspace; // used on m_worker only
    QHash<QString, QString> m_settings;
    QHash<QString, QString> m_drafts;
    OutboxCounts m_counts;
    QByteArray m_destination;
    Deliver m_deliver;
    QTimer m_wait; // running while a failed send waits for its next try
    int m_inFlight = 0;
    bool m_taking = false;
    bool m_takeAgain = false;
    bool m_paused = false;
    std::unique_ptr<Worker> m_worker;
};
