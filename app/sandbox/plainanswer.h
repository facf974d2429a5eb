// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

class Connection;
struct ServerState;

// Writes an answer as HTTP/1.1; false when the connection is to end behind it.
bool sendAnswer(Connection &connection, const Answer &answer, const ServerState &state, bool close);
