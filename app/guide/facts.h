// SPDX-License-Identifier: MIT
#pragma once

#include "session/studio.h"

#include <QJsonObject>

class LogModel;
struct Recipe;

// What the service said, as last read over HTTP, in the API's own JSON, so that conditions and texts are
// data:
//   meters, products         live ones, newest first
//   subscription             the one this window plays, or null;  usage: its periods, newest first
//   sent_name                the event name this program sends
//   bill                     {total, consumed, free_used, free_left, billable, price, fixed, unit,
//   period_end,
//                             lines: […]}: texts as the window writes them ("$0.10"), from usage-history
//   log                      {received, accepted, duplicates, refused, not_counted}: events seen this period
//   pictures                 {made, unbilled}: of this program, in this world
//   recipe                   the chosen recipe's own JSON, so that a text can say {recipe.meters.0.name}
QJsonObject factsOf(const Studio &studio, const LogModel &log, const Recipe &recipe);

// Fills "{path}" from the facts; an unknown path stays as it is, so that a test can find it.
QString filledIn(const QString &text, const QJsonObject &facts);
