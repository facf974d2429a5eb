// SPDX-License-Identifier: MIT
#pragma once

#include "session/queueview.h"
#include "ui/parts/chip.h"

#include <functional>

// What the queue says: places, ages, states, and why something waits.
namespace queuewords {

QString number(qint64 count); // 1,000
QString events(qint64 count); // "1 event", "1,000 events"

QString span(microseconds time); // "40 s", "12 min", "2 h 5 min", "3 days"
QString clock(TimePoint at); // 10:14:22, with the day when it is not today's at `at` itself
QString made(TimePoint at); // "25 Nov 10:14:22"

QString left(const OutboxEntry &entry, TimePoint now); // "48 min left", "12 min too late"
QString nextTry(const OutboxEntry &entry, const OutboxStanding &standing, TimePoint now);
QString why(const OutboxEntry &entry, TimePoint now); // in a sentence
ChipLook state(const OutboxEntry &entry, TimePoint now);

// The head: how sending stands, and the one thing to do about it.
struct Head {
    enum class Act { None, ChangeKey, Connection, TryNow };
    enum class Tone { Fine, Waits, Broken };
    Tone tone = Tone::Fine;
    QString title;
    QString text;
    Act act = Act::None;

    friend bool operator==(const Head &, const Head &) = default;
};
Head head(
    const OutboxStanding &standing, const OutboxCounts &counts, const QByteArray &destination, TimePoint now);

// "3 events wait for test mode. 1 event for live mode is parked." Empty when nothing is owed elsewhere.
// `isGone` tells the sandboxes that are no more.
QString elsewhere(const QList<OutboxOwed> &owed, const QByteArray &here,
    const std::function<bool(const QByteArray &)> &isGone);

} // namespace queuewords
