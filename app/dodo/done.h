// SPDX-License-Identifier: MIT
#pragma once

// What a call without an answer body gives when it succeeded.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
};
