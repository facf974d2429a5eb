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

// A row of the outbox is wide: marking it sent would write it anew. What is queued and what has left stand in
// narrow tables of their own, which the trigger keeps true when somebody changes a row's state, time or
// destination. outbox.state tells parked and discarded ones; a row with a mark in outbox_sent is sent,
// whatever it says.
SchemaStep narrowMarks()
{
    return {
        u"UPDATE outbox SET state=0 WHERE state=1"_s, // programs of before wrote down what was on its way
        u"CREATE TABLE outbox_waiting(destination BLOB NOT NULL, event_at INTEGER NOT NULL,"
        " seq INTEGER NOT NULL, PRIMARY KEY(destination, event_at, seq)) WITHOUT ROWID"_s,
        u"INSERT INTO outbox_waiting SELECT destination, event_at, seq FROM outbox WHERE state=0"_s,
        // `tries` come on top of the row's; those of before are counted there.
        u"CREATE TABLE outbox_sent(seq INTEGER PRIMARY KEY, sent_at INTEGER NOT NULL, tries INTEGER NOT NULL)"_s,
        u"INSERT INTO outbox_sent SELECT seq, COALESCE(sent_at, next_at), 0 FROM outbox WHERE state=2"_s,
        u"DROP INDEX outbox_open"_s,
        // Queries must say state>2 to use it.
        u"CREATE INDEX outbox_aside ON outbox(destination, state, event_at) WHERE state > 2"_s,
        u"CREATE TRIGGER outbox_changed AFTER UPDATE OF state, event_at, destination ON outbox BEGIN"
        " UPDATE outbox SET error_kind=NULL, tries=tries+(SELECT tries FROM outbox_sent WHERE seq=new.seq)"
        " WHERE seq IN (SELECT seq FROM outbox_sent WHERE seq=new.seq);"
        " DELETE FROM outbox_sent WHERE seq=new.seq;"
        " DELETE FROM outbox_waiting WHERE destination=old.destination AND event_at=old.event_at"
        " AND seq=old.seq;"
        " INSERT INTO outbox_waiting SELECT new.destination, new.event_at, new.seq WHERE new.state=0;"
        " END"_s,
    };
}

} // namespace

QList<SchemaStep> workspaceSchema()
{
    return {outboxAndImages(), galleryAndSpending(), deliveryAndAudit(), narrowMarks()};
}
