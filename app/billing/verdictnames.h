// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

#include <array>

// The words of a verdict on the wire, each at its enum's place.
namespace verdictnames {

using namespace Qt::StringLiterals;

constexpr std::array reasons{"counted"_L1, "counted_no_price"_L1, "name_differs"_L1, "filter_failed"_L1,
    "property_missing"_L1, "text_not_number"_L1, "not_number"_L1, "outside_period"_L1, "meter_archived"_L1};
constexpr std::array kinds{"same"_L1, "empty"_L1, "case"_L1, "space_inside"_L1, "space_around"_L1,
    "look_alike"_L1, "separator"_L1, "near_miss"_L1, "other_meter"_L1, "different"_L1};
constexpr std::array outcomes{"true"_L1, "false"_L1, "property_missing"_L1, "other_type"_L1};
constexpr std::array properties{"usable"_L1, "missing"_L1, "text_not_number"_L1, "not_number"_L1};

} // namespace verdictnames
