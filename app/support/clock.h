// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QDateTime>

#include <atomic>
#include <chrono>

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

// A moment in UTC. The service keeps microseconds (dodo-api.md 4).
using TimePoint = std::chrono::sys_time<microseconds>;

// Where stored times come from. Time-outs and backoff use monotonic time instead.
struct Clock {
    virtual ~Clock() = default;
    virtual TimePoint now() const = 0; // any thread
};

class SystemClock : public Clock {
public:
    TimePoint now() const override;
};

// A clock that stands still until told: tests, `demo`, `serve --clock ISO,frozen`.
class FrozenClock : public Clock {
public:
    explicit FrozenClock(TimePoint at);
    TimePoint now() const override;
    void set(TimePoint at);
    void advance(microseconds by);

private:
    std::atomic<microseconds::rep> m_at;
};

// RFC 3339 with Z. Without a fraction when there is none, else 3 or 6 digits, as few as are exact.
QByteArray toIso(TimePoint at);

// Accepts 0 to 9 fraction digits and a numeric offset or Z (dodo-api.md 4); without a zone it is refused
// (5.1.33).
Result<TimePoint> timeFromIso(QByteArrayView text, const QString &field = {});

QDateTime toDateTime(TimePoint at); // UTC, milliseconds
TimePoint fromDateTime(const QDateTime &at);
