// SPDX-License-Identifier: MIT
#include "painter/palette.h"

#include "painter/rng.h"

#include <array>

namespace {

struct Hour {
    unsigned zenith, upper, lower, horizon, glow, key, ambient, cloudLit, cloudShade, haze, water;
    float keyPower, ambientPower;
};

using Variants = std::array<Hour, 3>;

constexpr Variants day = {{
    {0x1c5cae, 0x3c86d6, 0x88c0ec, 0xd8ecf6, 0xfff4dc, 0xfff0d4, 0x9cc0ec, 0xffffff, 0xa4b6cf, 0xb9d3e8,
        0x1c4f6e, 1.55F, 0.62F},
    {0x0f5f9e, 0x2f93c6, 0x8fd0e2, 0xeaf4e6, 0xfff6d8, 0xfff2cc, 0xa0cce0, 0xfffdf6, 0xa0b8c4, 0xc2dcdc,
        0x14606c, 1.6F, 0.6F},
    {0x2a4f9c, 0x5a88d0, 0xa8c8ee, 0xf2ece0, 0xffeed0, 0xffeaca, 0xa4b4e4, 0xfffaf2, 0xb0b0cc, 0xc8d2e6,
        0x24507e, 1.5F, 0.62F},
}};
constexpr Variants dawn = {{
    {0x4f74ae, 0x8ca8d2, 0xf0c8bc, 0xffe0b4, 0xffe2b8, 0xffc890, 0x9aa8d0, 0xffd8c4, 0x9494bc, 0xdcc8cc,
        0x2f4a66, 1.15F, 0.6F},
    {0x5c84b4, 0xa4bcd6, 0xf6d8b0, 0xffeec6, 0xfff0c8, 0xffd898, 0xa8b8cc, 0xffe6c8, 0xa4a6b8, 0xe6d8c4,
        0x34566a, 1.2F, 0.62F},
    {0x5a5ca0, 0x9c88c2, 0xf0a8b6, 0xffd2b2, 0xffd6c0, 0xffb89a, 0xa498cc, 0xffc8c6, 0x8c80b0, 0xd8b6c6,
        0x3a4470, 1.1F, 0.6F},
}};
constexpr Variants sunset = {{
    {0x33246e, 0x74399a, 0xe4588c, 0xffb064, 0xffd08c, 0xffa660, 0x6e66c0, 0xff9a8e, 0x5c3a7c, 0xc06c9c,
        0x2a2250, 1.35F, 0.46F},
    {0x2a4a88, 0x6c70b0, 0xf09c62, 0xffd070, 0xffe09a, 0xffb45c, 0x6c7cc0, 0xffb27c, 0x6a5a86, 0xb688a8,
        0x243a5c, 1.35F, 0.48F},
    {0x38296a, 0xa2467c, 0xf06c4c, 0xffc254, 0xffd284, 0xff9850, 0x7466b4, 0xff8a64, 0x643a6c, 0xb06890,
        0x2e2348, 1.35F, 0.45F},
}};
constexpr Variants dusk = {{
    {0x161e4c, 0x2e3c7c, 0x6c5c9c, 0xd48c86, 0xf0b090, 0xb490b4, 0x5c68a4, 0xb884a0, 0x353a6c, 0x6a6494,
        0x141c3c, 0.85F, 0.75F},
    {0x122042, 0x264474, 0x547494, 0xcaa884, 0xecc898, 0xa8a4b4, 0x587ca0, 0xb49c94, 0x304868, 0x627c94,
        0x10263c, 0.85F, 0.75F},
    {0x1c1646, 0x442c74, 0x824e8a, 0xdc7e7c, 0xf4a68c, 0xb884b0, 0x6860a4, 0xc07c98, 0x402f6c, 0x745a8e,
        0x1a1640, 0.85F, 0.75F},
}};
constexpr Variants night = {{
    {0x050c2c, 0x0b1e54, 0x173c7c, 0x30649c, 0xa8c8f0, 0x9cbcf0, 0x3c60a8, 0x5c7cac, 0x101e48, 0x20487c,
        0x061430, 0.7F, 0.9F},
    {0x080a30, 0x121a54, 0x24347c, 0x44589c, 0xb8c0f4, 0xa4b0f0, 0x4858a8, 0x646cac, 0x161a4c, 0x2c3c80,
        0x0a1034, 0.7F, 0.9F},
    {0x040e2c, 0x0a2656, 0x184c84, 0x3a78a4, 0xb0d4ee, 0xa4ccf2, 0x3a70a8, 0x5c8ab4, 0x0e2848, 0x245484,
        0x06182e, 0.7F, 0.9F},
}};

const Variants &variantsOf(TimeOfDay time)
{
    switch (time) {
    case TimeOfDay::Dawn:
        return dawn;
    case TimeOfDay::Sunset:
        return sunset;
    case TimeOfDay::Dusk:
        return dusk;
    case TimeOfDay::Night:
        return night;
    default:
        return day;
    }
}

Palette fromHour(const Hour &hour, float starlight)
{
    return {.zenith = rgb(hour.zenith),
        .upper = rgb(hour.upper),
        .lower = rgb(hour.lower),
        .horizon = rgb(hour.horizon),
        .glow = rgb(hour.glow),
        .key = rgb(hour.key) * hour.keyPower,
        .ambient = rgb(hour.ambient) * hour.ambientPower,
        .cloudLit = rgb(hour.cloudLit),
        .cloudShade = rgb(hour.cloudShade),
        .haze = rgb(hour.haze),
        .deepWater = rgb(hour.water),
        .starlight = starlight};
}

Rgb greyed(Rgb c, float amount, float dim)
{
    const float grey = luma(c);
    return mix(c, Rgb{grey * 0.94F, grey, grey * 1.08F}, amount) * dim;
}

// A covered sky takes colour and key light from everything.
void cover(Palette &palette, float amount, float dim)
{
    const Rgb before = palette.horizon; // the last clear light lies there
    for (Rgb *c : {&palette.zenith, &palette.upper, &palette.lower, &palette.horizon, &palette.cloudLit,
             &palette.haze, &palette.deepWater})
        *c = greyed(*c, amount, dim);
    palette.horizon = mix(palette.horizon, before, 0.3F);
    palette.zenith = mix(palette.zenith, palette.lower, 0.35F * amount);
    palette.upper = mix(palette.upper, palette.lower, 0.3F * amount);
    palette.cloudShade = greyed(palette.cloudShade, amount, dim * 0.8F);
    palette.glow = greyed(palette.glow, amount, dim);
    palette.key = greyed(palette.key, amount, 1.0F - 0.55F * amount);
    palette.ambient = greyed(palette.ambient, amount * 0.8F, 0.6F + 0.4F * dim);
    palette.starlight *= 1.0F - amount;
}

void tintSky(Palette &palette, Rgb colour, float strength)
{
    for (Rgb *c : {&palette.zenith, &palette.upper, &palette.lower, &palette.horizon, &palette.haze})
        *c = tinted(*c, colour, strength);
}

void applyTints(Palette &palette, const Scene &scene)
{
    for (const Tint &tint : scene.tints) {
        const Rgb colour = rgb(tint.rgb);
        if (tint.thing == Thing::Sky)
            tintSky(palette, colour, 0.8F);
        if (tint.thing == Thing::All) {
            tintSky(palette, colour, 0.5F);
            palette.cloudLit = tinted(palette.cloudLit, colour, 0.45F);
            palette.cloudShade = tinted(palette.cloudShade, colour, 0.5F);
            palette.ambient = tinted(palette.ambient, colour, 0.45F);
        }
        if (tint.thing == Thing::Clouds) {
            palette.cloudLit = mix(palette.cloudLit, colour * 1.25F + Rgb{0.06F, 0.06F, 0.06F}, 0.7F);
            palette.cloudShade = mix(palette.cloudShade, colour * 0.3F, 0.75F);
        }
        if (tint.thing == Thing::Water)
            palette.deepWater = tinted(palette.deepWater, colour, 0.85F);
        if (tint.thing == Thing::Sun || tint.thing == Thing::Moon)
            palette.glow = mix(palette.glow, colour, 0.7F);
    }
}

} // namespace

Palette paletteFor(const Scene &scene, Rng &rng)
{
    const float starlight = scene.time == TimeOfDay::Night           ? 1.0F
        : scene.has(Feature::Stars) || scene.time == TimeOfDay::Dusk ? 0.45F
                                                                     : 0.0F;
    Palette palette = fromHour(variantsOf(scene.time)[std::size_t(rng.below(3))], starlight);
    if (scene.has(Weather::Storm))
        cover(palette, 0.66F, scene.time == TimeOfDay::Day ? 0.62F : 0.9F);
    else if (scene.has(Weather::Rain))
        cover(palette, 0.66F, 0.72F);
    else if (scene.has(Weather::Fog))
        cover(palette, 0.45F, 0.9F);
    else if (scene.has(Weather::Snowfall))
        cover(palette, 0.35F, 0.9F);
    if (scene.has(Feature::Neon)) {
        tintSky(palette, rgb(0x6a2ab8), 0.9F);
        palette.cloudLit = rgb(0x6c3496);
        palette.cloudShade = rgb(0x1c0f3c);
        palette.ambient = tinted(palette.ambient, rgb(0x7a4ac8), 0.5F);
    }
    if (scene.has(Feature::Mars)) {
        tintSky(palette, rgb(0xd88a56), 0.92F);
        palette.ambient = tinted(palette.ambient, rgb(0xd8a080), 0.6F);
    }
    applyTints(palette, scene);
    return palette;
}
