// SPDX-License-Identifier: MIT
#include "outbox/outbox.h"

#include "outbox/workspace.h"

// The outbox's pictures and what they cost.

Call<QList<ImageRow>> Outbox::images(const ImageQuery &query, int limit, int offset)
{
    return ask<QList<ImageRow>>([query, limit, offset](Workspace &workspace) {
        return workspace.images().images(query, limit, offset);
    });
}

Call<QList<ImageRow>> Outbox::images(int limit)
{
    return images(ImageQuery(), limit);
}

Call<QList<EventId>> Outbox::imageIds(const ImageQuery &query)
{
    return ask<QList<EventId>>([query](Workspace &workspace) { return workspace.images().ids(query); });
}

Call<std::optional<ImageRow>> Outbox::image(const EventId &id)
{
    return ask<std::optional<ImageRow>>([id](Workspace &workspace) { return workspace.images().image(id); });
}

Call<ImageFacets> Outbox::imageFacets()
{
    return ask<ImageFacets>([](Workspace &workspace) { return workspace.images().facets(); });
}

Call<void> Outbox::changeImages(std::function<Result<void>(Workspace &)> job)
{
    const Call<void> call = ask<void>(std::move(job));
    whenDone(call, this, [this](const Result<void> &done) {
        if (done)
            Q_EMIT imagesChanged();
    });
    return call;
}

Call<void> Outbox::hideImages(const QList<EventId> &ids)
{
    return changeImages([ids](Workspace &workspace) { return workspace.images().setHidden(ids, true); });
}

Call<void> Outbox::restoreImages(const QList<EventId> &ids)
{
    return changeImages([ids](Workspace &workspace) { return workspace.images().setHidden(ids, false); });
}

Call<QList<SpendingRow>> Outbox::spending(TimePoint from)
{
    return ask<QList<SpendingRow>>(
        [from](Workspace &workspace) { return workspace.images().spending(from); });
}

Call<void> Outbox::addSpending(const SpendingRow &row)
{
    return ask<void>([row](Workspace &workspace) { return workspace.images().addSpending(row); });
}
