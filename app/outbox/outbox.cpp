// SPDX-License-Identifier: MIT
#include "outbox/outbox.h"

#include "outbox/workspace.h"
#include "support/faultpoint.h"

#include <QDir>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcOutbox, "app.outbox")

// Two hide the client's stall on large bodies (qt-facts.md, HTTP client); more would only reorder.
constexpr int batchesInFlight = 2;

// Kinds that another try does not mend: the content itself is wrong.
bool isAboutContent(const Error &error)
{
    return error.kind == Error::Kind::Invalid || error.kind == Error::Kind::Refused;
}

} // namespace

Outbox::Outbox(const QString &folder, const Clock &clock, RetryDelay backoff)
    : m_clock(clock)
    , m_backoff(std::move(backoff))
    , m_files(folder + u"/images"_s)
    , m_worker(std::make_unique<Worker>(u"store"_s))
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Outbox::pump);
}

Outbox::~Outbox()
{
    // The connection must close on the thread that opened it.
    m_worker->post([this] { m_workspace.reset(); });
    m_worker.reset();
}

Result<std::unique_ptr<Outbox>> Outbox::open(const QString &folder, const Clock &clock, RetryDelay backoff)
{
    std::unique_ptr<Outbox> outbox(new Outbox(folder, clock, std::move(backoff)));
    if (const auto made = outbox->m_files.prepare(); !made)
        return made.error();
    Result<void> done;
    outbox->m_worker->runNow([&] { done = outbox->load(folder); });
    if (!done)
        return done.error();
    return outbox;
}

Result<void> Outbox::load(const QString &folder)
{
    Result<std::unique_ptr<Workspace>> workspace = Workspace::open(folder + "/workspace.db"_L1);
    if (!workspace)
        return workspace.error();
    m_workspace = std::move(*workspace);
    if (const auto done = m_workspace->recover(); !done)
        return done;
    const auto settings = m_workspace->pairs("settings"_L1);
    const auto drafts = m_workspace->pairs("drafts"_L1);
    const auto known = m_workspace->images().files();
    if (!settings || !drafts || !known)
        return !settings ? settings.error() : !drafts ? drafts.error() : known.error();
    m_settings = *settings;
    m_drafts = *drafts;
    // With a workspace made just now nobody can know the pictures that lie there: keep them.
    if (!m_workspace->isNew()) {
        if (const int strays = m_files.removeStrays(*known); strays > 0)
            qCInfo(lcOutbox) << "removed" << strays << "pictures that were never stored";
    }
    return {};
}

Call<EventId> Outbox::enqueue(std::optional<Event> event, ImageRow row)
{
    const CallSource<EventId> refusal;
    if (event && (event->id != row.id || m_destination.isEmpty())) {
        const QString why = m_destination.isEmpty() ? tr("No billing service is chosen.")
                                                    : tr("The event and its picture have different ids.");
        refusal.finish(Error{.kind = Error::Kind::Invalid, .message = why});
        return refusal.call();
    }
    row.event = event.has_value();
    const Call<EventId> call
        = ask<EventId>([event = std::move(event), row = std::move(row), destination = m_destination,
                           now = m_clock.now()](Workspace &workspace) {
              Result<EventId> stored = workspace.add(event, row, destination, now);
              if (stored)
                  reached(FaultPoint::Stored);
              return stored;
          });
    whenDone(call, this, [this](const Result<EventId> &stored) {
        if (!stored)
            return;
        Q_EMIT imagesChanged();
        refresh();
        pump();
    });
    return call;
}

void Outbox::setDeliver(Deliver deliver)
{
    m_deliver = std::move(deliver);
    pump();
}

void Outbox::setDestination(const QByteArray &name)
{
    m_destination = name;
    m_paused = false;
    m_wait.stop();
    refresh();
    const auto next
        = ask<std::optional<TimePoint>>([name](Workspace &workspace) { return workspace.nextAt(name); });
    whenDone(next, this, [this, name](const Result<std::optional<TimePoint>> &at) {
        if (name != m_destination || !at)
            return;
        const milliseconds delay = *at ? remainingDelay(**at, m_clock.now()) : 0ms;
        if (delay > 0ms)
            waitFor(delay);
        else
            pump();
    });
}

void Outbox::sendNow()
{
    m_paused = false;
    m_wait.stop();
    pump();
}

void Outbox::retry(const EventId &id)
{
    change([id, now = m_clock.now()](Workspace &workspace) { return workspace.retry(id, now); },
        [this] { sendNow(); });
}

// One change on the store thread; when it is on disk `then` is told, and the queue goes on.
void Outbox::change(std::function<Result<void>(Workspace &)> job, std::function<void()> then)
{
    whenDone(ask<void>(std::move(job)), this, [this, then = std::move(then)](const Result<void> &done) {
        if (!done)
            Q_EMIT storeFailed(done.error());
        else if (then)
            then();
        refresh();
        pump();
    });
}

void Outbox::refresh()
{
    const auto call = ask<OutboxCounts>(
        [destination = m_destination](Workspace &workspace) { return workspace.counts(destination); });
    whenDone(call, this, [this, destination = m_destination](const Result<OutboxCounts> &counts) {
        if (!counts || destination != m_destination || *counts == m_counts)
            return;
        m_counts = *counts;
        Q_EMIT changed(m_counts);
    });
}

// Starts what may start: one more batch while fewer than two are under way.
void Outbox::pump()
{
    if (m_taking) {
        m_takeAgain = true;
        return;
    }
    if (m_deliver && !m_destination.isEmpty() && !m_paused && !m_wait.isActive()
        && m_inFlight < batchesInFlight)
        take();
}

void Outbox::take()
{
    m_taking = true;
    m_takeAgain = false;
    const QString late = tr("The event is older than 1 hour. The service accepts it no longer.");
    const Call<Taken> call
        = ask<Taken>([destination = m_destination, now = m_clock.now(), late](
                         Workspace &workspace) { return workspace.take(destination, now, late); });
    whenDone(call, this, [this, late](const Result<Taken> &taken) {
        m_taking = false;
        if (!taken) {
            Q_EMIT storeFailed(taken.error());
            waitFor(m_backoff(1));
            return;
        }
        for (const EventId &id : taken->late)
            Q_EMIT parked(id, late);
        if (!taken->batch.isEmpty())
            deliver(taken->batch);
        if (!taken->batch.isEmpty() || !taken->late.isEmpty()) {
            refresh();
            pump();
        } else if (m_takeAgain) {
            pump();
        }
    });
}

void Outbox::deliver(const Batch &batch)
{
    // The destination or the key may have changed while the store was asked.
    if (batch.destination != m_destination || m_paused || m_wait.isActive() || !m_deliver) {
        change([ids = batch.ids](Workspace &workspace) { return workspace.giveBack(ids); });
        return;
    }
    ++m_inFlight;
    const Call<int> call = m_deliver(batch.json);
    reached(FaultPoint::Sent);
    whenDone(call, this, [this, batch](const Result<int> &answer) {
        --m_inFlight;
        reached(FaultPoint::Answered);
        if (answer)
            markSent(batch, *answer);
        else if (isAboutContent(answer.error()))
            refused(batch, answer.error());
        else
            retryLater(batch, answer.error());
    });
}

void Outbox::markSent(const Batch &batch, int ingested)
{
    const auto mark = [ids = batch.ids, now = m_clock.now()](Workspace &workspace) {
        const Result<void> done = workspace.markSent(ids, now);
        if (done)
            reached(FaultPoint::Marked);
        return done;
    };
    change(mark, [this, ids = batch.ids, ingested] { Q_EMIT sent(ids, ingested); });
}

// The service refuses a request as a whole, so several go again one by one: the bad one shows itself then.
void Outbox::refused(const Batch &batch, const Error &error)
{
    if (batch.ids.size() > 1) {
        change([ids = batch.ids, error](Workspace &workspace) { return workspace.split(ids, error); });
        return;
    }
    const EventId id = batch.ids.first();
    const QString why = error.message.isEmpty() ? tr("The service refused the event.") : error.message;
    change([id, error, why](Workspace &workspace) { return workspace.park(id, error, why); },
        [this, id, why] { Q_EMIT parked(id, why); });
}

void Outbox::retryLater(const Batch &batch, const Error &error)
{
    const bool wrongKey = error.kind == Error::Kind::Unauthorized;
    const milliseconds delay = wrongKey ? 0ms : m_backoff(batch.tries + 1);
    const TimePoint next = m_clock.now() + delay;
    // An answer from a service that was left behind says nothing about the present one.
    if (batch.destination == m_destination) {
        m_paused = m_paused || wrongKey;
        if (!wrongKey)
            waitFor(delay);
    }
    change(
        [ids = batch.ids, error, next](Workspace &workspace) { return workspace.requeue(ids, error, next); },
        [this, ids = batch.ids, error, next = wrongKey ? TimePoint{} : next] {
            Q_EMIT failed(ids, error, next);
        });
}

void Outbox::waitFor(milliseconds delay)
{
    if (!m_wait.isActive() || m_wait.remainingTimeAsDuration() < delay)
        m_wait.start(delay);
}

Call<QList<OutboxEntry>> Outbox::entries(Show show, int limit)
{
    return ask<QList<OutboxEntry>>(
        [all = show == Show::All, limit](Workspace &workspace) { return workspace.entries(all, limit); });
}

Call<std::optional<OutboxEntry>> Outbox::entry(const EventId &id)
{
    return ask<std::optional<OutboxEntry>>([id](Workspace &workspace) { return workspace.entry(id); });
}

QString Outbox::setting(const QString &key, const QString &otherwise) const
{
    return m_settings.value(key, otherwise);
}

void Outbox::setSetting(const QString &key, const QString &value)
{
    keep("settings"_L1, m_settings, key, value);
}

QString Outbox::draft(const QString &key) const
{
    return m_drafts.value(key);
}

void Outbox::setDraft(const QString &key, const QString &text)
{
    keep("drafts"_L1, m_drafts, key, text);
}

void Outbox::keep(
    QLatin1StringView table, QHash<QString, QString> &known, const QString &key, const QString &value)
{
    if (const auto now = known.constFind(key); now != known.cend() && *now == value)
        return;
    known.insert(key, value);
    const Call<void> call = ask<void>(
        [table, key, value](Workspace &workspace) { return workspace.setPair(table, key, value); });
    whenDone(call, this, [this](const Result<void> &done) {
        if (!done)
            Q_EMIT storeFailed(done.error());
    });
}

Call<void> Outbox::flushed()
{
    return ask<void>([](Workspace &) { return Result<void>(); });
}
