// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

// The product this program sells: the one a person chose with "Use this product", as long as it is there,
// else the newest that links what this program sends. Chosen for each world by itself, in the workspace.
const Product *playedProduct(const Session &session);

// Chooses it, and has this program send the name of its first meter unless it sends one of its meters' names
// already.
Call<void> playProduct(Session &session, const Product &product);

// Whether it can be sold and metered here.
bool canPlay(const Product &product);
