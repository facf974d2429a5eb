// SPDX-License-Identifier: MIT
#include "session/placewords.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestPlaceWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachWorldHasItsName_data();
    void eachWorldHasItsName();
    void aSandboxThatWasResetIsAnEarlierOne();
};

void TestPlaceWords::eachWorldHasItsName_data()
{
    QTest::addColumn<QByteArray>("world");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("where");
    QTest::newRow("sandbox") << "sandbox:1"_ba << u"Sandbox"_s << u"in the sandbox"_s;
    QTest::newRow("test") << "test"_ba << u"Test mode"_s << u"in test mode"_s;
    QTest::newRow("live") << "live"_ba << u"Live mode"_s << u"in live mode"_s;
    QTest::newRow("custom") << "custom:127.0.0.1:4020/dodo"_ba << u"127.0.0.1:4020/dodo"_s
                            << u"at 127.0.0.1:4020/dodo"_s;
    QTest::newRow("custom, IPv6") << "custom:[::1]:4020"_ba << u"[::1]:4020"_s << u"at [::1]:4020"_s;
}

void TestPlaceWords::eachWorldHasItsName()
{
    QFETCH(QByteArray, world);
    QTEST(placewords::title(world), "title");
    QTEST(placewords::where(world), "where");
    QTEST(placewords::where(world, "test"), "where");
    QTEST(placewords::where(world, world), "where");
}

void TestPlaceWords::aSandboxThatWasResetIsAnEarlierOne()
{
    QCOMPARE(placewords::inSentence("sandbox:1", "sandbox:snap_2"), u"an earlier sandbox"_s);
    QCOMPARE(placewords::inSentence("sandbox:1", "test"), u"the sandbox"_s);
}

QTEST_GUILESS_MAIN(TestPlaceWords)
#include "tst_placewords.moc"
