// SPDX-License-Identifier: MIT
#include "outbox/dispatch.h"
#include "outbox/outbox.h"
#include "outbox/workspace.h"

// The outbox's entries: what is asked about them, and what somebody decides.

Call<QList<OutboxEntry>> Outbox::entries(Show show, int limit)
{
    return ask<QList<OutboxEntry>>([all = show == Show::All, limit](Workspace &workspace) {
        return workspace.events().entries(all, limit);
    });
}

Call<QList<OutboxEntry>> Outbox::page(const OutboxQuery &query, int limit, int offset)
{
    return ask<QList<OutboxEntry>>([query, limit, offset](Workspace &workspace) {
        return workspace.events().page(query, limit, offset);
    });
}

Call<std::optional<OutboxEntry>> Outbox::entry(const EventId &id)
{
    return ask<std::optional<OutboxEntry>>(
        [id](Workspace &workspace) { return workspace.events().entry(id); });
}

Call<QList<OutboxOwed>> Outbox::owed()
{
    return ask<QList<OutboxOwed>>([](Workspace &workspace) { return workspace.events().owed(); });
}

Call<QList<OutboxEntry>> Outbox::sentBetween(const QByteArray &destination, TimePoint from, TimePoint until,
    int limit, qint64 after, OutboxQuery::Show show)
{
    return ask<QList<OutboxEntry>>([destination, from, until, limit, after, show](Workspace &workspace) {
        return workspace.events().sentBetween(destination, from, until, limit, after, show);
    });
}

Call<void> Outbox::change(std::function<Result<void>(Workspace &)> job)
{
    const Call<void> call = ask<void>(std::move(job));
    whenDone(call, this, [this](const Result<void> &done) {
        if (!done && done.error().kind == Error::Kind::Storage)
            Q_EMIT storeFailed(done.error());
        refresh();
        m_dispatch->pump();
    });
    return call;
}

void Outbox::retry(const EventId &id)
{
    const Call<void> call = change(
        [id, now = m_clock.now()](Workspace &workspace) { return workspace.choices().retry(id, now); });
    whenDone(call, this, [this](const Result<void> &done) {
        if (done)
            sendNow();
    });
}

Call<void> Outbox::resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason)
{
    return change([ids, choice, reason, now = m_clock.now(), present = m_destination](Workspace &workspace) {
        return workspace.choices().resolve(ids, choice, reason, now, present);
    });
}

Call<void> Outbox::replaceEvent(const EventId &id, const QByteArray &eventJson)
{
    return change([id, eventJson, now = m_clock.now()](
                      Workspace &workspace) { return workspace.choices().replace(id, eventJson, now); });
}

Call<void> Outbox::resend(const QList<EventId> &ids)
{
    return change(
        [ids, now = m_clock.now()](Workspace &workspace) { return workspace.choices().resend(ids, now); });
}

Call<void> Outbox::addAudit(const AuditRow &row)
{
    const Call<void> call
        = ask<void>([row](Workspace &workspace) { return workspace.events().addAudit(row); });
    whenDone(call, this, [this](const Result<void> &done) {
        if (!done)
            Q_EMIT storeFailed(done.error());
    });
    return call;
}

Call<QList<AuditRow>> Outbox::audit(int limit, qint64 before, const QString &text)
{
    return ask<QList<AuditRow>>([limit, before, text](Workspace &workspace) {
        return workspace.events().audit(limit, before, text);
    });
}

Call<void> Outbox::boundFile(int pages)
{
    return ask<void>([pages](Workspace &workspace) { return workspace.bound(pages); });
}
