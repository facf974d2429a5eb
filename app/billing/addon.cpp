// SPDX-License-Identifier: MIT
#include "billing/addon.h"

#include "billing/codec.h"
#include "billing/money.h"
#include "billing/product.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestPrice = std::numeric_limits<qint32>::max();
constexpr int longestName = 100;
constexpr int longestDescription = 1000;

void check(JsonReader &in, const NewAddon &addon)
{
    if (!in.ok())
        return;
    if (addon.name.isEmpty() || characters(addon.name) > longestName)
        in.fail("name"_L1, u"must have 1 to %1 characters"_s.arg(longestName));
    if (characters(addon.description.value_or(QString())) > longestDescription)
        in.fail("description"_L1, u"must have at most %1 characters"_s.arg(longestDescription));
    if (!currencies().contains(addon.currency))
        in.fail(invalid(in.path("currency"_L1), u"is not a currency that the service takes"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s));
    if (!taxCategories().contains(addon.taxCategory))
        in.fail(invalid(in.path("tax_category"_L1), u"is not a category that the service takes"_s, 422,
            u"UNSUPPORTED_TAX_CATEGORY"_s));
}

NewAddon addonIn(JsonReader &in)
{
    return {
        .name = in.string("name"_L1),
        .currency = in.string("currency"_L1).toUtf8(),
        .price = in.integer("price"_L1, 0, largestPrice),
        .taxCategory = in.string("tax_category"_L1).toUtf8(),
        .description = in.optionalString("description"_L1),
    };
}

} // namespace

Result<NewAddon> newAddonFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const NewAddon addon = addonIn(in);
    check(in, addon);
    return in.finish(addon);
}

Result<NewAddon> patchedAddonFromJson(const NewAddon &before, const QJsonObject &json)
{
    JsonReader in(json);
    NewAddon out = before;
    out.name = in.optionalString("name"_L1).value_or(before.name);
    out.price = in.optionalInteger("price"_L1, 0, largestPrice).value_or(before.price);
    if (const auto currency = in.optionalString("currency"_L1))
        out.currency = currency->toUtf8();
    if (const auto category = in.optionalString("tax_category"_L1))
        out.taxCategory = category->toUtf8();
    if (const auto description = in.optionalString("description"_L1))
        out.description = description;
    in.optionalString("image_id"_L1);
    check(in, out);
    return in.finish(out);
}

Result<Addon> addonFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const Addon addon{
        .id = AddonId::of(in.string("id"_L1)),
        .businessId = in.string("business_id"_L1).toUtf8(),
        .is = addonIn(in),
        .createdAt = in.time("created_at"_L1),
        .updatedAt = in.time("updated_at"_L1),
    };
    return in.finish(addon);
}

QJsonObject toJson(const Addon &addon)
{
    return {
        {"id"_L1, addon.id.string()},
        {"business_id"_L1, QString::fromUtf8(addon.businessId)},
        {"name"_L1, addon.is.name},
        {"description"_L1, orNull(addon.is.description)},
        {"image"_L1, QJsonValue::Null},
        {"currency"_L1, QString::fromUtf8(addon.is.currency)},
        {"price"_L1, addon.is.price},
        {"tax_category"_L1, QString::fromUtf8(addon.is.taxCategory)},
        {"created_at"_L1, QString::fromLatin1(toIso(addon.createdAt))},
        {"updated_at"_L1, QString::fromLatin1(toIso(addon.updatedAt))},
    };
}
