// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/client.h"
#include "outbox/outbox.h"

// Joins the outbox to the billing client: batches leave through POST /events/ingest.
void connectCourier(Outbox &outbox, Client &client);
