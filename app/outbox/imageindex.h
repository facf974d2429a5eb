// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagequery.h"
#include "outbox/imagerow.h"
#include "outbox/spending.h"
#include "support/sqlfile.h"

#include <QSet>

// The pictures of `workspace.db` and what they cost at their providers. Blocking; on the file's own thread.
class ImageIndex {
public:
    explicit ImageIndex(SqlFile &file);

    // At open: makes rows of an older program searchable, and removes the hidden ones for good.
    Result<void> prepare();

    // The picture, and what its provider takes for it when that is known. Inside the caller's transaction.
    Result<void> insert(const ImageRow &row, TimePoint now);

    // All newest first, hidden ones left out.
    Result<QList<ImageRow>> images(const ImageQuery &query, int limit, int offset);
    Result<QList<EventId>> ids(const ImageQuery &query);
    Result<std::optional<ImageRow>> image(const EventId &id);
    Result<ImageFacets> facets(); // what was used last stands first

    Result<void> setHidden(const QList<EventId> &ids, bool hidden);
    Result<QSet<QString>> files(); // hidden ones too: they may come back

    Result<QList<SpendingRow>> spending(TimePoint from); // oldest first
    Result<void> addSpending(const SpendingRow &row);

private:
    Result<void> fillWords();

    SqlFile &m_file;
};
