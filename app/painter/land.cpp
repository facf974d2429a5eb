// SPDX-License-Identifier: MIT
#include "painter/land.h"

#include "painter/woods.h"

Rgb Land::grown() const
{
    if (const Tint *tint = m_scene.tintOf(Thing::Trees))
        return rgb(tint->rgb) * 0.4F;
    if (m_scene.season == Season::Autumn)
        return rgb(0x74582c);
    return m_scene.season == Season::Spring ? rgb(0x567a38) : rgb(0x3c5a34);
}

Range Land::peaks(float height, float fade, quint64 salt)
{
    const Tint *tint = m_scene.tintOf(Thing::Mountains);
    Range range{.height = height,
        .frequency = m_rng.between(1.7F, 2.5F),
        .rock = tint ? rgb(tint->rgb) * 0.8F : mix(rgb(0xa29a94), rgb(0x8a90a0), m_rng.unit()),
        .low = grown(),
        .treeLine = m_rng.between(0.1F, 0.24F),
        .snowLine = snowLies(m_scene) ? -0.5F : m_rng.between(0.32F, 0.6F),
        .fade = clamp01(fade + m_view.distance * 0.45F),
        .mist = 0.2F + 0.6F * m_view.distance,
        .salt = salt};
    return range;
}

Range Land::hills(float height, float fade, quint64 salt)
{
    return {.kind = Range::Rock::Rounded,
        .height = height,
        .frequency = m_rng.between(2.0F, 3.2F),
        .footing = 0.012F,
        .rock = grown(),
        .low = grown() * 0.8F,
        .treeLine = 3,
        .snowLine = snowLies(m_scene) ? -0.5F : 9.0F,
        .fade = clamp01(fade + m_view.distance * 0.5F),
        .mist = 0.15F + 0.5F * m_view.distance,
        .fringe = m_scene.has(Place::Snow) ? 0.0F : m_rng.between(0.004F, 0.008F),
        .salt = salt};
}

Range Land::downs(float height, float fade, quint64 salt)
{
    Range range = hills(height, fade, salt);
    const Tint *tint = m_scene.tintOf(Thing::Mountains);
    const Rgb grass = m_scene.season == Season::Autumn ? rgb(0xa08a44)
        : m_scene.season == Season::Spring             ? rgb(0x86b040)
                                                       : rgb(0x709a3c);
    range.rock = tint ? rgb(tint->rgb) * 0.7F : grass;
    range.low = range.rock * 0.75F;
    range.frequency *= 0.7F;
    range.fringe = 0;
    return range;
}

Range Land::dunes(float height, float fade, quint64 salt)
{
    Range range = hills(height, fade, salt);
    const bool mars = m_scene.has(Feature::Mars);
    range.rock = rgb(mars ? 0xb0583a : 0xd89a58);
    range.low = rgb(mars ? 0x8c4028 : 0xb87840);
    range.frequency = m_rng.between(1.0F, 1.9F);
    range.fringe = 0;
    return range;
}
