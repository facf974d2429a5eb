// SPDX-License-Identifier: MIT
#pragma once

#include "guide/traffic.h"
#include "guide/trafficsender.h"

// What the Event log page can send, and what it says of what became of it.
namespace eventlogsend {

struct Choice {
    QString title;
    QList<TrafficPattern> patterns;
    int batch = 25;
};

// The recipe that is played, the recipes whose meters are live, each as a whole and, where it has several
// meters, one by one; then events like the other live meters. Never empty.
QList<Choice> choices(const QList<Recipe> &recipes, const QList<Meter> &live, const QStringList &sentNames);

QString progress(int done, int of); // "Sent 300 of 1,000"
QString sentAgain(const Result<int> &ingested); // one request of the log, once more
QString outcome(const TrafficOutcome &outcome); // "25 accepted, 23 counted, bill so far $0.40."

} // namespace eventlogsend
