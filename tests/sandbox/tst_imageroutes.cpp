// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QImage>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject order(const QString &model, const QString &quality, const QString &size = u"512x512"_s)
{
    return {{"model"_L1, model}, {"prompt"_L1, "a lake in the mountains at sunset"_L1},
        {"quality"_L1, quality}, {"size"_L1, size}};
}

QImage pictureOf(const QJsonValue &item)
{
    return QImage::fromData(QByteArray::fromBase64(item["b64_json"_L1].toString().toLatin1()), "png");
}

const QByteArray generations = "/v1/images/generations";

} // namespace

class TestImageRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void todaysModelsAnswerWithBase64()
    {
        Shop shop;
        const auto made = shop.post(generations, order(u"gpt-image-2"_s, u"low"_s));
        QCOMPARE(made.status, 200);
        const QJsonObject json = made.json();
        QCOMPARE(json["created"_L1].toInteger(), 1795255200); // the sandbox's time
        QCOMPARE(json["size"_L1].toString(), u"512x512"_s);
        QCOMPARE(json["quality"_L1].toString(), u"low"_s);
        const QJsonValue usage
            = json["usage"_L1]; // as OpenAI counts: text by its length, the picture by its size
        QCOMPARE(usage["input_tokens"_L1].toInt(), 9);
        QCOMPARE(usage["output_tokens"_L1].toInt(), 145);
        QCOMPARE(usage["total_tokens"_L1].toInt(), 154);
        QCOMPARE(usage["output_tokens_details"_L1]["image_tokens"_L1].toInt(), 145);
        const QJsonValue item = json["data"_L1][0];
        QCOMPARE(item.toObject().keys(), QStringList{u"b64_json"_s});
        QCOMPARE(pictureOf(item).size(), QSize(512, 512));
    }

    void theDemoPainterSaysWhatItPainted()
    {
        Shop shop;
        QJsonObject asked = order(u"demo-painter"_s, u"draft"_s);
        asked.insert("prompt"_L1, "a sunset over mountains with a zorblax"_L1);
        asked.insert("seed"_L1, 42);
        asked.insert("n"_L1, 2);
        const auto made = shop.post(generations, asked);
        QCOMPARE(made.status, 200);
        const QJsonArray data = made.json()["data"_L1].toArray();
        QCOMPARE(data.size(), 2);
        const QJsonValue said = data[0]["pixelmeter"_L1];
        QCOMPARE(said["seed"_L1].toInt(), 42);
        QCOMPARE(data[1]["pixelmeter"_L1]["seed"_L1].toInt(), 43);
        QCOMPARE(said["model"_L1].toString(), u"demo-painter"_s);
        QCOMPARE(said["engine"_L1].toString(), u"Demo painter (offline, not AI)"_s);
        QVERIFY(said["caption"_L1].toString().contains("mountains"_L1));
        QVERIFY(said["unknown"_L1].toArray().contains("zorblax"_L1));
        const QImage picture = pictureOf(data[0]);
        QCOMPARE(picture.text(u"Software"_s), u"Demo painter (offline, not AI)"_s);
        QVERIFY(picture != pictureOf(data[1]));
        QCOMPARE(pictureOf(shop.post(generations, asked).json()["data"_L1][0]), picture);
    }

    void dallE3AnswersWithAnAddressForAnHour()
    {
        Shop shop;
        QJsonObject asked = order(u"dall-e-3"_s, u"standard"_s, u"1792x1024"_s);
        asked.insert("style"_L1, "natural"_L1);
        asked.insert("n"_L1, 1);
        const QJsonValue item = shop.post(generations, asked).json()["data"_L1][0];
        QVERIFY(!item["revised_prompt"_L1].toString().isEmpty());
        const QByteArray url = item["url"_L1].toString().toUtf8();
        QVERIFY(url.startsWith(shop.url() + "/files/images/") && url.endsWith(".png"));
        const auto file = shop.send("GET", shop.plainRequest(url)); // without a key
        QCOMPARE(file.status, 200);
        QCOMPARE(file.type, QByteArray("image/png"));
        QCOMPARE(QImage::fromData(file.body, "png").size(), QSize(1792, 1024));
        shop.clock->advance(60min);
        QCOMPARE(shop.send("GET", shop.plainRequest(url)).status, 404);
        for (const QByteArray path : {"/files/images/x.png", "/files/images/..%2Fsandbox.db"})
            QCOMPARE(shop.send("GET", shop.plainRequest(path)).status, 404);
    }

    void dallE2AnswersWithSmallPictures()
    {
        Shop shop;
        QJsonObject asked{{"model"_L1, "dall-e-2"_L1}, {"prompt"_L1, "a lake"_L1}, {"size"_L1, "256x256"_L1},
            {"n"_L1, 2}, {"response_format"_L1, "b64_json"_L1}};
        const QJsonObject json = shop.post(generations, asked).json();
        QCOMPARE(json.keys(), (QStringList{u"created"_s, u"data"_s}));
        QCOMPARE(json["data"_L1].toArray().size(), 2);
        QCOMPARE(pictureOf(json["data"_L1][1]).size(), QSize(256, 256));
        asked.remove("response_format"_L1);
        QVERIFY(shop.post(generations, asked).json()["data"_L1][0]["url"_L1].isString());
        asked.insert("style"_L1, "vivid"_L1);
        QCOMPARE(shop.post(generations, asked).status, 400);
    }

    void formatsAreWhatWasAskedFor()
    {
        Shop shop;
        QJsonObject asked = order(u"gpt-image-2"_s, u"low"_s);
        asked.insert("output_format"_L1, "jpeg"_L1);
        const QJsonObject json = shop.post(generations, asked).json();
        QCOMPARE(json["output_format"_L1].toString(), u"jpeg"_s);
        const QByteArray file
            = QByteArray::fromBase64(json["data"_L1][0]["b64_json"_L1].toString().toLatin1());
        QVERIFY(file.startsWith("\xff\xd8"));
        asked.insert("background"_L1, "transparent"_L1);
        const auto refused = shop.post(generations, asked);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.json()["error"_L1]["param"_L1].toString(), u"background"_s);
    }

    void errorsHaveTheOpenAiShape_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("type");
        QJsonObject refused = order(u"gpt-image-2"_s, u"low"_s);
        refused.insert("prompt"_L1, "a murder"_L1);
        QTest::newRow("refused") << refused << 400 << u"moderation_blocked"_s
                                 << u"image_generation_user_error"_s;
        refused.insert("stream"_L1, true);
        QTest::newRow("refused stream")
            << refused << 400 << u"moderation_blocked"_s << u"image_generation_user_error"_s;
        QJsonObject format = order(u"gpt-image-2"_s, u"low"_s);
        format.insert("response_format"_L1, "b64_json"_L1);
        QTest::newRow("field") << format << 400 << u"unknown_parameter"_s << u"invalid_request_error"_s;
        QTest::newRow("model") << order(u"none"_s, u"low"_s) << 404 << u"model_not_found"_s
                               << u"invalid_request_error"_s;
    }
    void errorsHaveTheOpenAiShape()
    {
        QFETCH(QJsonObject, body);
        Shop shop;
        const auto refused = shop.post(generations, body);
        QTEST(refused.status, "status");
        const QJsonValue error = refused.json()["error"_L1];
        QTEST(error["code"_L1].toString(), "code");
        QTEST(error["type"_L1].toString(), "type");
        QVERIFY(!error["message"_L1].toString().isEmpty() && error.toObject().contains("param"_L1));
    }

    void brokenJsonIs400AndNoKeyIs401()
    {
        Shop shop;
        const auto broken = shop.send("POST", shop.request(generations), "{");
        QCOMPARE(broken.status, 400);
        QVERIFY(broken.json()["error"_L1].isObject());
        const auto keyless = shop.send("POST", shop.plainRequest(generations), "{}");
        QCOMPARE(keyless.status, 401);
        QVERIFY(keyless.json()["error"_L1].isObject());
    }

    void modelsAreListed()
    {
        Shop shop;
        QSet<QString> ids;
        const QJsonArray data = shop.get("/v1/models").json()["data"_L1].toArray();
        for (const QJsonValue &model : data)
            ids.insert(model["id"_L1].toString());
        QCOMPARE(data[0]["id"_L1].toString(), u"demo-painter"_s);
        QVERIFY(ids.contains(u"gpt-image-2"_s) && ids.contains(u"gpt-image-2.5-flare"_s));
        QVERIFY(ids.contains(u"dall-e-3"_s));
    }
};

QTEST_GUILESS_MAIN(TestImageRoutes)
#include "tst_imageroutes.moc"
