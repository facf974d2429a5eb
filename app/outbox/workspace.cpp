// SPDX-License-Identifier: MIT
#include "outbox/workspace.h"

#include "outbox/rows.h"
#include "outbox/workspaceschema.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

Workspace::Workspace(std::unique_ptr<SqlFile> file, std::unique_ptr<Database> db)
    : m_file(std::move(file))
    , m_db(std::move(db))
    , m_images(*m_file)
    , m_queue(*m_db, m_flying)
    , m_events(*m_file, m_flying)
    , m_choices(*m_file, m_events)
{
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &path)
{
    Result<std::unique_ptr<SqlFile>> file = SqlFile::open(path, Durability::Full, workspaceSchema());
    if (!file)
        return file.error();
    auto db = Database::open(
        path, Database::Mode::Write, QCoreApplication::translate("Outbox", "“workspace.db” cannot be used."));
    if (!db)
        return db.error();
    return std::unique_ptr<Workspace>(new Workspace(std::move(*file), std::move(*db)));
}

Result<void> Workspace::recover()
{
    return m_images.prepare();
}

Result<std::vector<Result<void>>> Workspace::add(const std::vector<Arrival> &arrivals)
{
    std::vector<Result<void>> each;
    const Result<void> done = m_file->transaction([&]() -> Result<void> {
        for (const Arrival &arrival : arrivals) {
            const auto begun = m_file->run(u"SAVEPOINT arrival"_s);
            if (!begun)
                return begun.error();
            each.push_back(addOne(arrival));
            if (!each.back() && each.back().error().kind == Error::Kind::Storage)
                return each.back();
            const auto ended = m_file->run(each.back() ? u"RELEASE arrival"_s : u"ROLLBACK TO arrival"_s);
            if (!ended)
                return ended.error();
        }
        return {};
    });
    if (!done)
        return done.error();
    return each;
}

Result<void> Workspace::addOne(const Arrival &arrival)
{
    if (arrival.image) {
        if (const auto added = addPicture(*arrival.image, arrival.now); !added)
            return added;
    }
    return m_choices.add(arrival);
}

// One that is there, perhaps hidden, stays as it is.
Result<void> Workspace::addPicture(const ImageRow &row, TimePoint now)
{
    Result<QSqlQuery> there = m_file->run(selectImageSql() + u" WHERE id=?"_s, {row.id.text});
    if (!there)
        return there.error();
    const bool known = there->next();
    const bool same = known && imageFrom(*there) == row;
    there->finish();
    if (!known)
        return m_images.insert(row, now);
    if (same)
        return {};
    return Error{.kind = Error::Kind::Invalid,
        .message = QCoreApplication::translate("Outbox", "The id “%1” belongs to another picture already.")
                       .arg(row.id.string()),
        .field = u"event_id"_s};
}

Result<void> Workspace::bound(int pages)
{
    const qint64 most = pages > 0 ? pages : 1073741823; // SQLite's own bound
    const auto qt = m_file->run(u"PRAGMA max_page_count=%1"_s.arg(most));
    if (!qt)
        return qt.error();
    return m_db->run(QByteArray("PRAGMA max_page_count=" + QByteArray::number(most)).constData());
}

Result<void> Workspace::setPair(QLatin1StringView table, const QString &key, const QString &value)
{
    // A null string would be NULL, which the column refuses.
    const QString text = value.isNull() ? u""_s : value;
    const Result<void> done = m_file->transaction([&] {
        return m_file->runEach(
            u"INSERT OR REPLACE INTO %1(key, value) VALUES(?, ?)"_s.arg(table), {{key, text}});
    });
    if (done)
        m_unstored.remove({table, key});
    else
        m_unstored.insert({table, key}, text);
    return done;
}

Result<void> Workspace::storeUnstored()
{
    const auto pairs = m_unstored;
    for (auto pair = pairs.cbegin(); pair != pairs.cend(); ++pair) {
        if (const auto done = setPair(pair.key().first, pair.key().second, pair.value()); !done)
            return done;
    }
    return {};
}

Result<QHash<QString, QString>> Workspace::pairs(QLatin1StringView table)
{
    Result<QSqlQuery> rows = m_file->run(u"SELECT key, value FROM %1"_s.arg(table));
    if (!rows)
        return rows.error();
    QHash<QString, QString> pairs;
    while (rows->next())
        pairs.insert(rows->value(0).toString(), rows->value(1).toString());
    return pairs;
}
