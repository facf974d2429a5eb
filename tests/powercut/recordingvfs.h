// SPDX-License-Identifier: MIT
#pragma once

class Recording;

// Where files that are opened from now on are recorded; null: nowhere.
void recordInto(Recording *recording);
