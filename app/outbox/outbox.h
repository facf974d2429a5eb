// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/backoff.h"
#include "outbox/deliver.h"
#include "outbox/imagefiles.h"
#include "outbox/imagequery.h"
#include "outbox/imagerow.h"
#include "outbox/outboxentry.h"
#include "outbox/spending.h"
#include "support/call.h"
#include "support/worker.h"

#include <QHash>
#include <QTimer>

class Arrivals;
class Dispatch;
class Workspace;

// Events that must reach the service, and the pictures they are for: durable, in order, sent once in effect.
// An event is stored before it is sent and marked after the answer; nothing is ever dropped. Lives on the
// caller's thread and never makes it wait; `workspace.db` is on a thread of its own.
class Outbox : public QObject {
    Q_OBJECT
public:
    enum class Show { Waiting, All }; // Waiting: everything that is not sent

    // Opens or makes `workspace.db` and `images/` in `folder`, takes up what a crash left, and removes
    // pictures nobody knows. The clock must outlive it. Kind::Storage with a sentence when it cannot.
    static Result<std::unique_ptr<Outbox>> open(const QString &folder, const Clock &clock,
        RetryDelay backoff = randomBackoff(), const OutboxLimits &limits = {});
    ~Outbox() override;

    // Stores picture, event and what the provider takes in one transaction; finished after COMMIT. Without an
    // event only the picture is kept. The event's id must be the row's, and a destination must be set. What
    // arrives together is one commit. An id that is there already: success with the same content, else
    // Kind::Invalid. `destination` is where a picture was ordered, when that is not the present one.
    Call<EventId> enqueue(std::optional<Event> event, ImageRow row, QByteArray destination = {});
    Call<QList<EventId>> enqueueAll(const QList<Event> &events); // without pictures; all or none

    void setDeliver(Deliver deliver);
    // "sandbox:<world>", "test": entries carry the one they were made for, and nothing goes to another.
    // Also ends a stop. Events of a sandbox may be ahead of the clock: its date can be moved.
    void setDestination(const QByteArray &name);
    QByteArray destination() const { return m_destination; }
    void setCap(int eventsPerMinute); // 0: none

    void sendNow(); // ends a stop or a wait
    OutboxStanding standing() const;
    bool paused() const { return standing().stopped(); }
    OutboxCounts counts() const { return m_counts; } // as last seen

    Call<QList<OutboxEntry>> entries(Show show = Show::Waiting, int limit = 500); // oldest first
    Call<QList<OutboxEntry>> page(const OutboxQuery &query, int limit, int offset = 0); // oldest event first
    Call<std::optional<OutboxEntry>> entry(const EventId &id);
    Call<QList<OutboxOwed>> owed(); // every destination with something open
    // By the events' own time, until is excluded; oldest first, `limit` at most. The next part begins at the
    // last one's eventAt, after its seq. All: those of every state.
    Call<QList<OutboxEntry>> sentBetween(const QByteArray &destination, TimePoint from, TimePoint until,
        int limit, qint64 after = 0, OutboxQuery::Show show = OutboxQuery::Show::Sent);

    // What somebody decides. Entries under way are left alone, and those of other ids are not touched.
    void retry(const EventId &id); // a parked or waiting one, at once
    // Parked, waiting or sent ones. Discard needs a reason.
    Call<void> resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason = {});
    // The same id with another content, queued. Kind::Invalid names the field that billing's rules refuse.
    Call<void> replaceEvent(const EventId &id, const QByteArray &eventJson);
    Call<void> resend(const QList<EventId> &ids); // sent ones, queued again as they are

    // Every call to a live service; never deleted. Newest first, before a seq (0: from the newest). `text`
    // narrows to those it stands in, in any case of A to Z.
    Call<void> addAudit(const AuditRow &row);
    Call<QList<AuditRow>> audit(int limit, qint64 before = 0, const QString &text = {});

    // The most pages of 4 kB `workspace.db` may take, 0: no bound. Beyond it nothing is stored, as on a full
    // disk.
    Call<void> boundFile(int pages);

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
    void standingChanged();
    void sent(const QList<EventId> &ids, int ingested);
    // Queued again. `nextTry` is TimePoint{} while stopped: then nothing goes until the cause is mended.
    void failed(const QList<EventId> &ids, const Error &error, TimePoint nextTry);
    void parked(const EventId &id, const QString &why);
    void storeFailed(const Error &error); // the workspace could not be written
    void imagesChanged(); // some were added, hidden or came back

private:
    Outbox(const QString &folder, const Clock &clock);

    Result<void> load(const QString &folder); // store thread
    void start(RetryDelay backoff, const OutboxLimits &limits);
    template<typename T, typename Job>
    Call<T> ask(Job job)
    {
        return m_worker->ask<T>([this, job = std::move(job)]() -> Result<T> { return job(*m_workspace); });
    }
    Call<void> changeImages(std::function<Result<void>(Workspace &)> job);
    Call<void> change(std::function<Result<void>(Workspace &)> job); // of entries: then the queue goes on
    void arrived(bool withPictures);
    void refresh();
    void keep(
        QLatin1StringView table, QHash<QString, QString> &known, const QString &key, const QString &value);

    const Clock &m_clock;
    ImageFiles m_files;
    std::unique_ptr<Workspace> m_workspace; // used on m_worker only
    QHash<QString, QString> m_settings;
    QHash<QString, QString> m_drafts;
    OutboxCounts m_counts;
    QByteArray m_destination;
    std::unique_ptr<Arrivals> m_arrivals;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Dispatch> m_dispatch;
    QTimer m_recount; // running: counted lately
    bool m_counting = false;
    bool m_countAgain = false;
};
