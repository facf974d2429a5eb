// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "billing/decimal.h"
#include "billing/ids.h"
#include "billing/period.h"
#include "support/result.h"

#include <QJsonObject>
#include <QList>

#include <variant>

// The price of one meter in a product (dodo-api.md 2.4 MeterPrice).
struct MeterPrice {
    MeterId meter;
    std::optional<Decimal>
        pricePerUnit; // smallest currency unit, > 0, at most 5 digits before and 12 after the point
    std::optional<qint64> freeThreshold; // units a cycle, >= 0
    std::optional<QString> creditEntitlementId; // billed in these credits instead of money
    std::optional<Decimal> meterUnitsPerCredit;
    QString name; // filled from the meter in answers
    QString measurementUnit;
    std::optional<QString> description;

    friend bool operator==(const MeterPrice &, const MeterPrice &) = default;
};

constexpr int metersPerProduct = choices::metersPerProduct;

// What every price kind carries.
struct PriceBasics {
    QByteArray currency = "USD"; // ISO 4217, from currencies()
    int discount = 0; // percent, 0 to 100
    std::optional<int> discountBps; // basis points; wins over discount
    bool purchasingPowerParity = false; // stored, no effect here
    std::optional<bool> taxInclusive;

    friend bool operator==(const PriceBasics &, const PriceBasics &) = default;
};

struct OneTimePrice {
    PriceBasics basics;
    qint64 price = 0; // smallest unit, i32
    bool payWhatYouWant = false;
    std::optional<qint64> suggestedPrice;

    friend bool operator==(const OneTimePrice &, const OneTimePrice &) = default;
};

struct RecurringPrice {
    PriceBasics basics;
    qint64 price = 0;
    Cycle frequency;
    Cycle period;
    int trialPeriodDays = 0;
    std::optional<qint64> trialAmount = {}; // taken at the start of a trial, smallest unit
    std::optional<bool> trialAppliesDiscounts = {};
    bool trialNeedsNoMethod = false; // trial_payment_method_optional
    bool nothingNeedsNoMethod = false; // zero_amount_payment_method_optional

    friend bool operator==(const RecurringPrice &, const RecurringPrice &) = default;
};

struct UsagePrice {
    PriceBasics basics;
    qint64 fixedPrice = 0; // a cycle, may be 0
    Cycle frequency;
    Cycle period{10, Interval::Year};
    QList<MeterPrice> meters;

    friend bool operator==(const UsagePrice &, const UsagePrice &) = default;
};

using Price = std::variant<OneTimePrice, RecurringPrice, UsagePrice>;

const PriceBasics &basicsOf(const Price &price);
int discountBps(const PriceBasics &basics); // 0 to 10000
bool isRecurring(const Price &price); // usage-based ones are subscriptions

// Refuses what MeterPrice's rules refuse, naming `field` ("5,0": "Not a number that the API reads.
// Write 5.0.").
Result<Decimal> pricePerUnitFromText(QByteArrayView text, const QString &field);

Result<MeterPrice> meterPriceFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const MeterPrice &price);
Result<Price> priceFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const Price &price);
