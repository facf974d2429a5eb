// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogverdict.h"
#include "ui/parts/jsonview.h"

// What the Event log page reads out of a request's body.
namespace logpayload {

constexpr qsizetype shownBytes = 48 * 1024; // a longer body is shown in part
constexpr int shownEvents = 20;

// The body itself, or its first events when it is long; what is no list of events is cut. Still JSON where it
// can be.
QByteArray shown(const QByteArray &body);

// The events to send again, each as its own text, with their ids.
struct Events {
    QList<QByteArray> texts;
    QList<QByteArray> ids;
};
Events events(const QByteArray &body);

TimePoint timeOf(const LogChoice &choice); // the chosen event's own, else when it came in

QList<JsonMark> marks(const LogChoice &choice); // the values that decide the verdict

} // namespace logpayload
