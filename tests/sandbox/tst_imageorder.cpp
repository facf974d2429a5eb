// SPDX-License-Identifier: MIT
#include "sandbox/imageorder.h"

#include "sandbox/imageusage.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject order(const QString &model, const QJsonObject &more = {})
{
    QJsonObject json{{"model"_L1, model}, {"prompt"_L1, "a lake"_L1}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

} // namespace

class TestImageOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreTheService()
    {
        const auto gpt = imageOrderFromJson(order(u"gpt-image-2"_s), 7);
        QVERIFY(gpt);
        QCOMPARE(gpt->paint.size, QSize(1024, 1024));
        QCOMPARE(gpt->paint.quality, PaintQuality::Standard);
        QCOMPARE(gpt->paint.seed, 7u);
        QCOMPARE(gpt->quality, u"medium"_s);
        QCOMPARE(gpt->count, 1);
        QVERIFY(gpt->answer == ImageOrder::Answer::Base64 && !gpt->stream);
        const auto dalle = imageOrderFromJson(order(u"dall-e-3"_s), 7);
        QVERIFY(dalle && dalle->answer == ImageOrder::Answer::Url);
        QCOMPARE(dalle->quality, u"standard"_s);
    }

    void qualitiesBecomeThePainters_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("quality");
        QTest::addColumn<int>("expected"); // -1: refused
        const int draft = int(PaintQuality::Draft);
        const int standard = int(PaintQuality::Standard);
        const int hd = int(PaintQuality::Hd);
        QTest::newRow("low") << u"gpt-image-2"_s << u"low"_s << draft;
        QTest::newRow("auto") << u"gpt-image-2"_s << u"auto"_s << standard;
        QTest::newRow("high") << u"gpt-image-2"_s << u"high"_s << hd;
        QTest::newRow("xhigh is of 2.5") << u"gpt-image-2"_s << u"xhigh"_s << -1;
        QTest::newRow("max") << u"gpt-image-2.5-flare"_s << u"max"_s << hd;
        QTest::newRow("standard is dall-e's") << u"gpt-image-2"_s << u"standard"_s << -1;
        QTest::newRow("dall-e standard") << u"dall-e-3"_s << u"standard"_s << standard;
        QTest::newRow("dall-e hd") << u"dall-e-3"_s << u"hd"_s << hd;
        QTest::newRow("dall-e low") << u"dall-e-3"_s << u"low"_s << -1;
        QTest::newRow("demo draft") << u"demo-painter"_s << u"draft"_s << draft;
        QTest::newRow("demo hd") << u"demo-painter"_s << u"hd"_s << hd;
    }
    void qualitiesBecomeThePainters()
    {
        QFETCH(QString, model);
        QFETCH(QString, quality);
        QFETCH(int, expected);
        const auto read = imageOrderFromJson(order(model, {{"quality"_L1, quality}}), 1);
        QCOMPARE(read.ok(), expected >= 0);
        if (read)
            QCOMPARE(int(read->paint.quality), expected);
        else
            QCOMPARE(read.error().field, u"quality"_s);
    }

    void wrongFieldsAreNamed_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("param");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QJsonObject &json, const QString &param,
                             const QString &code) { QTest::newRow(name) << json << param << code; };
        const QString gpt = u"gpt-image-2"_s;
        const QString value = u"invalid_value"_s;
        row("no prompt", {{"model"_L1, gpt}}, u"prompt"_s, u"missing_required_parameter"_s);
        row("empty prompt", order(gpt, {{"prompt"_L1, ""_L1}}), u"prompt"_s, value);
        row("long prompt", order(gpt, {{"prompt"_L1, QString(32001, u'x')}}), u"prompt"_s, value);
        row("n 11", order(gpt, {{"n"_L1, 11}}), u"n"_s, value);
        row("n 2 at dall-e", order(u"dall-e-3"_s, {{"n"_L1, 2}}), u"n"_s, value);
        row("size", order(gpt, {{"size"_L1, "big"_L1}}), u"size"_s, value);
        row("not by 16", order(gpt, {{"size"_L1, "1000x1000"_L1}}), u"size"_s, value);
        row("too large", order(gpt, {{"size"_L1, "3840x2160"_L1}}), u"size"_s, value);
        row("dall-e size", order(u"dall-e-3"_s, {{"size"_L1, "512x512"_L1}}), u"size"_s, value);
        row("response_format", order(gpt, {{"response_format"_L1, "url"_L1}}), u"response_format"_s,
            u"unknown_parameter"_s);
        row("seed", order(gpt, {{"seed"_L1, 1}}), u"seed"_s, u"unknown_parameter"_s);
        row("style", order(u"dall-e-3"_s, {{"style"_L1, "loud"_L1}}), u"style"_s, value);
        row("transparent", order(gpt, {{"background"_L1, "transparent"_L1}}), u"background"_s, value);
        row("dall-e-2 size", order(u"dall-e-2"_s, {{"size"_L1, "1792x1024"_L1}}), u"size"_s, value);
        row("dall-e-2 hd", order(u"dall-e-2"_s, {{"quality"_L1, "hd"_L1}}), u"quality"_s, value);
        row("dall-e-2 prompt", order(u"dall-e-2"_s, {{"prompt"_L1, QString(1001, u'x')}}), u"prompt"_s,
            value);
        row("partial_images", order(gpt, {{"partial_images"_L1, 4}}), u"partial_images"_s, u"invalid_type"_s);
        row("model", order(u"dall-e-9"_s), u"model"_s, u"model_not_found"_s);
    }
    void wrongFieldsAreNamed()
    {
        QFETCH(QJsonObject, json);
        const auto read = imageOrderFromJson(json, 1);
        QVERIFY(!read);
        QTEST(read.error().field, "param");
        QTEST(read.error().code, "code");
        const QJsonValue error = imageErrorJson(read.error())["error"_L1];
        QCOMPARE(error["param"_L1].toString(), read.error().field);
        QCOMPARE(error["type"_L1].toString(), u"invalid_request_error"_s);
    }

    void tokensAreTheServices_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("quality");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<qint64>("tokens");
        const QSize square(1024, 1024);
        const auto row
            = [](const char *name, const char *model, const char *quality, QSize size, qint64 tokens) {
                  QTest::newRow(name)
                      << QString::fromLatin1(model) << QString::fromLatin1(quality) << size << tokens;
              };
        row("2 low", "gpt-image-2", "low", square, 196);
        row("2 medium", "gpt-image-2", "medium", square, 1756);
        row("2 high", "gpt-image-2", "high", square, 7024);
        row("2 high, wide", "gpt-image-2", "high", QSize(1536, 1024), 5488);
        row("2.5 medium", "gpt-image-2.5-flare", "medium", square, 439);
        row("2.5 high", "gpt-image-2.5-flare", "high", square, 1756);
        row("2.5 xhigh", "gpt-image-2.5-sunburst", "xhigh", square, 3122);
        row("2.5 max", "gpt-image-2.5-sunburst", "max", square, 7024);
        row("1.5 high", "gpt-image-1.5", "high", square, 4160);
    }
    void tokensAreTheServices()
    {
        QFETCH(QString, model);
        QFETCH(QString, quality);
        QFETCH(QSize, size);
        QTEST(outputTokens(model, quality, size), "tokens");
    }

    void theDemoPainterTakesItsOwnOptions()
    {
        const auto read = imageOrderFromJson(
            order(u"demo-painter"_s,
                {{"seed"_L1, 42}, {"style"_L1, "natural"_L1}, {"size"_L1, "512x300"_L1}, {"n"_L1, 10}}),
            1);
        QVERIFY(read);
        QCOMPARE(read->paint.seed, 42u);
        QCOMPARE(read->paint.style, PaintStyle::Natural);
        QCOMPARE(read->paint.size, QSize(512, 300));
        QCOMPARE(read->count, 10);
    }
};

QTEST_GUILESS_MAIN(TestImageOrder)
#include "tst_imageorder.moc"
