// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

// Real files on a busy machine: the macros' own five seconds are too few.
constexpr int patience = 30000; // milliseconds
#undef QTRY_COMPARE
#undef QTRY_VERIFY
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
