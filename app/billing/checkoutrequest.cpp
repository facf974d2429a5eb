// SPDX-License-Identifier: MIT
#include "billing/checkoutrequest.h"

#include "billing/codec.h"
#include "billing/countries.h"
#include "billing/money.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace {

constexpr auto largest = std::numeric_limits<qint32>::max();

void failMeaning(JsonReader &in, QLatin1StringView key, const QString &sentence)
{
    in.fail(invalid(in.path(key), sentence, 422, u"INVALID_REQUEST_PARAMETERS"_s));
}

Result<CartAddon> cartAddonFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CartAddon addon{
        .addon = AddonId::of(in.string("addon_id"_L1)),
        .quantity = int(in.integer("quantity"_L1, 1, largest)),
    };
    return in.finish(addon);
}

Result<CartCredit> cartCreditFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CartCredit credit{
        .credit = in.string("credit_entitlement_id"_L1),
        .amount = decimalIn(in, "credits_amount"_L1),
    };
    if (in.ok() && credit.amount <= Decimal(0))
        in.fail("credits_amount"_L1, u"must be above 0"_s);
    return in.finish(credit);
}

int quantityIn(JsonReader &in)
{
    const qint64 quantity = in.integer("quantity"_L1);
    if (in.ok() && (quantity < 1 || quantity > largest))
        in.fail(invalid(
            in.path("quantity"_L1), u"must be from 1 to %1"_s.arg(largest), 422, u"INVALID_QUANTITY"_s));
    return int(quantity);
}

Result<CartItem> cartItemFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    CartItem item{
        .product = ProductId::of(in.string("product_id"_L1)),
        .quantity = quantityIn(in),
        .amount = in.optionalInteger("amount"_L1, 0, largest),
    };
    if (in.has("addons"_L1))
        item.addons = in.list<CartAddon>("addons"_L1, cartAddonFromJson);
    if (in.has("credit_entitlements"_L1))
        item.credits = in.list<CartCredit>("credit_entitlements"_L1, cartCreditFromJson);
    return in.finish(item);
}

enum class Presence { Optional, Required };

void checkChoice(JsonReader &in, QLatin1StringView key, std::span<const QLatin1StringView> names,
    Presence presence = Presence::Optional)
{
    const auto text = presence == Presence::Required ? std::optional(in.string(key)) : in.optionalString(key);
    if (!in.ok() || !text || std::ranges::find(names, *text) != names.end())
        return;
    QStringList list;
    for (const QLatin1StringView name : names)
        list.append(name);
    in.fail(key, u"must be one of %1"_s.arg(list.join(u", "_s)));
}

void checkCustomization(JsonReader &in)
{
    const auto look = in.optionalObject("customization"_L1);
    if (!look)
        return;
    static constexpr std::array themes{"dark"_L1, "light"_L1, "system"_L1};
    JsonReader inner(*look, in.path("customization"_L1));
    checkChoice(inner, "theme"_L1, themes);
    inner.optionalBoolean("show_order_details"_L1);
    inner.optionalBoolean("show_on_demand_tag"_L1);
    inner.optionalString("force_language"_L1);
    inner.optionalObject("theme_config"_L1);
    in.take(inner.finish(true));
}

Result<bool> checkCustomField(const QJsonObject &json, const QString &path)
{
    static constexpr std::array types{
        "text"_L1, "number"_L1, "email"_L1, "url"_L1, "date"_L1, "dropdown"_L1, "boolean"_L1};
    JsonReader in(json, path);
    checkChoice(in, "field_type"_L1, types, Presence::Required);
    in.string("key"_L1);
    in.string("label"_L1);
    in.optionalString("placeholder"_L1);
    in.optionalBoolean("required"_L1);
    textsIn(in, "options"_L1);
    return in.finish(true);
}

void checkCustomFields(JsonReader &in)
{
    if (!in.has("custom_fields"_L1))
        return;
    const auto fields = in.list<bool>("custom_fields"_L1, checkCustomField);
    if (in.ok() && fields.size() > fieldsPerCheckout)
        in.fail("custom_fields"_L1, u"must have at most %1 fields"_s.arg(fieldsPerCheckout));
}

} // namespace

QStringList textsIn(JsonReader &in, QLatin1StringView key)
{
    QStringList out;
    const QJsonArray texts = in.optionalArray(key).value_or(QJsonArray());
    for (const auto &text : texts) {
        if (!text.isString())
            in.fail(key, u"must be a list of texts"_s);
        out.append(text.toString());
    }
    return out;
}

QList<CartItem> cartIn(JsonReader &in)
{
    const QList<CartItem> cart = in.list<CartItem>("product_cart"_L1, cartItemFromJson);
    if (in.ok() && cart.size() > productsPerCart)
        in.fail("product_cart"_L1, u"must have at most %1 products"_s.arg(productsPerCart));
    return cart;
}

void readAddress(JsonReader &in, NewCheckout &out)
{
    const auto address = in.optionalObject("billing_address"_L1);
    if (!address)
        return;
    JsonReader inner(*address, in.path("billing_address"_L1));
    const QByteArray country = inner.string("country"_L1).toUtf8();
    if (inner.ok() && !countries().contains(country))
        inner.fail(invalid(inner.path("country"_L1), u"must be two capital letters, such as US"_s, 422,
            u"UNSUPPORTED_COUNTRY"_s));
    out.address = {.city = inner.optionalString("city"_L1),
        .state = inner.optionalString("state"_L1),
        .street = inner.optionalString("street"_L1),
        .zipcode = inner.optionalString("zipcode"_L1)};
    out.country = in.take(inner.finish(country));
}

void readSubscriptionData(JsonReader &in, NewCheckout &out)
{
    const auto data = in.optionalObject("subscription_data"_L1);
    if (!data)
        return;
    JsonReader inner(*data, in.path("subscription_data"_L1));
    if (const auto days = inner.optionalInteger("trial_period_days"_L1, 0, longestTrial))
        out.trialDays = int(*days);
    if (const auto demand = inner.optionalObject("on_demand"_L1)) {
        JsonReader terms(*demand, inner.path("on_demand"_L1));
        const OnDemand asked{.mandateOnly = terms.boolean("mandate_only"_L1),
            .price = terms.optionalInteger("product_price"_L1, 0, largest)};
        out.onDemand = inner.take(terms.finish(asked));
    }
    in.take(inner.finish(true));
}

void readDiscounts(JsonReader &in, NewCheckout &out)
{
    const auto one = in.optionalString("discount_code"_L1);
    out.discountCodes = textsIn(in, "discount_codes"_L1);
    if (in.ok() && out.discountCodes.size() > codesPerCheckout)
        in.fail("discount_codes"_L1, u"must have at most %1 codes"_s.arg(codesPerCheckout));
    if (in.ok() && one && in.has("discount_codes"_L1))
        failMeaning(in, "discount_code"_L1, u"and discount_codes exclude each other"_s);
    if (one)
        out.discountCodes.append(*one);
}

void readFlags(JsonReader &in, NewCheckout &out)
{
    const auto flags = in.optionalObject("feature_flags"_L1);
    if (!flags)
        return;
    const QString path = in.path("feature_flags"_L1);
    for (auto it = flags->begin(); it != flags->end(); ++it) {
        if (!it.value().isBool() && !it.value().isNull())
            in.fail(invalid(path + u'.' + it.key(), u"must be true or false"_s));
    }
    out.alwaysCreateNewCustomer = flags->value("always_create_new_customer"_L1).toBool();
    const bool needsTaxId = flags->value("require_tax_id"_L1).toBool();
    if (in.ok() && needsTaxId && in.optionalBoolean("confirm"_L1).value_or(false) && !in.has("tax_id"_L1))
        failMeaning(in, "tax_id"_L1, u"is missing, and feature_flags require it"_s);
}

void checkLooks(JsonReader &in)
{
    for (const auto key :
        {"minimal_address"_L1, "short_link"_L1, "show_saved_payment_methods"_L1, "force_3ds"_L1})
        in.optionalBoolean(key);
    in.optionalInteger("mandate_min_amount_inr_paise"_L1, 0, largest);
    textsIn(in, "allowed_payment_method_types"_L1);
    checkCustomization(in);
    checkCustomFields(in);
    const auto currency = in.optionalString("billing_currency"_L1);
    if (in.ok() && currency && !currencies().contains(currency->toUtf8()))
        in.fail(invalid(in.path("billing_currency"_L1), u"is not a currency that the service takes"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s));
}

void checkTogether(JsonReader &in, const NewCheckout &out)
{
    if (!in.ok())
        return;
    if (out.cart.isEmpty() && !out.collection) // the misspelling is the service's own
        in.fail(invalid(in.path("product_cart"_L1), u"must have a product"_s, 422, u"PRODUCT_CART_EMTPY"_s));
    if (out.paymentMethod && !out.confirm)
        failMeaning(in, "payment_method_id"_L1, u"goes only with confirm"_s);
    if (out.paymentMethod && !out.customerId)
        failMeaning(in, "payment_method_id"_L1, u"goes only with customer.customer_id"_s);
    if (out.confirm && !out.customerId && !out.newCustomer)
        failMeaning(in, "customer"_L1, u"is missing, and confirm needs it"_s);
    if (out.confirm && !in.has("billing_address"_L1))
        failMeaning(in, "billing_address"_L1, u"is missing, and confirm needs it"_s);
}
