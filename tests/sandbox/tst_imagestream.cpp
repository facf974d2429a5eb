// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include "painter/painter.h"

#include <QImage>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

const QByteArray generations = "/v1/images/generations";

struct Frame {
    QByteArray event;
    QJsonObject data;
};

QList<Frame> framesOf(const QByteArray &body)
{
    QList<Frame> out;
    Frame frame;
    for (const QByteArray &line : body.split('\n')) {
        if (line.startsWith("event: "))
            frame.event = line.mid(7);
        else if (line.startsWith("data: "))
            frame.data = QJsonDocument::fromJson(line.mid(6)).object();
        else if (!frame.event.isEmpty())
            out.append(std::exchange(frame, {}));
    }
    return out;
}

QByteArrayList eventsOf(const QList<Frame> &frames)
{
    QByteArrayList out;
    for (const Frame &frame : frames)
        out.append(frame.event);
    return out;
}

QJsonObject order(int partials)
{
    return {{"model"_L1, "demo-painter"_L1}, {"prompt"_L1, "a lake"_L1}, {"quality"_L1, "draft"_L1},
        {"size"_L1, "256x256"_L1}, {"stream"_L1, true}, {"partial_images"_L1, partials}};
}

QByteArray base64Png(const Frame &frame)
{
    return QByteArray::fromBase64(frame.data["b64_json"_L1].toString().toLatin1());
}

// Paints for ever, until it is told to stop, and says when it was.
struct EndlessPainter {
    std::atomic_bool started = false;
    std::atomic_bool stopped = false;
    std::chrono::steady_clock::time_point stoppedAt; // before `stopped` is set

    Result<Painting> operator()(const PaintRequest &, PaintMonitor &monitor)
    {
        started = true;
        while (!monitor.cancelled())
            std::this_thread::yield();
        stoppedAt = std::chrono::steady_clock::now();
        stopped = true;
        return Error{.kind = Error::Kind::Cancelled, .message = u"The picture was cancelled."_s};
    }
};

} // namespace

class TestImageStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutPartialsOnlyThePictureArrives()
    {
        Shop shop;
        const auto answer = shop.post(generations, order(0));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.type.startsWith("text/event-stream"));
        const QList<Frame> frames = framesOf(answer.body);
        QCOMPARE(eventsOf(frames), QByteArrayList{"image_generation.completed"});
        QCOMPARE(QImage::fromData(base64Png(frames[0]), "png").size(), QSize(256, 256));
        QCOMPARE(frames[0].data["type"_L1].toString(), u"image_generation.completed"_s);
        QCOMPARE(frames[0].data["pixelmeter"_L1]["model"_L1].toString(), u"demo-painter"_s);
    }

    void partialsAreNumberedFromZero()
    {
        Shop shop;
        const QList<Frame> frames = framesOf(shop.post(generations, order(2)).body);
        const QByteArray partial = "image_generation.partial_image";
        QCOMPARE(eventsOf(frames), (QByteArrayList{partial, partial, "image_generation.completed"}));
        QCOMPARE(frames[0].data["partial_image_index"_L1].toInt(-1), 0);
        QCOMPARE(frames[1].data["partial_image_index"_L1].toInt(-1), 1);
        QVERIFY(!QImage::fromData(base64Png(frames[0]), "png").isNull());
    }

    void partialsAreAsLargeAsThePictureAndCounted()
    {
        Shop shop;
        QJsonObject asked = order(3);
        asked.insert("model"_L1, "gpt-image-2"_L1);
        asked.insert("quality"_L1, "low"_L1);
        asked.insert("size"_L1, "1024x512"_L1);
        const QList<Frame> frames = framesOf(shop.post(generations, asked).body);
        QCOMPARE(frames.size(), 4);
        QCOMPARE(QImage::fromData(base64Png(frames[0]), "png").size(), QSize(1024, 512));
        const QJsonValue usage = frames[3].data["usage"_L1];
        asked.insert("partial_images"_L1, 0);
        const QJsonValue without = framesOf(shop.post(generations, asked).body)[0].data["usage"_L1];
        QCOMPARE(usage["output_tokens"_L1].toInt(), without["output_tokens"_L1].toInt() + 300);
    }

    void onlyThisProgramHearsOfStages()
    {
        Shop shop;
        QNetworkRequest request = shop.request(generations);
        request.setRawHeader("X-PixelMeter-Exchange", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
        const auto answer
            = shop.send("POST", request, QJsonDocument(order(0)).toJson(QJsonDocument::Compact));
        const QList<Frame> frames = framesOf(answer.body);
        QVERIFY(frames.size() > 2);
        const QJsonObject last = frames[frames.size() - 2].data;
        QCOMPARE(frames[0].event, QByteArray("pixelmeter.progress"));
        QCOMPARE(last["done"_L1], last["total"_L1]);
        QVERIFY(!last["stage"_L1].toString().isEmpty() && last.contains("preview_b64"_L1));
        QCOMPARE(frames.last().event, QByteArray("image_generation.completed"));
    }

    void aClientThatGoesAwayStopsThePainter()
    {
        EndlessPainter painter;
        Shop shop(std::ref(painter));
        QNetworkRequest request = shop.request(generations);
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
        QNetworkReply *reply
            = shop.network().post(request, QJsonDocument(order(0)).toJson(QJsonDocument::Compact));
        QTRY_VERIFY(painter.started);
        const auto left = std::chrono::steady_clock::now();
        reply->abort();
        QTRY_VERIFY(painter.stopped);
        QVERIFY(painter.stoppedAt - left < 1s); // 50 ms on a machine with nothing else to do
    }

    void aClientThatGoesAwayWithoutAStreamStopsItToo()
    {
        EndlessPainter painter;
        Shop shop(std::ref(painter));
        QJsonObject plain = order(0);
        plain.remove("stream"_L1);
        plain.remove("partial_images"_L1);
        QNetworkRequest request = shop.request(generations);
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
        QNetworkReply *reply
            = shop.network().post(request, QJsonDocument(plain).toJson(QJsonDocument::Compact));
        QTRY_VERIFY(painter.started);
        const auto left = std::chrono::steady_clock::now();
        reply->abort();
        QTRY_VERIFY(painter.stopped);
        QVERIFY(painter.stoppedAt - left < 1s);
    }

    void theServersEndStopsThePainter()
    {
        EndlessPainter painter;
        {
            Shop shop(std::ref(painter));
            QNetworkRequest request = shop.request(generations);
            request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
            QJsonObject plain = order(0);
            plain.remove("stream"_L1);
            plain.remove("partial_images"_L1);
            shop.network().post(request, QJsonDocument(plain).toJson(QJsonDocument::Compact));
            QTRY_VERIFY(painter.started);
        }
        QVERIFY(painter.stopped);
    }

    void aFailureOnTheWayIsAnErrorFrame()
    {
        Shop shop([](const PaintRequest &, PaintMonitor &) -> Result<Painting> {
            return Error{.kind = Error::Kind::Server, .message = u"No paint left."_s, .status = 500};
        });
        const QList<Frame> frames = framesOf(shop.post(generations, order(0)).body);
        QCOMPARE(eventsOf(frames), QByteArrayList{"error"});
        QCOMPARE(frames[0].data["error"_L1]["message"_L1].toString(), u"No paint left."_s);
    }
};

QTEST_GUILESS_MAIN(TestImageStream)
#include "tst_imagestream.moc"
