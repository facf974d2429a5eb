// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

struct Recipe;

// What a person is to type for a recipe, in the window's own words, as the fact "plan":
//   count, filtered, batch     how many meters; whether one has a filter; how many events a press sends
//   meters     [{number, suffix: "-2" from the second on, name, description, event_name, unit, one,
//   aggregation: "Count", aggregation_type: "count", key, price: "0.05",
//              price_text: "$0.05", dear: ten times the price, free: "10", free_text, filter: {conjunction,
//              conditions: [{row, added, key, operator, type, value}]}, more: false for the last}]
//   product    {name, has_fixed, fixed: "0", fixed_text: "$0.00"};  customer  {name, email}
QJsonObject planOf(const Recipe &recipe);
