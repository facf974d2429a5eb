// SPDX-License-Identifier: MIT
#include "dodo/connectiontest.h"

struct ConnectionTest::Way { };

ConnectionTest::~ConnectionTest() = default;
