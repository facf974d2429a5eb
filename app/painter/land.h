// SPDX-License-Identifier: MIT
#pragma once

#include "painter/rng.h"
#include "painter/scene.h"
#include "painter/terrain.h"
#include "painter/view.h"

// Ranges of mountains, hills and dunes as a scene wants them; each draws on the same random numbers.
class Land {
public:
    Land(const Scene &scene, const View &view)
        : m_scene(scene)
        , m_view(view)
        , m_rng(view.seed, 0xc035)
    {
    }

protected:
    Range peaks(float height, float fade, quint64 salt);
    Range hills(float height, float fade, quint64 salt);
    Range downs(float height, float fade, quint64 salt); // grassy, without trees
    Range dunes(float height, float fade, quint64 salt);

    const Scene &m_scene;
    const View &m_view;
    Rng m_rng;

private:
    Rgb grown() const;
};
