// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/reading.h"

// One event as GET /events gives it (dodo-api.md 2.3), written by hand so that metadata comes back digit by
// digit as it was sent. Without a business id that key is left out, as in a seed file.
QByteArray eventText(const StoredEvent &event, const QByteArray &businessId);
