// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QStringList>

// The lines above a body: those that matter, and all other headers in the order they came.
namespace logheads {

struct Heads {
    QStringList first;
    QStringList others;
};
Heads ofRequest(const Exchange &exchange);
Heads ofAnswer(const Exchange &exchange);

// A recorded body as it is shown: without the note that it was cut, which is said in words instead.
struct Body {
    QByteArray text = {};
    bool cut = false;
    QString note = {}; // what is not there, or not as it should be
    QString size = {}; // "218 bytes"; empty when there is none
};
Body bodyOf(const Headers &head, const QByteArray &recorded);

} // namespace logheads
