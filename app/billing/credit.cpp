// SPDX-License-Identifier: MIT
#include "billing/credit.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

// dodo-api.md 2.1 CbbOverageBehavior
constexpr std::array behaviors{
    "forgive_at_reset"_L1, "invoice_at_billing"_L1, "carry_deficit"_L1, "carry_deficit_auto_repay"_L1};

template<typename T, typename U>
void take(T &value, const std::optional<U> &said)
{
    if (said)
        value = *said;
}

} // namespace

QLatin1StringView wireName(OverageBehavior behavior)
{
    return behaviors[size_t(behavior)];
}

std::optional<OverageBehavior> overageBehaviorFromWire(QStringView name)
{
    for (size_t i = 0; i < behaviors.size(); ++i) {
        if (name == behaviors[i])
            return OverageBehavior(i);
    }
    return std::nullopt;
}

CreditRules merged(CreditRules rules, const CreditOverrides &overrides)
{
    take(rules.expiresAfterDays, overrides.expiresAfterDays);
    take(rules.rolloverEnabled, overrides.rolloverEnabled);
    take(rules.rolloverPercentage, overrides.rolloverPercentage);
    take(rules.rolloverTimeframe, overrides.rolloverTimeframe);
    take(rules.maxRolloverCount, overrides.maxRolloverCount);
    take(rules.overageEnabled, overrides.overageEnabled);
    take(rules.overageLimit, overrides.overageLimit);
    take(rules.overageBehavior, overrides.overageBehavior);
    take(rules.pricePerUnit, overrides.pricePerUnit);
    take(rules.currency, overrides.currency);
    take(rules.lowBalancePercent, overrides.lowBalancePercent);
    return rules;
}
