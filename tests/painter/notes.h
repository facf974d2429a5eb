// SPDX-License-Identifier: MIT
#pragma once

#include "painter/painter.h"

#include <QStringList>

#include <ctime>

// Work done, not time passed: a busy machine must not fail the test.
inline qint64 cpuMs()
{
    return qint64(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

// What the painter tells of its stages; takes the picture back when asked to.
struct Notes : PaintMonitor {
    void stage(const QString &name, int done, int total, const QImage &preview) override
    {
        names += name;
        counts += {done, total};
        previews += preview;
        if (done == cancelAfter)
            stop = true;
    }
    bool cancelled() const override { return stop || (deadline > 0 && cpuMs() - since >= deadline); }

    QStringList names;
    QList<std::pair<int, int>> counts;
    QList<QImage> previews;
    int cancelAfter = -1;
    bool stop = false;
    qint64 deadline = 0; // milliseconds after which nobody wants the picture
    qint64 since = 0;
};

inline PaintRequest small(const QString &prompt, quint64 seed = 1)
{
    return {.prompt = prompt, .size = {256, 256}, .quality = PaintQuality::Draft, .seed = seed};
}
