// SPDX-License-Identifier: MIT
#include "notes.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Result<Painting> painted(const PaintRequest &request)
{
    Notes notes;
    return paint(request, notes);
}

// Mean difference of the channels, 0 to 255.
double difference(const QImage &a, const QImage &b)
{
    qint64 sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q))
                + std::abs(qBlue(p) - qBlue(q));
        }
    }
    return double(sum) / (3.0 * a.width() * a.height());
}

// Mean colour of the upper third.
QColor skyOf(const QImage &image)
{
    return image.copy(0, 0, image.width(), image.height() / 3)
        .scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .pixelColor(0, 0);
}

} // namespace

class TestPainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameRequestSameBytes_data();
    void sameRequestSameBytes();
    void anotherSeedIsAnotherPicture();
    void sizeIsExact_data();
    void sizeIsExact();
    void shapesComposeDifferently();
    void qualityAndStyleMatter();
    void wrongRequestsNameTheField_data();
    void wrongRequestsNameTheField();
    void stagesCountUpWithPreviews();
    void everyPlaceUnderEveryWeather_data();
    void everyPlaceUnderEveryWeather();
    void signsAreLettered();
    void qualitiesCostWhatTheySay();
    void everySeedHasItsLayoutAndLight();
    void refusedPromptPaintsNothing();
    void hourAndColourShow();
    void unknownSubjectsAreSaid();
};

void TestPainter::sameRequestSameBytes_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *prompt : {"mountain lake at sunset", "autumn forest in fog", "stormy sea", "meadow",
             "beach in the rain", "snow at night"})
        QTest::newRow(prompt) << QString::fromLatin1(prompt);
}

void TestPainter::sameRequestSameBytes()
{
    QFETCH(QString, prompt);
    const Result<Painting> first = painted(small(prompt, 42));
    const Result<Painting> second = painted(small(prompt, 42));
    QVERIFY(first && second);
    QCOMPARE(first->image, second->image);
    QCOMPARE(first->caption, second->caption);
    QCOMPARE(first->scene, second->scene);
}

void TestPainter::anotherSeedIsAnotherPicture()
{
    QList<QImage> seen;
    for (quint64 seed = 1; seed <= 5; ++seed) {
        const Result<Painting> painting = painted(small(u"a sunset over mountains"_s, seed));
        QVERIFY(painting);
        for (const QImage &other : std::as_const(seen))
            QVERIFY2(difference(painting->image, other) > 12.0,
                qPrintable(QString::number(difference(painting->image, other))));
        seen += painting->image;
    }
}

void TestPainter::sizeIsExact_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(256, 256), QSize(384, 256), QSize(256, 448), QSize(301, 257),
             QSize(2048, 256), QSize(256, 2048)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestPainter::sizeIsExact()
{
    QFETCH(QSize, size);
    for (const PaintQuality quality : {PaintQuality::Draft, PaintQuality::Hd}) {
        const Result<Painting> painting
            = painted({.prompt = u"mountain lake, forest"_s, .size = size, .quality = quality});
        QVERIFY(painting);
        QCOMPARE(painting->image.size(), size);
        QCOMPARE(painting->image.format(), QImage::Format_RGB32);
    }
}

void TestPainter::shapesComposeDifferently()
{
    const Result<Painting> wide
        = painted({.prompt = u"mountain lake"_s, .size = {448, 256}, .quality = PaintQuality::Draft});
    const Result<Painting> tall
        = painted({.prompt = u"mountain lake"_s, .size = {256, 448}, .quality = PaintQuality::Draft});
    QVERIFY(wide && tall);
    QVERIFY(difference(wide->image.scaled(256, 256), tall->image.scaled(256, 256)) > 10.0);
}

void TestPainter::qualityAndStyleMatter()
{
    PaintRequest request = small(u"a meadow"_s);
    const Result<Painting> draft = painted(request);
    request.quality = PaintQuality::Standard;
    const Result<Painting> standard = painted(request);
    request.quality = PaintQuality::Hd;
    const Result<Painting> hd = painted(request);
    request.style = PaintStyle::Natural;
    const Result<Painting> natural = painted(request);
    QVERIFY(draft && standard && hd && natural);
    QVERIFY(draft->image != standard->image);
    QVERIFY(standard->image != hd->image);
    QVERIFY(difference(hd->image, natural->image) > 2.0);
    QVERIFY(skyOf(natural->image).hslSaturation() < skyOf(hd->image).hslSaturation());
}

void TestPainter::wrongRequestsNameTheField_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("field");
    QTest::newRow("empty prompt") << QString() << QSize(256, 256) << u"prompt"_s;
    QTest::newRow("blank prompt") << u" \n "_s << QSize(256, 256) << u"prompt"_s;
    QTest::newRow("endless prompt") << QString(32001, u'a') << QSize(256, 256) << u"prompt"_s;
    QTest::newRow("too small") << u"sea"_s << QSize(255, 256) << u"size"_s;
    QTest::newRow("too large") << u"sea"_s << QSize(256, 2049) << u"size"_s;
    QTest::newRow("no size") << u"sea"_s << QSize() << u"size"_s;
}

void TestPainter::wrongRequestsNameTheField()
{
    QFETCH(QString, prompt);
    QFETCH(QSize, size);
    QFETCH(QString, field);
    const Result<Painting> painting = painted({.prompt = prompt, .size = size});
    QVERIFY(!painting);
    QCOMPARE(painting.error().kind, Error::Kind::Invalid);
    QCOMPARE(painting.error().field, field);
}

void TestPainter::stagesCountUpWithPreviews()
{
    Notes notes;
    const Result<Painting> painting
        = paint({.prompt = u"mountain lake in the snow, snowing"_s, .size = {512, 256}}, notes);
    QVERIFY(painting);
    const int total = int(notes.counts.size());
    QVERIFY(total >= 7);
    for (int i = 0; i < total; ++i) {
        QCOMPARE(notes.counts.at(i), std::pair(i + 1, total));
        QVERIFY(!notes.names.at(i).isEmpty());
        QCOMPARE(notes.previews.at(i).size(), QSize(128, 64));
    }
    QVERIFY(difference(notes.previews.first(), notes.previews.last()) > 5.0);
}

void TestPainter::everyPlaceUnderEveryWeather_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *place : {"meadow", "mountains", "hills", "lake", "sea", "beach", "forest", "snow", "sky",
             "mountain lake with forest and flowers"}) {
        for (const char *air : {"at dawn", "at sunset with clouds", "in the rain at dusk", "snowing at night",
                 "fog", "storm", "starry night, aurora, rainbow, shooting star, milky way"})
            QTest::addRow("%s %s", place, air)
                << QString::fromLatin1(place) + u' ' + QString::fromLatin1(air);
    }
}

void TestPainter::everyPlaceUnderEveryWeather()
{
    QFETCH(QString, prompt);
    const Result<Painting> painting = painted(small(prompt, 3));
    QVERIFY(painting);
    QVERIFY(painting->unknown.isEmpty());
    QVERIFY(!painting->caption.isEmpty());
    // Neither black nor blown out.
    const int light
        = qGray(painting->image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
    QVERIFY2(light > 12 && light < 235, qPrintable(QString::number(light)));
}

void TestPainter::signsAreLettered()
{
    const QString prompt = u"a bakery with a sign saying “%1”"_s;
    const Result<Painting> open = painted(small(prompt.arg(u"OPEN"_s)));
    QVERIFY(open);
    QCOMPARE(open->scene.actors.last().text, u"OPEN"_s);
    QVERIFY(open->caption.contains(u"sign saying “OPEN”"_s));
    const Result<Painting> signs = painted(small(prompt.arg(u"営業中"_s)));
    QVERIFY(signs);
    QVERIFY(signs->unknown.contains(u"営業中"_s)); // said, not scribbled
}

void TestPainter::qualitiesCostWhatTheySay()
{
    QList<qint64> spent;
    for (const PaintQuality quality : {PaintQuality::Draft, PaintQuality::Standard, PaintQuality::Hd}) {
        const qint64 begin = cpuMs();
        QVERIFY(painted({.prompt = u"a fox in a forest"_s, .size = {512, 512}, .quality = quality}));
        spent += cpuMs() - begin;
    }
    QVERIFY(spent.at(0) < spent.at(1));
    QVERIFY(spent.at(1) < spent.at(2));
}

// Not other noise: the horizon, the sun's side and the colours differ from seed to seed.
void TestPainter::everySeedHasItsLayoutAndLight()
{
    QSet<int> left, hues;
    for (quint64 seed = 1; seed <= 8; ++seed) {
        const QImage tiny = painted(small(u"a castle on a hill at sunset"_s, seed))
                                ->image.scaled(8, 8, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        int brighter = 0;
        for (int y = 0; y < 4; ++y)
            brighter += qGray(tiny.pixel(1, y)) > qGray(tiny.pixel(6, y)) ? 1 : -1;
        left += brighter > 0 ? 1 : 0;
        hues += tiny.pixelColor(4, 0).hslHue() / 12;
    }
    QCOMPARE(left.size(), 2);
    QVERIFY(hues.size() >= 3);
}

void TestPainter::refusedPromptPaintsNothing()
{
    Notes notes;
    const Result<Painting> painting = paint(small(u"a massacre on the beach"_s), notes);
    QVERIFY(!painting);
    QCOMPARE(painting.error().kind, Error::Kind::Refused);
    QCOMPARE(painting.error().code, u"moderation_blocked"_s);
    QVERIFY(notes.counts.isEmpty());
}

void TestPainter::hourAndColourShow()
{
    for (quint64 seed = 1; seed <= 3; ++seed) {
        const auto sky = [seed](const QString &prompt) { return skyOf(painted(small(prompt, seed))->image); };
        QVERIFY(sky(u"meadow at night"_s).lightness() < sky(u"meadow at noon"_s).lightness() - 60);
        QVERIFY(sky(u"meadow at noon, clear sky"_s).blue() > sky(u"meadow at noon, clear sky"_s).red());
        QVERIFY(sky(u"a green sky"_s).green() > sky(u"a green sky"_s).blue());
        QVERIFY(sky(u"a pink sky"_s).red() > sky(u"a pink sky"_s).green());
    }
}

void TestPainter::unknownSubjectsAreSaid()
{
    const Result<Painting> painting = painted(small(u"A cute robot painting a landscape, zeugma"_s));
    QVERIFY(painting);
    QCOMPARE(painting->caption, u"robot painting landscape, meadow, day"_s);
    QCOMPARE(painting->used, (QStringList{u"robot"_s, u"painting"_s, u"landscape"_s}));
    QCOMPARE(painting->unknown, QStringList{u"zeugma"_s});
}

QTEST_GUILESS_MAIN(TestPainter)
#include "tst_painter.moc"
