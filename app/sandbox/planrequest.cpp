// SPDX-License-Identifier: MIT
#include "sandbox/planrequest.h"

#include "billing/choices.h"
#include "billing/subscription.h"
#include "sandbox/checkouts.h"
#include "sandbox/objectlist.h"
#include "sandbox/subscriptionpatch.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

// The words of a request beside the product.
struct Words {
    ProductId product;
    int quantity = 1;
    QString mode;
    QString effectiveAt;
    QString onFailure;
    QList<CartAddon> addons;
    bool replacesSchedule = false;
    std::optional<Metadata> metadata;
};

Result<CartAddon> addonFromWords(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CartAddon out{.addon = AddonId::of(in.string("addon_id"_L1)),
        .quantity = int(in.integer("quantity"_L1, 1, choices::largestAmount))};
    return in.finish(out);
}

QString wordIn(JsonReader &in, QLatin1StringView key, QLatin1StringView usual, QLatin1StringView other)
{
    const QString word = in.optionalString(key).value_or(usual);
    if (word != usual && word != other)
        in.fail(key, u"must be %1 or %2"_s.arg(usual, other));
    return word;
}

Result<Words> wordsFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Words out{.product = ProductId::of(in.string("product_id"_L1)),
        .quantity = int(in.integer("quantity"_L1, 1, choices::largestAmount)),
        .mode = in.string("proration_billing_mode"_L1),
        .effectiveAt = wordIn(in, "effective_at"_L1, "immediately"_L1, "next_billing_date"_L1),
        .onFailure = wordIn(in, "on_payment_failure"_L1, "apply_change"_L1, "prevent_change"_L1),
        .addons = {},
        .replacesSchedule = in.optionalBoolean("cancel_scheduled_change_plan"_L1).value_or(false),
        .metadata = {}};
    if (in.ok() && !prorationFromWire(out.mode))
        in.fail("proration_billing_mode"_L1,
            u"must be prorated_immediately, full_immediately, difference_immediately or do_not_bill"_s);
    if (in.has("addons"_L1))
        out.addons = in.list<CartAddon>("addons"_L1, addonFromWords);
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, u"metadata"_s));
    if (const auto codes = in.optionalArray("discount_codes"_L1); codes && !codes->isEmpty() && in.ok())
        in.fail(codeError("INVALID_REQUEST_PARAMETERS",
            u"There is no discount code “%1”."_s.arg(codes->first().toString()), 422, u"discount_codes"_s));
    if (in.optionalBoolean("collect_via_payment_link"_L1).value_or(false))
        in.fail(codeError("UNSUPPORTED_ACTION",
            u"The sandbox charges a plan change to the saved card, never by a link."_s));
    return in.finish(out);
}

Error ofUsage(const QString &sentence)
{
    return choices::refused(choices::planChangeOfUsage, sentence);
}

Result<Product> productFor(const Reading &read, const ProductId &id)
{
    const auto row = read.find(Kind::Product, id.text);
    if (!row)
        return notFound(u"product"_s, id.text);
    if (row->archived)
        return codeError("PRODUCT_IS_DELETED", u"The product “%1” is archived."_s.arg(id.string()));
    return productFromJson(row->object());
}

bool wasUsageBased(const Reading &read, const Subscription &subscription)
{
    const auto product = findProduct(read, subscription.product);
    return !subscription.meters.isEmpty()
        || (product && std::holds_alternative<UsagePrice>(product->is.price));
}

Error conflict(const char *code, const QString &sentence)
{
    return codeError(code, sentence, 409);
}

constexpr std::array modeNames{"prorated_immediately"_L1, "full_immediately"_L1, "difference_immediately"_L1,
    "do_not_bill"_L1}; // in the order of Proration

} // namespace

Result<PlanWish> planWishFromJson(const Reading &read, const QJsonObject &json)
{
    const auto words = wordsFromJson(json);
    if (!words)
        return words.error();
    const auto product = productFor(read, words->product);
    if (!product)
        return product.error();
    if (std::holds_alternative<UsagePrice>(product->is.price))
        return ofUsage(u"A subscription cannot be changed to a usage based product."_s);
    const auto plan = planOf(read, *product, words->quantity, words->addons);
    if (!plan)
        return plan.error();
    return PlanWish{.plan = *plan,
        .mode = *prorationFromWire(words->mode),
        .later = words->effectiveAt == "next_billing_date"_L1,
        .keepsOnFailure = words->onFailure == "prevent_change"_L1,
        .replacesSchedule = words->replacesSchedule,
        .metadata = words->metadata};
}

std::optional<Error> planRefusal(const Reading &read, const QJsonObject &stored, const PlanWish &wish)
{
    const auto subscription = subscriptionFromJson(stored);
    if (!subscription)
        return subscription.error();
    if (auto ended = endedRefusal(*subscription))
        return ended;
    if (wasUsageBased(read, *subscription))
        return ofUsage(u"The plan of a usage based subscription cannot be changed."_s);
    if (stored["on_demand"_L1].toBool())
        return codeError(
            "UNSUPPORTED_ACTION", u"The plan of a subscription charged on demand cannot be changed."_s);
    if (subscription->status != SubscriptionStatus::Active)
        return codeError("SUBSCRIPTION_INACTIVE", u"The subscription is not active."_s);
    if (stored[ownKey]["pending"_L1].isObject())
        return conflict("PENDING_PLAN_CHANGE_EXISTS", u"A plan change waits for its payment."_s);
    if (hasSchedule(stored) && !wish.replacesSchedule)
        return conflict("SCHEDULED_PLAN_CHANGE_EXISTS",
            u"A plan change is scheduled. Cancel it with DELETE /change-plan/scheduled first."_s);
    if (wish.plan.currency != subscription->currency)
        return codeError("UNSUPPORTED_CURRENCY",
            u"The new plan has another currency than the subscription."_s, 422, u"product_id"_s);
    return std::nullopt;
}

QJsonObject toJson(const PlanWish &wish)
{
    QJsonObject out{{"plan"_L1, toJson(wish.plan)}, {"mode"_L1, modeNames[size_t(wish.mode)]}};
    if (wish.metadata)
        out.insert("metadata"_L1, toJson(*wish.metadata));
    return out;
}

Result<PlanWish> pendingWish(const QJsonObject &stored)
{
    JsonReader in(stored[ownKey]["pending"_L1].toObject());
    PlanWish out{.plan = in.take(planFromJson(in.object("plan"_L1))),
        .mode = prorationFromWire(in.string("mode"_L1)).value_or(Proration::None)};
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, u"metadata"_s));
    return in.finish(out);
}
