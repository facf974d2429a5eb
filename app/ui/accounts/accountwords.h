// SPDX-License-Identifier: MIT
#pragma once

#include "session/connections.h"
#include "ui/parts/badge.h"

// What the window says about where billing goes.
namespace accountwords {

using Mode = Destination::Mode;

BillingMode badgeOf(Mode mode);
QString placeOf(const QUrl &url); // "127.0.0.1:4010", "test.dodopayments.com"
QString entryOf(Mode mode, const Connections &connections); // of the menu; three dots: it asks first
QString standingOf(Mode mode, const Connections &connections); // "no key yet"
QString aboutOf(Mode mode); // what choosing it means, and what happens next
QString keyHelpOf(Mode mode); // where the key is found
QString useOf(Mode mode); // on the button
QString heldOf(Mode mode, const Connections &connections); // the key that is there, masked, and where
QString nowOf(Mode mode); // "Billing goes to test mode now."

} // namespace accountwords
