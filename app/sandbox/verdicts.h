// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "sandbox/ledgers.h"

// One event against one meter of the world as it was at that time, without money.
MeterVerdict plainVerdict(const Ledgers::KnownMeter &known, const EventView &event, TimePoint at);
