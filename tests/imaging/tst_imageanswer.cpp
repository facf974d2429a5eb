// SPDX-License-Identifier: MIT
#include "imaging/imageanswer.h"
#include "imaging/imageerrors.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

class ImageAnswerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyServersShapeIsRead_data();
    void everyServersShapeIsRead();
    void answerWithoutPictureIsAnError_data();
    void answerWithoutPictureIsAnError();
    void errorsHaveTheirKind_data();
    void errorsHaveTheirKind();
    void repeatedOnlyWhenNothingWasMade_data();
    void repeatedOnlyWhenNothingWasMade();
    void missingPicturesArePaidWithTheOthers();
    void logKeepsSizesOnly();
};

void ImageAnswerTest::everyServersShapeIsRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("base64");
    QTest::addColumn<QString>("url");
    const QByteArray none;
    QTest::newRow("OpenAI") << QByteArray(R"({"data":[{"b64_json":"QUJD"}]})") << QByteArray("QUJD")
                            << QString();
    QTest::newRow("Together") << QByteArray(R"({"data":[{"base64":"QUJD"}]})") << QByteArray("QUJD")
                              << QString();
    QTest::newRow("stream event") << QByteArray(R"({"type":"x","b64_json":"QUJD"})") << QByteArray("QUJD")
                                  << QString();
    QTest::newRow("URL") << QByteArray(R"({"data":[{"url":"http://h/a.png"}]})") << none
                         << u"http://h/a.png"_s;
    QTest::newRow("data URL") << QByteArray(R"({"data":[{"url":"data:image/png;base64,QUJD"}]})")
                              << QByteArray("data:image/png;base64,QUJD") << QString();
    QTest::newRow("error is null") << QByteArray(R"({"error":null,"data":[{"b64_json":"QUJD"}]})")
                                   << QByteArray("QUJD") << QString();
}

void ImageAnswerTest::everyServersShapeIsRead()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, base64);
    QFETCH(QString, url);
    const Result<ImageAnswers> answers = imageAnswersOf(body, u"host"_s, 1);
    QVERIFY(answers.ok());
    const Result<ImageAnswer> &answer = answers->items.first();
    QVERIFY(answer.ok());
    QCOMPARE(answer->base64, base64);
    QCOMPARE(answer->url.toString(), url);
}

void ImageAnswerTest::answerWithoutPictureIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("nothing") << QByteArray() << Kind::Protocol;
    QTest::newRow("HTML") << QByteArray("<html>") << Kind::Protocol;
    QTest::newRow("cut") << QByteArray(R"({"data":[{"b64_json":"QU)") << Kind::Protocol;
    QTest::newRow("list") << QByteArray("[]") << Kind::Protocol;
    QTest::newRow("no data") << QByteArray("{}") << Kind::Protocol;
    QTest::newRow("empty data") << QByteArray(R"({"data":[]})") << Kind::Protocol;
    QTest::newRow("empty item") << QByteArray(R"({"data":[{}]})") << Kind::Protocol;
    QTest::newRow("number") << QByteArray(R"({"data":[{"b64_json":5}]})") << Kind::Protocol;
    QTest::newRow("error body") << QByteArray(R"({"error":"no"})") << Kind::Server;
    QTest::newRow("flat error event") << QByteArray(R"({"type":"error","message":"no"})") << Kind::Server;
    QTest::newRow("refusal in a stream")
        << QByteArray(R"({"type":"error","error":{"message":"no","code":"moderation_blocked"}})")
        << Kind::Refused;
}

void ImageAnswerTest::answerWithoutPictureIsAnError()
{
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    const Result<ImageAnswers> answer = imageAnswersOf(body, u"host"_s, 1);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, kind);
    QVERIFY(!answer.error().message.isEmpty());
}

void ImageAnswerTest::errorsHaveTheirKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    const auto error = [](const char *code, const char *type = "x", const char *message = "Words.") {
        return QByteArray(R"({"error":{"message":")") + message + R"(","type":")" + type
            + R"(","param":"size","code":)" + (code ? '"' + QByteArray(code) + '"' : QByteArray("null"))
            + "}}";
    };
    QTest::newRow("moderation") << 400 << error("moderation_blocked") << Kind::Refused;
    QTest::newRow("moderation by type")
        << 400 << error(nullptr, "image_generation_user_error") << Kind::Refused;
    QTest::newRow("content policy") << 400 << error("content_policy_violation") << Kind::Refused;
    QTest::newRow("safety system in words")
        << 400 << error(nullptr, "x", "rejected as a result of our safety system") << Kind::Refused;
    QTest::newRow("unknown parameter") << 400 << error("unknown_parameter") << Kind::Invalid;
    QTest::newRow("hard limit") << 400 << error("billing_hard_limit_reached") << Kind::Invalid;
    QTest::newRow("key") << 401 << error("invalid_api_key") << Kind::Unauthorized;
    QTest::newRow("not verified") << 403 << error(nullptr) << Kind::Unauthorized;
    QTest::newRow("model, 404") << 404 << error("model_not_found") << Kind::NotFound;
    QTest::newRow("model, 400") << 400 << error("model_not_found") << Kind::NotFound;
    QTest::newRow("rate") << 429 << error("rate_limit_exceeded") << Kind::RateLimited;
    QTest::newRow("quota") << 429 << error("insufficient_quota") << Kind::RateLimited;
    QTest::newRow("fault") << 500 << error(nullptr) << Kind::Server;
    QTest::newRow("string") << 400 << QByteArray(R"({"error":"prompt required"})") << Kind::Invalid;
    QTest::newRow("detail") << 422 << QByteArray(R"({"detail":[{"msg":"field required"}]})") << Kind::Invalid;
    QTest::newRow("detail text") << 404 << QByteArray(R"({"detail":"Not Found"})") << Kind::NotFound;
    QTest::newRow("HTML") << 502 << QByteArray("<html>Bad gateway</html>") << Kind::Server;
    QTest::newRow("redirect") << 302 << QByteArray() << Kind::Protocol;
}

void ImageAnswerTest::errorsHaveTheirKind()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    const Error error = imageErrorOf(status, {}, body, u"host"_s);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.status, status);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!error.message.contains(u'<'));
}

void ImageAnswerTest::repeatedOnlyWhenNothingWasMade_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("neverConnected");
    QTest::addColumn<bool>("again");
    QTest::newRow("no connection") << 0 << QString() << true << true;
    QTest::newRow("lost connection") << 0 << QString() << false << false;
    QTest::newRow("rate") << 429 << u"rate_limit_exceeded"_s << false << true;
    QTest::newRow("no credit") << 429 << u"insufficient_quota"_s << false << false;
    QTest::newRow("overloaded") << 503 << QString() << false << true;
    QTest::newRow("fault") << 500 << QString() << false << false;
    QTest::newRow("gateway") << 504 << QString() << false << false;
    QTest::newRow("refused") << 400 << QString() << false << false;
}

void ImageAnswerTest::repeatedOnlyWhenNothingWasMade()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(bool, neverConnected);
    QFETCH(bool, again);
    const Error error{.message = {}, .code = code, .status = status};
    QCOMPARE(waitBeforeImageRetry(error, {}, neverConnected, 0, {}, {}, 1000).has_value(), again);
    QVERIFY(!waitBeforeImageRetry(error, {}, neverConnected, 2, {}, {}, 1000));
}

// The tokens told are those of the whole answer, and the picture that came carries them all.
void ImageAnswerTest::missingPicturesArePaidWithTheOthers()
{
    const QByteArray one = R"({"data":[{"b64_json":"QUJD"}])";
    const QByteArray usage = R"(,"usage":{"input_tokens":20,"output_tokens":400}})";
    const auto charged = [](const Error &error) { return mayBeCharged(error, provider("openai")); };
    const Result<ImageAnswers> told = imageAnswersOf(one + usage, u"Server"_s, 2);
    QCOMPARE(told->items[1].error().code, u"picture_missing_paid"_s);
    QCOMPARE(told->items[1].error().message, u"Server made only 1 of 2 pictures."_s);
    QVERIFY(!charged(told->items[1].error()));
    QVERIFY(charged(imageAnswersOf(one + '}', u"Server"_s, 2)->items[1].error()));
    QVERIFY(charged(imageAnswersOf(R"({"data":[])" + usage, u"Server"_s, 2).error()));
}

void ImageAnswerTest::logKeepsSizesOnly()
{
    const QByteArray picture(4000, 'A');
    const QByteArray body
        = R"({"data":[{"b64_json": ")" + picture + R"("},{"b64_json":")" + picture + R"("}],"x":1})";
    QCOMPARE(withoutPictures(body),
        QByteArray(R"({"data":[{"b64_json": "3000 bytes"},{"b64_json":"3000 bytes"}],"x":1})"));
    QCOMPARE(withoutPictures("{\"b64_json\":\"" + picture), QByteArray("{\"b64_json\":\"3000 bytes"));
    QCOMPARE(withoutPictures("{\"a\":1}"), QByteArray("{\"a\":1}"));
    QCOMPARE(withoutPictures("\"b64_json\""), QByteArray("\"b64_json\""));
}

QTEST_GUILESS_MAIN(ImageAnswerTest)
#include "tst_imageanswer.moc"
