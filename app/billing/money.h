// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "support/result.h"

#include <QByteArrayList>

// Main units on screen, smallest units on the wire; these functions are the only bridge.

const QByteArrayList &currencies(); // every code the service takes, in its order (dodo-api.md 2.1)
int minorDigits(const QByteArray &currency); // 2 for USD, 0 for JPY, 3 for KWD
QString currencySign(const QByteArray &currency); // "$"; the code and a space where there is no common sign

// "$0.05", "$1,000.00", "¥5", "$0.0014": at least the currency's digits, more only if there are any.
QString displayMoney(const Decimal &minor, const QByteArray &currency);

// What a person types in main units ("0.05") as smallest units ("5"). Names the field and the right form when
// wrong.
Result<Decimal> minorFromMain(QStringView text, const QByteArray &currency, const QString &field);
QString mainFromMinor(const Decimal &minor, const QByteArray &currency); // "0.05", for a form field

QString displayCount(const Decimal &units); // "1,000", "8.3"
QString oneUnit(const QString &unit); // "image" for "images": the plain English plural undone
QString displayUnits(const Decimal &count, const QString &unit); // "12 images", "1 image", "5 gb"
