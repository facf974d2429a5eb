// SPDX-License-Identifier: MIT
#pragma once

#include "billing/mend.h"

// The fewest metadata values to change or add so that the meter's filter is true and the property it adds up
// is a number. Nothing when there are none, or none was found in a bounded number of steps.
std::optional<QList<EventChange>> mendMetadata(const Meter &meter, const Event &event);
