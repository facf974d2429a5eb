// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"

// Sentences of advice: printable ASCII, as a header carries nothing else.

QByteArray quotedAscii(QByteArrayView utf8); // "a<U+00E9>", shortened when long
QByteArray quotedAscii(const QString &text);

// Why the meter does not count the event, without the event's own name before it.
QByteArray whyNot(const MeterVerdict &verdict, const EventView &event);
