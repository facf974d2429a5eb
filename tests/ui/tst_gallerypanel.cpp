// SPDX-License-Identifier: MIT
#include "gallerybench.h"
#include "ui/gallery/gallerydetails.h"
#include "ui/parts/combobox.h"
#include "ui/parts/emptystate.h"

#include <QClipboard>
#include <QDateEdit>
#include <QLineEdit>

using namespace Qt::StringLiterals;

// Every picture made: shown, narrowed, chosen and deleted.
class TestGalleryPanel : public QObject, private GalleryBench {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { close(); }

    void showsEveryPicture();
    void searchesWhileTyping();
    void sayWhenNothingFitsAndHowOut();
    void anEmptyWorkspaceLeadsToTheForm();
    void narrowsByEngineDayAndCustomer();
    void mouseChoosesOneSeveralAndAll();
    void shiftTakesWhatLiesBetween();
    void worksByKeysAlone();
    void deletesAndUndoes();
    void deletingTheLastOneShowsTheEmptyState();
    void handsOverWhatTheWindowDoes();
    void newPicturesJoinTheGrid();
    void ctrlWheelChangesTheSizeAndKeepsIt();
    void closesWhileLoading();
    void nothingIsCutOff();
};

void TestGalleryPanel::showsEveryPicture()
{
    open(1204);
    QCOMPARE(label("galleryCount"), u"1,204 pictures"_s);
    grid()->scrollToBottom();
    QTRY_VERIFY_WITH_TIMEOUT(grid()->model()->index(1203, 0).data().isValid(), patience);
    QCOMPARE(grid()->model()->index(1203, 0).data().toString(), m_desk->row(1203).prompt);
    QCOMPARE(grid()->verticalScrollBar()->value(), grid()->verticalScrollBar()->maximum());
}

void TestGalleryPanel::searchesWhileTyping()
{
    open(70);
    m_panel->focusQuery();
    QVERIFY(part<QLineEdit>(*m_panel, "gallerySearch")->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), u"Fox"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 10, patience);
    QCOMPARE(label("galleryCount"), u"10 pictures"_s);
    key(Qt::Key_Down); // into the pictures
    QVERIFY(grid()->hasFocus());
    QVERIFY(m_panel->cancel());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 70, patience);
    QVERIFY(!m_panel->cancel());
}

void TestGalleryPanel::sayWhenNothingFitsAndHowOut()
{
    open(20);
    part<QLineEdit>(*m_panel, "gallerySearch")->setText(u"zebra"_s);
    auto *empty = part<EmptyState>(*m_panel, "galleryEmpty");
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), patience);
    QCOMPARE(empty->accessibleName(), u"No picture fits"_s);
    QVERIFY(part(*m_panel, "galleryClear")->isVisible());
    press(*m_panel, "galleryWayOut");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 20, patience);
    QVERIFY(!empty->isVisible());
    QVERIFY(!part(*m_panel, "galleryClear")->isVisible());
}

void TestGalleryPanel::anEmptyWorkspaceLeadsToTheForm()
{
    open(0);
    auto *empty = part<EmptyState>(*m_panel, "galleryEmpty");
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), patience);
    QCOMPARE(empty->accessibleName(), u"No pictures yet"_s);
    QSignalSpy closed(m_panel.get(), &GalleryPanel::closed);
    press(*m_panel, "galleryWayOut");
    QCOMPARE(closed.size(), 1);
}

void TestGalleryPanel::narrowsByEngineDayAndCustomer()
{
    open(100);
    const auto choose = [this](const char *name, const QString &text) {
        auto *combo = part<ComboBox>(*m_panel, name);
        QVERIFY2(combo->findText(text) >= 0, qPrintable(text));
        combo->setCurrentText(text);
        Q_EMIT combo->activated(combo->currentIndex());
    };
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_panel, "galleryEngine")->isVisible(), patience);
    choose("galleryEngine", u"OpenAI"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 20, patience);
    choose("galleryEngine", u"All engines"_s);
    choose("galleryModel", u"demo-painter"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 80, patience);
    press(*m_panel, "galleryClear");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 100, patience);
    choose("galleryCustomer", u"cus_1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown() > 10 && shown() < 30, patience);
    press(*m_panel, "galleryClear");
    choose("galleryDays", u"Pick days"_s);
    auto *from = part<QDateEdit>(*m_panel, "galleryFrom");
    auto *until = part<QDateEdit>(*m_panel, "galleryUntil");
    QVERIFY(from->isVisible());
    const QDate day = toDateTime(m_desk->row(99).at).toLocalTime().date();
    QCOMPARE(from->date(), day); // of the oldest picture
    until->setDate(day);
    int onDay = 0;
    for (int i = 0; i < 100; ++i)
        onDay += toDateTime(m_desk->row(i).at).toLocalTime().date() == day ? 1 : 0;
    QTRY_COMPARE_WITH_TIMEOUT(shown(), onDay, patience);
    choose("galleryDays", u"Last 7 days"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 100, patience);
    QVERIFY(!from->isVisible());
}

void TestGalleryPanel::mouseChoosesOneSeveralAndAll()
{
    open(40);
    QVERIFY(!part(*m_panel, "galleryShelf")->isVisible());
    click(2);
    QCOMPARE(chosen(), QList<int>{2});
    QCOMPARE(label("galleryShelfText"), u"1 picture chosen"_s);
    QVERIFY(part(*m_panel, "galleryShelfUse")->isVisible());
    click(5, Qt::ControlModifier);
    QCOMPARE(chosen(), (QList<int>{2, 5}));
    QCOMPARE(label("galleryShelfText"), u"2 pictures chosen"_s);
    QVERIFY(!part(*m_panel, "galleryShelfUse")->isVisible());
    QTest::keyClick(grid(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(chosen().size(), 40);
    press(*m_panel, "galleryShelfClose");
    QVERIFY(chosen().isEmpty());
    QVERIFY(!part(*m_panel, "galleryShelf")->isVisible());
}

void TestGalleryPanel::shiftTakesWhatLiesBetween()
{
    open(40);
    const int columns = grid()->columns();
    QVERIFY(columns > 3);
    click(2);
    click(columns + 1, Qt::ShiftModifier); // a line lower and to the left: as one reads, not a rectangle
    QList<int> all;
    for (int row = 2; row <= columns + 1; ++row)
        all.append(row);
    QCOMPARE(chosen(), all);
    QTest::keyClick(grid(), Qt::Key_Right, Qt::ShiftModifier);
    all.append(columns + 2);
    QCOMPARE(chosen(), all);
}

void TestGalleryPanel::worksByKeysAlone()
{
    open(40);
    const int columns = grid()->columns();
    grid()->setFocus(Qt::TabFocusReason);
    key(Qt::Key_Home);
    key(Qt::Key_Down);
    key(Qt::Key_Right);
    QCOMPARE(grid()->currentIndex().row(), columns + 1);
    QVERIFY(grid()->accessibleDescription().startsWith(m_desk->row(columns + 1).prompt));
    key(Qt::Key_End);
    QCOMPARE(grid()->currentIndex().row(), 39);
    key(Qt::Key_Home);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(large(), patience);
    QCOMPARE(part<GalleryDetails>(*m_panel, "galleryDetails")->picture().id, m_desk->ids[0]);
    key(Qt::Key_Right);
    key(Qt::Key_PageDown);
    QCOMPARE(part<GalleryDetails>(*m_panel, "galleryDetails")->picture().id, m_desk->ids[2]);
    key(Qt::Key_Left);
    key(Qt::Key_Escape);
    QVERIFY(!large());
    QVERIFY(grid()->hasFocus());
    QCOMPARE(grid()->currentIndex().row(), 1); // where one had got to
    key(Qt::Key_Escape);
    QVERIFY(chosen().isEmpty());
    QSignalSpy closed(m_panel.get(), &GalleryPanel::closed);
    key(Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
}

void TestGalleryPanel::deletesAndUndoes()
{
    open(40);
    const QString thumb = m_desk->thumb(m_desk->ids[3]);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(thumb), patience);
    click(3);
    click(4, Qt::ControlModifier);
    key(Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 38, patience);
    QCOMPARE(label("galleryShelfText"), u"2 pictures deleted. What was billed stays billed."_s);
    QCOMPARE(label("galleryCount"), u"38 pictures"_s);
    QVERIFY(chosen().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(thumb), patience);
    press(*m_panel, "galleryUndo");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 40, patience);
    QVERIFY(!part(*m_panel, "galleryShelf")->isVisible());
    QCOMPARE(static_cast<GalleryModel *>(grid()->model())->rowOf(m_desk->ids[3]), 3);
    // Large: the next one takes its place.
    showLarge(3);
    key(Qt::Key_Delete);
    auto *details = part<GalleryDetails>(*m_panel, "galleryDetails");
    QTRY_COMPARE_WITH_TIMEOUT(details->picture().id, m_desk->ids[4], patience);
    press(*m_panel, "galleryUndo");
    QTRY_COMPARE_WITH_TIMEOUT(details->picture().id, m_desk->ids[3], patience);
}

void TestGalleryPanel::deletingTheLastOneShowsTheEmptyState()
{
    open(1);
    showLarge(0);
    press(*m_panel, "galleryDelete");
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_panel, "galleryEmpty")->isVisible(), patience);
    press(*m_panel, "galleryUndo");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 1, patience);
    QVERIFY(grid()->isVisible());
}

void TestGalleryPanel::handsOverWhatTheWindowDoes()
{
    open(20);
    m_panel->resize(1600, 900); // with the details
    showLarge(1);
    const auto handed = [this](const char *button, auto signal) {
        QSignalSpy spy(m_panel.get(), signal);
        press(*m_panel, button);
        QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, patience);
        if (!spy.first().isEmpty() && spy.first().first().canConvert<ImageRow>())
            QCOMPARE(spy.first().first().value<ImageRow>().prompt, m_desk->row(1).prompt);
    };
    handed("galleryUse", &GalleryPanel::useSettings);
    handed("galleryVary", &GalleryPanel::varyRequested);
    handed("galleryNewSeed", &GalleryPanel::newSeedRequested);
    handed("galleryAgain", &GalleryPanel::againRequested);
    handed("galleryShowEvent", &GalleryPanel::eventRequested);
    handed("galleryShowBill", &GalleryPanel::billRequested);
    press(*m_panel, "galleryCopyPrompt");
    QCOMPARE(QApplication::clipboard()->text(), m_desk->row(1).prompt);
    QTRY_COMPARE_WITH_TIMEOUT(label("galleryWhy"), u"Nothing is known of its event here."_s, patience);
}

void TestGalleryPanel::newPicturesJoinTheGrid()
{
    open(30);
    click(4);
    ImageRow fresh = m_desk->row(3);
    fresh.id = {"img_fresh"};
    fresh.file = u"img_fresh.png"_s;
    QVERIFY(QFile::copy(m_desk->path(m_desk->ids[3]), m_desk->path(fresh.id)));
    QVERIFY(resultOf(m_desk->outbox().enqueue(std::nullopt, fresh)));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 31, patience);
    QCOMPARE(chosen(), QList<int>{5}); // the same picture
}

void TestGalleryPanel::ctrlWheelChangesTheSizeAndKeepsIt()
{
    open(30);
    const int before = grid()->side();
    const auto wheel = [this](int delta) {
        const QPointF middle = QRectF(grid()->viewport()->rect()).center();
        QWheelEvent event(middle, grid()->viewport()->mapToGlobal(middle), {}, {0, delta}, Qt::NoButton,
            Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(grid()->viewport(), &event);
    };
    wheel(120);
    QVERIFY(grid()->side() > before);
    wheel(120);
    QCOMPARE(grid()->tiles(), GalleryGrid::Size::Large);
    m_panel = std::make_unique<GalleryPanel>(m_desk->desk());
    QCOMPARE(grid()->tiles(), GalleryGrid::Size::Large);
}

void TestGalleryPanel::closesWhileLoading()
{
    m_desk = std::make_unique<GalleryDesk>(400);
    for (int i = 0; i < 5; ++i) {
        m_panel = std::make_unique<GalleryPanel>(m_desk->desk());
        m_panel->resize(1280, 623);
        m_panel->show();
        for (int turn = 0; turn < i * 4; ++turn)
            QCoreApplication::processEvents();
        m_panel->openPicture(m_desk->ids[i]);
        m_panel.reset();
    }
    QVERIFY(resultOf(m_desk->outbox().imageFacets())); // nothing came back to what is gone
}

void TestGalleryPanel::nothingIsCutOff()
{
    open(120);
    m_panel->resize(1440, 803);
    part<QLineEdit>(*m_panel, "gallerySearch")->setText(u"a"_s);
    click(1);
    tight::renderAll(*m_panel, m_desk->themes, u"gallery"_s);
    showLarge(1);
    tight::renderAll(*m_panel, m_desk->themes, u"gallery-large"_s);
}

QTEST_MAIN(TestGalleryPanel)
#include "tst_gallerypanel.moc"
