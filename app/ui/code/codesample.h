// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/meter.h"

// An event that this meter counts, for a program to send: metadata that its filter lets through, and a number
// where it adds up or compares one. `pictures`: with what this program's own picture events carry.
Event sampleEvent(const NewMeter &meter, const CustomerId &customer, bool pictures);
