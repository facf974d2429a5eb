// SPDX-License-Identifier: MIT
#include "ui/parts/button.h"
#include "ui/parts/chain.h"
#include "ui/parts/historystrip.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/namediff.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/pixelrow.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void chainTellsItsStates();
    void chainAnnouncesOnce();
    void chainNodeOpensByKey();
    void chainWithoutCustomerIsOneLine();
    void pixelRowDescribesItsNumbers();
    void pixelRowBecomesABarAboveForty();
    void jsonViewCopiesWithoutComments();
    void messageStripOffersItsWayOut();
    void nameDiffAsksForTheMend();
    void pictureViewWalksItsGrid();
    void historyChoosesByKey();

private:
    std::unique_ptr<ThemeHost> m_host;
};

void TestParts::initTestCase()
{
    m_host = std::make_unique<ThemeHost>(*qApp);
    m_host->setMotion(ThemeHost::Motion::Reduced);
}

void TestParts::chainTellsItsStates()
{
    Chain chain;
    const auto tile
        = [&chain](const char *name) { return chain.findChild<QAbstractButton *>(QLatin1StringView(name)); };
    QCOMPARE(tile("chainPicture")->accessibleName(), u"Picture, waiting"_s);
    chain.setNode(Chain::Picture, {.fact = u"Painting"_s, .state = ChainNode::State::Running, .percent = 64});
    QCOMPARE(tile("chainPicture")->accessibleName(), u"Picture, 64 %"_s);
    chain.setNode(Chain::OnTheBill,
        {.lead = u"+ $0.05"_s,
            .fact = u", now $0.10"_s,
            .time = u"+11 ms"_s,
            .state = ChainNode::State::Done});
    QCOMPARE(tile("chainOnTheBill")->accessibleName(), u"On the bill, done"_s);
    QCOMPARE(tile("chainOnTheBill")->accessibleDescription(), u"+ $0.05, now $0.10, +11 ms"_s);
    chain.reset();
    QCOMPARE(chain.node(Chain::OnTheBill).state, ChainNode::State::Waiting);
}

void TestParts::chainAnnouncesOnce()
{
    Chain chain;
    QSignalSpy said(&chain, &Chain::announced);
    chain.announce(u"Picture 12 counted, $0.05, bill $0.10"_s);
    QCOMPARE(said.count(), 1);
    QCOMPARE(chain.accessibleDescription(), u"Picture 12 counted, $0.05, bill $0.10"_s);
}

void TestParts::chainNodeOpensByKey()
{
    Chain chain;
    chain.show();
    QSignalSpy opened(&chain, &Chain::nodeActivated);
    QTest::keyClick(chain.findChild<QAbstractButton *>(u"chainCounted"_s), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toInt(), int(Chain::Counted));
}

void TestParts::chainWithoutCustomerIsOneLine()
{
    Chain chain;
    chain.show();
    chain.setNotBilled(u"Made, not billed: no customer yet"_s);
    QVERIFY(!chain.findChild<QAbstractButton *>(u"chainEventSent"_s)->isVisible());
    QVERIFY(chain.findChild<QAbstractButton *>(u"chainPicture"_s)->isVisible());
    chain.setNotBilled({});
    QVERIFY(chain.findChild<QAbstractButton *>(u"chainEventSent"_s)->isVisible());
}

void TestParts::pixelRowDescribesItsNumbers()
{
    PixelRow row;
    row.setUnitName(u"images"_s);
    row.setUnits(10, 2, 1);
    QCOMPARE(row.accessibleName(), u"12 images: 10 free, 2 billable, 1 next"_s);
}

void TestParts::pixelRowBecomesABarAboveForty()
{
    PixelRow row;
    row.setUnits(10, 30);
    QVERIFY(row.heightForWidth(200) > row.heightForWidth(2000)); // squares wrap
    row.setUnits(10, 31);
    QCOMPARE(row.heightForWidth(200), row.heightForWidth(2000));
}

void TestParts::jsonViewCopiesWithoutComments()
{
    JsonView view;
    view.resize(900, 400);
    view.show();
    view.setHead({u"POST /events/ingest"_s});
    view.setJson(R"({"b":1,"a":2})");
    view.setComments({{u"a"_s, u"must exist"_s}});
    QVERIFY(view.toPlainText().contains("// must exist"_L1));
    QVERIFY(view.toPlainText().startsWith("POST"_L1));
    view.copyAll();
    QCOMPARE(QApplication::clipboard()->text(), u"{\n  \"b\": 1,\n  \"a\": 2\n}"_s);
    view.setComments({});
    view.setJson("Bad Gateway");
    QVERIFY(view.toPlainText().contains("Bad Gateway"_L1));
}

void TestParts::messageStripOffersItsWayOut()
{
    MessageStrip strip(MessageStrip::Kind::Failure);
    strip.setMessage(
        u"The image server did not answer in 60 s"_s, u"Nothing is billed. Your prompt is kept."_s);
    Button *again = strip.addButton(u"Try again"_s);
    QCOMPARE(again->role(), ButtonRole::Outlined);
    QCOMPARE(strip.addButton(u"Show in log"_s)->role(), ButtonRole::Quiet);
    QCOMPARE(strip.accessibleName(), u"The image server did not answer in 60 s"_s);
    strip.clearButtons();
    QCOMPARE(strip.addButton(u"Send now"_s)->role(), ButtonRole::Outlined);
}

void TestParts::nameDiffAsksForTheMend()
{
    NameDiff diff;
    NameCheck check;
    check.kind = NameCheck::Kind::Case;
    check.typed = u"Image.generated"_s;
    check.expected = u"image.generated"_s;
    check.oddInTyped = {0};
    diff.setDifference(check, u"One letter differs: a capital “I”"_s, u"Nothing would be counted."_s,
        u"Use image.generated"_s);
    QSignalSpy mend(&diff, &NameDiff::mendRequested);
    diff.mendButton()->click();
    QCOMPARE(mend.count(), 1);
    diff.setMatch(u"The name this program sends."_s);
    QVERIFY(diff.mendButton()->isHidden());
}

void TestParts::pictureViewWalksItsGrid()
{
    PictureView view;
    view.resize(400, 400);
    view.show();
    QImage picture(64, 64, QImage::Format_RGB32);
    picture.fill(Qt::red);
    view.setPictures({picture, picture, picture}, {u"one"_s, u"two"_s, u"three"_s});
    QSignalSpy selected(&view, &PictureView::selectedChanged);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selected(), 1);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(100, 300));
    QCOMPARE(view.selected(), 2);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(view.accessibleDescription(), u"three"_s);
    view.showProgress(picture, u"Painting"_s, u"Layer 5 of 8"_s, 64);
    QSignalSpy cancelled(&view, &PictureView::cancelled);
    view.findChild<Button *>(u"cancelProgress"_s)->click();
    QCOMPARE(cancelled.count(), 1);
}

void TestParts::historyChoosesByKey()
{
    HistoryStrip strip;
    strip.resize(600, 120);
    strip.setItems({{u"a"_s, {}, u"A robot"_s, u"free"_s, Ink::Dim},
        {u"b"_s, {}, u"A dragon"_s, u"$0.05"_s, Ink::Accent}});
    strip.show();
    QSignalSpy activated(&strip, &HistoryStrip::activated);
    auto *first = strip.findChild<QAbstractButton *>(u"history_a"_s);
    first->setFocus(Qt::TabFocusReason);
    QTest::keyClick(first, Qt::Key_Right);
    QTest::keyClick(strip.findChild<QAbstractButton *>(u"history_b"_s), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(strip.current(), u"b"_s);
}

QTEST_MAIN(TestParts)
#include "tst_parts.moc"
