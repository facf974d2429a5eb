// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"

#include <QList>

struct JsonComment;

// The event that a meter would count, as a program would send it: placeholder ids, the typed event name and
// one metadata line for each property that the meter reads.
QByteArray examplePayload(const NewMeter &meter, TimePoint now);
QList<JsonComment> exampleComments(const NewMeter &meter);
