// SPDX-License-Identifier: MIT
#include "outbox/workspaceschema.h"

using namespace Qt::StringLiterals;

namespace {

SchemaStep outboxAndImages()
{
    return {
        u"CREATE TABLE outbox(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, json BLOB NOT NULL,"
        " destination BLOB NOT NULL, state INTEGER NOT NULL, alone INTEGER NOT NULL DEFAULT 0,"
        " tries INTEGER NOT NULL DEFAULT 0, queued_at INTEGER NOT NULL, event_at INTEGER NOT NULL,"
        " next_at INTEGER NOT NULL, sent_at INTEGER, parked_why TEXT, error_kind INTEGER, error_message TEXT,"
        " error_code TEXT, error_field TEXT, error_status INTEGER)"_s,
        // Sent rows stay as history and would make every count slow. Queries must say state<>2 to use it.
        u"CREATE INDEX outbox_waiting ON outbox(destination, state, seq) WHERE state <> 2"_s,
        u"CREATE TABLE images(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, file TEXT NOT NULL,"
        " prompt TEXT NOT NULL, caption TEXT NOT NULL, unknown TEXT NOT NULL, engine TEXT NOT NULL,"
        " model TEXT NOT NULL, tier BLOB NOT NULL, provider_quality BLOB NOT NULL, style BLOB NOT NULL,"
        " width INTEGER NOT NULL, height INTEGER NOT NULL, seed INTEGER NOT NULL, at INTEGER NOT NULL,"
        " bytes INTEGER NOT NULL, paint_ms INTEGER NOT NULL, customer BLOB NOT NULL, event INTEGER NOT NULL)"_s,
        u"CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
        u"CREATE TABLE drafts(key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
    };
}

SchemaStep galleryAndSpending()
{
    return {
        u"ALTER TABLE images ADD COLUMN provider BLOB NOT NULL DEFAULT X'64656d6f'"_s, // demo
        u"ALTER TABLE images ADD COLUMN negative TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE images ADD COLUMN format BLOB NOT NULL DEFAULT X'706e67'"_s, // png
        u"ALTER TABLE images ADD COLUMN estimate_usd TEXT"_s,
        u"ALTER TABLE images ADD COLUMN cost_usd TEXT"_s,
        u"ALTER TABLE images ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0"_s,
        // Prompt and caption in one case; SQLite folds ASCII alone. A table of its own, so that a search
        // need not read the wide rows. Rows of before are filled in at open.
        u"CREATE TABLE image_words(seq INTEGER PRIMARY KEY, words BLOB NOT NULL)"_s,
        u"CREATE TRIGGER images_gone AFTER DELETE ON images"
        " BEGIN DELETE FROM image_words WHERE seq=old.seq; END"_s,
        u"CREATE INDEX images_hidden ON images(seq) WHERE hidden=1"_s,
        // Hold all that is asked by, so that lists and facets need not read the wide rows either.
        u"CREATE INDEX images_shown ON images(seq, id, at, provider, model, customer) WHERE hidden=0"_s,
        u"CREATE INDEX images_kinds ON images(provider, model, customer, at) WHERE hidden=0"_s,
        // Several rows may have one id: each is a charge of its own.
        u"CREATE TABLE spending(seq INTEGER PRIMARY KEY, id BLOB NOT NULL, at INTEGER NOT NULL,"
        " provider BLOB NOT NULL, model TEXT NOT NULL, usd TEXT NOT NULL, basis INTEGER NOT NULL)"_s,
        u"CREATE INDEX spending_at ON spending(at)"_s,
    };
}

SchemaStep deliveryAndAudit()
{
    return {
        u"ALTER TABLE outbox ADD COLUMN kept INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE outbox ADD COLUMN original_at INTEGER"_s,
        // What is nearest to the service's limit of one hour goes first. `alone` is the most events such a
        // row goes together with; 0: as many as there are.
        u"DROP INDEX outbox_waiting"_s,
        u"CREATE INDEX outbox_open ON outbox(destination, state, event_at) WHERE state <> 2"_s,
        u"CREATE INDEX outbox_times ON outbox(destination, event_at)"_s,
        u"CREATE TABLE audit(seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, method BLOB NOT "
        u"NULL,"
        " target BLOB NOT NULL, status INTEGER NOT NULL, events INTEGER NOT NULL, retry INTEGER NOT NULL,"
        " what TEXT NOT NULL, failure TEXT NOT NULL)"_s,
    };
}

} // namespace

QList<SchemaStep> workspaceSchema()
{
    return {outboxAndImages(), galleryAndSpending(), deliveryAndAudit()};
}
