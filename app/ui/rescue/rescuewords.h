// SPDX-License-Identifier: MIT
#pragma once

#include "session/rescue.h"

// What the strip says. Sentences are short: what happened, what waits and until when, what is lost.
namespace rescuewords {

struct Words {
    QString title;
    QString text;
};

Words offline(const Rescue &rescue);
Words carryingOn(const Rescue &rescue);
Words back(const Rescue &rescue);
Words restored(const Rescue &rescue);
int late(const Rescue &rescue); // owed ones the service takes no longer as they are

} // namespace rescuewords
