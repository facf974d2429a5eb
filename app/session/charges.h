// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/spending.h"
#include "session/picturejob.h"

// What one picture of an order may cost at its provider; nullopt: not known.
std::optional<Decimal> estimateOf(const PictureOrder &order);
// What a picture cost at its provider, by what the answer counted; nullopt where it counted nothing.
std::optional<Decimal> costOf(const PictureOrder &order, const Picture &picture);

// Possible charges as one setting, and back; what cannot be read is left out.
QString textOf(const QList<SpendingRow> &charges);
QList<SpendingRow> chargesFromText(const QString &text);
