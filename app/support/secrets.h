// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

// A second guard behind masked(): what looks like a key is hidden wherever it stands in a text, its kind is
// left ("dodo_test_" and bullets). Hiding twice changes nothing.
void hideKeys(QByteArray &text);
void hideKeys(Exchange &exchange); // in target, heads, bodies and the failure's sentence
