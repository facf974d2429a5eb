// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

struct Recipe;

// What a person is to type for a recipe, in the window's own words, as the fact "plan":
//   count      how many meters
//   meters     [{number, name, description, event_name, unit, one, aggregation: "Count", key, price: "0.05",
//              price_text: "$0.05", dear: ten times the price, free: "10", free_text, filter: {conjunction,
//              conditions: [{row, key, operator, type, value}]}, more: false for the last}]
//   product    {name, fixed: "0", fixed_text: "$0.00"};  customer  {name, email}
QJsonObject planOf(const Recipe &recipe);
