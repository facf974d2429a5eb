// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestMeters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createAnswers201WithTheWholeMeter()
    {
        Shop shop;
        const auto made = shop.post("/meters", shop.meterFields());
        QCOMPARE(made.status, 201);
        QVERIFY(made.json()["id"_L1].toString().startsWith("mtr_"_L1));
        QCOMPARE(made.json()["filter"_L1], shop.meterFields()["filter"_L1]);
        QCOMPARE(made.json()["created_at"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        const auto read = shop.get("/meters/" + made.json()["id"_L1].toString().toUtf8());
        QCOMPARE(read.status, 200);
        QCOMPARE(read.json(), made.json());
    }

    void missingEventNameIsNamed()
    {
        Shop shop;
        QJsonObject fields = shop.meterFields();
        fields.remove("event_name"_L1);
        const auto refused = shop.post("/meters", fields);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), u"INVALID_REQUEST_BODY"_s);
        QVERIFY(refused.json()["message"_L1].toString().contains("event_name"_L1));
    }

    void unknownMeterIs404()
    {
        Shop shop;
        for (const QByteArray path : {"/meters/mtr_none", "/meters/"})
            QCOMPARE(shop.get(path).status, 404);
        QCOMPARE(shop.del("/meters/mtr_none").status, 404);
        QCOMPARE(shop.post("/meters/mtr_none/unarchive").code(), u"NOT_FOUND"_s);
    }

    void archivedOnesAreListedApart()
    {
        Shop shop;
        const QByteArray id = shop.makeMeter().toUtf8();
        shop.makeMeter();
        const auto archived = shop.del("/meters/" + id);
        QCOMPARE(archived.status, 204);
        QVERIFY(archived.body.isEmpty() && archived.type.isEmpty());
        QCOMPARE(shop.del("/meters/" + id).status, 204);
        QCOMPARE(shop.get("/meters").items().size(), 1);
        const QJsonArray gone = shop.get("/meters?archived=true").items();
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone[0]["id"_L1].toString().toUtf8(), id);
        const auto back = shop.post("/meters/" + id + "/unarchive");
        QCOMPARE(back.status, 200);
        QVERIFY(back.body.isEmpty() && back.type.isEmpty());
        QCOMPARE(shop.get("/meters").items().size(), 2);
    }

    void listsAreNewestFirstAndPagedFromZero()
    {
        Shop shop;
        QStringList ids;
        for (int i = 0; i < 12; ++i)
            ids.prepend(shop.makeMeter());
        const auto idsOf = [&](const QByteArray &path) {
            QStringList out;
            for (const QJsonValue &item : shop.get(path).items())
                out.append(item["id"_L1].toString());
            return out;
        };
        QCOMPARE(idsOf("/meters"), ids.first(10));
        QCOMPARE(idsOf("/meters?page_number=1"), ids.sliced(10));
        QCOMPARE(idsOf("/meters?page_number=2&page_size=5"), ids.sliced(10));
        QCOMPARE(shop.get("/meters?page_size=101").status, 422);
        QCOMPARE(shop.get("/meters?archived=perhaps").code(), u"INVALID_QUERY_PARAMS"_s);
    }

    void theFiftyFirstIsRefused()
    {
        Shop shop;
        for (int i = 0; i < 50; ++i)
            QCOMPARE(shop.post("/meters", shop.meterFields()).status, 201);
        QCOMPARE(shop.post("/meters", shop.meterFields()).status, 422);
        QCOMPARE(
            shop.del("/meters/" + shop.get("/meters").items()[0]["id"_L1].toString().toUtf8()).status, 204);
        QCOMPARE(shop.post("/meters", shop.meterFields()).status, 201);
    }
};

QTEST_GUILESS_MAIN(TestMeters)
#include "tst_meters.moc"
