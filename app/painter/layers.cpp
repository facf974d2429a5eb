// SPDX-License-Identifier: MIT
#include "painter/layer.h"

#include "painter/ground.h"
#include "painter/land.h"
#include "painter/places.h"
#include "painter/rng.h"
#include "painter/room.h"
#include "painter/sights.h"
#include "painter/sky.h"
#include "painter/street.h"
#include "painter/terrain.h"
#include "painter/water.h"
#include "painter/woods.h"
#include "painter/worlds.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

// Chooses what stands where. Holds no pixels: each layer captures what it needs.
class Composer : private Land {
public:
    Composer(const Scene &scene, const View &view)
        : Land(scene, view)
    {
    }

    QList<Layer> compose()
    {
        if (addWorld())
            return m_layers;
        addSky();
        addClouds();
        if (m_scene.has(Place::Street)) {
            addSights();
            addScenery("Street", paintStreet);
            return m_layers;
        }
        addBackdrop();
        if (!m_scene.has(Place::City) && !m_scene.has(Place::Desert))
            addSights();
        if (m_scene.has(Place::Cave))
            addScenery("Cave", paintCave);
        else if (m_scene.has(Feature::Mars))
            addDesert();
        else if (m_scene.has(Place::City))
            addCity();
        else if (m_scene.has(Place::Desert))
            addDesert();
        else if (m_scene.has(Place::Sea) || m_scene.has(Place::Beach))
            addSea();
        else if (m_scene.has(Place::Lake))
            addLake();
        else if (m_scene.has(Place::Forest))
            addForest();
        else
            addOpenGround();
        if (m_scene.sights.contains(u"palm"_s))
            addScenery("Palms", paintPalms);
        return m_layers;
    }

private:
    static QString named(const char *text) { return QCoreApplication::translate("Painter", text); }

    void add(const char *name, std::function<void(Canvas &, Work &)> paint)
    {
        m_layers += Layer{named(name), std::move(paint)};
    }

    void addScenery(const char *name, void (*paint)(Canvas &, const View &, const Scene &, Work &))
    {
        add(name, [&scene = m_scene, &view = m_view, paint](Canvas &canvas, Work &work) {
            paint(canvas, view, scene, work);
        });
    }

    // Places without the earth's sky. False: there is one.
    bool addWorld()
    {
        if (m_scene.has(Feature::Abstract)) {
            addScenery("Washes", paintAbstract);
            return true;
        }
        if (m_scene.has(Place::Underwater)) {
            addScenery("Water", paintUndersea);
            return true;
        }
        if (!m_scene.has(Place::Space) && !m_scene.has(Place::Moon))
            return false;
        add("Stars", [&scene = m_scene, &view = m_view](Canvas &canvas, Work &work) {
            paintAir(canvas, view, work);
            paintStars(canvas, view, scene, work);
            paintDeepSpace(canvas, view, scene, work);
        });
        addSights();
        if (m_scene.has(Place::Moon))
            addPlainGround("Ground", {.kind = Ground::Kind::Regolith, .top = m_view.horizon, .uneven = 22});
        return true;
    }

    void addPlainGround(const char *name, const Ground &ground)
    {
        add(name, [&scene = m_scene, &view = m_view, ground](Canvas &canvas, Work &work) {
            paintGround(canvas, view, scene, ground, work);
        });
    }

    void addSights()
    {
        if (!m_scene.sights.isEmpty())
            addScenery("Sights", paintSights);
    }

    void addCity()
    {
        addScenery("Towers", paintSkyline);
        addSights();
        const Water water{.shore = int(m_view.horizon) + 1, .ripple = 0.7F, .deep = 0.35F};
        add("River",
            [&view = m_view, water](Canvas &canvas, Work &work) { paintWater(canvas, view, water, work); });
        if (!m_scene.actors.isEmpty())
            addPlainGround("Quay",
                {.kind = snowLies(m_scene) ? Ground::Kind::Snow : Ground::Kind::Regolith,
                    .top = float(m_view.height) * 0.8F,
                    .uneven = 0});
    }

    void addDesert()
    {
        addRanges("Dunes",
            {dunes(m_rng.between(0.12F, 0.18F), 0.34F, 51), dunes(m_rng.between(0.07F, 0.12F), 0.12F, 52)});
        addSights();
        addPlainGround("Sand", {.kind = Ground::Kind::Sand, .top = m_view.horizon, .uneven = 16});
        if (m_rng.chance(0.6F) && !m_scene.has(Feature::Mars))
            add("Cacti", [&view = m_view](Canvas &canvas, Work &work) { paintCacti(canvas, view, work); });
    }

    void addSky()
    {
        add("Sky", [&scene = m_scene, &view = m_view](Canvas &canvas, Work &work) {
            paintAir(canvas, view, work);
            if (view.palette.starlight > 0 && !scene.lacks(Thing::Stars))
                paintStars(canvas, view, scene, work);
            if (scene.has(Feature::Aurora))
                paintAurora(canvas, view, scene, work);
            if (scene.hasMoon())
                paintMoon(canvas, view, scene, work);
            if (view.sunVisible && scene.time != TimeOfDay::Night && scene.time != TimeOfDay::Dusk)
                paintSun(canvas, view, scene, work);
            if (scene.has(Feature::Rainbow))
                paintRainbow(canvas, view, work);
        });
    }

    float cloudCover()
    {
        if (m_scene.has(Weather::Storm))
            return 1.0F;
        if (m_scene.has(Weather::Rain) || m_scene.has(Weather::Snowfall))
            return 0.85F;
        if (m_scene.has(Weather::Clear) || (m_scene.has(Feature::MilkyWay) && !m_scene.has(Weather::Clouds)))
            return 0.0F;
        if (m_scene.has(Weather::Clouds))
            return m_rng.between(0.6F, 0.72F);
        if (m_scene.time == TimeOfDay::Night)
            return m_scene.has(Feature::Aurora) || m_scene.has(Place::Sky) ? 0.14F
                                                                           : m_rng.between(0.25F, 0.42F);
        return m_rng.between(0.36F, 0.56F);
    }

    void addClouds()
    {
        if (m_scene.has(Feature::Mars))
            return;
        const float cover = cloudCover();
        const bool open = m_scene.time == TimeOfDay::Day || m_scene.time == TimeOfDay::Dawn;
        const bool heaps = cover > 0.3F && cover < 0.8F && m_rng.chance(open ? 0.7F : 0.2F);
        const bool bolt = m_scene.has(Weather::Storm) && m_rng.chance(0.65F);
        if (cover <= 0)
            return;
        const bool foggy = m_scene.has(Weather::Fog);
        add("Clouds", [&view = m_view, cover, heaps, bolt, foggy](Canvas &canvas, Work &work) {
            paintStreaks(canvas, view, heaps ? cover * 0.72F : cover, work);
            if (heaps)
                paintHeaps(canvas, view, cover, work);
            if (view.sunVisible && view.palette.starlight < 0.3F)
                paintGlare(canvas, view, work);
            if (bolt)
                paintLightning(canvas, view);
            if (foggy)
                paintMist(canvas, view, view.horizon, view.horizon * 1.1F, 0.95F, 31, work);
        });
    }

    void addRanges(const char *name, QList<Range> ranges)
    {
        add(name, [&view = m_view, ranges = std::move(ranges)](Canvas &canvas, Work &work) {
            for (const Range &range : ranges)
                paintRange(canvas, view, range, work);
        });
    }

    void addBackdrop()
    {
        if (m_scene.lacks(Thing::Mountains))
            return;
        const float tall = m_view.shape() < 0.9F ? 1.25F : 1.0F;
        if (m_scene.has(Place::Mountains)) {
            addRanges("Mountains",
                {peaks(m_rng.between(0.22F, 0.3F) * tall, 0.45F, 11),
                    peaks(m_rng.between(0.44F, 0.58F) * tall, 0.14F, 12)});
            addRanges("Hills",
                {hills(m_rng.between(0.1F, 0.15F), 0.2F, 13), hills(m_rng.between(0.05F, 0.09F), 0.05F, 14)});
        } else if (m_scene.has(Place::Sea) || m_scene.has(Place::Beach)) {
            if (m_rng.chance(0.4F))
                addRanges("Far coast", {hills(0.07F, 0.55F, 15)});
        } else if (m_scene.has(Place::Lake) || m_scene.has(Place::Hills) || m_scene.has(Place::Meadow)
            || m_scene.has(Place::Snow) || m_scene.has(Place::Village) || m_scene.has(Place::Savanna)
            || m_scene.has(Place::Cave)) {
            QList<Range> ranges;
            const bool rolling = m_scene.has(Place::Hills);
            if (m_rng.chance(0.6F))
                ranges += peaks(m_rng.between(0.1F, 0.16F), 0.55F, 16);
            ranges += hills(m_rng.between(0.11F, 0.19F), 0.42F, 17);
            ranges += hills(m_rng.between(0.06F, 0.11F), 0.18F, 18);
            if (rolling)
                ranges += {downs(m_rng.between(0.2F, 0.28F), 0.2F, 19),
                    downs(m_rng.between(0.1F, 0.16F), 0.06F, 20)};
            addRanges("Hills", ranges);
        }
    }

    void addTreeLine()
    {
        if (m_scene.lacks(Thing::Trees))
            return;
        add("Far trees", [&scene = m_scene, &view = m_view](Canvas &canvas, Work &work) {
            paintTreeLine(canvas, view, scene, work);
        });
    }

    void addLake()
    {
        if (m_scene.has(Place::Forest) || m_rng.chance(0.6F))
            addTreeLine();
        const Water water{.shore = int(m_view.horizon) + 1,
            .ripple = m_scene.mood == Mood::Calm                            ? 0.35F
                : m_scene.mood == Mood::Wild || m_scene.has(Weather::Storm) ? 1.6F
                                                                            : m_rng.between(0.55F, 0.9F),
            .bands = m_scene.mood == Mood::Calm ? 0.35F : 1.0F};
        add("Lake", [&view = m_view, water](Canvas &canvas, Work &work) {
            paintWater(canvas, view, water, work);
            if (view.distance > 0.25F)
                paintMist(canvas, view, float(water.shore) + 10.0F * view.unit, 70.0F * view.unit,
                    view.distance * 0.9F, 21, work);
        });
        const bool meadow = m_scene.has(Place::Meadow);
        const Ground bank{.kind = snowLies(m_scene) ? Ground::Kind::Snow : Ground::Kind::Grass,
            .top = float(m_view.height) * (meadow ? 0.82F : m_rng.between(0.93F, 0.97F)),
            .flowers = flowers(meadow                ? 0.9F
                    : m_scene.time == TimeOfDay::Day ? 0.2F
                                                     : 0.0F),
            .uneven = 40,
            .lean = m_rng.signedUnit() * 90.0F,
            .light = m_view.sunHigh || m_view.palette.starlight > 0.9F ? 1.0F : 0.42F};
        addStandingGround("Bank", bank);
        if (!meadow || m_rng.chance(0.5F))
            addNearTrees();
    }

    float flowers(float usual)
    {
        if (m_scene.lacks(Thing::Flowers))
            return 0;
        if (m_scene.has(Feature::Flowers))
            return 1.6F;
        const bool growing = m_scene.season == Season::Open || m_scene.season == Season::Spring
            || m_scene.season == Season::Summer;
        return growing && !m_scene.has(Weather::Storm) ? usual : 0.0F;
    }

    void addStandingGround(const char *name, Ground ground)
    {
        add(name, [&scene = m_scene, &view = m_view, ground](Canvas &canvas, Work &work) {
            paintGround(canvas, view, scene, ground, work);
            if (ground.kind == Ground::Kind::Grass)
                growMeadow(canvas, view, scene, ground, work);
            if (ground.kind == Ground::Kind::Leaves)
                scatterLeaves(canvas, view, scene, ground, work);
            if (ground.kind == Ground::Kind::Sand)
                scatterShells(canvas, view, ground, work);
        });
    }

    void addOpenGround()
    {
        if (m_scene.has(Place::Meadow) && m_rng.chance(0.7F))
            addTreeLine();
        addStandingGround(snowLies(m_scene) ? "Snow" : "Meadow",
            {.kind = snowLies(m_scene) ? Ground::Kind::Snow : Ground::Kind::Grass,
                .top = m_view.horizon,
                .flowers = m_scene.has(Place::Savanna) ? 0.0F : flowers(0.7F)});
        if (m_scene.has(Place::Savanna))
            add("Acacias",
                [&view = m_view](Canvas &canvas, Work &work) { paintAcacias(canvas, view, work); });
        if (m_scene.has(Place::Village))
            addScenery("Village", paintVillage);
        if (m_scene.has(Place::Snow) || (m_scene.has(Place::Mountains) && m_rng.chance(0.5F)))
            addNearTrees();
    }

    void addNearTrees()
    {
        if (!m_scene.lacks(Thing::Trees))
            add("Near trees", [&scene = m_scene, &view = m_view](Canvas &canvas, Work &work) {
                paintFrame(canvas, view, scene, work);
            });
    }

    void addForest()
    {
        const bool snow = snowLies(m_scene);
        const Ground ground{.kind = snow           ? Ground::Kind::Snow
                : m_scene.season == Season::Autumn ? Ground::Kind::Leaves
                                                   : Ground::Kind::Grass,
            .top = m_view.horizon,
            .flowers = flowers(m_scene.has(Place::Meadow) ? 0.8F : 0.15F)};
        addStandingGround(snow ? "Snow" : "Forest floor", ground);
        add("Trees", [&scene = m_scene, &view = m_view, ground](Canvas &canvas, Work &work) {
            paintWoods(canvas, view, scene, ground.top, work);
        });
    }

    void addSea()
    {
        const bool wild = m_scene.mood == Mood::Wild || m_scene.has(Weather::Storm);
        const bool calm = m_scene.mood == Mood::Calm;
        const float power = m_scene.has(Weather::Storm) ? m_rng.between(0.7F, 0.95F)
            : m_scene.has(Place::Beach)                 ? 0.2F
            : wild                                      ? 0.55F
                                                        : 0.32F;
        const Water water{.shore = int(m_view.horizon), .ripple = 0.9F, .deep = 0.4F, .bands = 0.5F};
        const bool beach = m_scene.has(Place::Beach) || m_scene.has(Place::Hills);
        add("Sea", [&view = m_view, calm, power, water](Canvas &canvas, Work &work) {
            if (!calm)
                paintSwell(canvas, view, power, work);
            else
                paintWater(canvas, view, water, work);
        });
        if (!beach)
            return;
        const bool cliff = m_scene.has(Place::Hills) || m_scene.has(Place::Mountains);
        const Ground sand{.kind = cliff ? Ground::Kind::Grass : Ground::Kind::Sand,
            .top = mix(m_view.horizon, float(m_view.height), m_rng.between(0.42F, 0.55F)),
            .uneven = m_rng.between(20.0F, 44.0F),
            .lean = m_rng.between(60.0F, 190.0F) * (m_rng.chance(0.5F) ? 1.0F : -1.0F)};
        addStandingGround(cliff ? "Cliff" : "Sand", sand);
        add("Surf",
            [&view = m_view, sand](Canvas &canvas, Work &work) { paintSurf(canvas, view, sand, work); });
    }

    QList<Layer> m_layers;
};

} // namespace

QList<Layer> layersFor(const Scene &scene, const View &view)
{
    QList<Layer> layers = scene.indoors() ? roomLayers(scene, view) : Composer(scene, view).compose();
    if (scene.has(Place::Table))
        layers += tableLayers(scene, view);
    return layers;
}
