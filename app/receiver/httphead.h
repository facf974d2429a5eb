// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

// The first lines of a request, read strictly (RFC 9112): what two readers could take for different things is
// refused. Errors carry the status to answer with and a sentence.
struct HttpHead {
    QByteArray method;
    QByteArray target;
    Headers headers; // in order, names in lower case, values without the blanks around them
    std::optional<qint64> length; // Content-Length
    bool chunked = false;
    bool continues = false; // the sender waits for "100 Continue"

    friend bool operator==(const HttpHead &, const HttpHead &) = default;
};

// `text` is the head with the empty line that ends it left out, lines ending in CRLF.
Result<HttpHead> httpHeadFrom(const QByteArray &text);

// The host of a Host header in lower case without its port and, for IPv6, its brackets; nullopt when it is
// none.
std::optional<QByteArray> hostOf(const QByteArray &value);
bool isLoopbackHost(const QByteArray &host); // 127.x.y.z, localhost, ::1
