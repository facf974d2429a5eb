// SPDX-License-Identifier: MIT
#include "sandbox/snapshots.h"

#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QDateTime>
#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 200;

QString folderOf(const World &world)
{
    return world.folder + u"/snapshots/"_s;
}

QString noteFile(const World &world, const QByteArray &id)
{
    return folderOf(world) + QString::fromLatin1(id) + u".json"_s;
}

Result<QString> nameIn(const Request &request, const QString &usual)
{
    if (request.body.isEmpty())
        return usual;
    return bodyObject(request).andThen([&](const QJsonObject &json) {
        JsonReader in(json);
        const QString name = in.optionalString("name"_L1).value_or(usual);
        if (name.size() > longestName)
            in.fail("name"_L1, u"must have at most %1 characters"_s.arg(longestName));
        return in.finish(name);
    });
}

// One from before there were notes says only its id.
QJsonObject noteOf(const World &world, const QByteArray &id)
{
    QJsonObject out{{"id"_L1, QString::fromLatin1(id)}, {"name"_L1, QJsonValue::Null},
        {"taken_at"_L1, QJsonValue::Null}, {"now"_L1, QJsonValue::Null}, {"events"_L1, QJsonValue::Null}};
    QFile file(noteFile(world, id));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const auto note = readObject(file.readAll());
    for (const auto key : {"name"_L1, "taken_at"_L1, "now"_L1, "events"_L1}) {
        if (note && note->contains(key))
            out.insert(key, note->value(key));
    }
    return out;
}

Result<void> keepNote(const World &world, const QByteArray &id, const QJsonObject &note)
{
    QSaveFile file(noteFile(world, id));
    const QByteArray text = compact(note);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.commit())
        return {};
    return Error{.kind = Error::Kind::Storage, .message = u"The snapshot's note cannot be written."_s};
}

// The store keeps the newest ones only; their notes go with them.
void dropNotesOfGone(const World &world)
{
    const auto ids = world.store.snapshots();
    const QDir folder(folderOf(world));
    const auto notes = folder.entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &note : notes) {
        if (!ids.contains(note.completeBaseName().toLatin1()))
            QFile::remove(note.filePath());
    }
}

Error unknown(const QByteArray &id)
{
    return notFound(u"snapshot"_s, id);
}

// The one to be restored must not be the oldest that goes when the present world is kept.
void makeNewest(const World &world, const QByteArray &id)
{
    QFile file(folderOf(world) + QString::fromLatin1(id) + u".db"_s);
    if (file.open(QIODevice::ReadWrite))
        file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
}

} // namespace

Result<QJsonObject> takeSnapshot(World &world, const QString &name)
{
    const QByteArray id = world.ids.next(Prefix::Exchange);
    const auto events = world.store.read([](const Reading &store) { return store.eventCount(); });
    if (!events)
        return events.error();
    const QJsonObject note{{"name"_L1, name.isEmpty() ? QJsonValue() : QJsonValue(name)},
        {"taken_at"_L1, QString::fromLatin1(toIso(SystemClock().now()))},
        {"now"_L1, QString::fromLatin1(toIso(world.clock.now()))}, {"events"_L1, *events}};
    if (const auto kept = world.store.snapshot(id); !kept)
        return kept.error();
    if (const auto noted = keepNote(world, id, note); !noted)
        return noted.error();
    dropNotesOfGone(world);
    return noteOf(world, id);
}

Answer makeSnapshot(const Request &request, World &world)
{
    const auto name = nameIn(request, {});
    if (!name)
        return answerError(name.error());
    const auto taken = takeSnapshot(world, *name);
    return taken ? answerJson(*taken, 201) : answerError(taken.error());
}

Answer listSnapshots(const Request &, World &world)
{
    QJsonArray items;
    const auto ids = world.store.snapshots();
    for (const QByteArray &id : ids)
        items.append(noteOf(world, id));
    return answerItems(items);
}

Answer restoreSnapshot(const Request &request, World &world)
{
    const QByteArray &id = request.segment(2);
    if (!world.store.snapshots().contains(id))
        return answerError(unknown(id));
    const auto name = nameIn(request, u"Before another snapshot was restored"_s);
    if (!name)
        return answerError(name.error());
    makeNewest(world, id);
    const auto kept = takeSnapshot(world, *name);
    if (!kept)
        return answerError(kept.error());
    // Before anybody writes: by the clock of the world before, this one would be renewed.
    const auto setClock = [&](const Reading &store) {
        const QByteArray clock = store.meta("clock").value_or(QByteArray());
        world.clock.apply(settingFromText(clock).value_or(WorldClock::Setting{}));
    };
    if (const auto restored = world.store.restore(id, setClock); !restored)
        return answerError(restored.error());
    world.faults.clear();
    world.wakeCron();
    return answerJson(
        {{"snapshot"_L1, (*kept)["id"_L1]}, {"generation"_L1, qint64(world.store.generation())}});
}

Answer deleteSnapshot(const Request &request, World &world)
{
    const QByteArray &id = request.segment(2);
    if (!world.store.snapshots().contains(id))
        return answerError(unknown(id));
    QFile::remove(folderOf(world) + QString::fromLatin1(id) + u".db"_s);
    dropNotesOfGone(world);
    return answerEmpty(204);
}
