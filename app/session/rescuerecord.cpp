// SPDX-License-Identifier: MIT
#include "session/rescuerecord.h"

#include "outbox/outbox.h"
#include "session/placewords.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

using namespace Qt::StringLiterals;

namespace {

const QString recordKey = u"rescue"_s;

Result<RescueRecord> recordFrom(const QJsonObject &json)
{
    JsonReader in(json);
    const QByteArray place = in.string("place"_L1).toUtf8();
    const RescueRecord record{.snapshot = in.string("snapshot"_L1).toUtf8(),
        .worldBefore = in.string("world_before"_L1),
        .playedBefore = in.string("played_before"_L1),
        .place = {.mode = placewords::modeOf(place), .baseUrl = QUrl(in.string("base_url"_L1)), .key = {}}};
    return in.finish(record);
}

} // namespace

std::optional<RescueRecord> keptRescue(const Outbox &outbox)
{
    const QString text = outbox.setting(recordKey);
    if (text.isEmpty())
        return std::nullopt;
    const auto record = readObject(text.toUtf8()).andThen(recordFrom);
    return record ? std::optional(*record) : std::nullopt;
}

void keepRescue(Outbox &outbox, const RescueRecord &record)
{
    const QJsonObject json{{"snapshot"_L1, QString::fromUtf8(record.snapshot)},
        {"world_before"_L1, record.worldBefore}, {"played_before"_L1, record.playedBefore},
        {"place"_L1, QString::fromUtf8(worldOf(record.place))},
        {"base_url"_L1, record.place.baseUrl.toString()}};
    outbox.setSetting(recordKey, QString::fromUtf8(compact(json)));
}

void forgetRescue(Outbox &outbox)
{
    outbox.setSetting(recordKey, {});
}
