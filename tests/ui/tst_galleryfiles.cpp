// SPDX-License-Identifier: MIT
#include "gallerybench.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerycanvas.h"
#include "ui/gallery/gallerydetails.h"

#include <QClipboard>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

// What leaves the gallery and what is dropped on it, and what it tells of a picture.
class TestGalleryFiles : public QObject, private GalleryBench {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }

    void tellsPriceAndEventOfABilledPicture();
    void dragsCopiesUnderSpeakingNames();
    void savesInThreeKinds();
    void aSavedFileTellsItsMakingUnlessToldNot();
    void savesSeveralIntoAFolder();
    void aFailedSaveIsSaid();
    void showsADroppedFileOfThisWorkspace();
    void showsADroppedFileOfAnother();
    void saysWhatIsNoPicture();
};

void TestGalleryFiles::tellsPriceAndEventOfABilledPicture()
{
    open(3);
    m_panel->resize(1600, 900);
    QVERIFY(makeBilledPicture());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 4, patience);
    const auto price
        = [this] { return grid()->model()->index(0, 0).data(GalleryModel::PriceRole).toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(price(), u"not counted"_s, patience); // a draft
    showLarge(0);
    QTRY_COMPARE_WITH_TIMEOUT(label("galleryPrice"), u"not counted"_s, patience);
    QCOMPARE(label("galleryWhy"), u"quality is “draft”"_s);
    QVERIFY(part(*m_panel, "galleryShowEvent")->isEnabled());
}

void TestGalleryFiles::dragsCopiesUnderSpeakingNames()
{
    open(5);
    GalleryActions actions((*m_desk)->studio(), m_panel.get());
    QList<GalleryItem> items;
    for (const int n : {0, 1, 0})
        items.append({m_desk->row(n), m_desk->path(m_desk->ids[n])});
    items[2].row.prompt = items[0].row.prompt;
    const std::unique_ptr<QMimeData> mime = actions.files(items);
    QVERIFY(mime->hasUrls());
    const QList<QUrl> urls = mime->urls();
    QCOMPARE(urls.size(), 3);
    QSet<QString> names;
    for (const QUrl &url : urls) {
        QVERIFY(!url.toLocalFile().startsWith(m_desk->folder.path())); // a copy: it may be changed
        QCOMPARE(QImage(url.toLocalFile()).size(), m_desk->many.pixels);
        names.insert(url.fileName());
    }
    QCOMPARE(names.size(), 3);
    const QString words = m_desk->row(0).prompt.toLower().replace(u", "_s, u"-"_s).replace(u' ', u'-');
    QVERIFY2(urls.first().fileName().startsWith(words.left(20)), qPrintable(urls.first().fileName()));
    QVERIFY(urls.first().fileName().endsWith(u"-2026-11-21.png"_s)
        || urls.first().fileName().endsWith(u"-2026-11-20.png"_s));
    const QByteArray list = mime->data(u"text/uri-list"_s); // as other programs ask for it
    QVERIFY(list.contains("file://"));
}

void TestGalleryFiles::savesInThreeKinds()
{
    open(3);
    QTemporaryDir target;
    QString suggested;
    QString answer;
    m_panel->setAsk([&](QWidget *, GalleryActions::What what, const QString &name, const auto &chosen) {
        QCOMPARE(what, GalleryActions::What::File);
        suggested = name;
        chosen(answer);
    });
    showLarge(0);
    for (const QString &kind : {u"png"_s, u"jpg"_s, u"webp"_s}) {
        answer = target.filePath(u"mine."_s + kind);
        press(*m_panel, "gallerySave");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(answer), patience);
        QTRY_COMPARE_WITH_TIMEOUT(QImageReader(answer).size(), m_desk->many.pixels, patience);
        QCOMPARE(QImageReader(answer).format(), kind == u"jpg"_s ? "jpeg"_ba : kind.toLatin1());
    }
    QVERIFY(suggested.endsWith(u".png"_s));
}

void TestGalleryFiles::aSavedFileTellsItsMakingUnlessToldNot()
{
    open(2);
    QVERIFY(makeBilledPicture());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 3, patience);
    QTemporaryDir target;
    QString answer = target.filePath(u"with.png"_s);
    m_panel->setAsk(
        [&](QWidget *, GalleryActions::What, const QString &, const auto &chosen) { chosen(answer); });
    const auto receipt = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? receiptOf(file.readAll()) : std::nullopt;
    };
    showLarge(0);
    press(*m_panel, "gallerySave");
    QTRY_VERIFY_WITH_TIMEOUT(receipt(answer), patience);
    QCOMPARE(receipt(answer)->prompt, u"A lake"_s);
    part<QAction>(*m_panel, "galleryMenuText")->trigger();
    answer = target.filePath(u"without.png"_s);
    press(*m_panel, "gallerySave");
    QTRY_VERIFY_WITH_TIMEOUT(QImageReader(answer).canRead(), patience);
    QVERIFY(!receipt(answer));
}

void TestGalleryFiles::savesSeveralIntoAFolder()
{
    open(6);
    QTemporaryDir target;
    m_panel->setAsk([&](QWidget *, GalleryActions::What what, const QString &, const auto &chosen) {
        QCOMPARE(what, GalleryActions::What::Folder);
        chosen(target.path());
    });
    QTest::keyClick(grid(), Qt::Key_A, Qt::ControlModifier);
    press(*m_panel, "galleryShelfSave");
    QTRY_COMPARE_WITH_TIMEOUT(QDir(target.path()).entryList({u"*.png"_s}).size(), 6, patience);
}

void TestGalleryFiles::aFailedSaveIsSaid()
{
    open(3);
    m_panel->setAsk([&](QWidget *, GalleryActions::What, const QString &, const auto &chosen) {
        chosen(m_desk->folder.filePath(u"no/such/folder/mine.png"_s));
    });
    showLarge(0);
    press(*m_panel, "gallerySave");
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_panel, "galleryShelf")->isVisible(), patience);
    QVERIFY(label("galleryShelfText").startsWith(u"The picture was not saved."_s));
}

void TestGalleryFiles::showsADroppedFileOfThisWorkspace()
{
    open(2);
    QVERIFY(makeBilledPicture());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 3, patience);
    const EventId id = static_cast<GalleryModel *>(grid()->model())->ids().first();
    QTemporaryDir elsewhere;
    const QString copy = elsewhere.filePath(u"copy.png"_s);
    QVERIFY(QFile::copy(m_desk->path(id), copy));
    m_panel->openFile(copy);
    QTRY_VERIFY_WITH_TIMEOUT(large(), patience);
    QCOMPARE(part<GalleryDetails>(*m_panel, "galleryDetails")->picture().id, id);
    QVERIFY(part(*m_panel, "galleryDelete")->isVisible()); // it is one of ours
}

void TestGalleryFiles::showsADroppedFileOfAnother()
{
    open(2);
    QVERIFY(makeBilledPicture());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 3, patience);
    const EventId id = static_cast<GalleryModel *>(grid()->model())->ids().first();
    QTemporaryDir elsewhere;
    const QString copy = elsewhere.filePath(u"copy.png"_s);
    QVERIFY(QFile::copy(m_desk->path(id), copy));
    QVERIFY(resultOf(m_desk->outbox().hideImages({id})));
    m_panel->openFile(copy);
    QTRY_VERIFY_WITH_TIMEOUT(large(), patience);
    m_panel->resize(1600, 900);
    QVERIFY(!part(*m_panel, "galleryDelete")->isVisible());
    QCOMPARE(label("galleryPrompt"), u"A lake"_s);
    QTRY_COMPARE_WITH_TIMEOUT(label("galleryPrice"), u"not counted"_s, patience); // its event is known here
    QSignalSpy event(m_panel.get(), &GalleryPanel::eventRequested);
    press(*m_panel, "galleryShowEvent");
    QCOMPARE(event.first().first().value<EventId>(), id);
    m_panel->cancel();
    QVERIFY(!large());
}

void TestGalleryFiles::saysWhatIsNoPicture()
{
    open(2);
    QTemporaryDir elsewhere;
    QFile file(elsewhere.filePath(u"words.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("only words");
    file.close();
    m_panel->openFile(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_panel, "galleryShelf")->isVisible(), patience);
    QVERIFY(!label("galleryShelfText").isEmpty());
    QVERIFY(!large());
    // A picture that tells nothing is shown all the same.
    const QString bare = elsewhere.filePath(u"bare.png"_s);
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QVERIFY(image.save(bare));
    m_panel->openFile(bare);
    QTRY_VERIFY_WITH_TIMEOUT(large(), patience);
    QVERIFY(!label("galleryShelfText").isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(
        part<GalleryCanvas>(*m_panel, "galleryCanvas")->image().size(), QSize(40, 30), patience);
}

QTEST_MAIN(TestGalleryFiles)
#include "tst_galleryfiles.moc"
