// SPDX-License-Identifier: MIT
#pragma once

// The parts of the sandbox's benchmark; false when an answer was missing or wrong.
bool benchSpeed(); // beside an in-memory server, rounds in turn
bool benchMillion(); // with a million events stored
