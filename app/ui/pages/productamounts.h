// SPDX-License-Identifier: MIT
#pragma once

#include "billing/product.h"

// What a person types in the product form, as the wire wants it. An Error's message is the sentence for the
// field. All amounts are in the smallest unit of the currency.

// A fixed price: 0 or more, whole in the smallest unit, within 32 bits.
Result<qint64> fixedAmount(const QString &typed, const QByteArray &currency);

// A price for 10 to the power `perPlaces` units (0, 3, 6), given per unit (dodo-api.md 2.4, 5.1.1).
Result<Decimal> unitPrice(const QString &typed, const QByteArray &currency, int perPlaces);
QString unitPriceTyped(const Decimal &pricePerUnit, const QByteArray &currency, int perPlaces);

Result<qint64> wholeNumber(const QString &typed, qint64 least, qint64 most);

// Empty, percent with up to two places: into discount, or basis points when not whole.
Result<PriceBasics> withDiscount(PriceBasics basics, const QString &typed);
QString discountTyped(const PriceBasics &basics);

// A hundredth of what was typed, when a price per unit of 1 or more may be a slip (5 for 0.05).
std::optional<QString> probableSlip(const QString &typed, const QByteArray &currency, int perPlaces);

QString oneOf(const QString &unit); // "an image" for "images"
QString cycleWords(const Cycle &cycle); // "month", "3 months"
QString taxCategoryWords(const QByteArray &category); // "SaaS"
QString priceWords(const MeterPrice &price, const QByteArray &currency); // "$0.05 per unit"
