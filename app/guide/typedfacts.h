// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"
#include "session/session.h"

#include <QSet>

// What stands in the window's fields, as facts, so that a sentence can repeat it:
//   typed        {CONTROL: text} for the controls the chapters ask for, as far as they are in sight
//   typed_money  {CONTROL: "$5.00"} for those that read as an amount
//   name         {wanted, kind, odd}: the event name typed beside the one this program sends next. `kind` is
//                same, typing (so far so good), empty, case, blank, alike, sign, near, taken or other; `odd`
//                says what yours has, such as "a capital I"
QJsonObject typedFacts(const Screen &screen, const Session &session, const QSet<QString> &controls);

// The controls whose "typed" facts a book asks for.
QSet<QString> typedIn(const QJsonObject &book);
