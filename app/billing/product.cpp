// SPDX-License-Identifier: MIT
#include "billing/product.h"

#include "billing/choices.h"
#include "billing/codec.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 100;
constexpr int longestDescription = 1000;
constexpr auto creditsKey = "credit_entitlements"_L1;
constexpr auto addonsKey = "addons"_L1;

void checkTexts(JsonReader &in, const std::optional<QString> &name, const std::optional<QString> &description,
    const std::optional<QByteArray> &taxCategory)
{
    static_assert(choices::productNeedsName);
    if (in.ok() && name && (name->isEmpty() || characters(*name) > longestName))
        in.fail("name"_L1, u"must have 1 to %1 characters"_s.arg(longestName));
    if (in.ok() && description && characters(*description) > longestDescription)
        in.fail("description"_L1, u"must have at most %1 characters"_s.arg(longestDescription));
    if (in.ok() && taxCategory && !taxCategories().contains(*taxCategory))
        in.fail(invalid(in.path("tax_category"_L1), u"is not a category that the service takes"_s, 422,
            u"UNSUPPORTED_TAX_CATEGORY"_s));
}

Price priceIn(JsonReader &in, QLatin1StringView key)
{
    const QJsonObject price = in.object(key);
    return in.ok() ? in.take(priceFromJson(price, in.path(key))) : Price{};
}

std::optional<Metadata> metadataIn(JsonReader &in)
{
    const auto metadata = in.optionalObject("metadata"_L1);
    return metadata ? std::optional(in.take(metadataFromJson(*metadata, in.path("metadata"_L1))))
                    : std::nullopt;
}

void checkMetadata(JsonReader &in, const std::optional<Metadata> &metadata)
{
    if (!metadata)
        return;
    if (const auto fits = checkObjectMetadata(*metadata, in.path("metadata"_L1)); !fits)
        in.fail(fits.error());
}

std::optional<QStringList> addonsIn(JsonReader &in)
{
    const auto list = in.optionalArray(addonsKey);
    if (!list)
        return std::nullopt;
    QStringList out;
    for (const auto &id : *list) {
        if (!id.isString())
            in.fail(addonsKey, u"must be a list of ids"_s);
        out.append(id.toString());
    }
    return out;
}

std::optional<QString> pricingModeIn(JsonReader &in)
{
    const auto mode = in.optionalString("pricing_mode"_L1);
    if (in.ok() && mode && *mode != "by_currency"_L1 && *mode != "by_country"_L1)
        in.fail("pricing_mode"_L1, u"must be by_currency or by_country"_s);
    return mode;
}

QList<AttachedCredit> creditsIn(JsonReader &in)
{
    return in.has(creditsKey) ? in.list<AttachedCredit>(creditsKey, attachedCreditFromJson)
                              : QList<AttachedCredit>();
}

// What a request must not say; an answer is read as it comes.
void checkCredits(JsonReader &in, const QList<AttachedCredit> &credits)
{
    if (in.ok() && credits.size() > choices::creditsPerProduct)
        in.fail(creditsKey, u"must have at most %1 credits"_s.arg(choices::creditsPerProduct));
    QSet<CreditId> seen;
    for (qsizetype i = 0; i < credits.size() && in.ok(); ++i) {
        const QString path = u"%1[%2]"_s.arg(in.path(creditsKey)).arg(i);
        if (seen.contains(credits.at(i).credit))
            in.fail(invalid(memberPath(path, u"credit_entitlement_id"_s), u"stands twice in the list"_s));
        if (credits.at(i).amount <= Decimal(0))
            in.fail(invalid(memberPath(path, u"credits_amount"_s), u"must be above 0"_s));
        seen.insert(credits.at(i).credit);
    }
}

QJsonArray creditsJson(const QList<AttachedCredit> &credits)
{
    QJsonArray out;
    for (const AttachedCredit &attached : credits)
        out.append(toJson(attached));
    return out;
}

Product productIn(JsonReader &in, QLatin1StringView priceKey)
{
    return {
        .id = ProductId::of(in.string("product_id"_L1)),
        .businessId = in.string("business_id"_L1).toUtf8(),
        .brandId = in.optionalString("brand_id"_L1).value_or(QString()).toUtf8(), // not in lists
        .is = {.name = in.optionalString("name"_L1).value_or(QString()),
            .taxCategory = in.string("tax_category"_L1).toUtf8(),
            .price = priceIn(in, priceKey),
            .description = in.optionalString("description"_L1),
            .metadata = metadataIn(in).value_or(Metadata()),
            .credits = creditsIn(in),
            .addons = addonsIn(in),
            .pricingMode = pricingModeIn(in)},
        .createdAt = in.time("created_at"_L1),
        .updatedAt = in.time("updated_at"_L1),
    };
}

void fill(
    QJsonObject &json, std::initializer_list<QLatin1StringView> keys, const QJsonValue &value = QJsonValue())
{
    for (const auto key : keys) {
        if (!json.contains(key))
            json.insert(key, value);
    }
}

QJsonArray filledMeters(const QJsonArray &meters)
{
    QJsonArray out;
    for (const auto &meter : meters) {
        QJsonObject json = meter.toObject();
        fill(json,
            {"price_per_unit"_L1, "free_threshold"_L1, "credit_entitlement_id"_L1,
                "meter_units_per_credit"_L1, "name"_L1, "description"_L1, "measurement_unit"_L1});
        out.append(json);
    }
    return out;
}

// A request leaves out what it does not say; an answer has every key (dodo-api.md, reading guide).
QJsonObject answeredPrice(const Price &price)
{
    QJsonObject out = toJson(price);
    fill(out, {"discount_bps"_L1, "tax_inclusive"_L1});
    if (std::holds_alternative<OneTimePrice>(price))
        fill(out, {"suggested_price"_L1});
    if (std::holds_alternative<UsagePrice>(price))
        out.insert("meters"_L1, filledMeters(out.value("meters"_L1).toArray()));
    if (std::holds_alternative<RecurringPrice>(price)) {
        fill(out, {"trial_amount"_L1, "trial_apply_discounts"_L1});
        fill(out, {"trial_payment_method_optional"_L1, "zero_amount_payment_method_optional"_L1}, false);
    }
    return out;
}

// What both answers carry.
QJsonObject commonJson(const Product &product)
{
    return {
        {"product_id"_L1, product.id.string()},
        {"business_id"_L1, QString::fromUtf8(product.businessId)},
        {"name"_L1, product.is.name},
        {"description"_L1, orNull(product.is.description)},
        {"image"_L1, QJsonValue::Null},
        {"pricing_mode"_L1, orNull(product.is.pricingMode)},
        {"tax_category"_L1, QString::fromUtf8(product.is.taxCategory)},
        {"metadata"_L1, toJson(product.is.metadata)},
        {"is_recurring"_L1, isRecurring(product.is.price)},
        {"entitlements"_L1, QJsonArray()},
        {"created_at"_L1, QString::fromLatin1(toIso(product.createdAt))},
        {"updated_at"_L1, QString::fromLatin1(toIso(product.updatedAt))},
    };
}

// The one amount a list shows: what is taken however much is used.
qint64 listPrice(const Price &price)
{
    if (const auto *usage = std::get_if<UsagePrice>(&price))
        return usage->fixedPrice;
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return recurring->price;
    return std::get<OneTimePrice>(price).price;
}

} // namespace

const QByteArrayList &taxCategories()
{
    static const QByteArrayList names{"digital_products", "saas", "e_book", "edtech", "live_tutoring"};
    return names;
}

Result<NewProduct> newProductFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const NewProduct product{
        .name = in.string("name"_L1),
        .taxCategory = in.string("tax_category"_L1).toUtf8(),
        .price = priceIn(in, "price"_L1),
        .description = in.optionalString("description"_L1),
        .metadata = metadataIn(in).value_or(Metadata()),
        .credits = creditsIn(in),
        .addons = addonsIn(in),
        .pricingMode = pricingModeIn(in),
    };
    checkTexts(in, product.name, product.description, product.taxCategory);
    checkMetadata(in, product.metadata);
    checkCredits(in, product.credits);
    return in.finish(product);
}

Result<ProductPatch> productPatchFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    ProductPatch patch{
        .name = in.optionalString("name"_L1),
        .description = in.optionalString("description"_L1),
        .taxCategory = {},
        .price = {},
        .metadata = metadataIn(in),
    };
    if (const auto category = in.optionalString("tax_category"_L1))
        patch.taxCategory = category->toUtf8();
    if (in.has("price"_L1))
        patch.price = priceIn(in, "price"_L1);
    if (in.has(creditsKey))
        patch.credits = creditsIn(in);
    patch.addons = addonsIn(in);
    patch.pricingMode = pricingModeIn(in);
    checkTexts(in, patch.name, patch.description, patch.taxCategory);
    checkMetadata(in, patch.metadata);
    checkCredits(in, patch.credits.value_or(QList<AttachedCredit>()));
    return in.finish(patch);
}

Result<Product> productFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const Product product = productIn(in, "price"_L1);
    return in.finish(product);
}

Result<Product> productFromListJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Product product = productIn(in, "price_detail"_L1);
    return in.finish(product);
}

QJsonObject toJson(const NewProduct &product)
{
    QJsonObject out{
        {"name"_L1, product.name},
        {"tax_category"_L1, QString::fromUtf8(product.taxCategory)},
        {"price"_L1, toJson(product.price)},
    };
    insertIf(out, "description"_L1, product.description);
    if (!product.metadata.isEmpty())
        out.insert("metadata"_L1, toJson(product.metadata));
    if (!product.credits.isEmpty())
        out.insert(creditsKey, creditsJson(product.credits));
    if (product.addons)
        out.insert(addonsKey, QJsonArray::fromStringList(*product.addons));
    insertIf(out, "pricing_mode"_L1, product.pricingMode);
    return out;
}

QJsonObject toJson(const ProductPatch &patch)
{
    QJsonObject out;
    insertIf(out, "name"_L1, patch.name);
    insertIf(out, "description"_L1, patch.description);
    if (patch.taxCategory)
        out.insert("tax_category"_L1, QString::fromUtf8(*patch.taxCategory));
    if (patch.price)
        out.insert("price"_L1, toJson(*patch.price));
    if (patch.metadata)
        out.insert("metadata"_L1, toJson(*patch.metadata));
    if (patch.credits)
        out.insert(creditsKey, creditsJson(*patch.credits));
    if (patch.addons)
        out.insert(addonsKey, QJsonArray::fromStringList(*patch.addons));
    insertIf(out, "pricing_mode"_L1, patch.pricingMode);
    return out;
}

QJsonObject toJson(const Product &product)
{
    QJsonObject out = commonJson(product);
    out.insert("brand_id"_L1, QString::fromUtf8(product.brandId));
    out.insert("price"_L1, answeredPrice(product.is.price));
    out.insert("license_key_enabled"_L1, false);
    fill(out,
        {"license_key_activation_message"_L1, "license_key_activations_limit"_L1, "license_key_duration"_L1,
            "digital_product_delivery"_L1, "product_collection_id"_L1});
    out.insert(creditsKey, creditsJson(product.is.credits));
    out.insert(addonsKey, QJsonValue::Null);
    if (product.is.addons)
        out.insert(addonsKey, QJsonArray::fromStringList(*product.is.addons));
    return out;
}

QJsonObject toListJson(const Product &product)
{
    QJsonObject out = commonJson(product);
    const PriceBasics &basics = basicsOf(product.is.price);
    out.insert("currency"_L1, QString::fromUtf8(basics.currency));
    out.insert("price"_L1, listPrice(product.is.price));
    out.insert("price_detail"_L1, answeredPrice(product.is.price));
    out.insert("tax_inclusive"_L1, basics.taxInclusive ? QJsonValue(*basics.taxInclusive) : QJsonValue());
    return out;
}
