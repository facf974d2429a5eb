// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

// What a real service held when it was last read, as a world the sandbox can be given (PUT /_sandbox/state):
// the same objects under the same ids, and the events of this program.
struct RescueWorld {
    static constexpr int mostEvents = 8000; // the newest; the sandbox takes 4 MB

    QJsonObject json;
    int events = 0;
};

RescueWorld rescueWorldOf(const ServiceState &state, const QList<OutboxEntry> &known);

Decimal unitsOf(const ServiceState &state); // counted in the current period, over all meters
