// SPDX-License-Identifier: MIT
#include "guide/walkmemory.h"

#include "outbox/outbox.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString walkKey = u"guide/walk"_s;

QJsonObject toJson(const WalkState &walk)
{
    QStringList passed(walk.passed.begin(), walk.passed.end());
    passed.sort();
    return {{"chapter"_L1, walk.chapter}, {"passed"_L1, QJsonArray::fromStringList(passed)},
        {"said_back"_L1, walk.saidBack}, {"since"_L1, QString::fromLatin1(toIso(walk.since))}};
}

Result<WalkState> walkFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    WalkState walk{.chapter = int(in.integer("chapter"_L1, 0, 100)),
        .passed = {},
        .saidBack = in.boolean("said_back"_L1),
        .since = in.time("since"_L1)};
    const QJsonArray passed = in.array("passed"_L1);
    for (const QJsonValue &id : passed)
        walk.passed.insert(id.toString());
    return in.finish(walk);
}

Result<WalkMemory> memoryFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    WalkMemory memory{.open = in.boolean("open"_L1), .recipe = in.string("recipe"_L1), .walks = {}};
    const QJsonObject walks = in.object("walks"_L1);
    for (auto it = walks.begin(); it != walks.end(); ++it)
        memory.walks.insert(it.key(), in.take(walkFromJson(it->toObject(), it.key())));
    return in.finish(memory);
}

} // namespace

WalkMemory readWalk(const Outbox &outbox)
{
    return readObject(outbox.setting(walkKey).toUtf8()).andThen(memoryFromJson).valueOr(WalkMemory());
}

void keepWalk(Outbox &outbox, const WalkMemory &memory)
{
    QJsonObject walks;
    for (auto it = memory.walks.begin(); it != memory.walks.end(); ++it)
        walks.insert(it.key(), toJson(it.value()));
    outbox.setSetting(walkKey,
        QString::fromUtf8(
            compact({{"open"_L1, memory.open}, {"recipe"_L1, memory.recipe}, {"walks"_L1, walks}})));
}
