// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "sandbox/route.h"

struct World;

constexpr qint64 bodyLimit = choices::largestBody; // bytes
constexpr qint64 stateLimit = 64 * 1024 * 1024; // PUT /_sandbox/state only

// Whether this caller may be answered at all: the Host must be this server's loopback name, which a rebound
// name is not (403).
std::optional<Error> refusedHost(const Headers &headers, quint16 port);
// A web page of another origin may not use the API; it may open the pay page and show image files (403).
std::optional<Error> refusedOrigin(const Request &request, Access access, quint16 port);
// The key: missing, another one, or a live one (401).
std::optional<Error> refusedKey(const Request &request, Access access, const QByteArray &onlyKey);
// Media type (415) and size (413) of the body.
std::optional<Error> refusedBody(const Request &request, Access access);
