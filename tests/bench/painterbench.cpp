// SPDX-License-Identifier: MIT
#include "report.h"

#include "painter/painter.h"

#include <QElapsedTimer>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

struct Unwatched : PaintMonitor {
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return false; }
};

} // namespace

void benchPainter()
{
    const QStringList prompts{u"A sunset over mountains with purple clouds"_s, u"A snowy forest at night"_s,
        u"A stormy sea at dusk"_s, u"A meadow full of flowers on a summer day"_s};
    QList<qint64> times;
    Unwatched monitor;
    for (int round = 0; round < 3; ++round) {
        for (const QString &prompt : prompts) {
            QElapsedTimer timer;
            timer.start();
            const auto painting = paint({.prompt = prompt, .seed = quint64(round + 1)}, monitor);
            if (painting)
                times.append(timer.elapsed());
        }
    }
    std::ranges::sort(times);
    if (times.isEmpty())
        return;
    report(u"painter_1024_median"_s, times[times.size() / 2], u"ms"_s);
    report(u"painter_1024_slowest"_s, times.last(), u"ms"_s);
}
