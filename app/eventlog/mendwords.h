// SPDX-License-Identifier: MIT
#pragma once

#include "billing/mend.h"

// Mends in plain words: how far an event is from counting, and what a mended meter would do otherwise.
namespace words {

struct MendText {
    QString head; // One value away from $0.05
    QString text; // With `quality` “standard” it would be unit 13.
};
MendText mendText(const Mend &mend, const MeterVerdict &meter);

// What a meter made from `old` does otherwise, a sentence each.
QStringList meterChanges(const NewMeter &old, const NewMeter &made);

} // namespace words
