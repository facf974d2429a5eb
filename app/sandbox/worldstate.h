// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <vector>

// The whole world as one JSON object: what GET /_sandbox/state gives, PUT and --seed load. Lists "meters",
// "products", "customers", "subscriptions", "checkouts", "payments", "images", "webhooks", "deliveries",
// "events" of objects as the API gives them, each optional; "clock" as POST /_sandbox/clock takes it. Objects
// that were archived carry "archived_spans": [[from, to or null]]; what an object keeps for the sandbox alone
// is its "sandbox".
QByteArray stateText(const World &world, const Reading &store);

// A checked seed, ready to be written.
class WorldState {
public:
    static Result<WorldState> fromJson(const QJsonObject &json, const WorldClock &clock);

    Result<void> writeTo(Writing &out) const;
    const WorldClock::Setting &clock() const { return m_clock; }

private:
    struct Object {
        Kind kind;
        QJsonObject json;
        QList<Period> archived;
    };
    struct StoredText { // an event with the texts its row points to
        Event event;
        QByteArray metadata;
    };

    std::vector<Object> m_objects;
    std::vector<StoredText> m_events;
    TimePoint m_now;
    WorldClock::Setting m_clock;
};

// {"set": ISO} | {"advance": "1 month" or "next_renewal"} | {"mode": …}, in any sensible combination.
// `renewals` are the ends of the current periods.
Result<WorldClock::Setting> clockFromJson(
    const QJsonObject &json, const WorldClock &clock, const QList<TimePoint> &renewals);
