// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include "painter/painter.h"

#include <QElapsedTimer>
#include <QImage>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

const QByteArray textToImage = "/sdapi/v1/txt2img";

QJsonObject order(const QJsonObject &more = {})
{
    QJsonObject json{{"prompt"_L1, "a lake in the mountains"_L1}, {"negative_prompt"_L1, "people"_L1},
        {"width"_L1, 320}, {"height"_L1, 256}, {"steps"_L1, 8}, {"cfg_scale"_L1, 6.5},
        {"sampler_name"_L1, "DPM++ 2M"_L1}, {"seed"_L1, 42}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QImage pictureIn(const QJsonValue &base64)
{
    return QImage::fromData(QByteArray::fromBase64(base64.toString().toLatin1()), "png");
}

// As these programs do it: a body, no key.
Shop::Reply postPlain(Shop &shop, const QByteArray &path, const QJsonObject &json = {})
{
    const QByteArray body
        = json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact);
    return shop.send("POST", shop.plainRequest(path), body);
}

QNetworkReply *begin(Shop &shop, const QByteArray &path, const QJsonObject &json)
{
    QNetworkRequest request = shop.plainRequest(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    return shop.network().post(request, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject progressOf(Shop &shop, const QByteArray &query = {})
{
    return shop.send("GET", shop.plainRequest("/sdapi/v1/progress" + query)).json();
}

// The first picture is done at once; the second stands at a quarter until it is told to stop.
struct SlowPainter {
    std::atomic_int begun = 0;
    std::atomic_bool stopped = false;

    Result<Painting> operator()(const PaintRequest &request, PaintMonitor &monitor)
    {
        QImage image(request.size, QImage::Format_RGB32);
        image.fill(Qt::red);
        if (++begun == 1)
            return Painting{image, {}, u"red"_s, {}, {}};
        monitor.stage(u"Sky"_s, 1, 4, image.scaled(64, 64));
        while (!monitor.cancelled())
            std::this_thread::yield();
        stopped = true;
        return Error{.kind = Error::Kind::Cancelled, .message = u"Painting was cancelled."_s};
    }
};

} // namespace

class TestWebUiRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesComeWithTheirParameters()
    {
        Shop shop;
        const auto made = postPlain(shop, textToImage, order({{"batch_size"_L1, 2}}));
        QCOMPARE(made.status, 200);
        const QJsonObject json = made.json();
        QCOMPARE(json["images"_L1].toArray().size(), 2);
        const QImage first = pictureIn(json["images"_L1][0]);
        QCOMPARE(first.size(), QSize(320, 256));
        QVERIFY(first != pictureIn(json["images"_L1][1]));
        QCOMPARE(json["parameters"_L1]["steps"_L1].toInt(), 8);
        QVERIFY(json["info"_L1].isString());
        const QJsonObject info = QJsonDocument::fromJson(json["info"_L1].toString().toUtf8()).object();
        QCOMPARE(info["seed"_L1].toInt(), 42);
        QCOMPARE(info["all_seeds"_L1].toArray(), (QJsonArray{42, 43}));
        QCOMPARE(info["sampler_name"_L1].toString(), u"DPM++ 2M"_s);
        const QString text = info["infotexts"_L1][1].toString();
        QVERIFY(text.startsWith("a lake in the mountains\nNegative prompt: people\nSteps: 8, "_L1));
        QVERIFY(text.contains("CFG scale: 6.5, Seed: 43, Size: 320x256, Model: demo-painter"_L1));
        QCOMPARE(first.text(u"parameters"_s), info["infotexts"_L1][0].toString());
    }

    void minusOneIsAnySeed()
    {
        Shop shop;
        const auto infoOf = [&] {
            const auto made = postPlain(shop, textToImage, order({{"seed"_L1, -1}}));
            return QJsonDocument::fromJson(made.json()["info"_L1].toString().toUtf8()).object();
        };
        const qint64 seed = infoOf()["seed"_L1].toInteger(-1);
        QVERIFY(seed >= 0 && seed != infoOf()["seed"_L1].toInteger(-1));
    }

    void progressIsOfThePictureOnTheEaselAndInterruptAnswersWithWhatWasMade()
    {
        SlowPainter painter;
        Shop shop(std::ref(painter));
        QCOMPARE(progressOf(shop)["progress"_L1].toDouble(-1), 0.0);
        QNetworkReply *reply = begin(shop, textToImage, order({{"n_iter"_L1, 2}}));
        QTRY_COMPARE(progressOf(shop)["progress"_L1].toDouble(), 0.625); // one of two, and a quarter
        const QJsonObject told = progressOf(shop);
        QCOMPARE(told["state"_L1]["job_count"_L1].toInt(), 2);
        QCOMPARE(told["state"_L1]["job_no"_L1].toInt(), 1);
        QCOMPARE(told["state"_L1]["sampling_steps"_L1].toInt(), 4);
        QCOMPARE(pictureIn(told["current_image"_L1]).size(), QSize(64, 64));
        QVERIFY(progressOf(shop, "?skip_current_image=true")["current_image"_L1].isNull());

        QElapsedTimer timer;
        timer.start();
        QCOMPARE(postPlain(shop, "/sdapi/v1/interrupt").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(painter.stopped, 1000); // 50 ms where nothing else runs
        QTRY_VERIFY(reply->isFinished());
        const QJsonObject json = QJsonDocument::fromJson(reply->readAll()).object();
        QCOMPARE(json["images"_L1].toArray().size(), 1);
        QCOMPARE(pictureIn(json["images"_L1][0]).pixelColor(0, 0), QColor(Qt::red));
        QCOMPARE(progressOf(shop)["progress"_L1].toDouble(-1), 0.0);
    }

    void aClientThatLeavesIsPaintedForNoLonger()
    {
        SlowPainter painter;
        painter.begun = 1;
        Shop shop(std::ref(painter));
        QNetworkReply *reply = begin(shop, textToImage, order());
        QTRY_COMPARE(painter.begun, 2);
        QVERIFY(!painter.stopped);
        reply->abort();
        QTRY_VERIFY(painter.stopped);
    }

    void theServersEndStopsWhatIsPaintedAndWhatWaits()
    {
        SlowPainter painter;
        painter.begun = 1;
        {
            Shop shop(std::ref(painter));
            begin(shop, textToImage, order());
            QTRY_COMPARE(painter.begun, 2);
            begin(shop, textToImage, order());
        }
        QVERIFY(painter.stopped);
        QCOMPARE(painter.begun, 2);
    }

    void errorsAreFastApis_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("field"); // of a 422
        QTest::newRow("refused") << order({{"prompt"_L1, "a murder"_L1}}) << 400 << QString();
        QTest::newRow("no prompt") << order({{"prompt"_L1, ""_L1}}) << 422 << u"prompt"_s;
        QTest::newRow("text for a number") << order({{"width"_L1, "wide"_L1}}) << 422 << u"width"_s;
        QTest::newRow("too small") << order({{"height"_L1, 64}}) << 422 << u"height"_s;
        QTest::newRow("too many") << order({{"batch_size"_L1, 4}, {"n_iter"_L1, 3}}) << 422
                                  << u"batch_size"_s;
        QTest::newRow("seed") << order({{"seed"_L1, -2}}) << 422 << u"seed"_s;
        QTest::newRow("another model")
            << order({{"override_settings"_L1, QJsonObject{{"sd_model_checkpoint"_L1, "sdxl"_L1}}}}) << 404
            << QString();
    }
    void errorsAreFastApis()
    {
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        Shop shop;
        const auto refused = postPlain(shop, textToImage, body);
        QCOMPARE(refused.status, status);
        const QJsonValue detail = refused.json()["detail"_L1];
        if (status == 422) {
            QTEST(detail[0]["loc"_L1][1].toString(), "field");
            QVERIFY(!detail[0]["msg"_L1].toString().isEmpty());
        } else {
            QVERIFY(!detail.toString().isEmpty());
        }
        if (status == 400)
            QCOMPARE(refused.json()["error"_L1].toString(), u"moderation_blocked"_s);
    }

    void brokenJsonAndUnknownPathsHaveADetail()
    {
        Shop shop;
        const auto broken = shop.send("POST", shop.plainRequest(textToImage), "{");
        QCOMPARE(broken.status, 422);
        QCOMPARE(broken.json()["detail"_L1][0]["loc"_L1][0].toString(), u"body"_s);
        const auto unknown = postPlain(shop, "/sdapi/v1/img2img", order());
        QCOMPARE(unknown.status, 404);
        QVERIFY(!unknown.json()["detail"_L1].toString().isEmpty());
    }

    void listsAreWhatClientsAskForFirst_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("key");
        QTest::newRow("models") << QByteArray("/sdapi/v1/sd-models") << u"model_name"_s;
        QTest::newRow("samplers") << QByteArray("/sdapi/v1/samplers") << u"name"_s;
        QTest::newRow("schedulers") << QByteArray("/sdapi/v1/schedulers") << u"label"_s;
    }
    void listsAreWhatClientsAskForFirst()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, key);
        Shop shop;
        const auto told = shop.send("GET", shop.plainRequest(path));
        QCOMPARE(told.status, 200);
        const QJsonArray items = QJsonDocument::fromJson(told.body).array();
        QVERIFY(!items.isEmpty() && !items[0][key].toString().isEmpty());
    }

    void theModelCanBeChosenWhenItIsTheOne()
    {
        Shop shop;
        const auto options = shop.send("GET", shop.plainRequest("/sdapi/v1/options")).json();
        QCOMPARE(options["sd_model_checkpoint"_L1].toString(), u"demo-painter"_s);
        QCOMPARE(postPlain(shop, "/sdapi/v1/options", options).status, 200);
        QCOMPARE(postPlain(shop, "/sdapi/v1/options", {{"sd_model_checkpoint"_L1, "sdxl"_L1}}).status, 404);
    }

    void theEventLogHoldsTheOrderWithoutItsPicturesAndNoPolls()
    {
        Shop shop;
        progressOf(shop);
        postPlain(shop, textToImage, order({{"batch_size"_L1, 2}}));
        const QJsonArray items = shop.get("/_sandbox/exchanges").items();
        QCOMPARE(items.size(), 1);
        const QString answer = QString::fromUtf8(QJsonDocument(items[0].toObject()).toJson());
        QVERIFY(answer.size() < 8000);
        QCOMPARE(answer.count("of base64"_L1), 2);
    }
};

QTEST_GUILESS_MAIN(TestWebUiRoutes)
#include "tst_webuiroutes.moc"
