// SPDX-License-Identifier: MIT
#include "painter/figure.h"
#include "painter/painter.h"
#include "painter/placing.h"
#include "painter/scene.h"
#include "painter/scenenames.h"
#include "painter/subjects.h"
#include "painter/view.h"

#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

struct Unwatched : PaintMonitor {
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return false; }
};

Result<Painting> painted(const QString &prompt, quint64 seed = 1)
{
    Unwatched monitor;
    return paint(
        {.prompt = prompt, .size = {256, 256}, .quality = PaintQuality::Draft, .seed = seed}, monitor);
}

int inkOf(const QImage &drawing)
{
    int ink = 0;
    for (int y = 0; y < drawing.height(); ++y) {
        for (int x = 0; x < drawing.width(); ++x)
            ink += qAlpha(drawing.pixel(x, y)) > 128 ? 1 : 0;
    }
    return ink;
}

double difference(const QImage &a, const QImage &b)
{
    qint64 sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
    }
    return double(sum) / (a.width() * a.height());
}

QStringList spelledOf(const auto &names)
{
    QStringList spelled;
    for (const QLatin1String name : names)
        spelled += name;
    return spelled;
}

} // namespace

class TestSubjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVectorIsDrawn();
    void everyWordIsItsSubjects();
    void badLinesAreCounted();
    void handsAppearWhenNeeded();
    void costumesShow();
    void passengersSitBehindTheFront();
    void dyeKeepsEyesAndOutline();
    void everyPlaceTakesSubjects_data();
    void everyPlaceTakesSubjects();
    void everyStyleShows_data();
    void everyStyleShows();
    void subjectsChangeThePicture();
    void threadsDoNotMatter_data();
    void threadsDoNotMatter();
    void oddPromptsDoNoHarm_data();
    void oddPromptsDoNoHarm();
};

void TestSubjects::everyVectorIsDrawn()
{
    for (const Subject &subject : Subjects::builtin().all()) {
        const Actor actor{.what = subject.id};
        const QImage drawing = drawFigure({.actor = actor, .subject = subject, .height = 64});
        QVERIFY2(inkOf(drawing) > 200, qPrintable(subject.id));
        if (!subject.head.isEmpty())
            QVERIFY2(!rasterize(subject.head, 64).isNull(), qPrintable(subject.id));
        if (!subject.prop.isEmpty())
            QVERIFY2(Subjects::builtin().find(subject.prop), qPrintable(subject.id));
    }
    QVERIFY(rasterize(u"noto/nothing"_s, 64).isNull());
}

void TestSubjects::everyWordIsItsSubjects()
{
    QSet<QString> ids;
    for (const Subject &subject : Subjects::builtin().all()) {
        QVERIFY2(!ids.contains(subject.id), qPrintable(subject.id));
        ids += subject.id;
    }
}

void TestSubjects::badLinesAreCounted()
{
    const Subjects subjects(
        u"# note\ncat\tnoto/cat\tbeast\t0.5\tcat\nno columns\ndog\tnoto/dog\tnothing\t1\tdog\n"
        "cow\tnoto/cow\tbeast\t1\tcow\thome=nowhere\n"_s);
    QCOMPARE(subjects.all().size(), 1);
    QCOMPARE(subjects.badLines(), 3);
    QVERIFY(subjects.find(u"cat"_s) && !subjects.find(u"dog"_s));
}

void TestSubjects::handsAppearWhenNeeded()
{
    const Subject &cat = *Subjects::builtin().find(u"cat"_s);
    const Actor standing{.what = cat.id};
    const Actor reading{.what = cat.id, .action = Action::Reading, .prop = u"book"_s};
    const QImage whole = drawFigure({.actor = standing, .subject = cat, .height = 128});
    const QImage seated = drawFigure({.actor = reading, .subject = cat, .height = 128});
    QVERIFY(whole.size() != seated.size());
    const QSizeF shape = figureShape(reading, cat);
    QVERIFY(std::abs(shape.width() - double(seated.width()) / 128.0) < 0.05);
}

void TestSubjects::costumesShow()
{
    const Subject &parrot = *Subjects::builtin().find(u"parrot"_s);
    const Actor bare{.what = parrot.id};
    Actor pirate = bare;
    pirate.costume = u"pirate"_s;
    const QImage plain = drawFigure({.actor = bare, .subject = parrot, .height = 200});
    const QImage dressed = drawFigure({.actor = pirate, .subject = parrot, .height = 200});
    QVERIFY(dressed.height() > plain.height()); // the hat
}

void TestSubjects::passengersSitBehindTheFront()
{
    Scene scene;
    scene.actors = {Actor{.what = u"frog"_s, .relation = Relation::In, .to = 1}, Actor{.what = u"tea"_s}};
    scene = furnish(scene, 1);
    QCOMPARE(scene.actors.at(1).what, u"big-cup"_s);
    const QList<Placed> placed = placeActors(scene, composeView(scene, QSize(256, 256), 1));
    QCOMPARE(placed.size(), 3);
    QCOMPARE(placed.at(0).actor, 1);
    QCOMPARE(placed.at(1).actor, 0);
    QCOMPARE(placed.at(2).actor, 1);
    QVERIFY(placed.at(2).cut > 0);
}

void TestSubjects::dyeKeepsEyesAndOutline()
{
    QImage drawing(2, 1, QImage::Format_ARGB32_Premultiplied);
    drawing.setPixel(0, 0, qRgb(12, 12, 14)); // an eye
    drawing.setPixel(1, 0, qRgb(200, 150, 60));
    const QImage blue = dyed(drawing, 0x2040e0);
    QVERIFY(qGray(blue.pixel(0, 0)) < 30);
    QVERIFY(qBlue(blue.pixel(1, 0)) > qRed(blue.pixel(1, 0)) + 60);
}

void TestSubjects::everyPlaceTakesSubjects_data()
{
    QTest::addColumn<QString>("prompt");
    const QStringList places = {u"meadow"_s, u"mountains"_s, u"lake"_s, u"sea"_s, u"beach"_s, u"forest"_s,
        u"snow"_s, u"desert"_s, u"savanna"_s, u"village"_s, u"street"_s, u"city"_s, u"space"_s,
        u"moon base"_s, u"underwater"_s, u"cave"_s, u"kitchen"_s, u"library"_s, u"living room"_s, u"study"_s,
        u"cafe"_s, u"laboratory"_s, u"castle hall"_s, u"stage"_s, u"studio"_s, u"table"_s, u"cliff"_s};
    for (const QString &place : places) {
        for (const QString &who : {u"a red cat reading a book"_s, u"three boats and a bird"_s,
                 u"a wizard painting"_s, u"apples in a bowl"_s, u"a house"_s})
            QTest::addRow("%s, %s", qPrintable(who), qPrintable(place)) << who + u", "_s + place;
    }
}

void TestSubjects::everyPlaceTakesSubjects()
{
    QFETCH(QString, prompt);
    const Result<Painting> painting = painted(prompt, 5);
    QVERIFY(painting);
    QVERIFY2(painting->unknown.isEmpty(), qPrintable(painting->unknown.join(u' ')));
    const int light
        = qGray(painting->image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
    QVERIFY2(light > 10 && light < 240, qPrintable(QString::number(light)));
}

void TestSubjects::everyStyleShows_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("style");
    const QStringList words
        = {u"oil painting"_s, u"watercolor"_s, u"ink drawing"_s, u"pencil sketch"_s, u"low poly"_s,
            u"pixel art"_s, u"flat poster"_s, u"film noir"_s, u"pop art"_s, u"blueprint"_s, u"anime"_s};
    QCOMPARE(words.size() + 1, int(SceneNames::styles.size()));
    for (int i = 0; i < words.size(); ++i)
        QTest::addRow("%s", qPrintable(words.at(i))) << words.at(i) << i + 1;
}

void TestSubjects::everyStyleShows()
{
    QFETCH(QString, words);
    QFETCH(int, style);
    const Result<Painting> styled = painted(u"a cat in a meadow, "_s + words);
    const Result<Painting> plain = painted(u"a cat in a meadow, "_s);
    QVERIFY(styled && plain);
    QCOMPARE(int(styled->scene.style), style);
    QCOMPARE(styled->image.size(), QSize(256, 256));
    QVERIFY(difference(styled->image, plain->image) > 4.0);
    QVERIFY(painted(u"a cat in a meadow, "_s + words)->image == styled->image);
}

void TestSubjects::subjectsChangeThePicture()
{
    const QImage cat = painted(u"a cat"_s)->image;
    const QImage dog = painted(u"a dog"_s)->image;
    QVERIFY(difference(cat, dog) > 4.0);
    QCOMPARE(painted(u"three cats in a library"_s)->caption, u"3 cats, library, day"_s);
}

void TestSubjects::threadsDoNotMatter_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *prompt : {"a fox in the forest, oil painting", "a dragon in a library",
             "city street in the rain", "a whale under the sea, watercolor"})
        QTest::newRow(prompt) << QString::fromLatin1(prompt);
}

void TestSubjects::threadsDoNotMatter()
{
    QFETCH(QString, prompt);
    const int usual = QThreadPool::globalInstance()->maxThreadCount();
    QThreadPool::globalInstance()->setMaxThreadCount(1);
    const QImage few = painted(prompt, 9)->image;
    QThreadPool::globalInstance()->setMaxThreadCount(8);
    const QImage many = painted(prompt, 9)->image;
    QThreadPool::globalInstance()->setMaxThreadCount(usual);
    QCOMPARE(few, many);
}

void TestSubjects::oddPromptsDoNoHarm_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("only commas") << u",,,, , ."_s;
    QTest::newRow("only relations") << u"on under with of in behind left two"_s;
    QTest::newRow("a circle") << u"a cat on a dog under a cat on a mouse beside a dog on a horse"_s;
    QTest::newRow("a crowd") << u"ten cats ten dogs ten birds ten boats "_s.repeated(60);
    QTest::newRow("all the places") << spelledOf(SceneNames::places).join(u' ');
    QTest::newRow("all the styles") << u"oil watercolor ink pencil pixel poster noir blueprint anime robot"_s;
    QTest::newRow("other signs") << u"🦊🦊 \u202eabc\u202c 猫 %s <b>cat</b>"_s;
    QTest::newRow("half a surrogate") << QString(QChar(0xd83e)) + u" cat"_s;
    QTest::newRow("painting itself") << u"a painter painting a painter painting a painter"_s;
    QTest::newRow("riding nothing") << u"riding"_s;
    QTest::newRow("riding itself") << u"a horse riding a horse riding"_s;
    QTest::newRow("in a small thing") << u"an elephant in a ring under an ant"_s;
}

void TestSubjects::oddPromptsDoNoHarm()
{
    QFETCH(QString, prompt);
    const Result<Painting> painting = painted(prompt);
    QVERIFY(painting);
    QCOMPARE(painting->image.size(), QSize(256, 256));
    QVERIFY(painting->scene.actors.size() <= 12);
}

QTEST_GUILESS_MAIN(TestSubjects)
#include "tst_subjects.moc"
