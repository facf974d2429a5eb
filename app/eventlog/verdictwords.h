// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "eventlog/logrow.h"

// Verdicts in plain words. Values stand in “curly quotes”, property names and event names in `backticks`,
// which the pages show in the mono font.
namespace words {

QString value(const MetaValue &value); // “draft”; 6; true
QString condition(const Condition &condition); // `quality` equals “standard”
QString group(Conjunction conjunction, qsizetype children); // one of these two must be true
QString filterHead(const ClauseVerdict &filter); // Filter: one of these two must be true
QString clause(const ClauseVerdict &clause); // a condition's or a group's text
QString seen(const ClauseVerdict &clause); // it is “draft”; missing; none is; both are
QString nameClause(const MeterVerdict &meter); // Event name is `image.generated`
QString nameSeen(const MeterVerdict &meter); // letter for letter; Capital “I” in the name

bool isMarkable(const NameCheck &check); // letters that can be pointed at
QString nameReason(const NameCheck &check); // Capital “I” in the name
QString filterReason(const ClauseVerdict &filter); // quality is “draft”
QString reason(const MeterVerdict &meter); // why not counted, in a few words; empty when counted
QString standing(const MeterVerdict &meter); // $0.05; Free 7 of 10; Peak 23; Reading 5
QString customerClause(const Verdict &verdict); // Customer known, subscription active
QString countedBy(const Verdict &verdict); // counted by 1 of 2 meters

QString refusal(const Refusal &refusal); // Customer unknown; 1 h 1 min old

// What happened and what to do, whole sentences.
struct Advice {
    QString happened;
    QString todo;
};
Advice advice(const Refusal &refusal);
Advice advice(const MeterVerdict &meter); // a stored event that does not count

QString numberWord(qsizetype number); // two; 11
QString age(microseconds by); // 1 h 1 min; 6 min; 12 s
QString localTime(TimePoint at); // 10:14:22

} // namespace words
