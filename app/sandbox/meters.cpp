// SPDX-License-Identifier: MIT
#include "billing/meter.h"

#include "billing/choices.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.2: there is no way to change a meter, only to archive it.
namespace {

Answer createMeter(const Request &request, World &world)
{
    const auto fields = bodyObject(request).andThen(newMeterFromJson);
    if (!fields)
        return answerError(fields.error());
    return writing(request, world, [&](Writing &write) {
        if (write.count(Kind::Meter, false) >= metersPerAccount)
            return answerError(codeError("INVALID_REQUEST_PARAMETERS",
                u"An account holds at most %1 meters. Archive one first."_s.arg(metersPerAccount)));
        const TimePoint now = world.clock.now();
        const QJsonObject json
            = toJson(Meter{{world.ids.next(Prefix::Meter)}, world.businessId, *fields, now, now});
        write.insert(Kind::Meter, json);
        return answerJson(json, choices::meterCreated);
    });
}

Answer listMeters(const Request &request, World &world)
{
    const auto archived = queryBool(request, "archived");
    if (!archived)
        return answerError(archived.error());
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return reading(world, [&](const Reading &read) {
        const ObjectQuery query{.kind = Kind::Meter, .archived = archived->value_or(false)};
        return answerItems(objectsOf(pageOfRows(read, query, *page)));
    });
}

Answer retrieveMeter(const Request &request, World &world)
{
    return answerObject(world, Kind::Meter, u"meter"_s, request.segment(1));
}

static_assert(choices::usedMeterMayBeArchived); // products that price by it keep it

Answer archiveMeter(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Meter, request.segment(1));
        if (!row)
            return answerError(notFound(u"meter"_s, request.segment(1)));
        if (row->archived)
            return answerEmpty(choices::meterArchivedAgain);
        write.archive(Kind::Meter, row->id, world.clock.now());
        return answerEmpty(choices::meterArchived);
    });
}

Answer unarchiveMeter(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Meter, request.segment(1));
        if (!row)
            return answerError(notFound(u"meter"_s, request.segment(1)));
        if (!row->archived)
            return answerEmpty(choices::unarchivedAgain);
        write.unarchive(Kind::Meter, row->id, world.clock.now());
        return answerEmpty(200);
    });
}

} // namespace

std::span<const Route> meterRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/meters", Access::Token, createMeter},
        {Method::Get, "/meters", Access::Token, listMeters},
        {Method::Get, "/meters/:", Access::Token, retrieveMeter},
        {Method::Delete, "/meters/:", Access::Token, archiveMeter},
        {Method::Post, "/meters/:/unarchive", Access::Token, unarchiveMeter},
    };
    return table;
}
