// SPDX-License-Identifier: MIT
#include "dodo/peer.h"
#include "imaging/pathpeer.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

constexpr auto generations = "/v1/images/generations";

const ImageRequest lake{.prompt = u"a lake"_s, .model = u"gpt-image-2"_s, .tier = "draft"};

QByteArray frame(const QByteArray &event, const QByteArray &data)
{
    return "event: " + event + "\ndata: " + data + "\n\n";
}

QByteArray partial(int index, const QByteArray &file)
{
    return frame("image_generation.partial_image",
        "{\"partial_image_index\":" + QByteArray::number(index) + ",\"b64_json\":\"" + file.toBase64()
            + "\"}");
}

} // namespace

// Streams of the OpenAI shape over real sockets: pictures that are shown before they are done.
class PartialPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void partialPicturesAreShown();
    void damagedAndUnaskedPartialsAreNot();
    void errorAfterPartialsIsTold();
    void streamMayAnswerWhole();
    void unnamedEventsAreKnownByTheirType();
    void draftsAreNotStreamed();

private:
    ImageDestination to() const
    {
        return {.provider = "openai", .baseUrl = m_peer->url(), .key = "sk-secret", .name = u"Server"_s};
    }

    QJsonObject orderSent() const
    {
        const QByteArray request = m_peer->requests(generations).value(0);
        return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
    }

    std::unique_ptr<PathPeer> m_peer;
    RandomIds m_ids;
    SystemClock m_clock;
};

// One thread works in the order of the stream, so that no test depends on which picture is decoded first.
void PartialPicturesTest::init()
{
    QThreadPool::globalInstance()->setMaxThreadCount(1);
    m_peer = std::make_unique<PathPeer>();
}

void PartialPicturesTest::partialPicturesAreShown()
{
    m_peer->on(generations,
        {PathPeer::stream(partial(0, pictureFile("JPEG")) + partial(1, pictureFile("WEBP"))
            + frame("image_generation.completed",
                "{\"usage\":{\"input_tokens\":3,\"output_tokens\":9},\"b64_json\":\""
                    + pictureFile().toBase64() + "\"}"))});
    ImageRequest fine = lake;
    fine.tier = "hd";
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(fine);
    Stages stages;
    stages.follow(call.progress());
    FINISHED(call);
    QCOMPARE(orderSent()["partial_images"_L1].toInt(), 2);
    QVERIFY(orderSent()["stream"_L1].toBool());
    QCOMPARE(*call.future().result()->first()->usage, (ImageUsage{.textIn = 3, .imageIn = 0, .out = 9}));
    QCOMPARE(stages.told, QStringList({u"partial picture 1/3"_s, u"partial picture 2/3"_s}));
    QCOMPARE(stages.previews.size(), 2);
    for (const QByteArray &preview : stages.previews)
        QCOMPARE(formatOf(preview), QByteArray("png"));
    Peer peer({{PathPeer::stream(partial(0, pictureFile("JPEG"))), Peer::Then::KeepOpen}});
    const auto held = images.pictures(fine, {.provider = "openai", .baseUrl = peer.url()});
    Stages first;
    first.follow(held.progress());
    QTRY_COMPARE(first.told, QStringList{u"partial picture 1/3"_s});
    QCOMPARE(QImage::fromData(first.previews.first(), "PNG").size(), QSize(16, 8));
    held.cancel();
}

void PartialPicturesTest::damagedAndUnaskedPartialsAreNot()
{
    Peer peer({{PathPeer::stream(partial(0, "no picture") + partial(-1, pictureFile())
                    + partial(5, pictureFile()) + partial(1, pictureFile())),
        Peer::Then::KeepOpen}});
    ImageRequest fine = lake;
    fine.tier = "hd";
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(fine, {.provider = "openai", .baseUrl = peer.url()});
    Stages stages;
    stages.follow(call.progress());
    QTRY_VERIFY(!stages.told.isEmpty());
    QCOMPARE(stages.told, QStringList{u"partial picture 2/3"_s}); // the last, and none before it
    call.cancel();
}

void PartialPicturesTest::errorAfterPartialsIsTold()
{
    m_peer->on(generations,
        {PathPeer::stream(partial(0, pictureFile())
            + frame("error", R"({"error":{"code":"moderation_blocked","message":"No."}})"))});
    ImageRequest standard = lake;
    standard.tier = "standard";
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(standard);
    FINISHED(call);
    QCOMPARE(call.future().result().error().kind, Kind::Refused);
    QCOMPARE(call.future().result().error().message, u"Server will not draw this prompt."_s);
}

void PartialPicturesTest::streamMayAnswerWhole()
{
    m_peer->on(generations, {PathPeer::json("{\"data\":[" + dataItem() + "]}")});
    ImageRequest standard = lake;
    standard.tier = "standard";
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(standard);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
}

void PartialPicturesTest::unnamedEventsAreKnownByTheirType()
{
    m_peer->on(generations,
        {PathPeer::stream("data: {\"type\":\"image_generation.completed\",\"b64_json\":\""
            + pictureFile().toBase64() + "\"}\n\ndata: [DONE]\n\n")});
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(lake);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
}

// Each partial picture costs, and a draft costs little more.
void PartialPicturesTest::draftsAreNotStreamed()
{
    m_peer->on(generations, {PathPeer::json("{\"data\":[" + dataItem() + "]}")});
    ImageClient images(to(), m_ids, m_clock, nullptr, quickLimits());
    const auto call = images.pictures(lake);
    FINISHED(call);
    QVERIFY(!orderSent().contains("stream"_L1));
    QVERIFY(!m_peer->requests(generations).first().contains("text/event-stream"));
}

QTEST_GUILESS_MAIN(PartialPicturesTest)
#include "tst_partialpictures.moc"
