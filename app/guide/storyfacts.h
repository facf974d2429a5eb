// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "billing/usage.h"

#include <QJsonObject>

// One meter of the walk as the facts have it: what it counts, what it costs, what it came to.
struct StoryMeter {
    NewMeter is;
    std::optional<MeterUsage> usage; // this period's, once somebody bought it
    std::optional<Decimal> pricePerUnit; // smallest unit; once a product prices it
    QByteArray currency = "USD";
    qint64 freeThreshold = 0;

    bool used() const { return usage && !usage->consumedUnits.isZero(); }
    Decimal freeUsed() const;
};

// Facts (facts.h) as values. The recipe's meters in its order; without a recipe, the one this program sends.
QList<StoryMeter> storyMeters(const QJsonObject &facts);
QString customerId(const QJsonObject &facts); // empty before somebody bought
qint64 fixedPrice(const QJsonObject &facts); // of the subscription, smallest unit

QString countingWords(const NewMeter &meter); // "Count"; "Sum over `tokens`"
QString filterText(const NewMeter &meter); // `quality` equals “standard” or …; empty without a filter
QString billWords(const StoryMeter &meter); // 12 images − 10 free = 2 × $0.05 = $0.10
QString billWords(const QJsonObject &facts); // of all meters with their total; empty before there is a bill

// Keys and secrets as bullets: what is written to a file must not hold one.
QString withoutSecrets(const QString &text);
