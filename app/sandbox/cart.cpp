// SPDX-License-Identifier: MIT
#include "sandbox/cart.h"

#include "billing/choices.h"
#include "billing/money.h"
#include "sandbox/creditroutes.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

Result<Product> sellable(const Reading &read, const ProductId &id)
{
    const std::optional<Row> row = read.find(Kind::Product, id.text);
    if (!row)
        return notFound(u"product"_s, id.text);
    if (row->archived)
        return codeError("PRODUCT_IS_DELETED", u"The product “%1” is archived."_s.arg(id.string()));
    return productFromJson(row->object());
}

Result<void> checkUsage(const CartItem &item, const UsagePrice &usage, const NewCheckout &asked)
{
    if (usage.meters.isEmpty())
        return codeError(
            "MISSING_PRODUCT_INFORMATION", u"The product “%1” has no meter."_s.arg(item.product.string()));
    if (item.quantity != 1)
        return codeError("INVALID_QUANTITY", u"The quantity of a usage based product must be 1."_s);
    if (!item.addons.isEmpty())
        return codeError(
            "ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED", u"A usage based product takes no add-ons."_s);
    if (asked.onDemand)
        return codeError("ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED",
            u"A usage based product cannot be charged on demand."_s);
    return {};
}

// The price of one piece; where one pays what one wants, the product's own price is the least.
Result<qint64> priceEach(const CartItem &item, const OneTimePrice &price)
{
    if (!price.payWhatYouWant)
        return price.price; // `amount` is ignored then
    const qint64 amount = item.amount.value_or(price.suggestedPrice.value_or(price.price));
    if (amount < price.price)
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"The amount of “%1” must be at least %2."_s.arg(item.product.string()).arg(price.price), 422,
            u"product_cart.amount"_s);
    return amount;
}

Result<QList<AddonLine>> addonsOf(const Reading &read, const CartItem &item, const Row &product)
{
    QList<AddonLine> out;
    const QJsonArray taken = product.object()["addons"_L1].toArray();
    for (const CartAddon &wanted : item.addons) {
        const std::optional<Row> row = read.find(Kind::Addon, wanted.addon.text);
        if (!row)
            return notFound(u"add-on"_s, wanted.addon.text);
        if (!taken.contains(wanted.addon.string()))
            return codeError("INVALID_REQUEST_PARAMETERS",
                u"The product “%1” does not take the add-on “%2”."_s.arg(
                    item.product.string(), wanted.addon.string()));
        const Result<Addon> addon = addonFromJson(row->object());
        if (!addon)
            return addon.error();
        out.append({*addon, wanted.quantity});
    }
    return out;
}

// A cart says how many of the credits that come with the product, no others.
Result<void> checkCredits(const Reading &read, const CartItem &item, const Product &product)
{
    for (const CartCredit &credit : item.credits) {
        const auto known = liveCredit(read, credit.credit.toUtf8());
        if (!known)
            return known.error();
        if (std::ranges::find(product.is.credits, known->id, &AttachedCredit::credit)
            == product.is.credits.end())
            return codeError("INVALID_REQUEST_PARAMETERS",
                u"The product “%1” does not come with the credit “%2”."_s.arg(
                    product.id.string(), credit.credit));
        if (const auto wrong = wrongAmount(credit.amount, *known))
            return invalidBody(u"credits_amount %1."_s.arg(*wrong), u"credits_amount"_s);
    }
    return {};
}

int trialOf(const Price &price, const NewCheckout &asked)
{
    if (!isRecurring(price))
        return 0;
    const auto *recurring = std::get_if<RecurringPrice>(&price);
    return asked.trialDays.value_or(recurring ? recurring->trialPeriodDays : 0);
}

// Kinds of price allow different things (2.6).
Result<void> checkKind(CartLine &line, const NewCheckout &asked)
{
    if (const auto *usage = std::get_if<UsagePrice>(&line.product.is.price))
        return checkUsage(line.item, *usage, asked);
    if (auto *once = std::get_if<OneTimePrice>(&line.product.is.price)) {
        if (!line.item.addons.isEmpty())
            return codeError("INVALID_REQUEST_PARAMETERS", u"Add-ons go with subscriptions only."_s);
        const Result<qint64> each = priceEach(line.item, *once);
        if (!each)
            return each.error();
        once->price = *each;
        return {};
    }
    line.onDemand = asked.onDemand;
    return {};
}

Result<CartLine> lineOf(const Reading &read, const CartItem &item, const NewCheckout &asked)
{
    const Result<Product> product = sellable(read, item.product);
    if (!product)
        return product.error();
    CartLine line{item, *product, {}, trialOf(product->is.price, asked), {}};
    if (const Result<void> kind = checkKind(line, asked); !kind)
        return kind.error();
    const auto row = read.find(Kind::Product, item.product.text);
    const auto addons = addonsOf(read, item, *row);
    if (!addons)
        return addons.error();
    line.addons = *addons;
    if (const Result<void> credits = checkCredits(read, item, *product); !credits)
        return credits.error();
    return line;
}

Result<void> checkCurrency(const PricedCart &cart, const CartLine &line)
{
    const auto differs = [&](const QByteArray &currency) { return currency != cart.currency; };
    const bool addons
        = std::ranges::any_of(line.addons, [&](const AddonLine &a) { return differs(a.addon.is.currency); });
    if (differs(basicsOf(line.product.is.price).currency) || addons)
        return codeError("UNSUPPORTED_CURRENCY", u"All products of a cart must have one currency."_s);
    return {};
}

// Two factors of 32 bits fit, sums of such products need not: beyond the wire's bound all are alike.
qint64 bounded(qint64 amount)
{
    return std::min(amount, choices::largestAmount + 1);
}

// Amounts are 32 bits on the wire (5.1.34), and a gateway takes nothing too small.
Result<void> checkTotal(const PricedCart &cart)
{
    qint64 full = 0;
    for (const CartLine &line : cart.lines)
        full += line.cyclePrice();
    const qint64 total = cart.dueNow(); // trials and charges on demand have amounts of their own
    if (std::max(full, total) > choices::largestAmount)
        return choices::refused(choices::tooLargeAmount, u"The total does not fit 32 bits."_s);
    if (total > 0 && total < smallestPayment)
        return codeError("TOTAL_PAYMENT_AMOUNT_BELOW_MINIMUM_AMOUNT",
            u"The total is %1, at least %2 is needed."_s.arg(
                displayMoney(Decimal(total), cart.currency), displayMoney(smallestPayment, cart.currency)));
    return {};
}

} // namespace

qint64 AddonLine::price() const
{
    return bounded(addon.is.price * quantity);
}

qint64 CartLine::productPrice() const
{
    const Price &price = product.is.price;
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        return bounded(once->price * item.quantity);
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return bounded(recurring->price * item.quantity);
    return std::get<UsagePrice>(price).fixedPrice;
}

qint64 CartLine::cyclePrice() const
{
    qint64 out = productPrice();
    for (const AddonLine &line : addons)
        out = bounded(out + line.price());
    return out;
}

std::optional<qint64> CartLine::ownAmountNow() const
{
    const auto *recurring = std::get_if<RecurringPrice>(&product.is.price);
    if (trialDays > 0)
        return recurring ? recurring->trialAmount.value_or(0) : 0;
    if (onDemand && onDemand->mandateOnly)
        return 0;
    return onDemand ? onDemand->price : std::nullopt;
}

qint64 CartLine::dueNow() const
{
    return ownAmountNow().value_or(discounted(cyclePrice()));
}

qint64 CartLine::discounted(qint64 amount) const
{
    const qint64 share = 10000 - discountBps(basicsOf(product.is.price));
    return (amount * share + 5000) / 10000; // never negative
}

qint64 PricedCart::dueNow() const
{
    qint64 out = 0;
    for (const CartLine &line : lines)
        out += line.dueNow();
    return out;
}

Result<PricedCart> pricedCart(const Reading &read, const NewCheckout &asked)
{
    if (asked.collection)
        return notFound(u"product collection"_s, asked.collection->toUtf8());
    if (!asked.discountCodes.isEmpty())
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"There is no discount code “%1”."_s.arg(asked.discountCodes.first()), 422, u"discount_codes"_s);
    PricedCart out;
    for (const CartItem &item : asked.cart) {
        const Result<CartLine> line = lineOf(read, item, asked);
        if (!line)
            return line.error();
        if (out.lines.isEmpty())
            out.currency = basicsOf(line->product.is.price).currency;
        if (const Result<void> currency = checkCurrency(out, *line); !currency)
            return currency.error();
        out.lines.append(*line);
    }
    if (const Result<void> total = checkTotal(out); !total)
        return total.error();
    return out;
}
