// SPDX-License-Identifier: MIT
#include "billing/period.h"
#include "sandbox/worldstate.h"
#include "support/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 furthest = 10000; // of one unit

QString advanceHelp()
{
    return u"must be like 1 day, 2 weeks, 1 month, 1 year, 3 hours, 10 minutes, 5 seconds or next_renewal"_s;
}

std::optional<TimePoint> moved(TimePoint from, qint64 count, QString unit)
{
    if (unit.endsWith(u's'))
        unit.chop(1);
    using namespace std::chrono;
    if (unit == "second"_L1)
        return from + seconds{count};
    if (unit == "minute"_L1)
        return from + minutes{count};
    if (unit == "hour"_L1)
        return from + hours{count};
    unit[0] = unit[0].toUpper(); // the API's own names: Day, Week, Month, Year
    const auto interval = intervalFromWire(unit);
    if (!interval)
        return std::nullopt;
    return cycleStart(from, {int(count), *interval}, 1);
}

std::optional<TimePoint> advanced(TimePoint now, const QString &text, const QList<TimePoint> &renewals)
{
    if (text == "next_renewal"_L1) {
        const auto next = std::ranges::min_element(renewals);
        return next == renewals.end() ? std::nullopt : std::optional(*next);
    }
    const auto parts = text.split(u' ', Qt::SkipEmptyParts);
    bool ok = false;
    const qint64 count = parts.value(0).toLongLong(&ok);
    if (!ok || count < 1 || count > furthest || parts.size() != 2)
        return std::nullopt;
    return moved(now, count, parts.at(1).toLower());
}

} // namespace

Result<WorldClock::Setting> clockFromJson(
    const QJsonObject &json, const WorldClock &clock, const QList<TimePoint> &renewals)
{
    JsonReader in(json);
    const auto set = in.optionalTime("set"_L1);
    const auto advance = in.optionalString("advance"_L1);
    const auto modeName = in.optionalString("mode"_L1);
    const auto mode = modeName ? clockModeFromName(*modeName) : std::optional(clock.mode());
    if (modeName && !mode)
        in.fail("mode"_L1, u"must be real, ticking or frozen"_s);
    if (set && advance)
        in.fail("advance"_L1, u"cannot go with set"_s);
    if (!set && !advance && !modeName)
        in.fail("set"_L1, u"is missing; send set, advance or mode"_s);
    std::optional<TimePoint> target = set;
    if (advance && in.ok()) {
        target = advanced(clock.now(), *advance, renewals);
        if (!target && *advance == "next_renewal"_L1)
            in.fail("advance"_L1, u"finds no active subscription to renew"_s);
        else if (!target)
            in.fail("advance"_L1, advanceHelp());
    }
    if (!in.ok())
        return in.finish(WorldClock::Setting{});
    if (!target && *mode == ClockMode::Real)
        return WorldClock::Setting{};
    return clock.showing(target.value_or(clock.now()), *mode);
}
