// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/meter.h"
#include "session/session.h"

// The bill so far in one sentence: "13 events received, 12 counted, 10 free, 2 × $0.05 = $0.10."
// With `more`, the service holds events that were not read: then they are not called all that came.
QString usageSentence(const BillSoFar &bill, const Meter *meter, const QList<Event> &received, bool more);

// "From the 300 newest events"; "From 1 event" where the service holds no more.
QString eventsReadWords(qsizetype count, bool more, bool newestFirst);

// "$0.05"; "in credits" where a unit costs no money (dodo-api.md 5.1.28).
QString unitPriceOf(const MeterUsage &line);

// "12 − 10 free = 2 × $0.05 = $0.10"
QString arithmeticOf(const MeterUsage &line);
