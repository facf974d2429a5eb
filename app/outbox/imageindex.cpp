// SPDX-License-Identifier: MIT
#include "outbox/imageindex.h"

#include "outbox/rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// The picture's own charge: from the answer's usage, else the estimate. The demo painter takes nothing.
std::optional<SpendingRow> chargeOf(const ImageRow &row, TimePoint now)
{
    const std::optional<Decimal> usd = row.costUsd ? row.costUsd : row.estimateUsd;
    if (row.provider == "demo" || !usd || usd->isZero())
        return std::nullopt;
    return SpendingRow{.id = row.id,
        .at = now,
        .provider = row.provider,
        .model = row.model,
        .usd = *usd,
        .basis = row.costUsd ? SpendingRow::Basis::Usage : SpendingRow::Basis::Estimate};
}

template<typename List, typename T>
void addNew(List &list, const T &value)
{
    if (!list.contains(value))
        list.append(value);
}

} // namespace

ImageIndex::ImageIndex(SqlFile &file)
    : m_file(file)
{
}

Result<void> ImageIndex::prepare()
{
    return m_file.transaction([this]() -> Result<void> {
        if (const auto gone = m_file.run(u"DELETE FROM images WHERE hidden=1"_s); !gone)
            return gone.error();
        return fillWords();
    });
}

// A file stepped up from one that knew no words has none at all; each row added since has its own.
Result<void> ImageIndex::fillWords()
{
    Result<QSqlQuery> any = m_file.run(u"SELECT 1 FROM image_words LIMIT 1"_s);
    if (!any)
        return any.error();
    if (any->next())
        return {};
    any->finish();
    Result<QSqlQuery> rows = m_file.run(u"SELECT seq, prompt, caption FROM images"_s);
    if (!rows)
        return rows.error();
    QList<QVariantList> filled;
    while (rows->next())
        filled.append(
            {rows->value(0).toLongLong(), searchable(rows->value(1).toString(), rows->value(2).toString())});
    rows->finish();
    return m_file.runEach(u"INSERT INTO image_words(seq, words) VALUES(?, ?)"_s, filled);
}

Result<void> ImageIndex::insert(const ImageRow &row, TimePoint now)
{
    if (const auto done = m_file.run(insertImageSql(), imageValues(row)); !done)
        return done.error();
    const auto words = m_file.run(u"INSERT INTO image_words(seq, words) VALUES(last_insert_rowid(), ?)"_s,
        {searchable(row.prompt, row.caption)});
    if (!words)
        return words.error();
    if (const auto charge = chargeOf(row, now)) {
        if (const auto done = m_file.run(insertSpendingSql(), spendingValues(*charge)); !done)
            return done.error();
    }
    return {};
}

Result<QList<ImageRow>> ImageIndex::images(const ImageQuery &query, int limit, int offset)
{
    const ImageSource source = imagesOf(query);
    Result<QSqlQuery> rows = m_file.run(selectImageSql()
            + u" WHERE seq IN (SELECT images.seq %1 LIMIT ? OFFSET ?) ORDER BY seq DESC"_s.arg(source.sql),
        source.bound + QVariantList{limit, offset});
    if (!rows)
        return rows.error();
    QList<ImageRow> images;
    while (rows->next())
        images.append(imageFrom(*rows));
    return images;
}

Result<QList<EventId>> ImageIndex::ids(const ImageQuery &query)
{
    const ImageSource source = imagesOf(query);
    Result<QSqlQuery> rows = m_file.run(u"SELECT id "_s + source.sql, source.bound);
    if (!rows)
        return rows.error();
    QList<EventId> ids;
    while (rows->next())
        ids.append({rows->value(0).toByteArray()});
    return ids;
}

Result<std::optional<ImageRow>> ImageIndex::image(const EventId &id)
{
    Result<QSqlQuery> rows = m_file.run(selectImageSql() + u" WHERE id=? AND hidden=0"_s, {id.text});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<ImageRow>();
    return std::optional(imageFrom(*rows));
}

Result<ImageFacets> ImageIndex::facets()
{
    Result<QSqlQuery> rows = m_file.run(
        u"SELECT provider, model, customer, MIN(at), COUNT(*) FROM images INDEXED BY images_kinds"
        " WHERE hidden=0 GROUP BY provider, model, customer ORDER BY MAX(seq) DESC"_s);
    if (!rows)
        return rows.error();
    ImageFacets facets;
    while (rows->next()) {
        addNew(facets.providers, rows->value(0).toByteArray());
        addNew(facets.models, rows->value(1).toString());
        if (const CustomerId customer{rows->value(2).toByteArray()}; !customer.isEmpty())
            addNew(facets.customers, customer);
        const TimePoint oldest = timeOf(rows->value(3));
        facets.oldest = facets.pictures == 0 ? oldest : std::min(facets.oldest, oldest);
        facets.pictures += rows->value(4).toInt();
    }
    return facets;
}

Result<void> ImageIndex::setHidden(const QList<EventId> &ids, bool hidden)
{
    QList<QVariantList> rows;
    rows.reserve(ids.size());
    for (const EventId &id : ids)
        rows.append({hidden ? 1 : 0, id.text});
    return m_file.transaction(
        [&] { return m_file.runEach(u"UPDATE images SET hidden=? WHERE id=?"_s, rows); });
}

Result<QSet<QString>> ImageIndex::files()
{
    Result<QSqlQuery> rows = m_file.run(u"SELECT file FROM images"_s);
    if (!rows)
        return rows.error();
    QSet<QString> files;
    while (rows->next())
        files.insert(rows->value(0).toString());
    return files;
}

Result<QList<SpendingRow>> ImageIndex::spending(TimePoint from)
{
    Result<QSqlQuery> rows
        = m_file.run(selectSpendingSql() + u" WHERE at>=? ORDER BY at, seq"_s, {stored(from)});
    if (!rows)
        return rows.error();
    QList<SpendingRow> all;
    while (rows->next())
        all.append(spendingFrom(*rows));
    return all;
}

Result<void> ImageIndex::addSpending(const SpendingRow &row)
{
    return m_file.transaction([&] { return m_file.runEach(insertSpendingSql(), {spendingValues(row)}); });
}
