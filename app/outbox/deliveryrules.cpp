// SPDX-License-Identifier: MIT
#include "outbox/deliveryrules.h"

#include <algorithm>

namespace {

DeliveryFault faultByStatus(int status)
{
    switch (status) {
    case 400:
    case 422:
        return DeliveryFault::Content;
    case 401:
    case 403:
        return DeliveryFault::Key;
    case 408:
    case 409:
    case 425:
    case 429:
        return DeliveryFault::Service;
    case 413:
        return DeliveryFault::TooLarge;
    default:
        return status >= 300 && status < 500 ? DeliveryFault::Address : DeliveryFault::Service;
    }
}

// Without a status it never reached the service: our own guard of key and address, or the network.
DeliveryFault faultByKind(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Unauthorized:
        return DeliveryFault::Key;
    case Error::Kind::Invalid:
    case Error::Kind::NotFound:
        return DeliveryFault::Address;
    case Error::Kind::Refused:
        return DeliveryFault::Content;
    default:
        return DeliveryFault::Service;
    }
}

} // namespace

DeliveryFault faultOf(const Error &error, std::optional<bool> again)
{
    const DeliveryFault fault = error.status >= 300 ? faultByStatus(error.status) : faultByKind(error.kind);
    return again == true ? DeliveryFault::Service : fault;
}

milliseconds waitAfter(const Delivered &failed, milliseconds backoff, milliseconds longest)
{
    milliseconds wait = failed.retryAfter.value_or(backoff);
    if (failed.again == false) // it is owed all the same
        wait = longest;
    return std::clamp(wait, milliseconds{0}, longest);
}
