// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"
#include "imaging/pathpeer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr auto txt2img = "/sdapi/v1/txt2img";
constexpr auto progress = "/sdapi/v1/progress";
constexpr auto interrupt = "/sdapi/v1/interrupt";

const ImageRequest lake{
    .prompt = u"a lake"_s, .model = u"dream"_s, .size = {768, 512}, .seed = 7, .negative = u"fog"_s};

QByteArray images(const QByteArrayList &files, const QJsonObject &info = {})
{
    QJsonArray list;
    for (const QByteArray &file : files)
        list.append(QString::fromLatin1(file.toBase64()));
    const QString text = QString::fromUtf8(QJsonDocument(info).toJson(QJsonDocument::Compact));
    return PathPeer::json(
        QJsonDocument(QJsonObject{{"images"_L1, list}, {"info"_L1, text}}).toJson(QJsonDocument::Compact));
}

QByteArray halfway(const QByteArray &image = {})
{
    return PathPeer::json("{\"progress\":0.5,\"state\":{\"sampling_step\":10,\"sampling_steps\":20},"
                          "\"current_image\":\""
        + image.toBase64() + "\"}");
}

} // namespace

// Stable Diffusion WebUI over real sockets.
class WebUiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void orderIsInItsWords();
    void picturesCarryTheirSeeds();
    void gridIsLeftOut_data();
    void gridIsLeftOut();
    void progressIsShown();
    void strangeProgressIsClamped_data();
    void strangeProgressIsClamped();
    void serverWithoutProgressIsAskedOnce();
    void cancelInterrupts();
    void cancelWhileReadingInterruptsNobody();
    void tooSlowInterrupts();
    void faultsHaveTheirWords_data();
    void faultsHaveTheirWords();
    void checkpointsAreItsModels();

private:
    ImageDestination to(const QByteArray &key = {}) const
    {
        return {.provider = "webui", .baseUrl = m_peer->url(), .key = key, .name = u"Forge"_s};
    }

    QJsonObject sent() const
    {
        const QByteArray request = m_peer->requests(txt2img).value(0);
        return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
    }

    std::unique_ptr<PathPeer> m_peer;
    std::unique_ptr<ImageClient> m_client;
    QTimer m_later;
    RandomIds m_ids;
    SystemClock m_clock;
};

void WebUiTest::init()
{
    m_peer = std::make_unique<PathPeer>();
    m_client = std::make_unique<ImageClient>(to("me:secret"), m_ids, m_clock, nullptr, quickLimits());
}

void WebUiTest::orderIsInItsWords()
{
    m_peer->on(txt2img, {images({pictureFile()})});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
    const QJsonObject expected{{"prompt"_L1, u"a lake"_s}, {"negative_prompt"_L1, u"fog"_s}, {"seed"_L1, 7},
        {"width"_L1, 768}, {"height"_L1, 512}, {"batch_size"_L1, 1}, {"n_iter"_L1, 1},
        {"override_settings"_L1, QJsonObject{{"sd_model_checkpoint"_L1, u"dream"_s}}}};
    QCOMPARE(sent(), expected);
    const QByteArray head = m_peer->requests(txt2img).first();
    QVERIFY(head.contains("Authorization: Basic " + QByteArray("me:secret").toBase64() + "\r\n"));
    const Picture picture = *call.future().result()->first();
    QCOMPARE(picture.seed, std::optional<quint64>(7));
    QCOMPARE(picture.engine, u"Forge"_s);
    QVERIFY(picture.providerQuality.isEmpty());
    QVERIFY(!picture.usage);
}

void WebUiTest::picturesCarryTheirSeeds()
{
    m_peer->on(txt2img,
        {images({pictureFile(), pictureFile()},
            {{"seed"_L1, 40}, {"all_seeds"_L1, QJsonArray{40, 41}}, {"sd_model_name"_L1, u"dream v2"_s}})});
    ImageRequest two = lake;
    two.count = 2;
    const auto call = m_client->pictures(two);
    FINISHED(call);
    QCOMPARE(sent()["batch_size"_L1].toInt(), 2);
    const Pictures pictures = *call.future().result();
    QCOMPARE(pictures[0]->seed, std::optional<quint64>(40));
    QCOMPARE(pictures[1]->seed, std::optional<quint64>(41));
    QCOMPARE(pictures[1]->model, u"dream v2"_s);
}

void WebUiTest::gridIsLeftOut_data()
{
    QTest::addColumn<QJsonObject>("info");
    QTest::newRow("by count") << QJsonObject{};
    QTest::newRow("by word") << QJsonObject{{"index_of_first_image"_L1, 1}};
}

void WebUiTest::gridIsLeftOut()
{
    QFETCH(QJsonObject, info);
    m_peer->on(txt2img,
        {images({pictureFile("PNG", Qt::white), pictureFile("PNG", Qt::red), pictureFile("PNG", Qt::green)},
            info)});
    ImageRequest two = lake;
    two.count = 2;
    const auto call = m_client->pictures(two);
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QCOMPARE(pictures.size(), 2);
    QCOMPARE(pictures[0]->image.pixelColor(1, 1), QColor(Qt::red));
    QCOMPARE(pictures[1]->image.pixelColor(1, 1), QColor(Qt::green));
}

void WebUiTest::progressIsShown()
{
    m_peer->on(txt2img, {{}});
    m_peer->on(progress, {PathPeer::json("{\"progress\":0.0}"), halfway(), halfway(pictureFile())});
    const auto call = m_client->pictures(lake);
    Stages stages;
    stages.follow(call.progress());
    QTRY_VERIFY(!stages.previews.isEmpty());
    QCOMPARE(stages.told.first(), u"step 10 of 20 50/100"_s);
    QCOMPARE(formatOf(stages.previews.first()), QByteArray("png"));
    QVERIFY(m_peer->requests(progress).first().contains("skip_current_image=false"));
    QVERIFY(m_peer->requests(progress).first().contains("Authorization: Basic "));
    call.cancel();
}

void WebUiTest::strangeProgressIsClamped_data()
{
    QTest::addColumn<QByteArray>("strange");
    QTest::addColumn<QString>("first"); // shown; what is no progress is not
    QTest::newRow("huge") << QByteArray("1e300") << u"drawing 100/100"_s;
    QTest::newRow("hugely negative") << QByteArray("-1e300") << u"step 10 of 20 50/100"_s;
    QTest::newRow("negative") << QByteArray("-1") << u"step 10 of 20 50/100"_s;
    QTest::newRow("NaN") << QByteArray("\"NaN\"") << u"step 10 of 20 50/100"_s;
}

void WebUiTest::strangeProgressIsClamped()
{
    QFETCH(QByteArray, strange);
    QFETCH(QString, first);
    m_peer->on(txt2img, {{}});
    m_peer->on(progress, {PathPeer::json("{\"progress\":" + strange + '}'), halfway()});
    const auto call = m_client->pictures(lake);
    Stages stages;
    stages.follow(call.progress());
    QTRY_VERIFY(m_peer->asked(progress) > 2);
    QCOMPARE(stages.told.first(), first);
    call.cancel();
}

// The picture takes as long as several looks at the progress would.
void WebUiTest::serverWithoutProgressIsAskedOnce()
{
    m_peer->on(txt2img, {{}});
    const auto call = m_client->pictures(lake);
    QTRY_COMPARE(m_peer->asked(progress), 1);
    QSignalSpy later(&m_later, &QTimer::timeout);
    m_later.start(quickLimits().poll * 10);
    QVERIFY(later.wait());
    QCOMPARE(m_peer->asked(progress), 1);
    call.cancel();
}

void WebUiTest::cancelInterrupts()
{
    m_peer->on(txt2img, {{}});
    m_peer->on(progress, {halfway()});
    m_peer->on(interrupt, {PathPeer::json("{}")});
    const auto call = m_client->pictures(lake);
    QTRY_COMPARE(m_peer->asked(txt2img), 1);
    const auto before = std::chrono::steady_clock::now();
    call.cancel();
    QVERIFY(call.future().isFinished());
    QTRY_COMPARE(m_peer->asked(interrupt), 1);
    const qint64 took = m_peer->arrivedAfter(interrupt, before);
    qInfo() << "told after" << took << "ms";
    QVERIFY(took < 500); // 50 ms when nothing else runs
    QVERIFY(m_peer->requests(interrupt).first().startsWith("POST "));
    QVERIFY(!mayBeCharged(call.future().result().error(), provider("webui")));
    QTRY_COMPARE(m_peer->waiting(), 0);
}

// The picture is made: what the server may be at by now is somebody else's.
void WebUiTest::cancelWhileReadingInterruptsNobody()
{
    m_peer->on(txt2img, {images({pictureFile()})});
    m_peer->on(interrupt, {PathPeer::json("{}")});
    KeptExchanges kept;
    ImageClient client(to(), m_ids, m_clock, &kept, quickLimits());
    const HeldPool held;
    const auto call = client.pictures(lake);
    QTRY_COMPARE(kept.all.size(), 1); // the whole answer is there
    call.cancel();
    QCOMPARE(call.future().result().error().code, u"cancelled_underway"_s);
    const auto next = client.models(); // behind whatever the cancel sent
    FINISHED(next);
    QCOMPARE(m_peer->asked(interrupt), 0);
}

void WebUiTest::tooSlowInterrupts()
{
    m_peer->on(txt2img, {{}});
    m_peer->on(interrupt, {PathPeer::json("{}")});
    ImageLimits limits = quickLimits();
    limits.deadline = 20ms;
    ImageClient hasty(to(), m_ids, m_clock, nullptr, limits);
    const auto call = hasty.pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Timeout);
    QTRY_COMPARE(m_peer->asked(interrupt), 1);
    QCOMPARE(m_peer->asked(txt2img), 1);
}

void WebUiTest::faultsHaveTheirWords_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("no API") << PathPeer::json(R"({"detail":"Not Found"})", "404 Not Found")
                            << u"no_webui_api"_s << u"WebUI API"_s;
    QTest::newRow("key") << PathPeer::json(R"({"detail":"Incorrect username"})", "401 No") << u"key_refused"_s
                         << u"key"_s;
    QTest::newRow("out of memory") << PathPeer::json(
        R"({"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory"})", "500 Fault")
                                   << u"fault_told"_s << u"CUDA out of memory"_s;
    QTest::newRow("field") << PathPeer::json(R"({"detail":[{"msg":"not a number"}]})", "422 No")
                           << u"request_refused"_s << u"not a number"_s;
    QTest::newRow("nothing") << PathPeer::json(R"({"images":[],"info":""})") << u"no_picture"_s
                             << u"without a picture"_s;
    QTest::newRow("HTML") << PathPeer::answer("<html>", "text/html") << u"not_json"_s << u"JSON"_s;
}

void WebUiTest::faultsHaveTheirWords()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    QFETCH(QString, words);
    m_peer->on(txt2img, {answer});
    const auto call = m_client->pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().code, code);
    QVERIFY(call.future().result().error().message.contains(words));
    QCOMPARE(m_peer->asked(txt2img), 1);
}

void WebUiTest::checkpointsAreItsModels()
{
    m_peer->on("/sdapi/v1/sd-models",
        {PathPeer::json(R"([{"title":"dream.safetensors [ab]","model_name":"dream"},{"title":"only"}])")});
    const auto call = m_client->models();
    FINISHED(call);
    QCOMPARE(*call.future().result(),
        (QList<ModelInfo>{{u"dream"_s, {}, std::nullopt}, {u"only"_s, {}, std::nullopt}}));
}

QTEST_GUILESS_MAIN(WebUiTest)
#include "tst_webui.moc"
