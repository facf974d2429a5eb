// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "gallerydesk.h"
#include "ui/gallery/gallerycanvas.h"
#include "ui/gallery/galleryviewer.h"
#include "ui/gallery/gallerywords.h"
#include "ui/parts/elidedlabel.h"

using namespace Qt::StringLiterals;

namespace {

constexpr QSize shape{800, 400};

QImage striped()
{
    QImage image(shape, QImage::Format_RGB32);
    image.fill(Qt::darkBlue);
    return image;
}

void wheel(QWidget &widget, const QPointF &at, int delta)
{
    QWheelEvent event(
        at, widget.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

class TestGalleryViewer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void fitsAndShowsHowLarge();
    void zoomsTowardsThePointer();
    void zoomingOutEndsFitted();
    void dragsAndStopsAtTheEdge();
    void arrowsStepWhenFittedAndMoveWhenNot();
    void tellsWhatIsNotThereAnyMore();
    void decodesTheNeighboursAhead();
    void keepsNoMoreThanItsCap();
    void theWholeScreenFollowsAndEndsWithEscape();
    void foldsItsDetails();
    void saysBothMoneys();

private:
    QPointF pointUnder(const QPointF &at) const
    {
        return (at - m_canvas->place().topLeft()) / m_canvas->zoom();
    }

    std::unique_ptr<GalleryCanvas> m_canvas;
};

void TestGalleryViewer::init()
{
    m_canvas = std::make_unique<GalleryCanvas>(GalleryCanvas::Corners::Round);
    m_canvas->resize(400, 300);
    m_canvas->setImage(striped(), u"Stripes"_s);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
}

void TestGalleryViewer::cleanup()
{
    m_canvas.reset();
}

void TestGalleryViewer::fitsAndShowsHowLarge()
{
    QVERIFY(m_canvas->fitted());
    QCOMPARE(m_canvas->zoom(), 0.5);
    QCOMPARE(m_canvas->place(), QRectF(0, 50, 400, 200));
    m_canvas->resize(800, 800);
    QCOMPARE(m_canvas->zoom(), 1.0);
    QTest::keyClick(m_canvas.get(), Qt::Key_1);
    QVERIFY(!m_canvas->fitted());
    QCOMPARE(m_canvas->zoom(), 1.0);
    QTest::keyClick(m_canvas.get(), Qt::Key_0);
    QVERIFY(m_canvas->fitted());
    QCOMPARE(m_canvas->accessibleDescription(), u"Stripes"_s);
}

void TestGalleryViewer::zoomsTowardsThePointer()
{
    const QPointF at(320, 180);
    const QPointF point = pointUnder(at);
    for (int notch = 0; notch < 6; ++notch) {
        wheel(*m_canvas, at, 120);
        if (m_canvas->place().height() > m_canvas->height()) { // until then it stays in the middle
            QVERIFY(std::abs(pointUnder(at).x() - point.x()) < 1);
        }
    }
    QVERIFY(m_canvas->zoom() > 1.5);
    for (int notch = 0; notch < 60; ++notch)
        wheel(*m_canvas, at, 120);
    QCOMPARE(m_canvas->zoom(), 16.0);
}

void TestGalleryViewer::zoomingOutEndsFitted()
{
    m_canvas->setZoom(2);
    for (int notch = 0; notch < 20; ++notch)
        QTest::keyClick(m_canvas.get(), Qt::Key_Minus);
    QVERIFY(m_canvas->fitted());
    QCOMPARE(m_canvas->zoom(), 0.5);
}

void TestGalleryViewer::dragsAndStopsAtTheEdge()
{
    m_canvas->setZoom(1);
    QCOMPARE(m_canvas->place(), QRectF(-200, -50, 800, 400));
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, {200, 150});
    const auto move = [this](const QPointF &to) {
        QMouseEvent event(QEvent::MouseMove, to, m_canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(m_canvas.get(), &event);
    };
    move({250, 130});
    QCOMPARE(m_canvas->place().topLeft(), QPointF(-150, -70));
    move({900, 900});
    QCOMPARE(m_canvas->place().topLeft(), QPointF(0, 0)); // no further
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, {900, 900});
}

void TestGalleryViewer::arrowsStepWhenFittedAndMoveWhenNot()
{
    QSignalSpy steps(m_canvas.get(), &GalleryCanvas::stepRequested);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[0].first().toInt(), 1);
    QCOMPARE(steps[1].first().toInt(), -1);
    m_canvas->setZoom(1);
    const QPointF before = m_canvas->place().topLeft();
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QCOMPARE(steps.size(), 2);
    QVERIFY(m_canvas->place().left() < before.x());
    QTest::keyClick(m_canvas.get(), Qt::Key_PageDown);
    QCOMPARE(steps.size(), 3);
}

void TestGalleryViewer::tellsWhatIsNotThereAnyMore()
{
    GalleryImages images;
    QSignalSpy failed(&images, &GalleryImages::failed);
    images.want(u"/nowhere/picture.png"_s);
    QVERIFY(failed.wait(patience));
    m_canvas->setTrouble(failed.first().at(1).value<Error>().message);
    QCOMPARE(m_canvas->accessibleDescription(), u"The picture's file is not there any more."_s);
    QVERIFY(m_canvas->image().isNull());
    QTest::keyClick(m_canvas.get(), Qt::Key_1); // nothing to zoom
    QVERIFY(m_canvas->fitted());
}

void TestGalleryViewer::decodesTheNeighboursAhead()
{
    const GalleryDesk desk(6);
    GalleryImages images;
    QSignalSpy loaded(&images, &GalleryImages::loaded);
    images.want(desk.path(desk.ids[2]), {desk.path(desk.ids[3]), desk.path(desk.ids[1])});
    QTRY_VERIFY_WITH_TIMEOUT(
        images.keeps(desk.path(desk.ids[3])) && images.keeps(desk.path(desk.ids[1])), patience);
    QCOMPARE(loaded.size(), 1); // only the wanted one is shown
    images.want(desk.path(desk.ids[3]));
    QCOMPARE(loaded.size(), 2); // at once
    QVERIFY(QFile::remove(desk.path(desk.ids[5])));
    QSignalSpy failed(&images, &GalleryImages::failed);
    images.want(desk.path(desk.ids[4]), {desk.path(desk.ids[5])});
    QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 3, patience);
    QCOMPARE(failed.size(), 0); // a missing neighbour is no trouble yet
}

void TestGalleryViewer::keepsNoMoreThanItsCap()
{
    const QTemporaryDir folder;
    QImage large(3000, 2000, QImage::Format_RGB32); // 24 MB
    large.fill(Qt::darkGreen);
    QStringList paths;
    for (int i = 0; i < 4; ++i) {
        paths.append(folder.filePath(u"%1.png"_s.arg(i)));
        QVERIFY(large.save(paths.last()));
    }
    GalleryImages images;
    QSignalSpy loaded(&images, &GalleryImages::loaded);
    for (const QString &path : paths) {
        loaded.clear();
        images.want(path);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, patience);
    }
    QVERIFY(images.keeps(paths[3]));
    QVERIFY(images.keeps(paths[2]));
    QVERIFY(!images.keeps(paths[0]));
}

void TestGalleryViewer::theWholeScreenFollowsAndEndsWithEscape()
{
    GalleryDesk desk(3);
    GalleryPrices prices(desk->session());
    GalleryViewer viewer(desk->session(), prices);
    viewer.resize(1280, 700);
    viewer.QWidget::show();
    const auto show = [&](int n) { viewer.show(desk.row(n), desk.path(desk.ids[n]), u"1 of 3"_s, {}); };
    show(0);
    QTRY_VERIFY_WITH_TIMEOUT(!viewer.canvas()->image().isNull(), patience);
    QTest::keyClick(viewer.canvas(), Qt::Key_F11);
    QVERIFY(viewer.fullScreen());
    QVERIFY(viewer.fullScreen()->isFullScreen());
    QSignalSpy steps(&viewer, &GalleryViewer::stepRequested);
    QTest::keyClick(viewer.fullScreen(), Qt::Key_Right);
    QCOMPARE(steps.size(), 1);
    show(1);
    QTRY_VERIFY_WITH_TIMEOUT(!viewer.fullScreen()->image().isNull(), patience);
    QTest::keyClick(viewer.fullScreen(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!viewer.fullScreen(), patience);
    QVERIFY(!viewer.cancel()); // nothing left to leave
}

void TestGalleryViewer::foldsItsDetails()
{
    GalleryDesk desk(1);
    GalleryPrices prices(desk->session());
    GalleryViewer viewer(desk->session(), prices);
    viewer.resize(1280, 623);
    viewer.QWidget::show();
    viewer.show(desk.row(0), desk.path(desk.ids[0]), u"1 of 1"_s, {});
    QVERIFY(viewer.details()->isVisible());
    viewer.resize(980, 623); // beside the guide
    QVERIFY(!viewer.details()->isVisible());
    press(viewer, "galleryToggleDetails");
    QVERIFY(viewer.details()->isVisible());
    QTRY_COMPARE(clippedIn(viewer).join(u"; "), QString());
    press(viewer, "galleryToggleDetails");
    viewer.resize(1600, 800);
    QVERIFY(!viewer.details()->isVisible()); // as it was left
}

void TestGalleryViewer::saysBothMoneys()
{
    ImageRow row;
    QCOMPARE(gallery::providerMoney(row), u"Nothing, painted here"_s);
    row.provider = "openai";
    QCOMPARE(gallery::providerMoney(row), u"Not known"_s);
    row.estimateUsd = Decimal::fromText("0.040");
    QCOMPARE(gallery::providerMoney(row), u"about $0.04"_s);
    QVERIFY(gallery::estimate(row).isEmpty());
    row.costUsd = Decimal::fromText("0.053");
    QCOMPARE(gallery::providerMoney(row), u"$0.053 by its usage"_s);
    QCOMPARE(gallery::estimate(row), u"$0.04"_s);
    QCOMPARE(gallery::whyPrice(row, {}), u"No customer was active, so no event was sent."_s);
    row.event = true;
    QCOMPARE(gallery::whyPrice(row, {}), u"Nothing is known of its event here."_s);
    QCOMPARE(gallery::count(1), u"1 picture"_s);
    QCOMPARE(gallery::count(1204), u"1,204 pictures"_s);
}

QTEST_MAIN(TestGalleryViewer)
#include "tst_galleryviewer.moc"
