// SPDX-License-Identifier: MIT
#include "outbox/outbox.h"

#include "outbox/arrivals.h"
#include "outbox/dispatch.h"
#include "outbox/workspace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcOutbox, "app.outbox")

// Counting a million events takes its time: it may take this part of it.
constexpr int partOfTheTime = 50;

// Of what arrived nothing could be stored. On the store thread.
void tellBroken(Outbox *outbox, const Result<void> &stored)
{
    if (stored || stored.error().kind != Error::Kind::Storage)
        return;
    QMetaObject::invokeMethod(
        outbox, [outbox, error = stored.error()] { Q_EMIT outbox->storeFailed(error); },
        Qt::QueuedConnection);
}

} // namespace

Outbox::Outbox(const QString &folder, const Clock &clock)
    : m_clock(clock)
    , m_files(folder + u"/images"_s)
    , m_worker(std::make_unique<Worker>(u"store"_s))
{
    m_recount.setSingleShot(true);
    connect(&m_recount, &QTimer::timeout, this, [this] {
        if (std::exchange(m_countAgain, false))
            refresh();
    });
}

Outbox::~Outbox()
{
    // The connection must close on the thread that opened it; jobs that wait there still use the others.
    m_worker->post([this] { m_workspace.reset(); });
    m_worker.reset();
}

Result<std::unique_ptr<Outbox>> Outbox::open(
    const QString &folder, const Clock &clock, RetryDelay backoff, const OutboxLimits &limits)
{
    std::unique_ptr<Outbox> outbox(new Outbox(folder, clock));
    if (const auto made = outbox->m_files.prepare(); !made)
        return made.error();
    Result<void> done;
    outbox->m_worker->runNow([&] { done = outbox->load(folder); });
    if (!done)
        return done.error();
    outbox->start(std::move(backoff), limits);
    return outbox;
}

void Outbox::start(RetryDelay backoff, const OutboxLimits &limits)
{
    m_arrivals = std::make_unique<Arrivals>(*m_worker, *m_workspace, [this](bool pictures) {
        QMetaObject::invokeMethod(
            this, [this, pictures] { arrived(pictures); }, Qt::QueuedConnection);
    });
    m_dispatch = std::make_unique<Dispatch>(*m_worker, *m_workspace, m_clock, std::move(backoff), limits);
    const Dispatch *dispatch = m_dispatch.get();
    connect(dispatch, &Dispatch::standingChanged, this, &Outbox::standingChanged);
    connect(dispatch, &Dispatch::moved, this, &Outbox::refresh);
    connect(dispatch, &Dispatch::sent, this, &Outbox::sent);
    connect(dispatch, &Dispatch::failed, this, &Outbox::failed);
    connect(dispatch, &Dispatch::parked, this, &Outbox::parked);
    connect(dispatch, &Dispatch::storeFailed, this, &Outbox::storeFailed);
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

Call<EventId> Outbox::enqueue(std::optional<Event> event, ImageRow row, QByteArray destination)
{
    if (destination.isEmpty())
        destination = m_destination;
    const CallSource<EventId> source;
    if (event && (event->id != row.id || destination.isEmpty())) {
        const QString why = destination.isEmpty() ? tr("No billing service is chosen.")
                                                  : tr("The event and its picture have different ids.");
        source.finish(Error{.kind = Error::Kind::Invalid, .message = why});
        return source.call();
    }
    row.event = event.has_value();
    Arrival arrival{.image = {}, .events = {}, .destination = destination, .now = m_clock.now(), .done = {}};
    if (event)
        arrival.events.append({event->id, toText(*event), event->at.value_or(arrival.now)});
    arrival.done = [this, source, id = row.id](const Result<void> &stored) {
        tellBroken(this, stored);
        source.finish(stored ? Result<EventId>(id) : Result<EventId>(stored.error()));
    };
    arrival.image = std::move(row);
    m_arrivals->add(std::move(arrival));
    return source.call();
}

Call<QList<EventId>> Outbox::enqueueAll(const QList<Event> &events)
{
    const CallSource<QList<EventId>> source;
    if (m_destination.isEmpty()) {
        source.finish(Error{.kind = Error::Kind::Invalid, .message = tr("No billing service is chosen.")});
        return source.call();
    }
    Arrival arrival{
        .image = {}, .events = {}, .destination = m_destination, .now = m_clock.now(), .done = {}};
    QList<EventId> ids;
    for (const Event &event : events) {
        arrival.events.append({event.id, toText(event), event.at.value_or(arrival.now)});
        ids.append(event.id);
    }
    arrival.done = [this, source, ids](const Result<void> &stored) {
        tellBroken(this, stored);
        source.finish(stored ? Result<QList<EventId>>(ids) : Result<QList<EventId>>(stored.error()));
    };
    m_arrivals->add(std::move(arrival));
    return source.call();
}

void Outbox::arrived(bool withPictures)
{
    if (withPictures)
        Q_EMIT imagesChanged();
    refresh();
    m_dispatch->pump();
}

void Outbox::setDeliver(Deliver deliver)
{
    m_dispatch->setDeliver(std::move(deliver));
}

void Outbox::setDestination(const QByteArray &name)
{
    m_destination = name;
    m_recount.stop(); // what was counted lately is another place's
    refresh();
    m_dispatch->setDestination(name);
}

void Outbox::setCap(int eventsPerMinute)
{
    m_dispatch->setCap(eventsPerMinute);
}

void Outbox::sendNow()
{
    m_dispatch->sendNow();
}

OutboxStanding Outbox::standing() const
{
    return m_dispatch->standing();
}

// At once, unless counting takes long and was done lately.
void Outbox::refresh()
{
    if (m_counting || m_recount.isActive()) {
        m_countAgain = true;
        return;
    }
    m_counting = true;
    m_countAgain = false;
    using Counted = std::pair<OutboxCounts, milliseconds>;
    const auto call = ask<Counted>([destination = m_destination](Workspace &workspace) -> Result<Counted> {
        QElapsedTimer timer;
        timer.start();
        const auto counts = workspace.events().counts(destination);
        if (!counts)
            return counts.error();
        return Counted{*counts, milliseconds{timer.elapsed()}};
    });
    whenDone(call, this, [this, destination = m_destination](const Result<Counted> &counted) {
        m_counting = false;
        const bool other = destination != m_destination;
        if (counted && !other && counted->second > 0ms)
            m_recount.start(counted->second * partOfTheTime);
        if (other || (m_countAgain && !m_recount.isActive()))
            refresh();
        if (!counted || other || counted->first == m_counts)
            return;
        m_counts = counted->first;
        Q_EMIT changed(m_counts);
    });
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

// What a full disk refused before is tried once more.
Call<void> Outbox::flushed()
{
    return ask<void>([](Workspace &workspace) { return workspace.storeUnstored(); });
}
