// SPDX-License-Identifier: MIT
#include "outbox/deliveryrules.h"

#include <algorithm>

namespace {

Fault faultByStatus(int status)
{
    switch (status) {
    case 400:
    case 422:
        return Fault::Content;
    case 401:
    case 403:
        return Fault::Key;
    case 408:
    case 409:
    case 425:
    case 429:
        return Fault::Service;
    case 413:
        return Fault::TooLarge;
    default:
        return status >= 300 && status < 500 ? Fault::Address : Fault::Service;
    }
}

// Without a status it never reached the service: our own guard of key and address, or the network.
Fault faultByKind(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Unauthorized:
        return Fault::Key;
    case Error::Kind::Invalid:
    case Error::Kind::NotFound:
        return Fault::Address;
    case Error::Kind::Refused:
        return Fault::Content;
    default:
        return Fault::Service;
    }
}

} // namespace

Fault faultOf(const Error &error, std::optional<bool> again)
{
    const Fault fault = error.status >= 300 ? faultByStatus(error.status) : faultByKind(error.kind);
    if (again == true && fault != Fault::Service)
        return Fault::Service;
    // This very request is not to come again: smaller ones find out which event it is about. A service that
    // is only busy says nothing about the events.
    if (again == false && fault == Fault::Service && (error.status == 409 || error.status >= 500))
        return Fault::Content;
    return fault;
}

milliseconds waitAfter(const Delivered &failed, milliseconds backoff, milliseconds longest)
{
    milliseconds wait = failed.retryAfter.value_or(backoff);
    if (failed.again == false)
        wait = longest;
    return std::clamp(wait, milliseconds{0}, longest);
}
