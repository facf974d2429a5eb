// SPDX-License-Identifier: MIT
#include "report.h"

#include "../outbox/manyimages.h"
#include "commands/workbench.h"
#include "ui/fonts.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerymodel.h"
#include "ui/gallery/gallerypanel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr auto frameTime = std::chrono::milliseconds(16);
constexpr int wheelStep = 240; // pixels a frame: a wheel turned fast
constexpr int flingStep = 2400; // the scroll bar's handle dragged

// What this thread worked, so that a busy machine does not count.
qint64 threadMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
}

// Adds up what the events of a frame cost: input, timers, answers from other threads, layout and painting.
class FrameApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_inside)
            return QApplication::notify(receiver, event);
        m_inside = true;
        const qint64 before = threadMicroseconds();
        const bool handled = QApplication::notify(receiver, event);
        m_spent += threadMicroseconds() - before;
        m_inside = false;
        return handled;
    }

    qint64 takeSpent() { return std::exchange(m_spent, 0); }

private:
    qint64 m_spent = 0;
    bool m_inside = false;
};

qint64 residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : text.mid(at + 6, 20).trimmed().split(' ').first().toLongLong() / 1024;
}

// Every picture in sight is there, with its row.
bool filled(const GalleryGrid &grid)
{
    const QAbstractItemModel &model = *grid.model();
    if (model.rowCount() == 0)
        return false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        if (!grid.visualRect(index).intersects(grid.viewport()->rect()))
            return true;
        if (index.data(GalleryModel::ThumbRole).value<QImage>().isNull())
            return false;
    }
    return true;
}

void waitUntil(const std::function<bool()> &done)
{
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (done())
            QCoreApplication::exit();
    });
    look.start(std::chrono::milliseconds(2));
    QCoreApplication::exec();
}

// One step a frame until the end; what each frame cost.
QList<qint64> scroll(FrameApplication &app, QScrollBar &bar, int step)
{
    QList<qint64> frames;
    const int end = step > 0 ? bar.maximum() : bar.minimum();
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    app.takeSpent();
    QObject::connect(&tick, &QTimer::timeout, &bar, [&] {
        frames.append(app.takeSpent());
        if (bar.value() == end)
            QCoreApplication::exit();
        bar.setValue(bar.value() + step);
    });
    tick.start(frameTime);
    QCoreApplication::exec();
    return frames;
}

void measure(FrameApplication &app, const Desk &desk, const QString &how)
{
    QElapsedTimer clock;
    clock.start();
    GalleryPanel panel(desk);
    panel.resize(1920, 1080);
    panel.show();
    auto &grid = *panel.findChild<GalleryGrid *>();
    waitUntil([&] { return grid.model()->index(0, 0).data().isValid(); });
    report(u"gallery_open_%1"_s.arg(how), clock.elapsed(), u"ms"_s);
    waitUntil([&] { return filled(grid); });
    report(u"gallery_filled_%1"_s.arg(how), clock.elapsed(), u"ms"_s);
    QList<qint64> frames = scroll(app, *grid.verticalScrollBar(), wheelStep);
    frames += scroll(app, *grid.verticalScrollBar(), -flingStep);
    std::ranges::sort(frames);
    report(u"gallery_frames_%1"_s.arg(how), frames.size(), u"frames"_s);
    report(u"gallery_worst_frame_%1"_s.arg(how), frames.last(), u"us"_s);
    report(u"gallery_median_frame_%1"_s.arg(how), frames[frames.size() / 2], u"us"_s);
    report(u"gallery_memory_%1"_s.arg(how), residentMegabytes(), u"MB"_s);
}

} // namespace

void benchGallery(int &argc, char **argv)
{
    FrameApplication app(argc, argv);
    QTemporaryDir folder;
    const ManyImages many{.pixels = {512, 512}};
    if (!many.fill(folder.path()))
        return;
    WorkbenchOptions options;
    options.folder = folder.path();
    auto bench = Workbench::open(options);
    if (!bench)
        return;
    loadFonts();
    const ThemeHost themes(app);
    measure(app, (*bench)->desk(), u"first"_s); // every thumbnail is made
    measure(app, (*bench)->desk(), u"again"_s); // they are on disk
}
