// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "support/jsonreader.h"

// What the codecs of this folder share.

// "price.meters must be …": INVALID_REQUEST_BODY with status 422.
Error invalid(const QString &path, const QString &sentence);
Error invalid(const QString &path, const QString &sentence, int status, const QString &code);

QString memberPath(const QString &path, const QString &member); // "events[3].event_id"

// A decimal number carried in a JSON string (dodo-api.md, "dec"); a JSON number is refused.
Decimal decimalIn(JsonReader &in, QLatin1StringView key);
std::optional<Decimal> optionalDecimalIn(JsonReader &in, QLatin1StringView key);

// Code points, so that a letter outside the basic plane is one character in every limit.
qsizetype characters(QByteArrayView utf8);
qsizetype characters(QStringView text);

QJsonValue orNull(const std::optional<QString> &text);
void insertIf(QJsonObject &json, QLatin1StringView key, const std::optional<QString> &text);
