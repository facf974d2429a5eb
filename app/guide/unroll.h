// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

// A chapter file written once for recipes of any number of meters. In any list of objects
//   {"each": "meter", "do": […]}     stands once for each meter of the plan (plan.h); inside, "each" is that
//                                    meter: {each.name}, "each.event_name"
//   {"each": "condition", "do": […]} inside the former: once for each condition of its filter
//   {"if": PATH, "do": […]}          stands only when the plan has something there; {"unless": PATH, …}
// Ids of steps and wrong turns get the meter's number from the second on: "name-2".
QJsonObject unrolled(const QJsonObject &json, const QJsonObject &plan);
