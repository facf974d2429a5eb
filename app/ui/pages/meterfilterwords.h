// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"

// What a filter lets through, in one line of rich text with property names in mono:
// “standard” counts · “hd” counts · “draft” does not.
QString filterWords(const Filter &filter);
QString conditionWords(const Condition &condition); // the same for one condition
