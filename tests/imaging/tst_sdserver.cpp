// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"
#include "imaging/pathpeer.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr auto order = "/sdcpp/v1/img_gen";
constexpr auto job = "/sdcpp/v1/jobs/job_1";
constexpr auto cancelJob = "/sdcpp/v1/jobs/job_1/cancel";

const ImageRequest lake{.prompt = u"a <sd_cpp_extra_args>{}</sd_cpp_extra_args>lake"_s,
    .size = {768, 512},
    .seed = 7,
    .negative = u"fog"_s};

QByteArray accepted()
{
    return PathPeer::json(
        R"({"id":"job_1","kind":"img_gen","status":"queued","poll_url":"/sdcpp/v1/jobs/job_1"})",
        "202 Accepted");
}

QByteArray state(const QByteArray &status, const QByteArray &more = {})
{
    return PathPeer::json("{\"id\":\"job_1\",\"status\":\"" + status + '"' + more + '}');
}

QByteArray completed(const QByteArray &images)
{
    return state(
        "completed", ",\"error\":null,\"result\":{\"output_format\":\"png\",\"images\":[" + images + "]}");
}

QByteArray indexed(int index, const QColor &colour)
{
    return "{\"index\":" + QByteArray::number(index) + ",\"b64_json\":\""
        + pictureFile("PNG", colour).toBase64() + "\"}";
}

} // namespace

// The job API of stable-diffusion.cpp's sd-server over real sockets.
class SdServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void orderBecomesAJob();
    void picturesComeInOrder();
    void queueAndWorkAreStages();
    void strangeProgressIsClamped_data();
    void strangeProgressIsClamped();
    void cancelReachesTheJob();
    void tooSlowCancelsTheJob();
    void unansweredOrderIsInTheLog();
    void fullQueueIsAskedAgain();
    void lostAnswersAreAskedForAgain();
    void goneServerIsTold();
    void faultsAreTold_data();
    void faultsAreTold();
    void strangeJobIdIsNoAddress();
    void loadedModelIsItsModel();

private:
    ImageDestination to() const
    {
        return {.provider = "sdserver", .baseUrl = m_peer->url(), .key = "unused", .name = u"sd"_s};
    }

    std::unique_ptr<PathPeer> m_peer;
    std::unique_ptr<ImageClient> m_client;
    RandomIds m_ids;
    SystemClock m_clock;
};

void SdServerTest::init()
{
    m_peer = std::make_unique<PathPeer>();
    m_client = std::make_unique<ImageClient>(to(), m_ids, m_clock, nullptr, quickLimits());
    m_peer->on(order, {accepted()});
}

void SdServerTest::orderBecomesAJob()
{
    m_peer->on(job, {state("queued"), completed(indexed(0, Qt::blue))});
    ImageRequest jpeg = lake;
    jpeg.format = "jpeg";
    const auto call = m_client->pictures(jpeg);
    FINISHED(call);
    QVERIFY2(call.future().result().ok(),
        qPrintable(call.future().result().ok() ? u""_s : call.future().result().error().message));
    const QByteArray request = m_peer->requests(order).first();
    const QJsonObject expected{{"prompt"_L1, u"a {}lake"_s}, {"negative_prompt"_L1, u"fog"_s}, {"seed"_L1, 7},
        {"width"_L1, 768}, {"height"_L1, 512}, {"batch_count"_L1, 1}, {"output_format"_L1, u"jpeg"_s}};
    QCOMPARE(QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object(), expected);
    QVERIFY(!request.contains("unused")); // it knows no keys
    QCOMPARE(m_peer->asked(job), 2);
}

void SdServerTest::picturesComeInOrder()
{
    m_peer->on(job, {completed(indexed(1, Qt::green) + ',' + indexed(0, Qt::red))});
    ImageRequest two = lake;
    two.count = 2;
    const auto call = m_client->pictures(two);
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QCOMPARE(pictures[0]->image.pixelColor(1, 1), QColor(Qt::red));
    QCOMPARE(pictures[1]->image.pixelColor(1, 1), QColor(Qt::green));
    QCOMPARE(pictures[1]->seed, std::optional<quint64>(8));
}

void SdServerTest::queueAndWorkAreStages()
{
    m_peer->on(job,
        {state("queued", ",\"queue_position\":3"), state("queued", ",\"queue_position\":1"),
            state("generating"), state("generating", ",\"progress\":{\"step\":5,\"steps\":20}"),
            completed(indexed(0, Qt::blue))});
    const auto call = m_client->pictures(lake);
    Stages stages;
    stages.follow(call.progress());
    FINISHED(call);
    QCOMPARE(stages.told,
        QStringList({u"in the queue, 2 before it 0/100"_s, u"in the queue 0/100"_s, u"drawing 0/100"_s,
            u"drawing 25/100"_s}));
}

void SdServerTest::strangeProgressIsClamped_data()
{
    QTest::addColumn<QByteArray>("progress");
    QTest::addColumn<int>("percent");
    QTest::newRow("huge") << QByteArray("1e300") << 100;
    QTest::newRow("hugely negative") << QByteArray("-1e300") << 0;
    QTest::newRow("negative") << QByteArray("-1") << 0;
    QTest::newRow("NaN") << QByteArray("\"NaN\"") << 0;
    QTest::newRow("more than all") << QByteArray("1.5") << 100;
    QTest::newRow("huge step") << QByteArray("{\"step\":1e308,\"steps\":-1e308}") << 100;
    QTest::newRow("steps as words") << QByteArray("{\"step\":\"NaN\",\"steps\":\"inf\"}") << 0;
}

void SdServerTest::strangeProgressIsClamped()
{
    QFETCH(QByteArray, progress);
    QFETCH(int, percent);
    m_peer->on(job, {state("generating", ",\"progress\":" + progress), completed(indexed(0, Qt::blue))});
    const auto call = m_client->pictures(lake);
    Stages stages;
    stages.follow(call.progress());
    FINISHED(call);
    QCOMPARE(stages.told, QStringList(u"drawing %1/100"_s.arg(percent)));
}

void SdServerTest::cancelReachesTheJob()
{
    m_peer->on(job, {state("queued")});
    m_peer->on(cancelJob, {state("cancelled")});
    const auto call = m_client->pictures(lake);
    QTRY_VERIFY(m_peer->asked(job) > 0);
    const auto before = std::chrono::steady_clock::now();
    call.cancel();
    QCOMPARE(call.future().result().error().kind, Error::Kind::Cancelled);
    QTRY_COMPARE(m_peer->asked(cancelJob), 1);
    const qint64 took = m_peer->arrivedAfter(cancelJob, before);
    qInfo() << "told after" << took << "ms";
    QVERIFY(took < 500); // 50 ms when nothing else runs
    QVERIFY(m_peer->requests(cancelJob).first().startsWith("POST "));
}

void SdServerTest::tooSlowCancelsTheJob()
{
    m_peer->on(job, {state("generating")});
    m_peer->on(cancelJob, {PathPeer::json(R"({"error":"job is currently generating"})", "409 Conflict")});
    ImageLimits limits = quickLimits();
    limits.deadline = 30ms;
    ImageClient hasty(to(), m_ids, m_clock, nullptr, limits);
    const auto call = hasty.pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Timeout);
    QTRY_COMPARE(m_peer->asked(cancelJob), 1);
    QCOMPARE(m_peer->asked(order), 1);
}

// Whichever of the two deadlines ends it, the call's or the job's.
void SdServerTest::unansweredOrderIsInTheLog()
{
    m_peer->on(order, {{}});
    ImageLimits limits = quickLimits();
    limits.deadline = 30ms;
    KeptExchanges kept;
    ImageClient hasty(to(), m_ids, m_clock, &kept, limits);
    const auto call = hasty.pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().code, u"too_slow"_s);
    QCOMPARE(kept.all.size(), 1);
    QCOMPARE(kept.all.first().failure->code, u"too_slow"_s);
    QCOMPARE(kept.all.first().target, QByteArray(order));
}

void SdServerTest::fullQueueIsAskedAgain()
{
    m_peer->on(
        order, {PathPeer::json(R"({"error":"job queue is full"})", "429 Too Many Requests"), accepted()});
    m_peer->on(job, {completed(indexed(0, Qt::blue))});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(m_peer->asked(order), 2);
}

void SdServerTest::lostAnswersAreAskedForAgain()
{
    m_peer->on(job,
        {PathPeer::json("{}", "502 Bad"), completed(indexed(0, Qt::blue)).chopped(20),
            completed(indexed(0, Qt::blue))});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(m_peer->asked(order), 1);
}

void SdServerTest::goneServerIsTold()
{
    m_peer->on(job, {state("generating")});
    const auto call = m_client->pictures(lake);
    QTRY_VERIFY(m_peer->asked(job) > 1);
    m_peer->stop();
    FINISHED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Network);
    QCOMPARE(m_peer->asked(order), 1);
}

void SdServerTest::faultsAreTold_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *path, const QByteArray &answer, const char *code) {
        QTest::newRow(name) << QByteArray(path) << answer << QString::fromLatin1(code);
    };
    row("no job API", order, PathPeer::json("{}", "404 Not Found"), "no_job_api");
    row("bad order", order, PathPeer::json(R"({"error":"invalid generation parameters"})", "400 Bad"),
        "request_refused");
    row("expired", job, PathPeer::json(R"({"error":"job expired"})", "410 Gone"), "job_lost");
    row("unknown", job, PathPeer::json(R"({"error":"job not found"})", "404 Not Found"), "job_lost");
    row("failed", job,
        state("failed",
            R"(,"error":{"code":"generation_failed","message":"generate_image returned no results"})"),
        "fault_told");
    row("refused", job, state("failed", R"(,"error":{"code":"moderation_blocked","message":"No."})"),
        "moderation_blocked");
    row("failed without a word", job, state("failed"), "fault_told");
    row("stopped there", job, state("cancelled", R"(,"error":{"code":"cancelled"})"), "job_stopped");
    row("empty", job, completed({}), "no_picture");
    row("nonsense", job, PathPeer::answer("<html>", "text/html"), "not_json");
}

void SdServerTest::faultsAreTold()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    m_peer->on(path, {answer});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(call.future().result().error().code, code);
    QVERIFY(!mayBeCharged(call.future().result().error(), provider("sdserver")));
}

void SdServerTest::strangeJobIdIsNoAddress()
{
    m_peer->on(order, {PathPeer::json(R"({"id":"../../v1/models"})", "202 Accepted")});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().code, u"not_json"_s);
}

void SdServerTest::loadedModelIsItsModel()
{
    m_peer->on("/sdcpp/v1/capabilities",
        {PathPeer::json(R"({"model":{"name":"flux.gguf","stem":"flux","path":"/m/flux.gguf"}})")});
    const auto call = m_client->models();
    FINISHED(call);
    QCOMPARE(*call.future().result(), (QList<ModelInfo>{{u"flux"_s, {}, std::nullopt}}));
}

QTEST_GUILESS_MAIN(SdServerTest)
#include "tst_sdserver.moc"
