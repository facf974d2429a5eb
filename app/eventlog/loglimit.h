// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

// How much is kept, over all worlds. Pinned rows stay; imported ones have no age.
struct LogLimit {
    qint64 rows = 1'000'000;
    int days = 0; // 0: no limit of age

    friend bool operator==(const LogLimit &, const LogLimit &) = default;
};
