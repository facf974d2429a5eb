// SPDX-License-Identifier: MIT
#include "outbox/outboxbench.h"

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::optional<Decimal>)

// What pictures cost at their providers, kept beside them.
class TestSpending : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void aPictureBringsItsCharge_data();
    void aPictureBringsItsCharge();
    void aPictureThatIsNotStoredCostsNothing();
    void chargesOutliveTheirPictures();
    void possibleChargesAreKeptToo();
    void rowsComeFromAMomentOnOldestFirst();

private:
    QList<SpendingRow> all() { return waited(m_outbox->spending(TimePoint())).valueOr({}); }
    ImageRow bought(const QByteArray &id)
    {
        ImageRow row = image(id);
        row.provider = "openai";
        row.model = u"gpt-image-2"_s;
        row.costUsd = Decimal::fromText("0.05268");
        return row;
    }
};

void TestSpending::aPictureBringsItsCharge_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("estimate");
    QTest::addColumn<QByteArray>("cost");
    QTest::addColumn<QByteArray>("usd"); // empty: no row
    QTest::addColumn<SpendingRow::Basis>("basis");
    using Basis = SpendingRow::Basis;
    QTest::newRow("from the usage") << "openai"_ba
                                    << "0.053"_ba
                                    << "0.05268"_ba
                                    << "0.05268"_ba << Basis::Usage;
    QTest::newRow("the estimate") << "openai"_ba
                                  << "0.053"_ba
                                  << ""_ba
                                  << "0.053"_ba << Basis::Estimate;
    QTest::newRow("usage without an estimate") << "xai"_ba
                                               << ""_ba
                                               << "0.02"_ba
                                               << "0.02"_ba << Basis::Usage;
    QTest::newRow("nothing is known") << "webui"_ba
                                      << ""_ba
                                      << ""_ba
                                      << ""_ba << Basis::Usage;
    QTest::newRow("it costs nothing") << "webui"_ba
                                      << "0"_ba
                                      << ""_ba
                                      << ""_ba << Basis::Usage;
    QTest::newRow("the usage was nothing") << "openai"_ba
                                           << "0.053"_ba
                                           << "0.00"_ba
                                           << ""_ba << Basis::Usage;
    QTest::newRow("the demo painter") << "demo"_ba
                                      << "0.04"_ba
                                      << "0.04"_ba
                                      << ""_ba << Basis::Usage;
}

void TestSpending::aPictureBringsItsCharge()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, estimate);
    QFETCH(QByteArray, cost);
    QFETCH(QByteArray, usd);
    QFETCH(SpendingRow::Basis, basis);
    ImageRow row = image("img_1");
    row.provider = provider;
    row.estimateUsd = Decimal::fromText(estimate);
    row.costUsd = Decimal::fromText(cost);
    row.at = m_clock.now() - std::chrono::hours{24 * 400}; // the sandbox's date; charges keep the real one
    QVERIFY(waited(m_outbox->enqueue(newEvent("img_1"), row)));
    if (usd.isEmpty()) {
        QVERIFY(all().isEmpty());
        return;
    }
    QCOMPARE(all(),
        QList{(SpendingRow{.id = {"img_1"},
            .at = m_clock.now(),
            .provider = provider,
            .model = u"demo-painter"_s,
            .usd = *Decimal::fromText(usd),
            .basis = basis})});
}

// Picture, event and charge are one transaction: with an id that is taken none of the three is there.
void TestSpending::aPictureThatIsNotStoredCostsNothing()
{
    enqueue("img_1");
    QVERIFY(!waited(m_outbox->enqueue(newEvent("img_1"), bought("img_1"))));
    QVERIFY(all().isEmpty());
    // The event's id is taken, the picture's is not.
    QVERIFY(waited(m_outbox->hideImages({{"img_1"}})));
    reopen();
    Event other = newEvent("img_1");
    other.customer = {"cus_2"};
    QVERIFY(!waited(m_outbox->enqueue(other, bought("img_1"))));
    QVERIFY(all().isEmpty());
    QVERIFY(waited(m_outbox->images())->isEmpty());
}

void TestSpending::chargesOutliveTheirPictures()
{
    QVERIFY(waited(m_outbox->enqueue(newEvent("img_1"), bought("img_1"))));
    QVERIFY(waited(m_outbox->enqueue(newEvent("img_2"), bought("img_2"))));
    QVERIFY(waited(m_outbox->hideImages({{"img_1"}})));
    QVERIFY(waited(m_outbox->hideImages({{"img_2"}})));
    reopen();
    QVERIFY(waited(m_outbox->images())->isEmpty());
    QCOMPARE(all().size(), 2);
}

void TestSpending::possibleChargesAreKeptToo()
{
    const SpendingRow possible{.id = {"img_late"},
        .at = m_clock.now(),
        .provider = "openai",
        .model = u"gpt-image-2"_s,
        .usd = *Decimal::fromText("0.211"),
        .basis = SpendingRow::Basis::Possible};
    QVERIFY(waited(m_outbox->addSpending(possible)));
    QVERIFY(waited(m_outbox->addSpending(possible))); // asked twice, charged twice
    reopen();
    QCOMPARE(all(), (QList{possible, possible}));
    QVERIFY(waited(m_outbox->images())->isEmpty());
}

void TestSpending::rowsComeFromAMomentOnOldestFirst()
{
    const TimePoint start = m_clock.now();
    const auto add = [&](const QByteArray &id, std::chrono::hours after) {
        QVERIFY(waited(m_outbox->addSpending({.id = {id},
            .at = start + after,
            .provider = "openai",
            .model = u"gpt-image-2"_s,
            .usd = Decimal(1)})));
    };
    add("img_3", std::chrono::hours{3});
    add("img_1", std::chrono::hours{1});
    add("img_2", std::chrono::hours{2});
    const auto rows = waited(m_outbox->spending(start + std::chrono::hours{2}));
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).id.text, "img_2"_ba);
    QCOMPARE(rows->at(1).id.text, "img_3"_ba);
}

QTEST_GUILESS_MAIN(TestSpending)
#include "tst_spending.moc"
