// SPDX-License-Identifier: MIT
#include "session/webhookdeskids.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace {

const QList<SchemaStep> schema{{
    u"CREATE TABLE seen(id BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"_s,
    u"CREATE INDEX seen_at ON seen(at)"_s,
}};

} // namespace

WebhookDeskIds::WebhookDeskIds(std::unique_ptr<SqlFile> file, int atMost)
    : m_file(std::move(file))
    , m_most(atMost)
{
}

// A repeat comes after seconds at the soonest: what a power cut takes is the last commits only.
Result<std::unique_ptr<WebhookDeskIds>> WebhookDeskIds::open(const QString &folder, int atMost)
{
    auto file = SqlFile::open(QDir(folder).filePath(u"webhooks.db"_s), Durability::Normal, schema);
    if (!file)
        return file.error();
    return std::unique_ptr<WebhookDeskIds>(new WebhookDeskIds(*std::move(file), atMost));
}

Result<std::optional<TimePoint>> WebhookDeskIds::remember(const QByteArray &id, TimePoint now)
{
    std::optional<TimePoint> first;
    const auto done = m_file->transaction([&]() -> Result<void> {
        const qint64 oldest = (now - kept).time_since_epoch().count();
        if (const auto old = m_file->run(u"DELETE FROM seen WHERE at < ?"_s, {oldest}); !old)
            return old.error();
        auto known = m_file->run(u"SELECT at FROM seen WHERE id = ?"_s, {id});
        if (!known)
            return known.error();
        if (known->next()) {
            first = TimePoint(microseconds(known->value(0).toLongLong()));
            return {};
        }
        const qint64 at = now.time_since_epoch().count();
        if (const auto added = m_file->run(u"INSERT INTO seen(id, at) VALUES(?, ?)"_s, {id, at}); !added)
            return added.error();
        const auto room = m_file->run(
            u"DELETE FROM seen WHERE id IN (SELECT id FROM seen ORDER BY at DESC LIMIT -1 OFFSET ?)"_s,
            {m_most});
        return room ? Result<void>() : Result<void>(room.error());
    });
    if (!done)
        return done.error();
    return first;
}
