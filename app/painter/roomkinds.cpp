// SPDX-License-Identifier: MIT
#include "painter/room.h"

using namespace Qt::StringLiterals;

namespace {

struct Light {
    Rgb window, lamp, ambient;
};

// By day the window gives the light, by night the lamps do.
Light lightOf(const View &view)
{
    const Palette &p = view.outside;
    const float night = p.starlight;
    return {mix(p.key * 0.9F + p.ambient * 0.3F, p.ambient * 0.5F, night),
        Rgb{1.5F, 0.92F, 0.44F} * (0.62F + 0.5F * night),
        mix(Rgb{0.3F, 0.27F, 0.25F}, Rgb{0.13F, 0.115F, 0.13F}, night)};
}

const QStringList &kitchenThings()
{
    static const QStringList things
        = {u"noto/teapot"_s, u"noto/jar"_s, u"noto/amphora"_s, u"fluent/potted-plant"_s, u"noto/honey-pot"_s,
            u"noto/hot-beverage"_s, u"noto/cooked-rice"_s, u"noto/candle"_s};
    return things;
}

// What steam needs: pipes along the ceiling and down the wall, wheels that turn, a gauge.
void plumb(Furniture &f, float side)
{
    f.pipe({-f.halfWidth() - 20, 66, f.halfWidth() * 2 + 40, 26});
    f.pipe({side * (f.halfWidth() - 40) - 11, 66, 22, f.floor() - 66});
    f.pipe({-side * (f.halfWidth() - 74) - 8, 66, 16, f.floor() - 66});
    f.gear(side * 70, 300, 74);
    f.gear(side * 70 - 88, 372, 46);
    f.gear(side * 70 + 64, 404, 36);
    f.gauge(-side * (f.halfWidth() - 74), 470, 40);
}

Room kitchen(const Scene &scene, const Light &light, Rng rng)
{
    static constexpr std::array<unsigned, 4> paints = {0x2f5a48, 0x6a4a3c, 0x355668, 0x7a6a44};
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    const float windowX = -side * 270.0F;
    const bool papered = rng.chance(0.7F) || scene.has(Feature::Victorian);
    const bool steam = scene.has(Feature::Steampunk);
    const unsigned paint = scene.has(Feature::Victorian) ? 0x2c7458 : paints[std::size_t(rng.below(4))];
    Room room{.wall = papered ? Room::Wall::Damask : Room::Wall::Tiles,
        .paint = rgb(paint),
        .panel = 170,
        .wood = rgb(0x7a4826),
        .ground = rgb(0x8a5830),
        .ground2 = rgb(0x4e2e18),
        .ambient = light.ambient,
        .lamps
        = {{windowX + side * 60, 330, 460, light.window * 1.25F}, {side * 120, 380, 520, light.lamp * 0.8F}}};
    room.furnish = [side, windowX, steam](Furniture &f) {
        if (steam)
            plumb(f, side);
        f.window({windowX - 105, 140, 210, 330}, true, QColor(0xb8, 0x8c, 0x50));
        f.pans(steam ? -side * 20 : side * 20, steam ? 92 : 40, 5);
        f.shelf(side * 310, 250, 300, kitchenThings());
        f.shelf(side * 310, 400, 300, kitchenThings());
        f.counter(side > 0 ? 190 : -f.halfWidth() - 20, side > 0 ? f.halfWidth() + 20 : -190,
            QColor(0x74, 0x48, 0x28));
        f.thing(u"noto/pot-of-food"_s, side * 300, f.floor() - 154, 84);
        f.thing(u"noto/basket"_s, side * 420, f.floor() - 154, 78);
    };
    return room;
}

Room library(const Light &light, Rng rng)
{
    const float gap = rng.between(120.0F, 150.0F);
    const float shift = rng.signedUnit() * 170.0F;
    Room room{.paint = rgb(0x4a2c1c),
        .panel = 0,
        .wood = rgb(0x5a3018),
        .ground = rgb(0x94582c),
        .ground2 = rgb(0x54301a),
        .ambient = light.ambient * 0.9F,
        .lamps = {{shift, 330, 380, light.window * 0.8F}, {-330, 420, 400, light.lamp},
            {330, 420, 400, light.lamp}, {0, 860, 420, light.lamp * 0.6F}}};
    room.furnish = [gap, shift](Furniture &f) {
        f.window({shift - gap * 0.62, 120, gap * 1.24, 470}, true, QColor(0x9a, 0x66, 0x34));
        const float half = f.halfWidth() + 30;
        const float width = (half - gap) / 2;
        for (int i = 0; i < 2; ++i) {
            f.bookcase(QRectF(shift + gap + width * float(i), 40, width - 14, f.floor() - 44));
            f.bookcase(QRectF(shift - gap - width * float(i + 1) + 14, 40, width - 14, f.floor() - 44));
        }
        f.rug(f.floor() + 175, 330, 84, QColor(0x8c, 0x2a, 0x24), QColor(0xd8, 0xa8, 0x4c));
        f.thing(u"noto/books"_s, -330, f.floor() + 128, 92);
        f.thing(u"noto/globe-showing-europe-africa"_s, 330, f.floor() + 96, 96);
        f.thing(u"noto/candle"_s, 290, f.floor() + 140, 66);
        f.flicker(290, f.floor() + 78, 90, QColor(0xff, 0xc0, 0x60, 150));
    };
    return room;
}

Room livingRoom(const Scene &scene, const Light &light, Rng rng)
{
    static constexpr std::array<unsigned, 4> paints = {0xb89a78, 0x7c9490, 0xa8746a, 0x8a8ab0};
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    const bool fire = rng.chance(0.5F) || scene.has(Feature::Fireplace);
    Room room{.wall = rng.chance(0.5F) ? Room::Wall::Stripes : Room::Wall::Plain,
        .paint = rgb(paints[std::size_t(rng.below(4))]) * 0.8F,
        .panel = 60,
        .wood = rgb(0xd8ccb8) * 0.6F,
        .ground = rgb(0xa06c3c),
        .ground2 = rgb(0x6a4222),
        .ambient = light.ambient,
        .lamps = {{-side * 260, 330, 440, light.window}, {side * 330, 380, 360, light.lamp}}};
    if (fire)
        room.lamps += Lamp{side * 250, 640, 300, {1.3F, 0.6F, 0.2F}};
    room.furnish = [side, fire](Furniture &f) {
        const QRectF pane(-side * 260 - 110, 130, 220, 330);
        f.window(pane, false, QColor(0xe8, 0xe0, 0xd0));
        f.curtains(pane, QColor(0x9c, 0x4a, 0x44));
        f.frame({side * 20 - 60, 190, 120, 90});
        if (fire) {
            f.fireplace(side * 250);
        } else {
            f.frame({side * 200 - 50, 160, 100, 130});
            f.thing(u"own/sofa"_s, side * 270, f.floor() + 40, 330);
            f.thing(u"own/lamp"_s, side * 450, f.floor() + 30, 320);
            f.flicker(side * 450, f.floor() - 240, 150, QColor(0xff, 0xd8, 0x90, 130));
        }
        f.thing(u"fluent/potted-plant"_s, -side * 430, f.floor() + 30, 190);
        f.rug(f.floor() + 170, 360, 80, QColor(0x3c, 0x5c, 0x70), QColor(0xd8, 0xcc, 0xb0));
    };
    return room;
}

Room study(const Light &light, Rng rng)
{
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    Room room{.wall = Room::Wall::Plain,
        .paint = rgb(0x46584a),
        .panel = 210,
        .wood = rgb(0x5e371c),
        .ground = rgb(0x845228),
        .ground2 = rgb(0x4c2c16),
        .ambient = light.ambient,
        .lamps = {{-side * 250, 320, 420, light.window}, {side * 240, 400, 360, light.lamp}}};
    room.furnish = [side](Furniture &f) {
        f.window({-side * 270 - 95, 130, 190, 300}, false, QColor(0x8a, 0x5a, 0x30));
        f.bookcase(QRectF(side > 0 ? 120 : -f.halfWidth() - 20, 90, f.halfWidth() - 100, f.floor() - 92));
        f.frame({-side * 40 - 45, 170, 90, 120});
        f.thing(u"noto/globe-showing-europe-africa"_s, -side * 400, f.floor() + 20, 120);
        f.rug(f.floor() + 180, 330, 76, QColor(0x2c, 0x4a, 0x3c), QColor(0xb8, 0x94, 0x50));
    };
    return room;
}

Room cafe(const Light &light, Rng rng)
{
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    Room room{.wall = Room::Wall::Brick,
        .paint = rgb(0x8e5a44),
        .panel = 120,
        .wood = rgb(0x4a3020),
        .floor = Room::Floor::Chequer,
        .ground = rgb(0xb8a890),
        .ground2 = rgb(0x54463c),
        .ambient = light.ambient,
        .lamps = {{-side * 240, 340, 440, light.window}, {-260, 260, 320, light.lamp},
            {0, 260, 320, light.lamp}, {260, 260, 320, light.lamp}}};
    room.furnish = [side](Furniture &f) {
        f.window({-side * 250 - 160, 170, 320, 330}, false, QColor(0x34, 0x40, 0x3c));
        f.blackboard({side * 230 - 110, 150, 220, 180});
        f.shelf(side * 240, 430, 320,
            {u"noto/hot-beverage"_s, u"noto/jar"_s, u"noto/teapot"_s, u"noto/cupcake"_s,
                u"fluent/potted-plant"_s});
        f.counter(side > 0 ? 110 : -f.halfWidth() - 20, side > 0 ? f.halfWidth() + 20 : -110,
            QColor(0x5c, 0x3c, 0x28));
        f.thing(u"own/coffee-machine"_s, side * 260, f.floor() - 154, 130);
        f.thing(u"noto/shortcake"_s, side * 400, f.floor() - 154, 66);
        for (const float x : {-260.0F, 0.0F, 260.0F})
            f.pendant(x, 210);
    };
    return room;
}

Room laboratory(const Light &light, Rng rng)
{
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    Room room{.wall = Room::Wall::Tiles,
        .paint = rgb(0x8ca8ac),
        .floor = Room::Floor::Chequer,
        .ground = rgb(0xa8b4b8),
        .ground2 = rgb(0x788890),
        .ambient = light.ambient * 1.15F,
        .lamps = {{0, 120, 620, Rgb{0.7F, 0.85F, 0.95F}}, {-side * 260, 330, 380, light.window * 0.7F},
            {side * 260, 520, 240, Rgb{0.3F, 0.9F, 0.5F}}}};
    room.furnish = [side](Furniture &f) {
        f.window({-side * 280 - 100, 150, 200, 260}, false, QColor(0xc0, 0xcc, 0xd0));
        f.shelf(
            side * 260, 250, 340, {u"noto/alembic"_s, u"noto/test-tube"_s, u"noto/jar"_s, u"noto/books"_s});
        f.shelf(
            side * 260, 380, 340, {u"noto/test-tube"_s, u"noto/jar"_s, u"noto/alembic"_s, u"noto/magnet"_s});
        f.counter(-f.halfWidth() - 20, f.halfWidth() + 20, QColor(0x6c, 0x7c, 0x84));
        f.thing(u"noto/microscope"_s, -side * 330, f.floor() - 154, 120);
        f.thing(u"noto/alembic"_s, side * 300, f.floor() - 154, 110);
        f.thing(u"noto/dna"_s, side * 420, f.floor() - 154, 120);
        f.flicker(side * 300, f.floor() - 200, 110, QColor(0x60, 0xff, 0xa0, 110));
    };
    return room;
}

Room hall(const Light &light, Rng rng)
{
    static const std::array<QColor, 3> cloths
        = {QColor(0x9c, 0x26, 0x2c), QColor(0x2a, 0x44, 0x8c), QColor(0x2c, 0x66, 0x44)};
    const QColor cloth = cloths[std::size_t(rng.below(3))];
    const bool nave = rng.chance(0.5F); // a window in the middle, or one on each side
    Room room{.wall = Room::Wall::Stone,
        .paint = rgb(0x88807a),
        .floor = Room::Floor::Flags,
        .ground = rgb(0x8a8078),
        .ground2 = rgb(0x5c544e),
        .ambient = light.ambient * 0.8F,
        .lamps = {{-300, 340, 380, light.lamp * 1.2F}, {300, 340, 380, light.lamp * 1.2F},
            {0, 300, 380, light.window * 0.8F}}};
    room.furnish = [cloth, nave](Furniture &f) {
        const QColor frame(0x6a, 0x62, 0x5a);
        if (nave)
            f.window({-80, 90, 160, 380}, true, frame);
        else
            f.banner(0, 90, cloth);
        for (const float side : {-1.0F, 1.0F}) {
            f.column(side * 160, 54);
            f.column(side * f.halfWidth() * 0.94F, 76);
            if (nave)
                f.banner(side * 300, 120, cloth);
            else
                f.window({side * 300 - 62, 130, 124, 330}, true, frame);
            f.torch(side * 225, 330);
            f.torch(side * 385, 330);
        }
        f.rug(f.floor() + 190, 210, 150, cloth, QColor(0xd0, 0xa0, 0x48));
    };
    return room;
}

Room stage(const Light &, Rng rng)
{
    const bool blue = rng.chance(0.4F);
    Room room{.wall = Room::Wall::Curtain,
        .paint = rgb(blue ? 0x2c2460 : 0x5c1824),
        .ground = rgb(0x8a5a34),
        .ground2 = rgb(0x573619),
        .ambient = {0.14F, 0.12F, 0.15F},
        .lamps = {{0, 640, 380, Rgb{1.5F, 1.25F, 0.95F}}, {-220, 320, 360, Rgb{0.7F, 0.3F, 0.8F}},
            {220, 320, 360, Rgb{0.2F, 0.5F, 0.9F}}}};
    room.furnish = [blue](Furniture &f) {
        f.spotlight(-300, -60, QColor(0xff, 0xe0, 0xb0));
        f.spotlight(300, 60, QColor(0xff, 0xe0, 0xb0));
        f.spotlight(-120, -300, QColor(0xc0, 0x60, 0xf0));
        f.spotlight(120, 300, QColor(0x50, 0xa0, 0xf0));
        f.drapes(blue ? QColor(0x34, 0x2c, 0x84) : QColor(0xa0, 0x1c, 0x2c));
    };
    return room;
}

// Plain ground for whoever has no place of his own, or a painter's backdrop behind a table.
Room backdrop(const Scene &scene, const Light &light, Rng rng)
{
    static constexpr std::array<unsigned, 6> paints
        = {0x8a6a44, 0x5c6e72, 0x7c5060, 0x56644a, 0x9a7c5c, 0x4c5878};
    const Tint *tint = scene.tintOf(Thing::Walls);
    const Rgb paint = rgb(tint ? tint->rgb : paints[std::size_t(rng.below(6))]);
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    return {.wall = Room::Wall::Backdrop,
        .paint = paint * 0.7F,
        .floor = Room::Floor::Sweep,
        .ground = paint * 0.62F,
        .ground2 = paint * 0.5F,
        .ambient = light.ambient * 1.15F,
        .lamps = {{side * 320, 180, 560, Rgb{1.25F, 1.08F, 0.86F}}},
        .furnish = {}};
}

} // namespace

Room roomFor(const Scene &scene, const View &view)
{
    const Rng rng(view.seed, 0x40044);
    const Light light = lightOf(view);
    Room room = scene.has(Place::Kitchen) ? kitchen(scene, light, rng)
        : scene.has(Place::Library)       ? library(light, rng)
        : scene.has(Place::LivingRoom)    ? livingRoom(scene, light, rng)
        : scene.has(Place::Study)         ? study(light, rng)
        : scene.has(Place::Cafe)          ? cafe(light, rng)
        : scene.has(Place::Lab)           ? laboratory(light, rng)
        : scene.has(Place::Hall)          ? hall(light, rng)
        : scene.has(Place::Stage)         ? stage(light, rng)
                                          : backdrop(scene, light, rng);
    if (const Tint *tint = scene.tintOf(Thing::Walls))
        room.paint = tinted(room.paint * 1.2F, rgb(tint->rgb), 0.9F);
    if (const Tint *tint = scene.tintOf(Thing::All))
        room.paint = tinted(room.paint, rgb(tint->rgb), 0.7F);
    return room;
}
