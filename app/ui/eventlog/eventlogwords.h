// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/rowverdict.h"
#include "ui/icons.h"
#include "ui/parts/chip.h"

// What the Event log page says beyond the verdict's own words (eventlog/verdictwords.h).
struct KnownEvents;

namespace logwords {

QString rich(const QString &text); // `code` in the mono font, all else escaped
QString plain(const QString &text); // without the backticks
ChipLook chip(const RowVerdict &verdict);
ChipLook chip(const MeterVerdict &meter); // of a card's head: "Not counted", "$0.05"
IconName senderIcon(const Sender &sender);
QString statusLine(int status); // 200 OK
QString latency(microseconds took); // 7 ms, 1.25 s
QString bytes(qsizetype size); // 218 bytes

// One plain sentence for an exchange that carries no event: "Read usage-history: 1 period."
QString sentence(const Exchange &exchange);

// What the verdicts of a real service rest on: "From 312 events read here."
QString known(const KnownEvents &known);

// A bold line and a sentence: what happened and what to do.
struct Ending {
    QString head;
    QString text;

    bool isEmpty() const { return head.isEmpty(); }
};
QString which(const LogRow &row); // Event 4 of 5, `timestamp`; empty for a request of one

} // namespace logwords
