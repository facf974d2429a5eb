// SPDX-License-Identifier: MIT
#include "outbox/imagefiles.h"

#include "support/faultpoint.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

bool pngReached = false;

void note(FaultPoint point)
{
    pngReached = pngReached || point == FaultPoint::PngWritten;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("x") == 1;
}

} // namespace

class TestImageFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesUnderTheEventId();
    void writingAgainReplaces();
    void saysWhenTheFileIsInPlace();
    void refusesIdsThatAreNoFileName_data();
    void refusesIdsThatAreNoFileName();
    void missingFolderIsAnErrorWithASentence();
    void removesStraysAndKeepsKnown();
    void removingWhatIsGoneIsFine();
};

void TestImageFiles::writesUnderTheEventId()
{
    const QTemporaryDir dir;
    const ImageFiles files(dir.filePath(u"images"_s));
    QVERIFY(files.prepare());
    const Result<QString> name = files.write({"img_1"}, "PNG bytes");
    QVERIFY(name);
    QCOMPARE(*name, u"img_1.png"_s);
    QCOMPARE(contentOf(files.path(*name)), "PNG bytes");
    QCOMPARE(QDir(dir.filePath(u"images"_s)).entryList(QDir::Files), QStringList{u"img_1.png"_s});
}

void TestImageFiles::writingAgainReplaces()
{
    const QTemporaryDir dir;
    const ImageFiles files(dir.path());
    QVERIFY(files.write({"img_1"}, "old"));
    QVERIFY(files.write({"img_1"}, "new"));
    QCOMPARE(contentOf(files.path(u"img_1.png"_s)), "new");
}

void TestImageFiles::saysWhenTheFileIsInPlace()
{
    const QTemporaryDir dir;
    setFaultHook(note);
    QVERIFY(ImageFiles(dir.path()).write({"img_1"}, "x"));
    setFaultHook(nullptr);
    QVERIFY(pngReached);
}

void TestImageFiles::refusesIdsThatAreNoFileName_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("up the tree") << "../img_1"_ba;
    QTest::newRow("folder") << "a/b"_ba;
    QTest::newRow("stream") << "a:b"_ba;
    QTest::newRow("too long") << QByteArray(200, 'a');
}

void TestImageFiles::refusesIdsThatAreNoFileName()
{
    QFETCH(QByteArray, id);
    const QTemporaryDir dir;
    const Result<QString> name = ImageFiles(dir.path()).write({id}, "x");
    QVERIFY(!name);
    QCOMPARE(name.error().kind, Error::Kind::Storage);
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TestImageFiles::missingFolderIsAnErrorWithASentence()
{
    const QTemporaryDir dir;
    const Result<QString> name = ImageFiles(dir.filePath(u"nowhere"_s)).write({"img_1"}, "x");
    QVERIFY(!name);
    QCOMPARE(name.error().kind, Error::Kind::Storage);
    QVERIFY(!name.error().message.isEmpty());
}

void TestImageFiles::removesStraysAndKeepsKnown()
{
    const QTemporaryDir dir;
    const ImageFiles files(dir.path());
    QVERIFY(files.write({"img_known"}, "x"));
    QVERIFY(files.write({"img_stray"}, "x"));
    QVERIFY(put(files.path(u"img_half.png.part"_s)));
    QVERIFY(put(files.path(u"notes.txt"_s)));
    QCOMPARE(files.removeStrays({u"img_known.png"_s}), 2);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), (QStringList{u"img_known.png"_s, u"notes.txt"_s}));
}

void TestImageFiles::removingWhatIsGoneIsFine()
{
    const QTemporaryDir dir;
    const ImageFiles files(dir.path());
    QVERIFY(files.write({"img_1"}, "x"));
    QVERIFY(files.remove(u"img_1.png"_s));
    QVERIFY(files.remove(u"img_1.png"_s));
    QVERIFY(!QFile::exists(files.path(u"img_1.png"_s)));
}

QTEST_GUILESS_MAIN(TestImageFiles)
#include "tst_imagefiles.moc"
