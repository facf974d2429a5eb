// SPDX-License-Identifier: MIT
#include "sandbox/creditcartproduct.h"

#include "billing/codec.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditroutes.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto creditsKey = "credit_entitlements"_L1;

std::optional<Error> wrongAmounts(const AttachedCredit &attached, const Credit &credit, const QString &path)
{
    const std::pair<QLatin1StringView, std::optional<Decimal>> amounts[]
        = {{"credits_amount"_L1, attached.amount}, {"trial_credits"_L1, attached.trialAmount},
            {"overage_limit"_L1, attached.overrides.overageLimit}};
    for (const auto &[key, amount] : amounts) {
        if (const auto wrong = amount ? wrongAmount(*amount, credit) : std::nullopt)
            return invalid(memberPath(path, key), *wrong);
    }
    return std::nullopt;
}

// Overage that is billed adds to the product's own bill, so it has its currency.
std::optional<Error> wrongOverage(
    const AttachedCredit &attached, const Credit &credit, const Product &product, const QString &path)
{
    const CreditRules rules = merged(credit.is.rules, attached.overrides);
    if (const auto wrong = wrongRules(rules, path))
        return wrong;
    const bool billed = rules.overageEnabled && rules.overageBehavior == OverageBehavior::InvoiceAtBilling;
    if (billed && rules.currency != basicsOf(product.is.price).currency)
        return invalid(memberPath(path, u"currency"_s), u"must be the currency of the product's price"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s);
    return std::nullopt;
}

QByteArray mappingOf(const QList<AttachedCredit> &before, const CreditId &credit)
{
    for (const AttachedCredit &one : before) {
        if (one.credit == credit)
            return one.mappingId;
    }
    return {};
}

} // namespace

Result<QList<AttachedCredit>> linkedCredits(
    const Reading &read, IdSource &ids, const Product &product, const QList<AttachedCredit> &before)
{
    QList<AttachedCredit> out = product.is.credits;
    for (qsizetype i = 0; i < out.size(); ++i) {
        AttachedCredit &attached = out[i];
        const QString path = u"%1[%2]"_s.arg(creditsKey).arg(i);
        const Result<Credit> credit = liveCredit(read, attached.credit.text);
        if (!credit)
            return credit.error();
        if (const auto wrong = wrongAmounts(attached, *credit, path))
            return *wrong;
        if (const auto wrong = wrongOverage(attached, *credit, product, path))
            return *wrong;
        attached.mappingId = mappingOf(before, attached.credit);
        if (attached.mappingId.isEmpty())
            attached.mappingId = ids.next(Prefix::Exchange); // a UUID (dodo-api.md 4)
    }
    return out;
}

Result<void> checkCreditMeter(const Reading &read, const MeterPrice &price)
{
    if (!price.creditEntitlementId)
        return {};
    const Result<Credit> credit = liveCredit(read, price.creditEntitlementId->toUtf8());
    return credit ? Result<void>() : Result<void>(credit.error());
}

QJsonObject shownProduct(const Reading &read, QJsonObject stored)
{
    QJsonArray shown;
    const QJsonArray mappings = stored[creditsKey].toArray();
    for (const auto &item : mappings) {
        const auto attached = attachedCreditFromJson(item.toObject(), {});
        const auto credit = attached ? findCredit(read, attached->credit) : std::nullopt;
        shown.append(credit ? toMappingJson(*attached, *credit) : item.toObject());
    }
    stored.insert(creditsKey, shown);
    return withoutOwn(stored);
}
