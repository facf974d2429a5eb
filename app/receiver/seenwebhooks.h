// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QHash>

#include <deque>

// Remembers which messages came already: the service sends at least once, and over more than a day when
// nobody answers (dodo-api.md 2.11). Any store that outlives the program can stand behind it.
struct SeenWebhooks {
    static constexpr std::chrono::days kept{7};
    static constexpr int most = 20'000; // the oldest go first

    virtual ~SeenWebhooks() = default;
    // When it came first, if it did; else it is remembered from now on.
    virtual Result<std::optional<TimePoint>> remember(const QByteArray &id, TimePoint now) = 0;
};

// For one run.
class SeenInMemory : public SeenWebhooks {
public:
    explicit SeenInMemory(int atMost = most);
    Result<std::optional<TimePoint>> remember(const QByteArray &id, TimePoint now) override;

private:
    const int m_most;
    QHash<QByteArray, TimePoint> m_first;
    std::deque<QByteArray> m_order; // oldest first
};
