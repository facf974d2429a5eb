// SPDX-License-Identifier: MIT
#include "imaging/picturefile.h"

#include "imaging/picture.h"
#include "imaging/pngtext.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

template<typename T>
Result<T> waited(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20'000))
        return Error{.kind = Error::Kind::Timeout, .message = u"The call did not finish."_s};
    return call.future().result();
}

// Left half opaque, right half see-through.
QByteArray sample()
{
    QImage image(64, 48, QImage::Format_ARGB32);
    image.fill(QColor(20, 130, 220));
    for (int y = 0; y < 48; ++y) {
        for (int x = 32; x < 64; ++x)
            image.setPixelColor(x, y, Qt::transparent);
    }
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

Receipt receipt()
{
    return {.prompt = u"A lake, MARKEDPROMPT"_s,
        .caption = u"lake"_s,
        .engine = u"Demo painter (offline, not AI)"_s,
        .model = u"demo-painter"_s,
        .tier = "hd",
        .providerQuality = "high",
        .size = {64, 48},
        .style = "vivid",
        .seed = 7,
        .eventId = "img_1",
        .customer = "cus_1",
        .at = *timeFromIso("2026-11-21T10:00:00Z"),
        .provider = "demo"};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class PictureFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachFormatIsWritten_data();
    void eachFormatIsWritten();
    void theReceiptIsCompleted();
    void whatWasKnownStays();
    void aFileIsReplacedWholeOrNotAtAll();
    void failuresSayWhy_data();
    void failuresSayWhy();
    void droppedFilesTellTheirSettings();
    void otherProgramsFilesToo();
    void filesThatTellNothingSaySo();
    void whatIsNoPictureIsRefused_data();
    void whatIsNoPictureIsRefused();
    void overfullFilesAreRefused_data();
    void overfullFilesAreRefused();
    void aPipeIsNotWaitedFor();

private:
    QString at(const QString &name) const { return m_dir->filePath(name); }
    Result<void> save(SaveOrder order)
    {
        order.source = at(u"own.png"_s);
        return waited(savePicture(order));
    }
    Result<DroppedPicture> read(const QString &name) { return waited(readDropped(at(name))); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void PictureFileTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(put(at(u"own.png"_s), withReceipt(sample(), receipt()).valueOr({})));
}

void PictureFileTest::eachFormatIsWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("chosen");
    QTest::addColumn<PictureText>("text");
    QTest::addColumn<QByteArray>("format");
    const auto inside = PictureText::Inside;
    const auto leftOut = PictureText::LeftOut;
    QTest::newRow("png") << u"x.png"_s << ""_ba << inside << "png"_ba;
    QTest::newRow("png without") << u"x.PNG"_s << ""_ba << leftOut << "png"_ba;
    QTest::newRow("no ending") << u"x"_s << ""_ba << inside << "png"_ba;
    QTest::newRow("jpg") << u"x.jpg"_s << ""_ba << inside << "jpeg"_ba;
    QTest::newRow("jpeg without") << u"x.JPEG"_s << ""_ba << leftOut << "jpeg"_ba;
    QTest::newRow("webp") << u"x.webp"_s << ""_ba << inside << "webp"_ba;
    QTest::newRow("webp without") << u"x.webp"_s << ""_ba << leftOut << "webp"_ba;
    QTest::newRow("chosen") << u"x.png"_s << "jpeg"_ba << inside << "jpeg"_ba;
}

void PictureFileTest::eachFormatIsWritten()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, chosen);
    QFETCH(PictureText, text);
    QFETCH(QByteArray, format);
    const Result<void> saved = save({.target = at(name), .format = chosen, .text = text});
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    const QByteArray bytes = contentOf(at(name));
    QCOMPARE(formatOf(bytes), format);
    const Result<Picture> picture = decodePicture(bytes);
    QVERIFY(picture);
    QCOMPARE(picture->size, QSize(64, 48));
    const QColor left = picture->image.pixelColor(8, 24);
    QVERIFY(qAbs(left.red() - 20) < 8 && qAbs(left.green() - 130) < 8 && qAbs(left.blue() - 220) < 8);
    const QColor right = picture->image.pixelColor(56, 24);
    QVERIFY(format == "jpeg" ? right.red() > 245 && right.blue() > 245 : right.alpha() < 10);
    const bool told = format == "png" && text == PictureText::Inside;
    QCOMPARE(receiptOf(bytes).has_value(), told);
    QCOMPARE(bytes.contains("MARKEDPROMPT"), told); // Qt writes an image's texts into JPEG files too
}

void PictureFileTest::theReceiptIsCompleted()
{
    const ReceiptBill bill{.price = Decimal(5),
        .currency = "USD",
        .period
        = Period{.start = *timeFromIso("2026-11-01T00:00:00Z"), .end = *timeFromIso("2026-12-01T00:00:00Z")},
        .verdict = u"Counted: image 11, billable."_s};
    QVERIFY(save({.target = at(u"x.png"_s), .bill = bill}));
    Receipt completed = receipt();
    completed.bill = bill;
    QCOMPARE(receiptOf(contentOf(at(u"x.png"_s))), std::optional(completed));
    const Result<QByteArray> bytes = exportedBytes({.source = at(u"own.png"_s), .bill = bill});
    QCOMPARE(*bytes, contentOf(at(u"x.png"_s)));
}

void PictureFileTest::whatWasKnownStays()
{
    QVERIFY(save({.target = at(u"own.png"_s),
        .bill = {.price = Decimal(5), .currency = "EUR", .verdict = u"Counted."_s}}));
    QVERIFY(save({.target = at(u"x.png"_s)}));
    const auto bill = receiptOf(contentOf(at(u"x.png"_s)))->bill;
    QCOMPARE(bill.price, std::optional(Decimal(5)));
    QCOMPARE(bill.currency, "EUR"_ba);
    QCOMPARE(bill.verdict, u"Counted."_s);
}

void PictureFileTest::aFileIsReplacedWholeOrNotAtAll()
{
    QVERIFY(put(at(u"x.png"_s), "before"));
    QVERIFY(put(at(u"broken.png"_s), contentOf(at(u"own.png"_s)).chopped(30)));
    const auto failed = waited(
        savePicture({.source = at(u"broken.png"_s), .target = at(u"x.png"_s), .text = PictureText::LeftOut}));
    QVERIFY(!failed);
    QCOMPARE(contentOf(at(u"x.png"_s)), "before");
    QVERIFY(save({.target = at(u"x.png"_s)}));
    QCOMPARE(contentOf(at(u"x.png"_s)), contentOf(at(u"own.png"_s)));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden),
        (QStringList{u"broken.png"_s, u"own.png"_s, u"x.png"_s})); // no temporary file stays
}

void PictureFileTest::failuresSayWhy_data()
{
    QTest::addColumn<QString>("target"); // in the folder
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no such folder") << u"nowhere/x.png"_s << u"is not there. Choose another one."_s;
    QTest::newRow("another format") << u"x.gif"_s << u"“x.gif” cannot be written. Use .png, .jpg or .webp."_s;
    QTest::newRow("a folder") << u"folder"_s << u"is a folder. Give the file a name."_s;
}

void PictureFileTest::failuresSayWhy()
{
    QFETCH(QString, target);
    QFETCH(QString, sentence);
    QVERIFY(QDir(m_dir->path()).mkdir(u"folder"_s));
    const auto failed = save({.target = at(target)});
    QVERIFY(!failed);
    QVERIFY2(failed.error().message.endsWith(sentence), qPrintable(failed.error().message));
    const auto gone = exportedBytes({.source = at(u"gone.png"_s)});
    QCOMPARE(gone.error().message, u"The file “gone.png” is not there any more."_s);
}

void PictureFileTest::droppedFilesTellTheirSettings()
{
    const auto dropped = read(u"own.png"_s);
    QVERIFY2(dropped, dropped ? "" : qPrintable(dropped.error().message));
    QCOMPARE(dropped->path, at(u"own.png"_s));
    QCOMPARE(dropped->format, "png"_ba);
    QCOMPARE(dropped->size, QSize(64, 48));
    QCOMPARE(dropped->receipt, std::optional(receipt()));
    QCOMPARE(dropped->settings, std::optional(settingsOf(receipt())));
    QCOMPARE(dropped->why, QString());
}

void PictureFileTest::otherProgramsFilesToo()
{
    const auto png = withTexts(sample(),
        {{"parameters", u"a cat\nNegative prompt: blur\nSteps: 20, Seed: 42, Size: 512x512, Model: m"_s}},
        OtherChunks::Kept);
    QVERIFY(put(at(u"cat.png"_s), *png));
    const auto dropped = read(u"cat.png"_s);
    QVERIFY(dropped && !dropped->receipt);
    QCOMPARE(
        dropped->settings, (std::optional(PictureSettings{u"a cat"_s, u"blur"_s, u"m"_s, {512, 512}, 42})));
    QCOMPARE(dropped->size, QSize(64, 48)); // of the file, not of its text
}

void PictureFileTest::filesThatTellNothingSaySo()
{
    QVERIFY(put(at(u"bare.png"_s), sample()));
    QCOMPARE(read(u"bare.png"_s)->why, u"This picture tells nothing about how it was made."_s);
    QVERIFY(save({.target = at(u"x.jpg"_s)}));
    QCOMPARE(read(u"x.jpg"_s)->why, u"JPEG files hold no settings. PNG files of this program do."_s);
    QVERIFY(!read(u"x.jpg"_s)->settings);
    QVERIFY(QFile::rename(at(u"x.jpg"_s), at(u"lies.png"_s)));
    QCOMPARE(read(u"lies.png"_s)->format, "jpeg"_ba);
}

void PictureFileTest::whatIsNoPictureIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("sentence");
    const QString none = u"“x.png” is no PNG, JPEG or WebP picture."_s;
    QTest::newRow("nothing") << ""_ba << qint64(0) << none;
    QTest::newRow("text") << "hello"_ba << qint64(5) << none;
    QTest::newRow("svg") << "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"_ba << qint64(62)
                         << none;
    QTest::newRow("gif") << "GIF89a\1\0\1\0"_ba << qint64(10) << none;
    QTest::newRow("a head alone") << sample().first(8) << qint64(8) << none;
    QTest::newRow("too large") << sample() << qint64(64 * 1024 * 1024 + 1)
                               << u"“x.png” is larger than 64 MB."_s;
}

void PictureFileTest::whatIsNoPictureIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, size);
    QFETCH(QString, sentence);
    QVERIFY(put(at(u"x.png"_s), bytes));
    QVERIFY(QFile::resize(at(u"x.png"_s), size));
    const auto dropped = read(u"x.png"_s);
    QVERIFY(!dropped);
    QCOMPARE(dropped.error().message, sentence);
}

void PictureFileTest::overfullFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::addColumn<int>("times");
    QTest::addColumn<bool>("refused");
    const QByteArray empty = QByteArray("\0\0\0\0", 4) + "zzZzcrc.";
    const QByteArray text = QByteArray("\0\x0f\xff\xff", 4) + "tEXt" + QByteArray(0xfffff, 't') + "crc.";
    QTest::newRow("many chunks") << empty << 19'000 << false;
    QTest::newRow("too many chunks") << empty << 20'001 << true;
    QTest::newRow("much text") << text << 7 << false;
    QTest::newRow("too much text") << text << 9 << true;
}

void PictureFileTest::overfullFilesAreRefused()
{
    QFETCH(QByteArray, chunk);
    QFETCH(int, times);
    QFETCH(bool, refused);
    constexpr qsizetype behindIhdr = 33;
    const QByteArray full = withReceipt(sample(), receipt())->insert(behindIhdr, chunk.repeated(times));
    QVERIFY(put(at(u"full.png"_s), full));
    const Result<DroppedPicture> dropped = read(u"full.png"_s);
    const Result<QByteArray> kept = withReceipt(full, receipt());
    QCOMPARE(isOverfull(full), refused);
    QCOMPARE(dropped.ok(), !refused);
    QCOMPARE(kept.ok(), !refused);
    if (!refused) {
        QCOMPARE(dropped->receipt->prompt, receipt().prompt);
        return;
    }
    QVERIFY(!textsOf(full));
    QCOMPARE(dropped.error().message, u"“full.png” has more parts or text than a picture needs."_s);
    QCOMPARE(kept.error().message, u"The PNG has more parts or text than a picture needs."_s);
}

void PictureFileTest::aPipeIsNotWaitedFor()
{
    QCOMPARE(read(u"gone.png"_s).error().message, u"The file “gone.png” is not there any more."_s);
    QVERIFY(!waited(readDropped(m_dir->path())));
#ifdef Q_OS_UNIX
    QCOMPARE(mkfifo(QFile::encodeName(at(u"pipe.png"_s)).constData(), 0600), 0);
    QCOMPARE(read(u"pipe.png"_s).error().message, u"“pipe.png” is no file."_s);
#endif
}

QTEST_GUILESS_MAIN(PictureFileTest)
#include "tst_picturefile.moc"
