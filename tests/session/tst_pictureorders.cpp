// SPDX-License-Identifier: MIT
#include "imaging/faultserver.h"
#include "ordersbench.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using Stage = PictureTrack::Stage;

// Orders for image servers: queued, grouped, cancelled, paid and metered.
class TestPictureOrders : public QObject, private OrdersBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { finish(); }
    void anOrderIsOneRequestAsFarAsTheServerTakesIt();
    void earlierPicturesAreNotHeldInMemory();
    void aModelThatShowsPartialsIsAskedForOne();
    void anEntryThatFailedFailsAlone();
    void aPictureThatIsMissingIsNotMetered();
    void whoHearsOfAFailureMayCancelAndOrder();
    void aCancelledPictureOfAGroupIsLeftOut();
    void whenAllHaveLeftTheRequestIsAborted();
    void whatIsUnderWayAtTheEndMayBeCharged();
    void ordersQueueAndAWaitingOneCanBeCancelled();
    void whoIsBilledIsSettledWhenItIsOrdered();
    void seedsStayThoseOfTheirPictures();
    void aCapOrAMissingKeyStopsTheOrder();
};

void TestPictureOrders::anOrderIsOneRequestAsFarAsTheServerTakesIt()
{
    m_peer->on(generations, {answer(10), answer(2)});
    const auto jobs = make(order(12));
    QCOMPARE(m_bench->studio().jobs(), jobs);
    QVERIFY(m_bench->studio().busy());
    QVERIFY(ended(jobs));
    QCOMPARE(m_peer->asked(generations), 2);
    QCOMPARE(sent(0)["n"_L1].toInt(), 10);
    QCOMPARE(sent(1)["n"_L1].toInt(), 2);
    QCOMPARE(stages(jobs), QList<Stage>(12, Stage::Done));
    QSet<QByteArray> ids;
    for (const PictureJob *job : jobs)
        ids.insert(job->track().id.text);
    QCOMPARE(ids.size(), 12);
    const auto events = resultOf(m_bench->client().events());
    QCOMPARE(events->size(), 12);
    for (const Event &event : *events)
        QVERIFY(ids.remove(event.id.text)); // each once
    for (int i = 0; i < 3; ++i) { // the i-th picture has the i-th id
        const QString file = m_bench->outbox().files().path(jobs[i]->track().row.file);
        QCOMPARE(QImage(file).pixelColor(0, 0), colours[i]);
    }
    QTRY_COMPARE(m_bench->purse().today(), *Decimal::fromText("0.24"));
}

void TestPictureOrders::earlierPicturesAreNotHeldInMemory()
{
    m_peer->on(generations, {answer(10), answer(3)});
    const auto jobs = make(order(10));
    QVERIFY(ended(jobs));
    QVERIFY(!jobs.first()->image().isNull());
    const auto more = make(order(3));
    QVERIFY(ended(more));
    QVERIFY(jobs.first()->image().isNull());
    QVERIFY(!jobs[1]->image().isNull());
    QVERIFY(QFile::exists(m_bench->outbox().files().path(jobs.first()->track().row.file)));
}

void TestPictureOrders::aModelThatShowsPartialsIsAskedForOne()
{
    m_bench->use("openai", m_peer->url().port());
    m_peer->on(generations, {answer(1), answer(1), answer(3)});
    PictureOrder two = order(2);
    two.provider = "openai";
    two.model = u"gpt-image-2"_s;
    QVERIFY(ended(make(two)));
    QCOMPARE(m_peer->asked(generations), 2);
    PictureOrder drafts = two; // none are shown of a draft
    drafts.tier = "draft";
    drafts.count = 3;
    const auto jobs = make(drafts);
    QVERIFY(ended(jobs));
    QCOMPARE(m_peer->asked(generations), 3);
    QCOMPARE(sent(2)["n"_L1].toInt(), 3);
    QCOMPARE(stages(jobs), QList<Stage>(3, Stage::Done));
}

void TestPictureOrders::anEntryThatFailedFailsAlone()
{
    const QByteArray broken = "{\"b64_json\":\"" + pictureFile().first(40).toBase64() + "\"}";
    m_peer->on(
        generations, {PathPeer::json("{\"data\":[" + dataItem() + ',' + broken + ',' + dataItem() + "]}")});
    const auto jobs = make(order(3));
    QVERIFY(ended(jobs));
    QCOMPARE(stages(jobs), (QList{Stage::Done, Stage::Failed, Stage::Done}));
    QCOMPARE(jobs[1]->track().failedAt, Stage::Painting);
    QCOMPARE(metered(), 2);
    QCOMPARE(kept(), 2);
}

void TestPictureOrders::aPictureThatIsMissingIsNotMetered()
{
    m_peer->on(generations, {answer(2)});
    const auto jobs = make(order(3));
    QVERIFY(ended(jobs));
    QCOMPARE(stages(jobs), (QList{Stage::Done, Stage::Done, Stage::Failed}));
    QCOMPARE(metered(), 2);
}

void TestPictureOrders::whoHearsOfAFailureMayCancelAndOrder()
{
    m_peer->on(generations, {PathPeer::json("{}", "401 Unauthorized"), answer(1)});
    const auto jobs = make(order(3));
    QList<PictureJob *> next;
    connect(jobs[0], &PictureJob::ended, this, [&] {
        m_bench->studio().cancelAll();
        next = make(order(1));
    });
    QVERIFY(ended(jobs));
    QCOMPARE(stages(jobs), (QList{Stage::Failed, Stage::Cancelled, Stage::Cancelled}));
    QCOMPARE(next.size(), 1);
    QVERIFY(ended(next));
    QCOMPARE(next.first()->track().stage, Stage::Done);
    QCOMPARE(metered(), 1);
}

void TestPictureOrders::aCancelledPictureOfAGroupIsLeftOut()
{
    FaultServer slow; // piece by piece, so that there is time to cancel
    Play play = plays::json(answerBody(3));
    play.piece = 20;
    slow.orders = {play};
    m_bench->engines().port = slow.serverPort();
    const auto jobs = make(order(3));
    QTRY_COMPARE_WITH_TIMEOUT(slow.seen.size(), 1, patience);
    jobs[1]->cancel();
    QCOMPARE(jobs[1]->track().stage, Stage::Cancelled);
    QVERIFY(m_bench->studio().busy());
    QVERIFY(ended(jobs));
    QCOMPARE(stages(jobs), (QList{Stage::Done, Stage::Cancelled, Stage::Done}));
    QCOMPARE(metered(), 2);
    QCOMPARE(kept(), 2);
    QCOMPARE(jobs[2]->image().pixelColor(0, 0), colours[2]);
    QTRY_COMPARE(m_bench->purse().today(), *Decimal::fromText("0.06")); // the provider made all three
}

void TestPictureOrders::whenAllHaveLeftTheRequestIsAborted()
{
    m_peer->on(generations, {QByteArray(), answer(1)}); // the first is left waiting
    const auto jobs = make(order(3));
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->waiting(), 1, patience);
    m_bench->studio().cancelAll();
    QCOMPARE(stages(jobs), QList<Stage>(3, Stage::Cancelled));
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->waiting(), 0, patience);
    const auto next = make(order(1));
    QVERIFY(ended(next));
    QCOMPARE(next.first()->track().stage, Stage::Done);
    QCOMPARE(metered(), 1);
    QTRY_COMPARE(m_bench->purse().today(), *Decimal::fromText("0.08"));
    QVERIFY(!m_bench->purse().exact()); // three of the four may not be charged
    QCOMPARE(m_bench->purse().byModel().first().pictures, 1);
}

void TestPictureOrders::whatIsUnderWayAtTheEndMayBeCharged()
{
    m_peer->on(generations, {QByteArray()});
    make(order(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->waiting(), 1, patience);
    for (int start = 0; start < 2; ++start) { // booked once, whoever starts again
        m_bench.reset();
        m_bench = std::make_unique<StudioBench>(m_folder->path());
        QTRY_COMPARE(m_bench->purse().today(), *Decimal::fromText("0.04"));
        QVERIFY(!m_bench->purse().exact());
    }
}

void TestPictureOrders::ordersQueueAndAWaitingOneCanBeCancelled()
{
    m_peer->on(generations, {QByteArray(), answer(1)});
    QSignalSpy changed(&m_bench->studio(), &Studio::jobsChanged);
    const auto first = make(order(1));
    PictureOrder other = order(2);
    other.prompt = u"a meadow"_s;
    const auto second = make(other);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_bench->studio().waiting(), second);
    QCOMPARE(m_bench->studio().jobs(), first + second);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->waiting(), 1, patience);
    second[0]->cancel();
    QCOMPARE(second[0]->track().stage, Stage::Cancelled);
    QCOMPARE(m_bench->studio().waiting(), QList{second[1]});
    first[0]->cancel();
    QVERIFY(ended(second));
    QCOMPARE(second[1]->track().stage, Stage::Done);
    QCOMPARE(m_peer->asked(generations), 2);
    QCOMPARE(sent(1)["prompt"_L1].toString(), u"a meadow"_s);
    QVERIFY(sent(1)["n"_L1].toInt(1) == 1);
    QVERIFY(m_bench->studio().idle());
}

void TestPictureOrders::whoIsBilledIsSettledWhenItIsOrdered()
{
    m_peer->on(generations, {answer(1)});
    const CustomerId customer = m_bench->session().state().customer()->id;
    const auto billed = make(order(1));
    m_bench->studio().setWithoutBilling(true);
    const auto unbilled = make(order(1));
    m_bench->studio().setWithoutBilling(false);
    QVERIFY(ended(billed + unbilled));
    QVERIFY(billed.first()->track().billed);
    QCOMPARE(billed.first()->track().row.customer, customer);
    QVERIFY(!unbilled.first()->track().billed);
    QVERIFY(unbilled.first()->track().row.customer.text.isEmpty());
    QVERIFY(!unbilled.first()->track().row.event);
    QCOMPARE(metered(), 1);
    QCOMPARE(kept(), 2);
}

void TestPictureOrders::seedsStayThoseOfTheirPictures()
{
    constexpr auto txt2img = "/sdapi/v1/txt2img";
    m_bench->use("webui", m_peer->url().port());
    const QByteArray one = "{\"images\":[\"" + pictureFile().toBase64() + "\"],\"info\":\"{}\"}";
    m_peer->on(generations, {QByteArray()});
    m_peer->on(txt2img, {PathPeer::json(one)});
    const auto busy = make(order(1));
    PictureOrder seeded = order(3);
    seeded.provider = "webui";
    seeded.model = u"dream"_s;
    seeded.seed = 5;
    const auto jobs = make(seeded);
    jobs[1]->cancel();
    busy[0]->cancel();
    QVERIFY(ended(jobs));
    QCOMPARE(m_peer->asked(txt2img), 2); // 5 and 7 do not count up
    QCOMPARE(bodyOf(m_peer->requests(txt2img)[0])["seed"_L1].toInt(), 5);
    QCOMPARE(bodyOf(m_peer->requests(txt2img)[1])["seed"_L1].toInt(), 7);
    QCOMPARE(jobs[2]->track().row.seed, 7u);
}

void TestPictureOrders::aCapOrAMissingKeyStopsTheOrder()
{
    m_bench->purse().setCaps(*Decimal::fromText("0.05"), {});
    const auto tooDear = m_bench->studio().order(order(3));
    QVERIFY(!tooDear);
    QVERIFY(tooDear.error().message.startsWith("Today's cap of $0.05"_L1));
    m_peer->on(generations, {QByteArray()});
    const auto jobs = make(order(2));
    QVERIFY(!m_bench->studio().order(order(1))); // what is under way counts
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->waiting(), 1, patience);
    m_bench->studio().cancelAll();
    QVERIFY(ended(jobs));
    m_bench->purse().setCaps({}, {});
    const auto waiting = make(order(1)); // its turn comes when the request has ended
    m_bench->engines().forgetKey("xai");
    const auto keyless = m_bench->studio().order(order(1));
    QVERIFY(!keyless);
    QCOMPARE(keyless.error().message, u"xAI is not set up."_s);
    QVERIFY(ended(waiting));
    QCOMPARE(waiting.first()->track().error->message, u"xAI is no longer set up."_s);
    QCOMPARE(m_peer->asked(generations), 1);
    QCOMPARE(metered(), 0);
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestPictureOrders test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pictureorders.moc"
