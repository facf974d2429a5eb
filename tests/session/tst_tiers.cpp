// SPDX-License-Identifier: MIT
#include "studiobench.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace {

// The path of an address of the profile, as its server sees it.
QByteArray pathOf(const Provider &profile, const char *call)
{
    QString base = profile.baseUrl.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    return (base.isEmpty() ? "/v1"_ba : base.toUtf8()) + call;
}

// Each protocol's way of giving one picture.
void play(PathPeer &peer, const Provider &profile)
{
    const QByteArray picture = pictureFile().toBase64();
    switch (profile.protocol) {
    case Provider::Protocol::OpenAi:
        peer.on(pathOf(profile, "/images/generations"), {PathPeer::json("{\"data\":[" + dataItem() + "]}")});
        break;
    case Provider::Protocol::WebUi:
        peer.on("/sdapi/v1/txt2img", {PathPeer::json("{\"images\":[\"" + picture + "\"],\"info\":\"{}\"}")});
        break;
    case Provider::Protocol::SdServer:
        peer.on("/sdcpp/v1/img_gen",
            {PathPeer::json("{\"id\":\"job_1\",\"status\":\"queued\",\"poll_url\":\"/sdcpp/v1/jobs/job_1\"}",
                "202 Accepted")});
        peer.on("/sdcpp/v1/jobs/job_1",
            {PathPeer::json("{\"id\":\"job_1\",\"status\":\"completed\",\"error\":null,"
                            "\"result\":{\"output_format\":\"png\",\"images\":[{\"index\":0,\"b64_json\":\""
                + picture + "\"}]}}")});
        break;
    }
}

QByteArray valueOf(const Event &event, const QByteArray &name)
{
    const auto found
        = std::ranges::find_if(event.metadata, [&](const auto &pair) { return pair.key == name; });
    return found == event.metadata.end() ? QByteArray() : found->value.text;
}

} // namespace

// Whatever the engine, the event's quality is the tier that was bought: PixelGen's meter counts standard and
// hd and leaves drafts out.
class TestTiers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void draftsAreLeftOut_data();
    void draftsAreLeftOut();

private:
    Decimal consumed() const { return m_bench->session().bill()->consumed(); }

    QTemporaryDir m_folder;
    std::unique_ptr<StudioBench> m_bench;
};

void TestTiers::initTestCase()
{
    m_bench = std::make_unique<StudioBench>(m_folder.path());
    QVERIFY(m_bench->makeExample());
}

void TestTiers::draftsAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Provider &profile : providers())
        QTest::newRow(profile.id.constData()) << profile.id;
}

void TestTiers::draftsAreLeftOut()
{
    QFETCH(QByteArray, id);
    const Provider &profile = provider(id);
    PathPeer peer;
    play(peer, profile);
    if (id != "demo")
        m_bench->use(id, peer.url().port());
    QVERIFY(m_bench->engines().engine(id).ready);
    const Decimal before = consumed();
    QList<PictureJob *> jobs;
    for (const QByteArray &tier : {"draft"_ba, "standard"_ba, "hd"_ba}) {
        PictureOrder order;
        order.prompt = u"a lake"_s;
        order.provider = id;
        order.model = profile.models.isEmpty() ? u"some-model"_s : profile.models.first().id;
        order.tier = tier;
        order.size = {256, 256};
        jobs += *m_bench->studio().order(order);
    }
    QVERIFY(ended(jobs));
    QCOMPARE(stages(jobs), QList<PictureTrack::Stage>(3, PictureTrack::Stage::Done));
    QVERIFY(!jobs[0]->track().counted());
    QCOMPARE(jobs[0]->track().verdict->meters.first().reason, MeterVerdict::Reason::FilterFailed);
    QVERIFY(jobs[1]->track().counted() && jobs[2]->track().counted());
    QVERIFY(m_bench->load());
    QCOMPARE(consumed(), *Decimal::add(before, Decimal(2)));
    for (const PictureJob *job : jobs) {
        const auto event = resultOf(m_bench->client().event(job->track().id));
        QVERIFY(event);
        const PictureOrder &order = job->track().order;
        QCOMPARE(valueOf(*event, "quality"), order.tier);
        QCOMPARE(valueOf(*event, "provider_quality"), providerQuality(id, order.model, order.tier));
    }
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestTiers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tiers.moc"
