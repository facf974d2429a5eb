// SPDX-License-Identifier: MIT
#include "session/bringover.h"
#include "support/strictjson.h"
#include "twoplaces.h"

using namespace Qt::StringLiterals;

namespace {

using CallStanding = BringOverCall::Standing;
constexpr int patience = 30000;

} // namespace

class TestBringOver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_places = std::make_unique<TwoPlaces>();
        QVERIFY(m_places->makeExample());
    }
    void cleanup() { m_places.reset(); }

    void theCallsAreShownBeforeTheyAreSent();
    void idsAreFilledInAsTheyCome();
    void whatIsThereAlreadyIsLeft();
    void itEndsAtTheFirstRefusalAndGoesOnFromThere();
    void aLostAnswerMakesNothingTwice();
    void aProductTakesItsMetersAlong();
    void theSandboxIsNoPlaceToBringThingsTo();
    void anotherPlaceForgetsTheList();

private:
    bool read(BringOver &bringOver) const
    {
        bringOver.read();
        return QTest::qWaitFor([&] { return !bringOver.isReading(); }, patience);
    }
    bool send(BringOver &bringOver) const
    {
        QSignalSpy finished(&bringOver, &BringOver::finished);
        bringOver.send();
        return QTest::qWaitFor([&] { return !finished.isEmpty(); }, patience);
    }
    qsizetype there(const char *list) const
    {
        return m_places->worldThere()[QLatin1StringView(list)].toArray().size();
    }

    std::unique_ptr<TwoPlaces> m_places;
};

void TestBringOver::theCallsAreShownBeforeTheyAreSent()
{
    const Meter meter = *m_places->session().meterOfThisProgram();
    QVERIFY(m_places->goThere());
    QVERIFY(m_places->session().state().meters.isEmpty());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    QVERIFY2(!bringOver.problem(), bringOver.problem() ? qPrintable(bringOver.problem()->message) : "");
    QCOMPARE(bringOver.calls().size(), 2);
    QCOMPARE(bringOver.toSend(), 2);
    QCOMPARE(bringOver.calls()[0].sandboxId, meter.id.text);
    QCOMPARE(int(bringOver.calls()[1].kind), int(BringOverCall::Kind::Product));
    QCOMPARE(bringOver.request(0), requests::createMeter(meter.is));
    const ApiRequest product = bringOver.request(1);
    QCOMPARE(targetOf(product), QByteArray("/products"));
    QVERIFY(product.body->contains("id of Image Generation Meter"));
    QVERIFY(!product.body->contains(meter.id.text));
    QCOMPARE(there("meters"), 0); // nothing was sent
}

void TestBringOver::idsAreFilledInAsTheyCome()
{
    QVERIFY(m_places->goThere());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    QVERIFY(send(bringOver));
    QVERIFY2(!bringOver.problem(), bringOver.problem() ? qPrintable(bringOver.problem()->message) : "");
    for (const BringOverCall &call : bringOver.calls()) {
        QCOMPARE(int(call.standing), int(CallStanding::Made));
        QVERIFY(!call.id.isEmpty());
    }
    QVERIFY(bringOver.request(1).body->contains(bringOver.calls()[0].id));
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().productOfThisProgram(), patience);
    QCOMPARE(m_places->session().productOfThisProgram()->id.text, bringOver.calls()[1].id);
    QCOMPARE(m_places->session().meterOfThisProgram()->id.text, bringOver.calls()[0].id);
    QVERIFY(bringOver.calls()[0].id != bringOver.calls()[0].sandboxId);
}

void TestBringOver::whatIsThereAlreadyIsLeft()
{
    QVERIFY(m_places->goThere());
    {
        BringOver first(m_places->connections(), m_places->sandbox());
        QVERIFY(read(first));
        QVERIFY(send(first));
    }
    BringOver second(m_places->connections(), m_places->sandbox());
    QVERIFY(read(second));
    QCOMPARE(second.toSend(), 0);
    for (const BringOverCall &call : second.calls())
        QCOMPARE(int(call.standing), int(CallStanding::There));
    second.send();
    QVERIFY(!second.isSending());
    QCOMPARE(there("meters"), 1);
    QCOMPARE(there("products"), 1);
}

void TestBringOver::itEndsAtTheFirstRefusalAndGoesOnFromThere()
{
    QVERIFY(m_places->goThere());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    // The place goes away once the meter is made.
    connect(&bringOver, &BringOver::changed, this, [&] {
        if (!bringOver.calls().isEmpty() && bringOver.calls()[0].standing == CallStanding::Made)
            m_places->stopThere();
    });
    QVERIFY(send(bringOver));
    disconnect(&bringOver, nullptr, this, nullptr);
    QCOMPARE(int(bringOver.calls()[0].standing), int(CallStanding::Made));
    QCOMPARE(int(bringOver.calls()[1].standing), int(CallStanding::Refused));
    QVERIFY(bringOver.problem());
    QCOMPARE(bringOver.toSend(), 1);
    m_places->startThere();
    QVERIFY(send(bringOver));
    QVERIFY2(!bringOver.problem(), bringOver.problem() ? qPrintable(bringOver.problem()->message) : "");
    QCOMPARE(int(bringOver.calls()[1].standing), int(CallStanding::Made));
    QCOMPARE(there("meters"), 1);
    QCOMPARE(there("products"), 1);
}

void TestBringOver::aLostAnswerMakesNothingTwice()
{
    QVERIFY(m_places->goThere());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    // Made there, and nobody here heard of it: as after an answer that was lost.
    const auto meter = readObject(*bringOver.request(0).body).andThen(newMeterFromJson);
    QVERIFY(meter);
    QVERIFY(resultOf(m_places->session().client().createMeter(*meter)));
    QVERIFY(send(bringOver));
    QCOMPARE(int(bringOver.calls()[0].standing), int(CallStanding::There));
    QCOMPARE(int(bringOver.calls()[1].standing), int(CallStanding::Made));
    QCOMPARE(there("meters"), 1);
}

void TestBringOver::aProductTakesItsMetersAlong()
{
    QVERIFY(m_places->goThere());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    bringOver.setWanted(0, false);
    QVERIFY(!bringOver.calls()[1].wanted);
    QCOMPARE(bringOver.toSend(), 0);
    bringOver.setWanted(1, true);
    QVERIFY(bringOver.calls()[0].wanted);
    QCOMPARE(bringOver.toSend(), 2);
    bringOver.setWanted(1, false);
    QCOMPARE(bringOver.toSend(), 1);
    QVERIFY(send(bringOver));
    QCOMPARE(there("meters"), 1);
    QCOMPARE(there("products"), 0);
    QCOMPARE(int(bringOver.calls()[1].standing), int(CallStanding::Open));
}

void TestBringOver::theSandboxIsNoPlaceToBringThingsTo()
{
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    QVERIFY(bringOver.problem());
    QVERIFY(bringOver.calls().isEmpty());
}

void TestBringOver::anotherPlaceForgetsTheList()
{
    QVERIFY(m_places->goThere());
    BringOver bringOver(m_places->connections(), m_places->sandbox());
    QVERIFY(read(bringOver));
    QCOMPARE(bringOver.calls().size(), 2);
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QVERIFY(bringOver.calls().isEmpty());
    bringOver.send();
    QVERIFY(!bringOver.isSending());
    QCOMPARE(there("meters"), 0);
}

QTEST_GUILESS_MAIN(TestBringOver)
#include "tst_bringover.moc"
