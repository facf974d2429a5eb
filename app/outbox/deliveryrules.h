// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/deliver.h"

// What a failed delivery is about, and with it what is done (dodo-api.md 1.4, 1.6). Decided by status and
// kind, never by the sentence.
enum class DeliveryFault {
    Service, // network, timeout, 408, 409, 425, 429, 5xx, an unreadable answer: again later, the same ids
    Key, // 401, 403: stop and ask
    Address, // 3xx, 404, 405 and other refusals of the way itself: stop and ask
    TooLarge, // 413: in smaller requests
    Content, // 400, 422: find the bad one
};
DeliveryFault faultOf(const Error &error, std::optional<bool> again = {});

// Until the next try: what the service asks for, else `backoff`; never longer than `longest`.
milliseconds waitAfter(const Delivered &failed, milliseconds backoff, milliseconds longest);
