// SPDX-License-Identifier: MIT
#pragma once

#include "session/payloadcheck.h"
#include "session/payloadsender.h"
#include "ui/parts/chip.h"

// What the payload editor says.
namespace payloadwords {

QString number(qint64 count); // 1,000
QString mend(const PayloadMend &mend); // "Use image.generated"
QString wouldCount(const PayloadOpinion &opinion); // "Would count on 1 of 3 meters: Image Generation Meter"
ChipLook chip(const MeterVerdict &meter);
QString meterHint(const MeterVerdict &meter); // what the meter reads
QString send(const PayloadOpinion &opinion); // "Send one", "Send 3 events", "Send anyway"
QString progress(int done, int of, bool rows); // "Sent 3 of 10 requests"
QString outcome(const PayloadOutcome &outcome);
QString replayed(const PayloadOutcome &outcome);
bool failed(const PayloadOutcome &outcome); // something was not accepted

} // namespace payloadwords
