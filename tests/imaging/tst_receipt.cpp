// SPDX-License-Identifier: MIT
#include "imaging/receipt.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QImage sample()
{
    QImage image(16, 8, QImage::Format_RGB32);
    image.fill(QColor(10, 120, 200));
    image.setPixelColor(3, 3, Qt::yellow);
    return image;
}

QByteArray encoded(const char *format)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    sample().save(&buffer, format, 100);
    return out;
}

Receipt receipt()
{
    return {.prompt = u"A “cute” robot\nрисует 🎨"_s,
        .caption = u"mountains, lake, sunset"_s,
        .engine = u"Demo painter (offline, not AI)"_s,
        .model = u"demo-painter"_s,
        .tier = "hd",
        .providerQuality = "high",
        .size = {16, 8},
        .style = "natural",
        .seed = 18'446'744'073'709'551'615ULL,
        .eventId = "img_0123456789",
        .customer = "cus_1",
        .at = *timeFromIso("2026-11-21T10:00:00.123456Z")};
}

} // namespace

class ReceiptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void receiptComesBack();
    void missingSeedStaysMissing();
    void pixelsAndBytesStay();
    void newReceiptReplacesTheOld();
    void otherFormatsBecomePng();
    void changedReceiptIsNone();
    void noPictureIsRefused_data();
    void noPictureIsRefused();
};

void ReceiptTest::receiptComesBack()
{
    const Result<QByteArray> png = withReceipt(encoded("png"), receipt());
    QVERIFY(png.ok());
    QCOMPARE(receiptOf(*png), std::optional(receipt()));
    QCOMPARE(receiptOf(encoded("png")), std::nullopt);
}

void ReceiptTest::missingSeedStaysMissing()
{
    Receipt plain = receipt();
    plain.seed.reset();
    plain.customer.clear();
    QCOMPARE(receiptOf(*withReceipt(encoded("png"), plain)), std::optional(plain));
}

void ReceiptTest::pixelsAndBytesStay()
{
    const QByteArray before = encoded("png");
    const QByteArray after = *withReceipt(before, receipt());
    QCOMPARE(QImage::fromData(after, "png").convertToFormat(QImage::Format_RGB32), sample());
    constexpr qsizetype head = 8 + 25; // signature and IHDR
    QVERIFY(after.startsWith(before.first(head)));
    QVERIFY(after.endsWith(before.sliced(head)));
}

void ReceiptTest::newReceiptReplacesTheOld()
{
    const QByteArray once = *withReceipt(encoded("png"), receipt());
    QCOMPARE(*withReceipt(once, receipt()), once);
    Receipt other = receipt();
    other.eventId = "img_other";
    QCOMPARE(receiptOf(*withReceipt(once, other)), std::optional(other));
}

void ReceiptTest::otherFormatsBecomePng()
{
    const Result<QByteArray> png = withReceipt(encoded("jpeg"), receipt());
    QVERIFY(png.ok());
    QVERIFY(png->startsWith("\x89PNG"));
    QCOMPARE(QImage::fromData(*png, "png").size(), QSize(16, 8));
    QCOMPARE(receiptOf(*png), std::optional(receipt()));
}

void ReceiptTest::changedReceiptIsNone()
{
    QByteArray png = *withReceipt(encoded("png"), receipt());
    png.replace("img_0123456789", "img_9876543210");
    QCOMPARE(receiptOf(png), std::nullopt);
}

void ReceiptTest::noPictureIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray png = encoded("png");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("signature only") << png.left(8);
    QTest::newRow("without its end") << png.chopped(12);
    QTest::newRow("cut in a chunk") << png.chopped(20);
    QByteArray hugeChunk = png;
    hugeChunk.replace(8, 4, "\xff\xff\xff\xff");
    QTest::newRow("length past the end") << hugeChunk;
}

void ReceiptTest::noPictureIsRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!withReceipt(bytes, receipt()).ok());
    QCOMPARE(receiptOf(bytes), std::nullopt);
}

QTEST_GUILESS_MAIN(ReceiptTest)
#include "tst_receipt.moc"
