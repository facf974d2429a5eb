// SPDX-License-Identifier: MIT
#include "sandbox/worldclock.h"

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView nameOf(ClockMode mode)
{
    static constexpr QLatin1StringView names[] = {"real"_L1, "ticking"_L1, "frozen"_L1};
    return names[size_t(mode)];
}

} // namespace

WorldClock::WorldClock(std::shared_ptr<Clock> base)
    : m_base(std::move(base))
{
}

TimePoint WorldClock::now() const
{
    return shownBy(setting());
}

TimePoint WorldClock::shownBy(const Setting &setting) const
{
    switch (setting.mode) {
    case ClockMode::Frozen:
        return setting.at;
    case ClockMode::Ticking:
        return m_base->now() + setting.offset;
    case ClockMode::Real:
        break;
    }
    return m_base->now();
}

ClockMode WorldClock::mode() const
{
    return setting().mode;
}

WorldClock::Setting WorldClock::setting() const
{
    const std::lock_guard lock(m_mutex);
    return m_setting;
}

void WorldClock::apply(const Setting &setting)
{
    const std::lock_guard lock(m_mutex);
    m_setting = setting;
}

WorldClock::Setting WorldClock::showing(TimePoint at, ClockMode mode) const
{
    if (mode == ClockMode::Frozen)
        return {.mode = ClockMode::Frozen, .offset = {}, .at = at};
    return {.mode = ClockMode::Ticking, .offset = at - m_base->now(), .at = {}};
}

QJsonObject WorldClock::toJson() const
{
    const TimePoint at = now();
    const auto offset = std::chrono::floor<milliseconds>(at - m_base->now());
    return {{"now"_L1, QString::fromLatin1(toIso(at))}, {"mode"_L1, nameOf(mode())},
        {"offset_ms"_L1, mode() == ClockMode::Real ? 0 : qint64(offset.count())}};
}

std::optional<ClockMode> clockModeFromName(QStringView name)
{
    for (const auto mode : {ClockMode::Real, ClockMode::Ticking, ClockMode::Frozen}) {
        if (name == nameOf(mode))
            return mode;
    }
    return std::nullopt;
}

QByteArray settingText(const WorldClock::Setting &setting)
{
    const qint64 value = setting.mode == ClockMode::Frozen ? setting.at.time_since_epoch().count()
                                                           : qint64(setting.offset.count());
    return QByteArray(nameOf(setting.mode).data()) + ' ' + QByteArray::number(value);
}

std::optional<WorldClock::Setting> settingFromText(const QByteArray &text)
{
    const auto parts = text.split(' ');
    const auto mode = clockModeFromName(QString::fromLatin1(parts.first()));
    bool ok = false;
    const microseconds value{parts.last().toLongLong(&ok)};
    if (!mode || parts.size() != 2 || !ok)
        return std::nullopt;
    if (*mode == ClockMode::Frozen)
        return WorldClock::Setting{.mode = *mode, .offset = {}, .at = TimePoint{value}};
    return WorldClock::Setting{.mode = *mode, .offset = value, .at = {}};
}
