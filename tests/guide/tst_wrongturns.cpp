// SPDX-License-Identifier: MIT
#include "guide/guidebench.h"

using namespace Qt::StringLiterals;

// What goes wrong has one sentence and one button, as long as it is wrong.
class TestWrongTurns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongTurnsHaveASentenceAndAButton_data();
    void wrongTurnsHaveASentenceAndAButton();
    void whileTypingRightNothingIsSaid();
    void aTwinIsNamed();

private:
    static NewMeter meter() { return loadRecipe(u"images"_s)->meters.first(); }
};

void TestWrongTurns::wrongTurnsHaveASentenceAndAButton_data()
{
    QTest::addColumn<int>("chapter");
    QTest::addColumn<QMap<QString, QString>>("typed");
    QTest::addColumn<QStringList>("seen"); // "payNoFunds checked" is a chosen one
    QTest::addColumn<QString>("say");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QStringList>("mend"); // control, text
    using Texts = QMap<QString, QString>;
    QTest::newRow("an empty name") << 0
                                   << Texts{{u"meterName"_s, u""_s}, {u"eventName"_s, u"image.generated"_s}}
                                   << QStringList{} << u"The meter has no name yet."_s
                                   << u"Use “Image Generation Meter”"_s
                                   << QStringList{u"meterName"_s, u"Image Generation Meter"_s};
    QTest::newRow("an empty event name")
        << 0 << Texts{{u"meterName"_s, u"a"_s}, {u"eventName"_s, u""_s}, {u"measurementUnit"_s, u"images"_s}}
        << QStringList{} << u"The event name is empty, so nothing would be counted."_s
        << u"Use `image.generated`"_s << QStringList{u"eventName"_s, u"image.generated"_s};
    QTest::newRow("a capital")
        << 0 << Texts{{u"meterName"_s, u"a"_s}, {u"eventName"_s, u"Image.generated"_s}} << QStringList{}
        << u"This program sends `image.generated`. Yours has a capital I, so nothing would be counted."_s
        << u"Use `image.generated`"_s << QStringList{u"eventName"_s, u"image.generated"_s};
    QTest::newRow("another name on purpose")
        << 0 << Texts{{u"meterName"_s, u"a"_s}, {u"eventName"_s, u"picture.made"_s}}
        << QStringList{u"sendThisName"_s} << u"This program sends `image.generated`. Is another name meant?"_s
        << u"Then tell the generator to send it"_s << QStringList{u"sendThisName"_s, u""_s};
    QTest::newRow("another aggregation")
        << 0
        << Texts{{u"meterName"_s, u"a"_s}, {u"eventName"_s, u"image.generated"_s},
               {u"aggregationType"_s, u"Sum"_s}}
        << QStringList{} << u"Sum reads a number inside events. Pictures are counted."_s << u"Choose Count"_s
        << QStringList{u"aggregationType"_s, u"Count"_s};
    QTest::newRow("a price too high")
        << 1 << Texts{{u"productName"_s, u"a"_s}, {u"pricePerUnit"_s, u"5"_s}, {u"pricePer"_s, u"per 1"_s}}
        << QStringList{} << u"$5.00 a picture: is that meant?"_s << u"Use 0.05"_s
        << QStringList{u"pricePerUnit"_s, u"0.05"_s};
    QTest::newRow("a fixed price") << 1 << Texts{{u"productName"_s, u"a"_s}, {u"fixedPrice"_s, u"49"_s}}
                                   << QStringList{}
                                   << u"$49.00 each month, even without a picture: is that meant?"_s
                                   << u"Use 0"_s << QStringList{u"fixedPrice"_s, u"0"_s};
    QTest::newRow("another free threshold")
        << 1 << Texts{{u"productName"_s, u"a"_s}, {u"freeThreshold"_s, u"100"_s}} << QStringList{}
        << u"Here the first 10 are free, not 100."_s << u"Use 10"_s
        << QStringList{u"freeThreshold"_s, u"10"_s};
    QTest::newRow("a pricing that reads no meter")
        << 1 << Texts{{u"productName"_s, u"a"_s}} << QStringList{u"pricingUsage"_s}
        << u"This pricing type reads no meter."_s << u"Choose Usage Based Billing"_s
        << QStringList{u"pricingUsage"_s, u""_s};
    QTest::newRow("a declined card") << 2
                                     << Texts{{u"customerName"_s, u"a"_s}, {u"customerEmail"_s, u"b"_s},
                                            {u"payAgain"_s, u"Pay again"_s}}
                                     << QStringList{u"payWorks"_s}
                                     << u"The card was declined. Nothing was charged."_s
                                     << u"Pay with the card that works"_s
                                     << QStringList{u"payWorks"_s, u""_s};
    QTest::newRow("no funds") << 2 << Texts{{u"payAgain"_s, u"Pay again"_s}}
                              << QStringList{u"payWorks"_s, u"payNoFunds checked"_s}
                              << u"There is no money on this card. Nothing was charged."_s
                              << u"Pay with the card that works"_s << QStringList{u"payWorks"_s, u""_s};
    QTest::newRow("nothing to buy") << 2 << Texts{} << QStringList{u"goToProduct"_s}
                                    << u"There is nothing to buy yet."_s << u"Go to Product"_s
                                    << QStringList{u"goToProduct"_s, u""_s};
    QTest::newRow("an empty prompt") << 3 << Texts{} << QStringList{u"promptNote"_s}
                                     << u"The prompt is empty."_s << u"Use a sample"_s
                                     << QStringList{u"promptEdit"_s, u"A cute robot painting a landscape"_s};
}

void TestWrongTurns::wrongTurnsHaveASentenceAndAButton()
{
    QFETCH(int, chapter);
    using Texts = QMap<QString, QString>;
    QFETCH(Texts, typed);
    QFETCH(QStringList, seen);
    QFETCH(QString, say);
    QFETCH(QString, button);
    QFETCH(QStringList, mend);
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    guide.goTo(chapter);
    QVERIFY(!guide.wrongTurn());
    screen.texts = typed;
    for (const QString &control : std::as_const(seen))
        control.endsWith(u" checked") ? screen.chosen.insert(control.section(u' ', 0, 0))
                                      : screen.inSight.insert(control);
    guide.look();
    QTRY_VERIFY(guide.wrongTurn());
    const WrongTurn turn = *guide.wrongTurn();
    QCOMPARE(turn.say, say);
    QCOMPARE(turn.button, button);
    QCOMPARE((QStringList{turn.mend.first().on, turn.mend.first().with}), mend);
    screen.texts.clear();
    screen.inSight.clear();
    screen.chosen.clear();
    guide.look();
    QTRY_VERIFY(!guide.wrongTurn());
}

void TestWrongTurns::whileTypingRightNothingIsSaid()
{
    Bench bench;
    QVERIFY(bench.load());
    FakeScreen screen = emptyMeterForm();
    screen.texts[u"meterName"_s] = u"Mine"_s;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    const QString name = u"image.generated"_s;
    for (qsizetype letters = 1; letters <= name.size(); ++letters) {
        screen.texts[u"eventName"_s] = name.left(letters);
        guide.goTo(0); // looks at once
        QVERIFY2(!guide.wrongTurn(), qPrintable(name.left(letters)));
    }
}

void TestWrongTurns::aTwinIsNamed()
{
    Bench bench;
    QVERIFY(bench.load());
    NewMeter second = meter();
    second.name = u"Second"_s;
    QVERIFY(resultOf(bench.session().client().createMeter(meter())));
    bench.clock->advance(1s);
    QVERIFY(resultOf(bench.session().client().createMeter(second)) && bench.load());
    const FakeScreen screen;
    Guide guide(bench->studio(), bench->logModel(), screen);
    guide.setOpen(true);
    QVERIFY(guide.wrongTurn());
    QCOMPARE(guide.wrongTurn()->say,
        u"“Second” and “Image Generation Meter” have one event name. Both will count it."_s);
    QCOMPARE(guide.wrongTurn()->mend.last().on, u"archiveMeter"_s);
}

QTEST_MAIN(TestWrongTurns)
#include "tst_wrongturns.moc"
