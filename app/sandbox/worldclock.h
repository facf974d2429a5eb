// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QJsonObject>

#include <memory>
#include <mutex>
#include <optional>

enum class ClockMode { Real, Ticking, Frozen };

// The sandbox's own time: the base clock's, shifted, or standing still. Kept with the world.
class WorldClock : public Clock {
public:
    explicit WorldClock(std::shared_ptr<Clock> base);

    TimePoint now() const override;
    ClockMode mode() const;

    struct Setting {
        ClockMode mode = ClockMode::Real;
        microseconds offset{0}; // Ticking: from the base clock
        TimePoint at; // Frozen

        friend bool operator==(const Setting &, const Setting &) = default;
    };
    Setting setting() const;
    void apply(const Setting &setting);

    // What would show `at` now: the mode given, or Ticking instead of Real.
    Setting showing(TimePoint at, ClockMode mode) const;
    TimePoint shownBy(const Setting &setting) const; // now, if it were applied

    QJsonObject toJson() const; // {"now","mode","offset_ms"}

private:
    const std::shared_ptr<Clock> m_base;
    mutable std::mutex m_mutex;
    Setting m_setting;
};

std::optional<ClockMode> clockModeFromName(QStringView name); // "real", "ticking", "frozen"
QByteArray settingText(const WorldClock::Setting &setting); // as stored: "ticking 86400000000"
std::optional<WorldClock::Setting> settingFromText(const QByteArray &text);
