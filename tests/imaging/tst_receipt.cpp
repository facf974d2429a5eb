// SPDX-License-Identifier: MIT
#include "imaging/receipt.h"

#include "imaging/pngtext.h"

#include <QBuffer>
#include <QImage>
#include <QRandomGenerator>
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

// With every member that a receipt may have.
Receipt wholeReceipt()
{
    Receipt whole = receipt();
    whole.provider = "openai";
    whole.negative = u"text, Rand\nблики"_s;
    whole.estimateUsd = Decimal::fromText("0.053");
    whole.costUsd = Decimal::fromText("0.05268");
    whole.bill = {.price = Decimal::fromText("0.14"),
        .currency = "USD",
        .period
        = Period{.start = *timeFromIso("2026-11-01T00:00:00Z"), .end = *timeFromIso("2026-12-01T00:00:00Z")},
        .verdict = u"Counted: image 11, $0.0014."_s};
    return whole;
}

QByteArray written(const Receipt &receipt)
{
    return withReceipt(encoded("png"), receipt).valueOr({});
}

std::optional<QString> textIn(const QByteArray &png, const QByteArray &keyword)
{
    for (const PngText &text : textsOf(png).value_or(QList<PngText>())) {
        if (text.keyword == keyword)
            return text.text;
    }
    return std::nullopt;
}

} // namespace

class ReceiptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void receiptComesBack();
    void everyMemberComesBack();
    void aSizeNobodyCanHaveIsNone();
    void missingSeedStaysMissing();
    void pixelsAndBytesStay();
    void newReceiptReplacesTheOld();
    void otherFormatsBecomePng();
    void changedReceiptIsNone();
    void noPictureIsRefused_data();
    void noPictureIsRefused();
    void otherProgramsFindTheirText();
    void otherScriptsAreWrittenToo();
    void aServersOwnTextStays();
    void noKeyIsWritten_data();
    void noKeyIsWritten();
    void wordsLikeKeysStay();
    void textsCanBeLeftOut();
    void damagedFilesAreSurvived();
};

void ReceiptTest::receiptComesBack()
{
    const Result<QByteArray> png = withReceipt(encoded("png"), receipt());
    QVERIFY(png.ok());
    QCOMPARE(receiptOf(*png), std::optional(receipt()));
    QCOMPARE(receiptOf(encoded("png")), std::nullopt);
}

void ReceiptTest::everyMemberComesBack()
{
    QCOMPARE(receiptOf(written(wholeReceipt())), std::optional(wholeReceipt()));
    Receipt yen = wholeReceipt();
    yen.bill.price = Decimal(5);
    yen.bill.currency = "JPY"; // has no smaller unit
    QCOMPARE(receiptOf(written(yen)), std::optional(yen));
}

void ReceiptTest::aSizeNobodyCanHaveIsNone()
{
    Receipt huge = receipt();
    huge.size = {2'000'000'000, 2'000'000'000};
    QCOMPARE(receiptOf(written(huge))->size, QSize());
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

void ReceiptTest::otherProgramsFindTheirText()
{
    Receipt plain = wholeReceipt();
    plain.prompt = u"a café\nat night"_s;
    plain.negative = u"blur"_s;
    plain.model = u"gpt-image-2"_s;
    plain.size = {1024, 768};
    plain.seed = 7;
    const QByteArray png = written(plain);
    QCOMPARE(textIn(png, "parameters"),
        u"a café\nat night\nNegative prompt: blur\nSize: 1024x768, Seed: 7, Model: gpt-image-2,"
        " Version: PixelMeter"_s);
    QVERIFY(png.contains(QByteArrayView("tEXtparameters\0a caf\xe9\n", 22))); // Latin-1, as they read it
    plain.seed.reset();
    plain.negative.clear();
    QCOMPARE(textIn(written(plain), "parameters"),
        u"a café\nat night\nSize: 1024x768, Model: gpt-image-2, Version: PixelMeter"_s);
}

void ReceiptTest::otherScriptsAreWrittenToo()
{
    const QByteArray png = written(wholeReceipt());
    QVERIFY(png.contains(QByteArrayView("iTXtparameters\0\0\0\0\0", 19)));
    QVERIFY(textIn(png, "parameters")->startsWith(receipt().prompt));
    // Latin-1 that could be read as UTF-8 is written so that nobody can.
    Receipt mistakable = receipt();
    mistakable.prompt = u"\u00c3\u00a9"_s;
    const QByteArray other = written(mistakable);
    QVERIFY(other.contains("iTXtparameters"));
    QVERIFY(textIn(other, "parameters")->startsWith(mistakable.prompt));
}

// It knows of steps and samplers; the picture's own receipt stands beside it, and texts that are neither
// stay.
void ReceiptTest::aServersOwnTextStays()
{
    const QString theirs = u"a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x512"_s;
    const auto png
        = withTexts(encoded("png"), {{"parameters", theirs}, {"Software", u"sd"_s}}, OtherChunks::Kept);
    const Result<QByteArray> both = withReceipt(*png, receipt());
    QCOMPARE(textIn(*both, "parameters"), theirs);
    QCOMPARE(textIn(*both, "Software"), u"sd"_s);
    QCOMPARE(receiptOf(*both), std::optional(receipt()));
    QCOMPARE(foreignSettingsOf(*both)->seed, std::optional<quint64>(42));
    Receipt other = receipt();
    other.prompt = u"a dog"_s;
    QCOMPARE(textIn(*withReceipt(written(receipt()), other), "parameters")->left(6), u"a dog\n"_s);
}

void ReceiptTest::noKeyIsWritten_data()
{
    QTest::addColumn<Receipt>("receipt");
    QTest::addColumn<QList<PngText>>("texts"); // that the server's PNG had
    const QString key = u"sk-proj-MARKED0123456789"_s;
    const auto row = [](const char *name, auto change) {
        Receipt marked = wholeReceipt();
        change(marked);
        QTest::newRow(name) << marked << QList<PngText>();
    };
    row("prompt", [&](Receipt &r) { r.prompt = u"a sea "_s + key; });
    row("negative prompt", [&](Receipt &r) { r.negative = key + u", blur"_s; });
    row("caption", [&](Receipt &r) { r.caption = key; });
    row("engine", [&](Receipt &r) { r.engine = u"https://me:MARKED@images.example"_s; });
    row("model", [&](Receipt &r) { r.model = key; });
    row("tier", [&](Receipt &r) { r.tier = key.toUtf8(); });
    row("provider quality", [&](Receipt &r) { r.providerQuality = key.toUtf8(); });
    row("style", [&](Receipt &r) { r.style = key.toUtf8(); });
    row("event id", [&](Receipt &r) { r.eventId = key.toUtf8(); });
    row("customer", [&](Receipt &r) { r.customer = "dodo_test_MARKED0123456789"; });
    row("provider", [&](Receipt &r) { r.provider = key.toUtf8(); });
    row("currency", [&](Receipt &r) { r.bill.currency = key.toUtf8(); });
    row("verdict", [&](Receipt &r) { r.bill.verdict = u"Refused: Bearer MARKED0123456789abc"_s; });
    row("webhook secret", [&](Receipt &r) { r.prompt = u"whsec_MARKED0123456789"_s; });
    QTest::newRow("the server's parameters")
        << receipt() << QList<PngText>{{"parameters", u"a cat "_s + key + u"\nSteps: 20"_s}};
    QTest::newRow("another text of the server")
        << receipt() << QList<PngText>{{"request", u"Authorization: Bearer MARKED0123456789"_s}};
}

void ReceiptTest::noKeyIsWritten()
{
    QFETCH(Receipt, receipt);
    QFETCH(QList<PngText>, texts);
    const auto png = withTexts(encoded("png"), texts, OtherChunks::Kept);
    const Result<QByteArray> out = withReceipt(*png, receipt);
    QVERIFY(out);
    QVERIFY(!out->contains("MARKED"));
    QVERIFY(receiptOf(*out).has_value());
}

void ReceiptTest::wordsLikeKeysStay()
{
    Receipt plain = receipt();
    plain.prompt = u"a ring Bearer mountaineering, Basic watercolours, sk-ateboarding-dogs, hf-radio"_s;
    QCOMPARE(receiptOf(written(plain))->prompt, plain.prompt);
}

void ReceiptTest::textsCanBeLeftOut()
{
    const Result<QByteArray> bare = withoutTexts(written(wholeReceipt()));
    QCOMPARE(*bare, encoded("png")); // what it was before
    QVERIFY(textsOf(*bare)->isEmpty());
    // Nor camera data, times or chunks nobody knows.
    QByteArray more = encoded("png");
    for (const char *type : {"eXIf", "tIME", "prVt"})
        more.insert(33, QByteArray("\0\0\0\1", 4) + type + "x" + "crc.");
    QCOMPARE(*withoutTexts(more), encoded("png"));
}

// Whatever a byte becomes: either the receipt is as it was written, or there is none.
void ReceiptTest::damagedFilesAreSurvived()
{
    const QByteArray whole = written(wholeReceipt());
    QRandomGenerator random(20261121);
    int survived = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray damaged = whole;
        for (int change = 0; change <= round % 4; ++change) {
            const int at = random.bounded(int(damaged.size()));
            switch (random.bounded(4)) {
            case 0:
                damaged[at] = char(random.bounded(256));
                break;
            case 1:
                damaged.remove(at, 1 + random.bounded(8));
                break;
            case 2:
                damaged.insert(at, QByteArray(1 + random.bounded(8), char(random.bounded(256))));
                break;
            default:
                damaged.truncate(at + 1);
            }
        }
        const auto read = receiptOf(damaged);
        survived += read ? 1 : 0;
        if (read)
            QCOMPARE(*read, wholeReceipt());
        if (const auto settings = foreignSettingsOf(damaged))
            QCOMPARE(settings->seed, wholeReceipt().seed);
        const Result<QByteArray> again = withReceipt(damaged, receipt());
        QVERIFY(!again || receiptOf(*again) == receipt());
    }
    QVERIFY(survived > 100 && survived < 15'000); // both ways are walked
}

QTEST_GUILESS_MAIN(ReceiptTest)
#include "tst_receipt.moc"
