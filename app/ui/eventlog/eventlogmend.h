// SPDX-License-Identifier: MIT
#pragma once

#include "billing/mend.h"
#include "eventlog/verdictclauses.h"
#include "session/session.h"
#include "ui/eventlog/eventlogverdict.h"

// What the verdict pane knows besides the service's verdict, read from the request and from the session. The
// session is null where a pane stands alone.
namespace logmend {

// Another event's meter: no miss, as long as the event belongs to some meter or nearly does.
bool isUnrelated(const MeterVerdict &meter);

std::optional<Event> eventOf(const LogChoice &choice); // the chosen one, out of the request

// Where no service says it: each live meter, judged here from what was read. "As far as we know."
Verdict judgedHere(const Event &event, TimePoint at, const Session &session);

// Archived meters that the verdict does not name, judged here.
QList<MeterVerdict> archivedMeters(const Verdict &verdict, const Event &event, const Session &session);

Meter meterOf(const MeterVerdict &verdict, const Session *session); // with its description where it is known
MendFacts mendFacts(
    const Verdict &verdict, const MeterVerdict &meter, const Event &event, const Session *session);
words::VerdictFacts verdictFacts(const LogChoice &choice, const std::optional<Event> &event,
    const MeterVerdict &meter, const Session *session);

struct Way { // to one meter
    MeterVerdict meter;
    Mend mend;
};
// The meter a refused event is nearest to: the fewest changes, one with a price before one without.
std::optional<Way> nearestWay(const Verdict &verdict, const Event &event, const Session *session);

QByteArray mendedJson(const Event &event, const Mend &mend, TimePoint now); // under a new id

} // namespace logmend
