// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

#include <QLatin1String>

#include <array>
#include <optional>

// The spelling of every value of the scene spec, in the order of its enum: one table for the text form and
// for the lexicon's data.
namespace SceneNames {

constexpr std::array<QLatin1String, 9> places = {QLatin1String("meadow"), QLatin1String("mountains"),
    QLatin1String("hills"), QLatin1String("lake"), QLatin1String("sea"), QLatin1String("beach"),
    QLatin1String("forest"), QLatin1String("snow"), QLatin1String("sky")};
constexpr std::array<QLatin1String, 6> times = {QLatin1String("open"), QLatin1String("dawn"),
    QLatin1String("day"), QLatin1String("sunset"), QLatin1String("dusk"), QLatin1String("night")};
constexpr std::array<QLatin1String, 5> seasons = {QLatin1String("open"), QLatin1String("spring"),
    QLatin1String("summer"), QLatin1String("autumn"), QLatin1String("winter")};
constexpr std::array<QLatin1String, 6> weathers = {QLatin1String("clear"), QLatin1String("clouds"),
    QLatin1String("rain"), QLatin1String("snowfall"), QLatin1String("fog"), QLatin1String("storm")};
constexpr std::array<QLatin1String, 11> features
    = {QLatin1String("sun"), QLatin1String("moon"), QLatin1String("fullmoon"), QLatin1String("crescent"),
        QLatin1String("stars"), QLatin1String("milkyway"), QLatin1String("aurora"), QLatin1String("rainbow"),
        QLatin1String("shootingstar"), QLatin1String("flowers"), QLatin1String("pines")};
constexpr std::array<QLatin1String, 3> moods
    = {QLatin1String("open"), QLatin1String("calm"), QLatin1String("wild")};
constexpr std::array<QLatin1String, 12> things
    = {QLatin1String("all"), QLatin1String("sky"), QLatin1String("clouds"), QLatin1String("mountains"),
        QLatin1String("water"), QLatin1String("ground"), QLatin1String("trees"), QLatin1String("flowers"),
        QLatin1String("sun"), QLatin1String("moon"), QLatin1String("aurora"), QLatin1String("snow")};

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
