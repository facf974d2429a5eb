// SPDX-License-Identifier: MIT
#include "report.h"

#include "commands/workbench.h"
#include "session/example.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

// Work of this thread, so that a busy machine does not count; wall time where the system cannot say.
qint64 threadMicroseconds()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
#else
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
        .count();
#endif
}

// Times every event the GUI thread handles, outermost only.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_inside)
            return QApplication::notify(receiver, event);
        m_inside = true;
        const QByteArray name = receiver->metaObject()->className();
        const int type = event->type();
        const qint64 before = threadMicroseconds();
        const bool handled = QApplication::notify(receiver, event);
        const qint64 spent = threadMicroseconds() - before;
        m_inside = false;
        if (m_watching && spent > m_longest) {
            m_longest = spent;
            m_culprit = name + " " + QByteArray::number(type);
        }
        if (event->type() == QEvent::Paint && m_firstPaint < 0)
            m_firstPaint = m_sinceStart.elapsed();
        return handled;
    }

    void watch() { m_watching = true; }
    qint64 longestMicroseconds() const { return m_longest; }
    QByteArray culprit() const { return m_culprit; }
    qint64 firstPaint() const { return m_firstPaint; }
    void startClock() { m_sinceStart.start(); }

private:
    QElapsedTimer m_sinceStart;
    qint64 m_firstPaint = -1;
    qint64 m_longest = 0;
    QByteArray m_culprit;
    bool m_inside = false;
    bool m_watching = false;
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

} // namespace

void benchWindow(int &argc, char **argv)
{
    QElapsedTimer start;
    start.start();
    WatchedApplication app(argc, argv);
    app.startClock();
    const qint64 before = start.elapsed();
    auto bench = Workbench::open({});
    if (!bench)
        return;
    ThemeHost themes(app);
    Shell shell((*bench)->desk(), themes, Shell::Memory::Forget);
    shell.show(QSize(1440, 900));
    const auto settle = [&app](std::chrono::milliseconds after) {
        QTimer::singleShot(after, &app, [] { QCoreApplication::exit(); });
        QCoreApplication::exec();
    };
    settle(std::chrono::milliseconds(1500));
    report(u"window_first_frame"_s, before + app.firstPaint(), u"ms"_s);
    report(u"memory_after_start"_s, residentMegabytes(), u"MB"_s);

    Example example((*bench)->session(), *loadScenario(pixelgen));
    QObject::connect(&example, &Example::finished, &app, [] { QCoreApplication::exit(); });
    example.start();
    QCoreApplication::exec();
    settle(std::chrono::milliseconds(500));
    app.watch();
    PictureOrder order;
    order.prompt = u"A sunset over mountains with purple clouds"_s;
    order.count = 5;
    const auto jobs = *(*bench)->studio().order(order);
    QObject::connect(jobs.last(), &PictureJob::ended, &app, [] { QCoreApplication::exit(); });
    QCoreApplication::exec();
    report(u"gui_longest_event_while_generating, "_s + QString::fromLatin1(app.culprit()),
        app.longestMicroseconds(), u"us"_s);
}
