// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/connectiontest.h"

// What the connection sheet says.
namespace connectionwords {

QString nameOf(ConnectionTest::Step step); // "Route"
QString asks(ConnectionTest::Step step); // what the step finds out, while it waits
QString stateOf(ConnectionTest::State state); // "passed", for those who hear it
QString resultOf(const ConnectionTest &test, Destination::Mode mode); // one sentence for the whole test
QString rateOf(const RateStanding &standing, Destination::Mode mode);
QString tookText(milliseconds took); // "412 ms", "1.24 s"

} // namespace connectionwords
