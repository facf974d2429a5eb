// SPDX-License-Identifier: MIT
#include "billing/creditpool.h"

#include <algorithm>

namespace {

// Credits have ten digits before and ten behind the point (2.9), so that sums of them fit 128 bits by far; a
// sum that did not would leave the balance as it is.
Decimal plus(const Decimal &a, const Decimal &b)
{
    return Decimal::add(a, b).value_or(a);
}

Decimal minus(const Decimal &a, const Decimal &b)
{
    return Decimal::subtract(a, b).value_or(a);
}

} // namespace

CreditPool::CreditPool(int precision, Decimal overage, QList<CreditGrant> grants, choices::DrawOrder order)
    : m_precision(precision)
    , m_overage(std::move(overage))
    , m_grants(std::move(grants))
    , m_order(order)
{
    std::ranges::stable_sort(m_grants, {}, &CreditGrant::createdAt);
}

Decimal CreditPool::balance() const
{
    Decimal out;
    for (const CreditGrant &grant : m_grants) {
        if (grant.isOpen())
            out = plus(out, grant.remaining);
    }
    return out;
}

void CreditPool::add(CreditGrant grant, const CreditRules &rules, CreditEntry::Type as)
{
    CreditEntry entry = before(as, grant.initial, true);
    const bool repays = rules.overageBehavior == OverageBehavior::CarryDeficitAutoRepay;
    const Decimal repaid = repays ? std::min(m_overage, grant.initial) : Decimal(0);
    grant.remaining = minus(grant.initial, repaid);
    m_overage = minus(m_overage, repaid);
    m_changed.insert(grant.id);
    m_grants.append(grant);
    write(entry, grant.id);
}

Decimal CreditPool::draw(const Decimal &credits, const CreditRules &rules, TimePoint at)
{
    const CreditEntry entry = before(CreditEntry::Type::Deducted, {}, false);
    const Taken taken = takeFromGrants(credits, at);
    const Decimal all = plus(taken.credits, overdraw(minus(credits, taken.credits), rules));
    if (all.isZero())
        return all;
    CreditEntry whole = entry;
    whole.amount = all;
    write(whole, taken.grant);
    return all;
}

bool CreditPool::debit(const Decimal &credits, TimePoint at)
{
    if (balance() < credits)
        return false;
    const CreditEntry entry = before(CreditEntry::Type::ManualAdjustment, credits, false);
    write(entry, takeFromGrants(credits, at).grant);
    return true;
}

void CreditPool::expire(TimePoint at)
{
    expire([at](const CreditGrant &grant) { return grant.expiresAt && *grant.expiresAt <= at; }, at);
}

void CreditPool::expire(const Which &which, TimePoint at)
{
    for (qsizetype i = 0; i < m_grants.size(); ++i) {
        if (m_grants[i].isOpen() && which(m_grants[i]))
            end(i, CreditEntry::Type::Expired, at);
    }
}

// dodo-api.md 3.5: rollover runs before expiry. 200 left at 75 %: 150 carried, 50 gone.
void CreditPool::rollOver(
    const Which &which, const CreditRules &rules, TimePoint at, const std::function<QByteArray()> &newId)
{
    const qsizetype known = m_grants.size(); // what is carried now is not carried again
    for (qsizetype i = 0; rules.rolloverEnabled && i < known; ++i) {
        if (!m_grants[i].isOpen() || !which(m_grants[i]))
            continue;
        if (rules.maxRolloverCount && m_grants[i].rolloverCount >= *rules.maxRolloverCount) {
            end(i, CreditEntry::Type::RolloverForfeited, at);
            continue;
        }
        carry(i, rules, at, newId);
        if (m_grants[i].isOpen())
            end(i, CreditEntry::Type::Expired, at);
    }
}

// A share that is no whole step of the precision is cut, so that never more than the share is carried.
void CreditPool::carry(
    qsizetype index, const CreditRules &rules, TimePoint at, const std::function<QByteArray()> &newId)
{
    const CreditGrant old = m_grants[index];
    const auto hundredfold = Decimal::multiply(old.remaining, rules.rolloverPercentage.value_or(100));
    const auto share = hundredfold ? creditsFor(*hundredfold, 100, m_precision) : std::nullopt;
    if (!share || share->isZero())
        return;
    const CreditEntry entry = before(CreditEntry::Type::RolledOver, *share, true);
    const CreditGrant carried{.id = newId(),
        .initial = *share,
        .remaining = *share,
        .source = CreditGrant::Source::Rollover,
        .sourceId = old.sourceId,
        .createdAt = at,
        .updatedAt = at,
        .expiresAt = carriedUntil(rules, at),
        .parent = old.id,
        .rolloverCount = old.rolloverCount + 1,
        .metadata = {}};
    m_grants[index].remaining = minus(old.remaining, *share);
    m_grants[index].rolledOver = true;
    m_grants[index].updatedAt = at;
    m_changed.insert(old.id);
    m_changed.insert(carried.id);
    m_grants.append(carried);
    write(entry, carried.id);
}

Decimal CreditPool::invoiced(const CreditRules &rules) const
{
    return rules.overageBehavior == OverageBehavior::InvoiceAtBilling ? m_overage : Decimal(0);
}

// dodo-api.md 3.5, the table of overage_behavior: what survives the reset stays untouched.
void CreditPool::resetOverage(const CreditRules &rules)
{
    const bool invoices = rules.overageBehavior == OverageBehavior::InvoiceAtBilling;
    if (m_overage.isZero() || (!invoices && rules.overageBehavior != OverageBehavior::ForgiveAtReset))
        return;
    const auto type = invoices ? CreditEntry::Type::OverageCharged : CreditEntry::Type::OverageReset;
    const CreditEntry entry = before(type, m_overage, true);
    m_overage = 0;
    write(entry);
}

CreditPool::Taken CreditPool::takeFromGrants(const Decimal &credits, TimePoint at)
{
    Taken out;
    int touched = 0;
    const auto open = openGrants();
    for (const qsizetype i : open) {
        const Decimal part = std::min(m_grants[i].remaining, minus(credits, out.credits));
        if (part <= Decimal(0))
            break;
        m_grants[i].remaining = minus(m_grants[i].remaining, part);
        m_grants[i].updatedAt = at;
        m_changed.insert(m_grants[i].id);
        out.credits = plus(out.credits, part);
        out.grant = ++touched == 1 ? m_grants[i].id : QByteArray();
    }
    return out;
}

// 3.5: overage grows up to its limit, none means no cap; without it deduction stops (5.2 "balance empty").
Decimal CreditPool::overdraw(const Decimal &credits, const CreditRules &rules)
{
    static_assert(choices::emptyBalance == choices::EmptyBalance::StopsDrawing);
    if (!rules.overageEnabled || credits <= Decimal(0))
        return 0;
    const Decimal room = rules.overageLimit ? minus(*rules.overageLimit, m_overage) : credits;
    const Decimal part = std::min(credits, std::max(room, Decimal(0)));
    const auto sum = Decimal::add(m_overage, part);
    if (!sum)
        return 0;
    m_overage = *sum;
    return part;
}

// 5.2 "draw-down order of grants"
QList<qsizetype> CreditPool::openGrants() const
{
    QList<qsizetype> out;
    for (qsizetype i = 0; i < m_grants.size(); ++i) {
        if (m_grants[i].isOpen())
            out.append(i);
    }
    if (m_order == choices::DrawOrder::EarliestExpiryFirst)
        std::ranges::stable_sort(
            out, {}, [this](qsizetype i) { return m_grants[i].expiresAt.value_or(TimePoint::max()); });
    return out;
}

void CreditPool::end(qsizetype index, CreditEntry::Type as, TimePoint when)
{
    CreditGrant &grant = m_grants[index];
    const CreditEntry entry = before(as, grant.remaining, false);
    grant.remaining = 0;
    grant.expired = true;
    grant.updatedAt = when;
    m_changed.insert(grant.id);
    write(entry, grant.id);
}

CreditEntry CreditPool::before(CreditEntry::Type type, const Decimal &amount, bool isCredit) const
{
    return {.type = type,
        .amount = amount,
        .isCredit = isCredit,
        .balanceBefore = balance(),
        .balanceAfter = {},
        .overageBefore = m_overage,
        .overageAfter = {},
        .grant = {}};
}

void CreditPool::write(CreditEntry entry, const QByteArray &grant)
{
    entry.balanceAfter = balance();
    entry.overageAfter = m_overage;
    entry.grant = grant;
    m_entries.append(entry);
}
