// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include "painter/painter.h"

#include <QImage>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

QJsonObject order(const QJsonObject &more = {})
{
    QJsonObject json{{"prompt"_L1, "a lake"_L1}, {"width"_L1, 256}, {"height"_L1, 256}, {"seed"_L1, 7},
        {"sample_params"_L1, QJsonObject{{"sample_steps"_L1, 8}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Shop::Reply post(Shop &shop, const QByteArray &path, const QJsonObject &json = {})
{
    const QByteArray body
        = json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact);
    return shop.send("POST", shop.plainRequest(path), body);
}

QByteArray submitted(Shop &shop, const QJsonObject &json)
{
    return post(shop, "/sdcpp/v1/img_gen", json).json()["poll_url"_L1].toString().toLatin1();
}

QJsonObject look(Shop &shop, const QByteArray &path)
{
    return shop.send("GET", shop.plainRequest(path)).json();
}

// Stands at the first of two stages until it is told to stop.
struct EndlessPainter {
    std::atomic_bool stopped = false;

    Result<Painting> operator()(const PaintRequest &, PaintMonitor &monitor)
    {
        monitor.stage(u"Sky"_s, 1, 2, {});
        while (!monitor.cancelled())
            std::this_thread::yield();
        stopped = true;
        return Error{.kind = Error::Kind::Cancelled, .message = u"Painting was cancelled."_s};
    }
};

} // namespace

class TestSdServerRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aJobIsTakenPolledAndDone()
    {
        Shop shop;
        const auto taken = post(shop, "/sdcpp/v1/img_gen", order({{"batch_count"_L1, 2}}));
        QCOMPARE(taken.status, 202);
        QCOMPARE(taken.json()["status"_L1].toString(), u"queued"_s);
        QCOMPARE(taken.json()["kind"_L1].toString(), u"img_gen"_s);
        const QByteArray path = taken.json()["poll_url"_L1].toString().toLatin1();
        QTRY_COMPARE(look(shop, path)["status"_L1].toString(), u"completed"_s);
        const QJsonObject done = look(shop, path);
        QVERIFY(done["error"_L1].isNull() && done["completed"_L1].isDouble());
        const QJsonArray images = done["result"_L1]["images"_L1].toArray();
        QCOMPARE(images.size(), 2);
        const QByteArray png = QByteArray::fromBase64(images[1]["b64_json"_L1].toString().toLatin1());
        QCOMPARE(QImage::fromData(png, "png").size(), QSize(256, 256));
        QCOMPARE(post(shop, path + "/cancel").status, 409);
    }

    void jobsWaitInTheirOrderAndBothKindsCanBeCancelled()
    {
        EndlessPainter painter;
        Shop shop(std::ref(painter));
        const QByteArray first = submitted(shop, order());
        const QByteArray second = submitted(shop, order());
        const QByteArray third = submitted(shop, order());
        QTRY_COMPARE(look(shop, first)["status"_L1].toString(), u"generating"_s);
        QTRY_COMPARE(look(shop, first)["progress"_L1].toDouble(), 0.5);
        QCOMPARE(look(shop, third)["queue_position"_L1].toInt(), 2);
        QCOMPARE(post(shop, second + "/cancel").json()["status"_L1].toString(), u"cancelled"_s);
        QCOMPARE(look(shop, third)["queue_position"_L1].toInt(), 1);
        QVERIFY(!painter.stopped);
        const QJsonObject cancelled = post(shop, first + "/cancel").json();
        QCOMPARE(cancelled["error"_L1]["code"_L1].toString(), u"cancelled"_s);
        QVERIFY(cancelled["result"_L1].isNull() && painter.stopped);
        QTRY_COMPARE(look(shop, third)["status"_L1].toString(), u"generating"_s);
    }

    void aFullQueueRefuses()
    {
        EndlessPainter painter;
        Shop shop(std::ref(painter));
        for (int i = 0; i < 8; ++i)
            QCOMPARE(post(shop, "/sdcpp/v1/img_gen", order()).status, 202);
        const auto refused = post(shop, "/sdcpp/v1/img_gen", order());
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.json()["error"_L1].toString(), u"job queue is full"_s);
    }

    void olderJobsAreGoneAndOthersUnknown()
    {
        Shop shop([](const PaintRequest &request, PaintMonitor &) -> Result<Painting> {
            QImage image(request.size, QImage::Format_RGB32);
            image.fill(Qt::blue);
            return Painting{image, {}, {}, {}, {}};
        });
        const QByteArray first = submitted(shop, order());
        for (int i = 0; i < 9; ++i) {
            const QByteArray next = submitted(shop, order());
            QTRY_VERIFY(look(shop, next)["status"_L1].toString() != "queued"_L1);
        }
        QTRY_COMPARE(shop.send("GET", shop.plainRequest(first)).status, 410);
        QCOMPARE(shop.send("GET", shop.plainRequest("/sdcpp/v1/jobs/job_none")).status, 404);
        QCOMPARE(post(shop, "/sdcpp/v1/jobs/job_none/cancel").status, 404);
    }

    void errorsAreTexts_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::newRow("prompt") << order({{"prompt"_L1, ""_L1}});
        QTest::newRow("size") << order({{"width"_L1, 64}});
        QTest::newRow("format") << order({{"output_format"_L1, "gif"_L1}});
        QTest::newRow("count") << order({{"batch_count"_L1, 9}});
        QTest::newRow("refused") << order({{"prompt"_L1, "a murder"_L1}});
    }
    void errorsAreTexts()
    {
        QFETCH(QJsonObject, body);
        Shop shop;
        const auto refused = post(shop, "/sdcpp/v1/img_gen", body);
        QCOMPARE(refused.status, 400);
        QVERIFY(!refused.json()["error"_L1].toString().isEmpty());
    }

    void aFailedJobSaysWhy()
    {
        Shop shop([](const PaintRequest &, PaintMonitor &) -> Result<Painting> {
            return Error{.kind = Error::Kind::Server, .message = u"No paint left."_s};
        });
        const QByteArray path = submitted(shop, order());
        QTRY_COMPARE(look(shop, path)["status"_L1].toString(), u"failed"_s);
        QCOMPARE(look(shop, path)["error"_L1]["message"_L1].toString(), u"No paint left."_s);
    }

    void capabilitiesSayWhatItTakes()
    {
        Shop shop;
        const QJsonObject told = look(shop, "/sdcpp/v1/capabilities");
        QCOMPARE(told["features"_L1]["cancel_generating"_L1], QJsonValue(true));
        QCOMPARE(told["limits"_L1]["max_width"_L1].toInt(), 2048);
    }
};

QTEST_GUILESS_MAIN(TestSdServerRoutes)
#include "tst_sdserverroutes.moc"
