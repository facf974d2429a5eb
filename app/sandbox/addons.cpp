// SPDX-License-Identifier: MIT
#include "billing/addon.h"

#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.12: there is no way to archive one.
namespace {

Answer createAddon(const Request &request, World &world)
{
    const auto fields = bodyObject(request).andThen(newAddonFromJson);
    if (!fields)
        return answerError(fields.error());
    return writing(request, world, [&](Writing &write) {
        const TimePoint now = world.clock.now();
        const QJsonObject json
            = toJson(Addon{{world.ids.next(Prefix::Addon)}, world.businessId, *fields, now, now});
        write.insert(Kind::Addon, json);
        return answerJson(json);
    });
}

Answer listAddons(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return reading(world, [&](const Reading &read) {
        return answerItems(objectsOf(pageOfRows(read, {.kind = Kind::Addon}, *page)));
    });
}

Answer retrieveAddon(const Request &request, World &world)
{
    return answerObject(world, Kind::Addon, u"add-on"_s, request.segment(1));
}

Answer patchAddon(const Request &request, World &world)
{
    const auto body = bodyObject(request);
    if (!body)
        return answerError(body.error());
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Addon, request.segment(1));
        if (!row)
            return answerError(notFound(u"add-on"_s, request.segment(1)));
        Result<Addon> addon = addonFromJson(row->object());
        if (!addon)
            return answerError(addon.error());
        const auto fields = patchedAddonFromJson(addon->is, *body);
        if (!fields)
            return answerError(fields.error());
        addon->is = *fields;
        addon->updatedAt = world.clock.now();
        const QJsonObject json = toJson(*addon);
        write.update(Kind::Addon, json);
        return answerJson(json);
    });
}

} // namespace

std::span<const Route> addonRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/addons", Access::Token, createAddon},
        {Method::Get, "/addons", Access::Token, listAddons},
        {Method::Get, "/addons/:", Access::Token, retrieveAddon},
        {Method::Patch, "/addons/:", Access::Token, patchAddon},
    };
    return table;
}
