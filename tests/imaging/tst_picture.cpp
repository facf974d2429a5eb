// SPDX-License-Identifier: MIT
#include "imaging/picture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray encoded(const QByteArray &format, const QSize &size = {20, 10})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format.constData());
    return out;
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatIsToldFromTheBytes_data();
    void formatIsToldFromTheBytes();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
    void base64IsReadStrictly_data();
    void base64IsReadStrictly();
};

void PictureTest::formatIsToldFromTheBytes_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"png", "jpeg", "webp"}) {
        if (QImageWriter::supportedImageFormats().contains(format))
            QTest::newRow(format) << QByteArray(format);
    }
}

void PictureTest::formatIsToldFromTheBytes()
{
    QFETCH(QByteArray, format);
    const QByteArray bytes = encoded(format);
    const Result<Picture> picture = decodePicture(bytes);
    QVERIFY(picture.ok());
    QCOMPARE(picture->format, format);
    QCOMPARE(picture->size, QSize(20, 10));
    QCOMPARE(picture->image.size(), QSize(20, 10));
    QCOMPARE(picture->bytes, bytes);
}

void PictureTest::everythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray png = encoded("png");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    QTest::newRow("GIF") << QByteArray("GIF89a\x01\x00\x01\x00\x00\x00\x00;", 14);
    QTest::newRow("BMP") << encoded("bmp");
    QTest::newRow("head only") << png.left(8);
    QTest::newRow("cut") << png.left(png.size() / 2);
    QTest::newRow("too long an edge") << encoded("png", {picturelimits::longestEdge + 1, 1});
}

void PictureTest::everythingElseIsRefused()
{
    QFETCH(QByteArray, bytes);
    const Result<Picture> picture = decodePicture(bytes);
    QVERIFY(!picture.ok());
    QCOMPARE(picture.error().kind, Error::Kind::Protocol);
    QVERIFY(!picture.error().message.isEmpty());
}

void PictureTest::base64IsReadStrictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes"); // empty: an error
    QTest::newRow("plain") << QByteArray("QUJD") << QByteArray("ABC");
    QTest::newRow("data URL") << QByteArray("data:image/png;base64,QUJD") << QByteArray("ABC");
    QTest::newRow("data URL, not base64") << QByteArray("data:image/png,QUJD") << QByteArray();
    QTest::newRow("data URL, no comma") << QByteArray("data:image/png;base64") << QByteArray();
    QTest::newRow("cut") << QByteArray("QUJDR") << QByteArray();
    QTest::newRow("damaged") << QByteArray("QU*D") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void PictureTest::base64IsReadStrictly()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(fromBase64Text(text).valueOr({}), bytes);
}

QTEST_GUILESS_MAIN(PictureTest)
#include "tst_picture.moc"
