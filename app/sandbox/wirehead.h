// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

#include <optional>
#include <string_view>

// The head of a request as nearly every client writes it. Whatever is rarer (another version, a body in
// pieces or packed, a folded header, a control character, two lengths) is left to the HTTP library, which
// knows how to read it or to refuse it.
struct WireHead {
    Method method = Method::Get;
    QByteArray target;
    Headers headers; // names in lower case
    qsizetype size = 0; // bytes, with the empty line
    qsizetype bodySize = 0;
    bool close = false; // the client wants no further request on this connection
};

// GET, POST, PUT, PATCH, DELETE.
std::optional<Method> methodNamed(std::string_view name);

constexpr qsizetype plainHeadLimit = 8 * 1024; // bytes

// Whether a whole head is there, or so much that it is none of those.
bool holdsHead(QByteArrayView bytes);
// Nothing for one that the library is to read.
std::optional<WireHead> plainHead(QByteArrayView bytes);
