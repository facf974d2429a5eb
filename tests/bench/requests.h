// SPDX-License-Identifier: MIT
#pragma once

#include "hammer.h"

constexpr char benchKey[] = "dodo_test_bench";

// POSTs to /events/ingest with new random UUIDs, for a server on this port; the events go round the
// customers.
Volley ingestRequests(quint16 port, const QList<QByteArray> &customers, int requests, int eventsEach);
