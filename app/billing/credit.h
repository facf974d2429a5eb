// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "billing/decimal.h"
#include "billing/ids.h"
#include "billing/metadata.h"
#include "billing/period.h"
#include "support/result.h"

#include <QJsonObject>

class JsonReader;

// Credits instead of currency (dodo-api.md 2.9, 3.5). Amounts of credits are exact decimals within the
// entitlement's precision; prices are in the currency's smallest unit.

using CreditId = Id<struct CreditTag>;

enum class OverageBehavior { ForgiveAtReset, InvoiceAtBilling, CarryDeficit, CarryDeficitAutoRepay };

QLatin1StringView wireName(OverageBehavior behavior); // "forgive_at_reset"
std::optional<OverageBehavior> overageBehaviorFromWire(QStringView name);

// How credits expire, roll over and run into overage. An entitlement says it, a product may say otherwise,
// and a subscription keeps what it was bought with.
struct CreditRules {
    std::optional<int> expiresAfterDays; // none: never
    bool rolloverEnabled = false;
    std::optional<int> rolloverPercentage; // 0 to 100; none: all of it
    std::optional<Cycle> rolloverTimeframe; // how long what was carried is valid; none: as a new grant
    std::optional<int> maxRolloverCount; // none: no limit
    bool overageEnabled = false;
    std::optional<Decimal> overageLimit; // none: no limit
    OverageBehavior overageBehavior = OverageBehavior::ForgiveAtReset;
    std::optional<Decimal> pricePerUnit; // of one credit of overage, smallest unit
    std::optional<QByteArray> currency;
    std::optional<int> lowBalancePercent; // 0 to 100 of a cycle's amount; products and subscriptions only

    friend bool operator==(const CreditRules &, const CreditRules &) = default;
};

QJsonObject toJson(const CreditRules &rules); // every key of a product's or cart's answer, null where none
// What does not go together: overage without a price, a price without a currency (2.9).
std::optional<Error> wrongRules(const CreditRules &rules, const QString &path);

struct NewCredit {
    QString name; // 1 to 255 characters, unique
    QString unit; // 1 to 50
    int precision = 2; // digits after the point, 0 to 10; fixed for ever
    std::optional<QString> description; // up to 1000
    CreditRules rules;

    friend bool operator==(const NewCredit &, const NewCredit &) = default;
};

struct Credit {
    CreditId id;
    QByteArray businessId;
    NewCredit is;
    TimePoint createdAt;
    TimePoint updatedAt;

    friend bool operator==(const Credit &, const Credit &) = default;
};

Result<NewCredit> newCreditFromJson(const QJsonObject &json); // CreateCredit; the merged state of a PATCH too
Result<Credit> creditFromJson(const QJsonObject &json);
QJsonObject toJson(const Credit &credit); // every key, null where there is nothing

// What a product, a cart or a subscription's PATCH may say over an entitlement's rules; absent: as there.
struct CreditOverrides {
    std::optional<int> expiresAfterDays;
    std::optional<bool> rolloverEnabled;
    std::optional<int> rolloverPercentage;
    std::optional<Cycle> rolloverTimeframe;
    std::optional<int> maxRolloverCount;
    std::optional<bool> overageEnabled;
    std::optional<Decimal> overageLimit;
    std::optional<OverageBehavior> overageBehavior;
    std::optional<Decimal> pricePerUnit;
    std::optional<QByteArray> currency;
    std::optional<int> lowBalancePercent;

    friend bool operator==(const CreditOverrides &, const CreditOverrides &) = default;
};
CreditRules merged(CreditRules rules, const CreditOverrides &overrides);
CreditOverrides overridesOf(const CreditRules &rules); // merged() over anything gives `rules` for what is set
CreditOverrides creditOverridesIn(JsonReader &in); // members of AttachCredit and of a PATCH's cart

// AttachCredit: credits that come with a product, at purchase and for each cycle of a subscription.
struct AttachedCredit {
    QByteArray mappingId; // a UUID once stored
    CreditId credit;
    Decimal amount;
    CreditOverrides overrides;
    bool prorates = false; // proration_behavior: prorate
    std::optional<Decimal> trialAmount; // in place of `amount` during a trial
    bool trialExpires = false; // what is left of it goes at the trial's end

    friend bool operator==(const AttachedCredit &, const AttachedCredit &) = default;
};

constexpr int creditsPerProduct = choices::creditsPerProduct;

Result<AttachedCredit> attachedCreditFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const AttachedCredit &attached); // as AttachCredit
// CreditMapping, as a product's answer carries it.
QJsonObject toMappingJson(const AttachedCredit &attached, const Credit &credit);
