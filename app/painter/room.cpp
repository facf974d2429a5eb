// SPDX-License-Identifier: MIT
#include "painter/room.h"

#include "painter/noise.h"
#include "painter/overlay.h"
#include "painter/rng.h"

#include <QCoreApplication>

#include <cmath>
#include <vector>

namespace {

// Lines between stones or boards: 1 inside, darker towards the joint.
float joint(float u, float width)
{
    const float f = u - std::floor(u);
    return smoothstep(0.0F, width, std::min(f, 1.0F - f));
}

float damask(float x, float y)
{
    const float row = std::floor(y / 120.0F);
    const float u = (x / 120.0F + 0.5F * std::fmod(std::abs(row), 2.0F));
    const float dx = (u - std::floor(u) - 0.5F) * 2.0F;
    const float dy = (y / 120.0F - row - 0.5F) * 2.0F;
    const float leaf = std::abs(dx) * (1.4F + 1.6F * dy) + std::abs(dy) * 0.9F;
    const float ring = std::abs(std::sqrt(dx * dx * 1.6F + dy * dy) - 0.62F);
    return std::max(smoothstep(0.62F, 0.5F, leaf) - smoothstep(0.3F, 0.22F, leaf) * 0.6F,
        smoothstep(0.09F, 0.05F, ring) * smoothstep(0.0F, 0.3F, std::abs(dx)));
}

// Albedo of the wall at a point, in room units.
Rgb wallAt(const Room &room, float x, float y, float floor, float grain)
{
    const Rgb base = room.paint * (1.0F + 0.16F * grain);
    if (room.panel > 0 && y > floor - room.panel) {
        const float v = (y - (floor - room.panel)) / room.panel;
        const float u = x / 96.0F;
        const bool rail = v < 0.07F || v > 0.9F;
        const float bevel = rail ? 1.15F : 0.72F + 0.34F * joint(u, 0.12F) * joint(v * 1.04F - 0.02F, 0.16F);
        return room.wood * (bevel * (1.0F + 0.3F * grain));
    }
    switch (room.wall) {
    case Room::Wall::Damask:
        return mix(base, base * 1.9F + Rgb{0.05F, 0.055F, 0.015F}, 0.75F * damask(x, y));
    case Room::Wall::Stripes:
        return base * (joint(x / 74.0F, 0.5F) > 0.5F ? 1.1F : 0.86F);
    case Room::Wall::Stone: {
        const float row = std::floor(y / 62.0F);
        const float u = x / 118.0F + 0.37F * row;
        const float stone = hashedUnit(std::uint32_t(int(std::floor(u)) + 999), std::uint32_t(int(row)), 5);
        return base * ((0.74F + 0.5F * stone) * (0.45F + 0.55F * joint(u, 0.06F) * joint(y / 62.0F, 0.1F)));
    }
    case Room::Wall::Brick: {
        const float row = std::floor(y / 30.0F);
        const float u = x / 68.0F + 0.5F * std::fmod(std::abs(row), 2.0F);
        const float brick = hashedUnit(std::uint32_t(int(std::floor(u)) + 999), std::uint32_t(int(row)), 7);
        return base * ((0.75F + 0.45F * brick) * (0.5F + 0.5F * joint(u, 0.07F) * joint(y / 30.0F, 0.14F)));
    }
    case Room::Wall::Tiles:
        return base * (0.72F + 0.28F * joint(x / 58.0F, 0.05F) * joint(y / 58.0F, 0.05F));
    case Room::Wall::Planks:
        return base * (0.55F + 0.45F * joint(x / 64.0F, 0.07F));
    case Room::Wall::Curtain: {
        const float fold = std::sin(x * 0.052F + 1.4F * std::sin(x * 0.013F));
        return base * (0.55F + 0.5F * (0.5F + 0.5F * fold) + 0.1F * grain);
    }
    case Room::Wall::Backdrop:
        return base * (1.0F + 0.55F * grain);
    case Room::Wall::Plain:
        break;
    }
    return base;
}

// u across, v away from the viewer, both in the floor's own plane.
Rgb floorAt(const Room &room, float u, float v, float grain)
{
    switch (room.floor) {
    case Room::Floor::Planks: {
        const float board = std::floor(u * 3.2F);
        const float tone = hashedUnit(std::uint32_t(int(board) + 999),
            std::uint32_t(int(std::floor(v * 0.8F + board * 0.37F)) + 99), 3);
        const float seam = joint(u * 3.2F, 0.05F) * joint(v * 0.8F + board * 0.37F, 0.012F);
        return mix(room.ground2, room.ground, clamp01(tone + 0.5F * grain)) * (0.4F + 0.6F * seam);
    }
    case Room::Floor::Chequer: {
        const bool light = (int(std::floor(u * 2.4F)) + int(std::floor(v * 1.7F))) % 2 == 0;
        return (light ? room.ground : room.ground2) * (0.85F + 0.15F * joint(u * 2.4F, 0.04F))
            * (1.0F + 0.12F * grain);
    }
    case Room::Floor::Flags: {
        const float row = std::floor(v * 1.6F);
        const float a = u * 1.8F + 0.4F * row;
        const float tone
            = hashedUnit(std::uint32_t(int(std::floor(a)) + 999), std::uint32_t(int(row) + 99), 11);
        return mix(room.ground2, room.ground, tone)
            * ((0.5F + 0.5F * joint(a, 0.05F) * joint(v * 1.6F, 0.08F)) * (1.0F + 0.3F * grain));
    }
    case Room::Floor::Carpet:
        return room.ground * (1.0F + 0.25F * grain);
    case Room::Floor::Sweep:
        break;
    }
    return mix(room.ground, room.ground2, 0.5F + 0.5F * grain);
}

void paintShell(Canvas &canvas, const View &view, const Room &room, Work &work)
{
    const Noise noise(view.seed ^ 0x2001);
    const float scale = 1000.0F / float(view.height);
    const float floor = view.horizon * scale;
    const auto count = std::size_t(view.width);
    work.bands(0, view.height, 32, [&](int first, int last) {
        std::vector<float> xs(count), ys(count), grain(count);
        for (int y = first; y < last; ++y) {
            const float ry = (float(y) + 0.5F) * scale;
            const bool ground = ry >= floor;
            const float depth = ground ? 1.0F / ((ry - floor) / (1000.0F - floor) * 0.86F + 0.14F) : 1.0F;
            const bool rough = room.wall == Room::Wall::Backdrop || room.wall == Room::Wall::Stone;
            for (std::size_t i = 0; i < count; ++i) {
                const float rx = (float(i) + 0.5F - float(view.width) * 0.5F) * scale;
                xs[i] = ground ? rx * depth * 0.03F : rx * (rough ? 0.006F : 0.05F);
                ys[i] = ground ? depth * (room.floor == Room::Floor::Planks ? 0.7F : 6.0F)
                               : ry * (rough ? 0.006F : 0.004F);
            }
            noise.fbm(xs.data(), ys.data(), grain.data(), view.width, 4, 0.55F);
            for (int x = 0; x < view.width; ++x) {
                const auto i = std::size_t(x);
                const float rx = (float(x) + 0.5F - float(view.width) * 0.5F) * scale;
                const Rgb albedo = ground ? floorAt(room, rx * depth * 0.0036F, depth * 2.2F, grain[i])
                                          : wallAt(room, rx, ry, floor, grain[i]);
                canvas.set(x, y, albedo);
                canvas.fine.row(y)[x] = 0.36F;
            }
        }
    });
}

// What the lamps give at a point of the picture, in room units.
Rgb lightAt(const Room &room, float x, float y, float floor)
{
    Rgb sum = room.ambient;
    for (const Lamp &lamp : room.lamps) {
        const float dx = (x - lamp.x) / lamp.reach;
        const float dy = (y - lamp.y) / lamp.reach;
        sum = sum
            + lamp.light * (1.0F / (1.0F + 3.0F * (dx * dx + dy * dy)) / (1.0F + 1.5F * (dx * dx + dy * dy)));
    }
    const float crease = fastExp(-(y - floor) * (y - floor) / (y < floor ? 900.0F : 3600.0F));
    const float ceiling = smoothstep(-60.0F, 190.0F, y);
    return sum * ((1.0F - 0.42F * crease) * (0.5F + 0.5F * ceiling));
}

void lightRoom(Canvas &canvas, const View &view, const Room &room, Work &work)
{
    constexpr int cell = 8;
    NoiseField r(view.width, view.height, cell);
    NoiseField g = r;
    NoiseField b = r;
    const float scale = 1000.0F / float(view.height);
    const float floor = view.horizon * scale;
    work.rows(0, r.height, [&](int y) {
        for (int x = 0; x < r.width; ++x) {
            const Rgb light = lightAt(
                room, (float(x * cell) - float(view.width) * 0.5F) * scale, float(y * cell) * scale, floor);
            r.row(y)[x] = light.r;
            g.row(y)[x] = light.g;
            b.row(y)[x] = light.b;
        }
    });
    std::vector<float> lr(std::size_t(view.width)), lg(lr.size()), lb(lr.size());
    work.rows(0, view.height, [&](int y) {
        r.sampleRow(float(y), lr.data(), view.width);
        g.sampleRow(float(y), lg.data(), view.width);
        b.sampleRow(float(y), lb.data(), view.width);
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            canvas.set(x, y, canvas.at(x, y) * Rgb{lr[i], lg[i], lb[i]});
        }
    });
}

} // namespace

QList<Layer> roomLayers(const Scene &scene, const View &view)
{
    const Room room = roomFor(scene, view);
    const auto named = [](const char *text) { return QCoreApplication::translate("Painter", text); };
    QList<Layer> layers;
    layers += Layer{
        named("Walls"), [&view, room](Canvas &canvas, Work &work) { paintShell(canvas, view, room, work); }};
    layers += Layer{named("Furniture"), [&view, room](Canvas &canvas, Work &work) {
                        QImage solid = sheetFor(canvas);
                        QImage lights = sheetFor(canvas);
                        if (room.furnish) {
                            Furniture furniture(solid, lights, view);
                            room.furnish(furniture);
                        }
                        overlay(canvas, solid, {1, 1, 1}, 0.5F, work);
                        lightRoom(canvas, view, room, work);
                        shine(canvas, lights, 1.5F, work);
                    }};
    return layers;
}
