// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "looks.h"
#include "ui/code/readinesssheet.h"
#include "ui/pages/iconmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

Readiness sample()
{
    Readiness sheet;
    sheet.shown = {
        {u"meter"_s, u"The meter counts"_s, u"“Image Generation Meter” counted 12 images."_s, true},
        {u"filter"_s, u"The filter leaves events out"_s, u"1 event left out: quality is “draft”."_s, true},
        {u"free"_s, u"Free units cost nothing"_s, u"10 images cost nothing."_s, true},
        {u"bill"_s, u"The bill adds up"_s, u"12 images − 10 free = 2 × $0.05 = $0.10 so far."_s, true},
        {u"duplicate"_s, u"A repeated event bills once"_s, u"1 event came again and was ignored."_s, true},
        {u"refused"_s, u"A wrong event is refused"_s,
            u"Send one event for a customer that does not exist."_s},
        {u"program"_s, u"Your own program arrives"_s, u"1 event counted from TypeScript SDK 2.52.0."_s, true},
        {u"webhook"_s, u"Your webhook handler answers"_s,
            u"Start a handler and send it a signed test event."_s}};
    sheet.left = {{u"testKey"_s, u"A test mode key"_s,
                      u"Set the address to `https://test.dodopayments.com`. Test mode charges nobody."_s},
        {u"testMeter"_s, u"The same meter in test mode"_s,
            u"Event name `image.generated`, letter for letter."_s},
        {u"liveKey"_s, u"A live key"_s,
            u"Take the address line away. The official client then talks to live."_s},
        {u"monitoring"_s, u"An alarm for events that wait"_s,
            u"Raise it after 10 minutes. After one hour the service refuses them."_s},
        {u"queue"_s, u"Retry and queue in place"_s,
            u"Keep unsent events and send them again with the same `event_id`."_s}};
    return sheet;
}

} // namespace

class TestReadinessSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensAsLargeAsItsContent();
    void showsEachLineWithItsMark();
    void aPressChangesNothing();
    void followsTheFacts();
    void copiesItAsText();
    void worksByKeyboard();
    void nothingIsClipped();

private:
    std::unique_ptr<ThemeHost> m_themes;
};

void TestReadinessSheet::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

// Before it is shown, and again: a window already asked for keeps its first size on some screens.
void TestReadinessSheet::opensAsLargeAsItsContent()
{
    ReadinessSheet sheet;
    sheet.setReadiness(sample());
    const QSize most = sheet.screen()->availableSize() * 9 / 10;
    sheet.setVisible(true);
    const auto *area = sheet.findChild<QScrollArea *>(u"readinessLines"_s);
    QVERIFY(sheet.height() == most.height() || area->widget()->height() <= area->viewport()->height());
    sheet.hide();
    sheet.resize(300, 266);
    sheet.showFor(sample());
    QVERIFY(sheet.height() == most.height() || area->widget()->height() <= area->viewport()->height());
}

void TestReadinessSheet::showsEachLineWithItsMark()
{
    ReadinessSheet sheet;
    sheet.showFor(sample());
    QCOMPARE(sheet.findChild<QLabel *>(u"readinessCount"_s)->text(),
        u"6 of 8 shown to work here, 5 left before going live."_s);
    const Readiness lines = sample();
    for (const ReadinessLine &line : lines.shown + lines.left) {
        const auto *row = sheet.findChild<QWidget *>(u"ready_"_s + line.id);
        QVERIFY2(row && row->isVisible(), qPrintable(line.id));
        QCOMPARE(row->accessibleName(), (line.done ? u"Done: "_s : u"Open: "_s) + line.title);
    }
}

// A tick is the service's word: there is nothing on the sheet to press but the buttons below.
void TestReadinessSheet::aPressChangesNothing()
{
    ReadinessSheet sheet;
    sheet.showFor(sample());
    auto *row = sheet.findChild<QWidget *>(u"ready_refused"_s);
    const QImage before = sheet.grab().toImage();
    QTest::mouseClick(row, Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
    QTest::keyClick(row, Qt::Key_Space);
    QCOMPARE(sheet.grab().toImage(), before);
    QVERIFY(row->findChildren<QAbstractButton *>().isEmpty());
    QCOMPARE(row->accessibleName(), u"Open: A wrong event is refused"_s);
}

void TestReadinessSheet::followsTheFacts()
{
    ReadinessSheet sheet;
    sheet.showFor(sample());
    Readiness later = sample();
    later.shown[5].done = true;
    later.shown[5].proof = u"1 request refused: Customer unknown."_s;
    sheet.setReadiness(later);
    QTRY_COMPARE(sheet.findChild<QWidget *>(u"ready_refused"_s)->accessibleName(),
        u"Done: A wrong event is refused"_s);
    QCOMPARE(sheet.findChild<QWidget *>(u"ready_refused"_s)->accessibleDescription(),
        u"1 request refused: Customer unknown."_s);
}

void TestReadinessSheet::copiesItAsText()
{
    ReadinessSheet sheet;
    sheet.showFor(sample());
    QTest::mouseClick(sheet.findChild<QWidget *>(u"copyReadiness"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), asText(sample()));
}

void TestReadinessSheet::worksByKeyboard()
{
    ReadinessSheet sheet;
    sheet.showFor(sample());
    QVERIFY(QTest::qWaitForWindowActive(&sheet));
    QSignalSpy code(&sheet, &ReadinessSheet::codeRequested);
    QVERIFY(tabTo(u"readinessCode"_s));
    key(Qt::Key_Space);
    QCOMPARE(code.size(), 1);
    QVERIFY(tabTo(u"copyReadiness"_s));
    QVERIFY(tabTo(u"closeReadiness"_s));
    QVERIFY(tabTo(u"readinessLines"_s));
    QGuiApplication::clipboard()->clear();
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), asText(sample()));
    key(Qt::Key_Escape);
    QVERIFY(sheet.isHidden());
}

void TestReadinessSheet::nothingIsClipped()
{
    for (const int percent : {100, 125}) {
        m_themes->setTextPercent(percent);
        ReadinessSheet sheet;
        sheet.showFor(sample());
        sheet.resize(920, 560); // of a 1280×720 screen
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_themes->setKind(kind);
            QCoreApplication::processEvents();
            looks::keep(sheet,
                u"readiness-%1-%2"_s.arg(percent).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
            const QStringList clipped = clippedIn(sheet);
            QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
        }
    }
    m_themes->setTextPercent(100);
}

QTEST_MAIN(TestReadinessSheet)
#include "tst_readinesssheet.moc"
