// SPDX-License-Identifier: MIT
#pragma once

#include "guide/placeholders.h"
#include "session/studio.h"

class LogModel;
struct Recipe;

// What the service said, as last read over HTTP, in the API's own JSON, so that conditions and texts are
// data:
//   meters, products         live ones, newest first
//   subscription             the one this window plays, or null;  usage: its periods, newest first
//   sent_name, sent_names    the event name Generate sends; all that this program sends
//   ticks                    {meter, product, customer, sent, counted, used}: the tabs' ticks
//   offer                    the product this program's usage is priced by: {product_id, name, lines:
//   [{meter_id,
//                             name, price: "$0.05", minor: "5", free: "10"}]}; {} before there is one
//   twins                    names of live meters with one event name of this program, newest first; [] if
//   one bill                     {total, consumed, free, free_used, free_left, billable, price, fixed, unit,
//                             period_end, period_open, lines: […]}: texts as the window writes them
//                             ("$0.10"), from usage-history; sums: the arithmetic of the only meter, right
//                             and wrong ways
//   log                      {received, accepted, duplicates, refused, not_counted, reason}: events this
//   period;
//                             ever: the same since the customer is there; row: the table's row of the newest
//                             event that was not counted, if there is one
//   ever                     {counted, billed}: in any period
//   pictures                 {made, unbilled}: of this program, in this world
//   date                     {text, moved: how many days from today; 0 is today}
//   recipe, plan             the chosen recipe's own JSON, and what of it is to be typed (plan.h);
//                             plan.meters.N.line is that meter's line of the bill
// `pictures` are the window's, counted from `since` on.
QJsonObject factsOf(const Studio &studio, const LogModel &log, const Recipe &recipe,
    const QList<ImageRow> &pictures = {}, TimePoint since = {});

// Of one bill, its lines named after the recipe's meters they stand for; empty before there is one.
QJsonObject billFacts(const Session &session);

// Events this program or another sent for the customer in the current period.
QJsonObject logFacts(const LogModel &log, const Session &session);
