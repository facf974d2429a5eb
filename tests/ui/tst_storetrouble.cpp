// SPDX-License-Identifier: MIT
#include "gallerydesk.h"
#include "looks.h"
#include "ui/frame/queuechip.h"
#include "ui/frame/topbar.h"
#include "ui/frame/topbarwatch.h"

// A disk that takes nothing more is told in the main window, until it does again.
class TestStoreTrouble : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskIsShownUntilItIsOver();
    void anEventThatCannotBeStoredShowsIt();
    void anotherPlaceDoesNotEndIt();
    void looksRight();
};

void TestStoreTrouble::aFullDiskIsShownUntilItIsOver()
{
    GalleryDesk desk(0);
    TopBar bar;
    TopBarWatch watch(desk->session(), desk.desk().studio, desk.desk().log, bar);
    bar.resize(1280, 64);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    auto *chip = part<QueueChip>(bar, "queueChip");
    QVERIFY(chip->isHidden());

    QVERIFY(resultOf(desk.outbox().boundFile(1)));
    desk.outbox().setDraft(u"long"_s, QString(1'000'000, u'x'));
    QTRY_VERIFY_WITH_TIMEOUT(chip->isVisible(), patience);
    QCOMPARE(chip->kind(), ChipLook::Kind::Refused);
    QCOMPARE(chip->accessibleName(), u"Nothing can be stored"_s);
    QCOMPARE(chip->accessibleDescription(), u"The disk is full. Nothing stored before is lost."_s);
    QCOMPARE(chip->toolTip(), chip->accessibleDescription());
    bar.setQueue(u"3 events queued"_s); // it is still what matters
    QCOMPARE(chip->accessibleName(), u"Nothing can be stored"_s);
    bar.setQueue({});
    QVERIFY(chip->isVisible());

    QVERIFY(resultOf(desk.outbox().boundFile(0)));
    const Event event{.id = {"use_1"},
        .customer = {"cus_nobody"},
        .name = "image.generated",
        .at = desk->session().now(),
        .metadata = {}};
    QVERIFY(resultOf(desk.outbox().enqueueAll({event})));
    QTRY_COMPARE_WITH_TIMEOUT(desk.outbox().counts().parked, 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(chip->accessibleName(), u"1 event not accepted"_s, patience);
    QCOMPARE(chip->kind(), ChipLook::Kind::Waiting);
    QVERIFY(chip->toolTip().isEmpty());
}

void TestStoreTrouble::anEventThatCannotBeStoredShowsIt()
{
    GalleryDesk desk(0);
    TopBar bar;
    TopBarWatch watch(desk->session(), desk.desk().studio, desk.desk().log, bar);
    bar.show();
    QVERIFY(resultOf(desk.outbox().boundFile(1)));
    Event large{.id = {"use_1"},
        .customer = {"cus_nobody"},
        .name = "image.generated",
        .at = desk->session().now(),
        .metadata = {{"prompt", MetaValue::ofText(QString(200'000, u'x'))}}};
    const auto stored = resultOf(desk.outbox().enqueueAll({large}));
    QVERIFY(!stored);
    auto *chip = part<QueueChip>(bar, "queueChip");
    QTRY_VERIFY_WITH_TIMEOUT(chip->isVisible(), patience);
    QCOMPARE(chip->toolTip(), stored.error().message);
}

// Its counts are others, but nothing was stored.
void TestStoreTrouble::anotherPlaceDoesNotEndIt()
{
    GalleryDesk desk(0);
    const Event event{.id = {"use_1"},
        .customer = {"cus_nobody"},
        .name = "image.generated",
        .at = desk->session().now(),
        .metadata = {}};
    QVERIFY(resultOf(desk.outbox().enqueueAll({event})));
    QTRY_COMPARE_WITH_TIMEOUT(desk.outbox().counts().parked, 1, patience);
    TopBar bar;
    TopBarWatch watch(desk->session(), desk.desk().studio, desk.desk().log, bar);
    bar.show();
    QVERIFY(resultOf(desk.outbox().boundFile(1)));
    desk.outbox().setDraft(u"long"_s, QString(1'000'000, u'x'));
    auto *chip = part<QueueChip>(bar, "queueChip");
    QTRY_COMPARE_WITH_TIMEOUT(chip->kind(), ChipLook::Kind::Refused, patience);
    desk.outbox().setDestination("custom:127.0.0.1:9");
    QTRY_COMPARE_WITH_TIMEOUT(desk.outbox().counts().parked, 0, patience);
    QCOMPARE(chip->accessibleName(), u"Nothing can be stored"_s);
}

void TestStoreTrouble::looksRight()
{
    GalleryDesk desk(0);
    TopBar bar;
    TopBarWatch watch(desk->session(), desk.desk().studio, desk.desk().log, bar);
    bar.setStoreTrouble(u"The disk is full. Nothing stored before is lost."_s);
    for (const int width : {1280, 1920}) {
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            desk.themes.setKind(kind);
            bar.resize(width, 64);
            bar.show();
            QCoreApplication::processEvents();
            QVERIFY(bar.minimumSizeHint().width() <= width);
            QCOMPARE(part<QueueChip>(bar, "queueChip")->width(),
                part<QueueChip>(bar, "queueChip")->sizeHint().width());
            looks::keep(bar,
                u"storetrouble-%1-%2"_s.arg(width).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

QTEST_MAIN(TestStoreTrouble)
#include "tst_storetrouble.moc"
