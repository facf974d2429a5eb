// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogverdict.h"
#include "ui/parts/jsonview.h"

// What the Event log page reads out of a request's body.
namespace logpayload {

// One event's own text out of the body; empty when it is not in it or the body was cut before its end.
QByteArray eventText(const Exchange &exchange, const EventId &event);
bool hasWholeEvent(const QByteArray &body); // there is something to send again

// The events to send again, each as its own text, with their ids.
struct Events {
    QList<QByteArray> texts;
    QList<QByteArray> ids;
};
Events events(const QByteArray &body);

std::optional<TimePoint> stamped(const LogChoice &choice); // the chosen event's own timestamp

QList<JsonMark> marks(const LogChoice &choice); // the values that decide the verdict

} // namespace logpayload
