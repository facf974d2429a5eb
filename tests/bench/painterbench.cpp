// SPDX-License-Identifier: MIT
#include "report.h"

#include "painter/painter.h"

#include <QElapsedTimer>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

struct Unwatched : PaintMonitor {
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return false; }
};

} // namespace

namespace {

struct Timing {
    QList<qint64> core; // processor time of all threads: what one core would need
    QList<qint64> wall;
};

Timing timed(const QStringList &prompts, int edge)
{
    Timing timing;
    Unwatched monitor;
    for (int round = 0; round < 2; ++round) {
        for (const QString &prompt : prompts) {
            QElapsedTimer timer;
            timer.start();
            const std::clock_t begin = std::clock();
            if (!paint({.prompt = prompt, .size = {edge, edge}, .seed = quint64(round + 1)}, monitor))
                continue;
            timing.core += qint64(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
            timing.wall += timer.elapsed();
        }
    }
    std::ranges::sort(timing.core);
    std::ranges::sort(timing.wall);
    return timing;
}

// Nobody wants the picture any more after `patience` milliseconds of work.
struct Impatient : PaintMonitor {
    explicit Impatient(qint64 patience)
        : until(std::clock() + patience * CLOCKS_PER_SEC / 1000)
    {
    }
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return std::clock() >= until; }
    std::clock_t until;
};

// Work done between a cancel and the painter's return, at worst.
qint64 latestCancel(const QStringList &prompts)
{
    qint64 latest = 0;
    for (const QString &prompt : prompts) {
        for (qint64 patience = 5; patience < 300; patience += 37) {
            Impatient monitor(patience);
            if (!paint({.prompt = prompt, .size = {1024, 1024}}, monitor))
                latest = std::max(latest, qint64(std::clock() - monitor.until) * 1000 / CLOCKS_PER_SEC);
        }
    }
    return latest;
}

void tell(const QString &name, const Timing &timing)
{
    if (timing.core.isEmpty())
        return;
    report(name + u"_core_median"_s, timing.core[timing.core.size() / 2], u"ms"_s);
    report(name + u"_core_slowest"_s, timing.core.last(), u"ms"_s);
    report(name + u"_wall_median"_s, timing.wall[timing.wall.size() / 2], u"ms"_s);
    report(name + u"_wall_slowest"_s, timing.wall.last(), u"ms"_s);
}

} // namespace

void benchPainter()
{
    const QStringList prompts{u"A sunset over mountains with purple clouds"_s, u"A snowy forest at night"_s,
        u"A stormy sea at dusk"_s, u"A meadow full of flowers on a summer day"_s,
        u"A cute robot painting a landscape"_s, u"A steampunk coffee machine in a Victorian kitchen"_s,
        u"A friendly dragon reading a book in a library"_s, u"neon city street in the rain"_s,
        u"a bowl of oranges on a blue table, oil painting"_s, u"a mermaid under the sea, watercolor"_s,
        u"an owl in an autumn forest, pencil sketch"_s, u"a small village in the mountains in autumn"_s};
    tell(u"painter_1024"_s, timed(prompts, 1024));
    tell(u"painter_512"_s, timed(prompts, 512));
    report(u"painter_cancel_latest"_s, latestCancel(prompts), u"ms"_s);
}
