// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

#include <QLatin1String>

#include <array>
#include <optional>

// The spelling of every value of the scene spec, in the order of its enum: one table for the text form and
// for the lexicon's data.
namespace SceneNames {

constexpr std::array<QLatin1String, 28> places = {QLatin1String("meadow"), QLatin1String("mountains"),
    QLatin1String("hills"), QLatin1String("lake"), QLatin1String("sea"), QLatin1String("beach"),
    QLatin1String("forest"), QLatin1String("snow"), QLatin1String("sky"), QLatin1String("desert"),
    QLatin1String("savanna"), QLatin1String("village"), QLatin1String("street"), QLatin1String("city"),
    QLatin1String("space"), QLatin1String("moon"), QLatin1String("underwater"), QLatin1String("cave"),
    QLatin1String("kitchen"), QLatin1String("library"), QLatin1String("livingroom"), QLatin1String("study"),
    QLatin1String("cafe"), QLatin1String("lab"), QLatin1String("castlehall"), QLatin1String("stage"),
    QLatin1String("studio"), QLatin1String("table")};
constexpr std::array<QLatin1String, 6> times = {QLatin1String("open"), QLatin1String("dawn"),
    QLatin1String("day"), QLatin1String("sunset"), QLatin1String("dusk"), QLatin1String("night")};
constexpr std::array<QLatin1String, 5> seasons = {QLatin1String("open"), QLatin1String("spring"),
    QLatin1String("summer"), QLatin1String("autumn"), QLatin1String("winter")};
constexpr std::array<QLatin1String, 6> weathers = {QLatin1String("clear"), QLatin1String("clouds"),
    QLatin1String("rain"), QLatin1String("snowfall"), QLatin1String("fog"), QLatin1String("storm")};
constexpr std::array<QLatin1String, 17> features = {QLatin1String("sun"), QLatin1String("moon"),
    QLatin1String("fullmoon"), QLatin1String("crescent"), QLatin1String("stars"), QLatin1String("milkyway"),
    QLatin1String("aurora"), QLatin1String("rainbow"), QLatin1String("shootingstar"),
    QLatin1String("flowers"), QLatin1String("pines"), QLatin1String("neon"), QLatin1String("abstract"),
    QLatin1String("fireplace"), QLatin1String("steampunk"), QLatin1String("victorian"),
    QLatin1String("mars")};
constexpr std::array<QLatin1String, 3> moods
    = {QLatin1String("open"), QLatin1String("calm"), QLatin1String("wild")};
constexpr std::array<QLatin1String, 16> things
    = {QLatin1String("all"), QLatin1String("sky"), QLatin1String("clouds"), QLatin1String("mountains"),
        QLatin1String("water"), QLatin1String("ground"), QLatin1String("trees"), QLatin1String("flowers"),
        QLatin1String("sun"), QLatin1String("moon"), QLatin1String("aurora"), QLatin1String("snow"),
        QLatin1String("table"), QLatin1String("walls"), QLatin1String("stars"), QLatin1String("people")};
constexpr std::array<QLatin1String, 12> styles
    = {QLatin1String("open"), QLatin1String("oil"), QLatin1String("watercolor"), QLatin1String("ink"),
        QLatin1String("pencil"), QLatin1String("lowpoly"), QLatin1String("pixel"), QLatin1String("poster"),
        QLatin1String("noir"), QLatin1String("popart"), QLatin1String("blueprint"), QLatin1String("anime")};
constexpr std::array<QLatin1String, 3> scales
    = {QLatin1String("open"), QLatin1String("small"), QLatin1String("large")};
constexpr std::array<QLatin1String, 16> actions
    = {QLatin1String("none"), QLatin1String("painting"), QLatin1String("reading"), QLatin1String("holding"),
        QLatin1String("riding"), QLatin1String("playing"), QLatin1String("eating"), QLatin1String("drinking"),
        QLatin1String("sleeping"), QLatin1String("flying"), QLatin1String("wearing"), QLatin1String("dancing"),
        QLatin1String("jumping"), QLatin1String("climbing"), QLatin1String("swimming"), QLatin1String("running")};
constexpr std::array<QLatin1String, 8> relations
    = {QLatin1String("none"), QLatin1String("on"), QLatin1String("under"), QLatin1String("beside"),
        QLatin1String("in"), QLatin1String("behind"), QLatin1String("front"), QLatin1String("above")};
constexpr std::array<QLatin1String, 4> sides
    = {QLatin1String("open"), QLatin1String("left"), QLatin1String("right"), QLatin1String("middle")};

template<typename Enum, std::size_t Count>
std::optional<Enum> parse(const std::array<QLatin1String, Count> &names, QStringView name)
{
    for (std::size_t i = 0; i < Count; ++i) {
        if (name == names[i])
            return Enum(int(i));
    }
    return std::nullopt;
}

template<typename Enum, std::size_t Count>
QString spell(const std::array<QLatin1String, Count> &names, Enum value)
{
    return names[std::size_t(value)];
}

} // namespace SceneNames
