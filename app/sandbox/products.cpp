// SPDX-License-Identifier: MIT
#include "billing/product.h"

#include "billing/meter.h"
#include "sandbox/creditcartproduct.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.4
namespace {

Result<MeterPrice> linked(const Reading &read, MeterPrice price)
{
    const std::optional<Row> row = read.find(Kind::Meter, price.meter.text);
    if (!row)
        return codeError("MISSING_METER_IDS", u"There is no meter “%1”."_s.arg(price.meter.string()));
    if (row->archived)
        return codeError("METER_IS_DELETED", u"The meter “%1” is archived."_s.arg(price.meter.string()));
    const Result<Meter> meter = meterFromJson(row->object());
    if (!meter)
        return meter.error();
    if (const Result<void> credit = checkCreditMeter(read, price); !credit)
        return credit.error();
    price.name = meter->is.name;
    price.measurementUnit = meter->is.measurementUnit;
    price.description = meter->is.description;
    return price;
}

// The price with each meter's name and unit filled in from the meter.
Result<Price> linkedPrice(const Reading &read, Price price)
{
    auto *usage = std::get_if<UsagePrice>(&price);
    if (!usage)
        return price;
    for (MeterPrice &entry : usage->meters) {
        const Result<MeterPrice> filled = linked(read, entry);
        if (!filled)
            return filled.error();
        entry = *filled;
    }
    return price;
}

// A list that is there and empty is refused; none at all is legal by the schema (2.4, 1.6).
Result<void> checkMeterList(const QJsonObject &body)
{
    const QJsonObject price = body.value("price"_L1).toObject();
    const QJsonValue meters = price.value("meters"_L1);
    if (price.value("type"_L1) == "usage_based_price"_L1 && meters.isArray() && meters.toArray().isEmpty())
        return codeError("MISSING_METER_IDS", u"A usage based price needs at least one meter."_s);
    return {};
}

// Add-ons go with everything but usage based prices (2.4, 2.12).
Result<void> checkAddons(const Reading &read, const NewProduct &product)
{
    const QStringList addons = product.addons.value_or(QStringList());
    if (!addons.isEmpty() && std::holds_alternative<UsagePrice>(product.price))
        return codeError(
            "ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED", u"A usage based product takes no add-ons."_s);
    for (const QString &id : addons) {
        if (!read.find(Kind::Addon, id.toUtf8()))
            return notFound(u"add-on"_s, id.toUtf8());
    }
    return {};
}

Answer createProduct(const Request &request, World &world)
{
    const Result<QJsonObject> body = bodyObject(request);
    if (!body)
        return answerError(body.error());
    const Result<NewProduct> fields = newProductFromJson(*body);
    if (!fields)
        return answerError(fields.error());
    if (const Result<void> meters = checkMeterList(*body); !meters)
        return answerError(meters.error());
    return writing(request, world, [&](Writing &write) {
        Result<Price> price = linkedPrice(write, fields->price);
        if (!price)
            return answerError(price.error());
        const TimePoint now = world.clock.now();
        Product product{
            {world.ids.next(Prefix::Product)}, world.businessId, world.brandId, *fields, now, now};
        product.is.price = *price;
        const auto credits = linkedCredits(write, world.ids, product, {});
        if (!credits)
            return answerError(credits.error());
        product.is.credits = *credits;
        if (const Result<void> addons = checkAddons(write, product.is); !addons)
            return answerError(addons.error());
        const QJsonObject json = toJson(product);
        write.insert(Kind::Product, json);
        return answerJson(shownProduct(write, json));
    });
}

// What GET /products filters by, beside `archived`.
struct ProductFilter {
    std::optional<bool> recurring;
    std::optional<QByteArray> brand;

    bool keeps(const QJsonObject &product) const
    {
        return (!recurring || product.value("is_recurring"_L1).toBool() == *recurring)
            && (!brand || product.value("brand_id"_L1).toString().toUtf8() == *brand);
    }
};

QJsonArray productItems(const QList<Row> &rows)
{
    QJsonArray items;
    for (const Row &row : rows) {
        if (const Result<Product> product = productFromJson(row.object()))
            items.append(toListJson(*product));
    }
    return items;
}

Answer listProducts(const Request &request, World &world)
{
    const auto archived = queryBool(request, "archived");
    if (!archived)
        return answerError(archived.error());
    const auto recurring = queryBool(request, "recurring");
    if (!recurring)
        return answerError(recurring.error());
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const ProductFilter filter{*recurring, queryText(request, "brand_id")};
    return reading(world, [&](const Reading &read) {
        const ObjectQuery query{.kind = Kind::Product, .archived = archived->value_or(false)};
        const auto keep = [&](const Row &row) { return filter.keeps(row.object()); };
        return answerItems(productItems(pageOfRows(read, query, *page, keep)));
    });
}

Answer retrieveProduct(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Product, request.segment(1));
        return row ? answerJson(shownProduct(read, row->object()))
                   : answerError(notFound(u"product"_s, request.segment(1)));
    });
}

Result<Product> patched(const Reading &read, World &world, Product product, const ProductPatch &patch)
{
    const QList<AttachedCredit> before = product.is.credits;
    product.is.name = patch.name.value_or(product.is.name);
    product.is.taxCategory = patch.taxCategory.value_or(product.is.taxCategory);
    product.is.metadata = patch.metadata.value_or(product.is.metadata);
    if (patch.description)
        product.is.description = patch.description;
    if (patch.addons)
        product.is.addons = patch.addons;
    if (patch.pricingMode)
        product.is.pricingMode = patch.pricingMode;
    if (patch.price) {
        const Result<Price> price = linkedPrice(read, *patch.price);
        if (!price)
            return price.error();
        product.is.price = *price;
    }
    if (patch.credits) {
        product.is.credits = *patch.credits;
        const auto credits = linkedCredits(read, world.ids, product, before);
        if (!credits)
            return credits.error();
        product.is.credits = *credits;
    }
    if (const Result<void> addons = checkAddons(read, product.is); !addons)
        return addons.error();
    return product;
}

// Running subscriptions keep what they were bought with (5.1.36): they hold their own copy.
Answer patchProduct(const Request &request, World &world)
{
    const Result<QJsonObject> body = bodyObject(request);
    if (!body)
        return answerError(body.error());
    const Result<ProductPatch> patch = productPatchFromJson(*body);
    if (!patch)
        return answerError(patch.error());
    if (const Result<void> meters = checkMeterList(*body); !meters)
        return answerError(meters.error());
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Product, request.segment(1));
        if (!row)
            return answerError(notFound(u"product"_s, request.segment(1)));
        Result<Product> product = productFromJson(row->object()).andThen([&](const Product &before) {
            return patched(write, world, before, *patch);
        });
        if (!product)
            return answerError(product.error());
        product->updatedAt = world.clock.now();
        write.update(Kind::Product, toJson(*product));
        return answerEmpty(200);
    });
}

Answer archiveProduct(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Product, request.segment(1));
        if (!row)
            return answerError(notFound(u"product"_s, request.segment(1)));
        if (row->archived)
            return answerError(codeError("PRODUCT_IS_DELETED",
                u"The product “%1” is archived already."_s.arg(QString::fromUtf8(row->id)), 410));
        write.archive(Kind::Product, row->id, world.clock.now());
        return answerEmpty(200);
    });
}

Answer unarchiveProduct(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Product, request.segment(1));
        if (!row)
            return answerError(notFound(u"product"_s, request.segment(1)));
        if (row->archived)
            write.unarchive(Kind::Product, row->id, world.clock.now());
        return answerEmpty(200);
    });
}

} // namespace

std::span<const Route> productRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/products", Access::Token, createProduct},
        {Method::Get, "/products", Access::Token, listProducts},
        {Method::Get, "/products/:", Access::Token, retrieveProduct},
        {Method::Patch, "/products/:", Access::Token, patchProduct},
        {Method::Delete, "/products/:", Access::Token, archiveProduct},
        {Method::Post, "/products/:/unarchive", Access::Token, unarchiveProduct},
    };
    return table;
}
