// SPDX-License-Identifier: MIT
#include "notes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostLate = 250;
#else
constexpr qint64 mostLate = 50;
#endif

// How long the painter works between two looks at the monitor, in its own processor time.
struct Stopwatch : PaintMonitor {
    void stage(const QString &name, int, int, const QImage &) override { current = name; }
    bool cancelled() const override
    {
        timespec spent{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
        const qint64 now = qint64(spent.tv_sec) * 1'000'000 + spent.tv_nsec / 1000;
        if (last >= 0 && now - last > longest) {
            longest = now - last;
            where = current;
        }
        last = now;
        ++asked;
        return false;
    }

    QString current;
    mutable QString where;
    mutable qint64 last = -1, longest = 0; // microseconds
    mutable int asked = 0;
};

} // namespace

// A picture nobody wants any more is given up at once.
class TestPainterCancel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelStopsAtEachStage();
    void cancelIsQuick_data();
    void cancelIsQuick();
    void monitorIsAskedOften_data();
    void monitorIsAskedOften();
};

void TestPainterCancel::cancelStopsAtEachStage()
{
    Notes whole;
    QVERIFY(paint(small(u"forest at dusk in the rain"_s), whole));
    for (int stage = 1; stage < int(whole.counts.size()); ++stage) {
        Notes notes;
        notes.cancelAfter = stage;
        const Result<Painting> painting = paint(small(u"forest at dusk in the rain"_s), notes);
        QVERIFY(!painting);
        QCOMPARE(painting.error().kind, Error::Kind::Cancelled);
        QCOMPARE(notes.counts.size(), stage);
    }
}

void TestPainterCancel::cancelIsQuick_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *prompt : {"mountains over a lake, forest", "ten robots reading books in a library",
             "five elephants in a neon city street in the rain", "a cat painting a castle, watercolor"})
        QTest::newRow(prompt) << QString::fromLatin1(prompt);
}

void TestPainterCancel::cancelIsQuick()
{
    QFETCH(QString, prompt);
    for (const int deadline : {5, 40, 90}) {
        Notes notes;
        notes.deadline = deadline;
        notes.since = cpuMs();
        const Result<Painting> painting = paint({.prompt = prompt, .size = {1024, 1024}}, notes);
        const qint64 late = cpuMs() - notes.since - deadline;
        QVERIFY(!painting);
        QVERIFY2(late < mostLate, qPrintable(QString::number(late)));
    }
}

void TestPainterCancel::monitorIsAskedOften_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *prompt : {"a sunset over mountains with purple clouds", "a snowy forest at night",
             "a storm on the sea", "neon city street in the rain", "twelve cats in a library, oil painting",
             "an owl in an autumn forest, pencil sketch", "a castle in the snow, watercolor",
             "a dinosaur, low poly", "a cat painting a village in a kitchen, pop art", "a cave, ink drawing"})
        QTest::newRow(prompt) << QString::fromLatin1(prompt);
}

void TestPainterCancel::monitorIsAskedOften()
{
    QFETCH(QString, prompt);
    Stopwatch stopwatch;
    QVERIFY(paint({.prompt = prompt, .size = {1024, 1024}, .quality = PaintQuality::Hd}, stopwatch));
    QVERIFY(stopwatch.asked > 500);
    QVERIFY2(stopwatch.longest < mostLate * 1000,
        qPrintable(u"%1 µs after %2"_s.arg(stopwatch.longest).arg(stopwatch.where)));
}

QTEST_GUILESS_MAIN(TestPainterCancel)
#include "tst_paintercancel.moc"
