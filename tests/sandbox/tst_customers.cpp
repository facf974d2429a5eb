// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestCustomers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createReadAndPatch()
    {
        Shop shop;
        const auto made = shop.post("/customers",
            {{"email"_L1, "a@example.com"_L1}, {"name"_L1, "Ada"_L1},
                {"metadata"_L1, QJsonObject{{"team"_L1, 7}, {"vip"_L1, true}}}});
        QCOMPARE(made.status, 200);
        const QByteArray path = "/customers/" + made.json()["customer_id"_L1].toString().toUtf8();
        QCOMPARE(shop.get(path).json(), made.json());
        QCOMPARE(made.json()["metadata"_L1]["team"_L1].toInt(), 7);
        const auto patched = shop.patch(path, {{"name"_L1, "Ada L."_L1}});
        QCOMPARE(patched.status, 200);
        QCOMPARE(patched.json()["name"_L1].toString(), u"Ada L."_s);
        QCOMPARE(patched.json()["email"_L1].toString(), u"a@example.com"_s);
        QCOMPARE(shop.get(path).json(), patched.json());
    }

    void unknownIs404AndIncompleteIs422()
    {
        Shop shop;
        QCOMPARE(shop.get("/customers/cus_none").code(), u"NOT_FOUND"_s);
        QCOMPARE(shop.patch("/customers/cus_none", {{"name"_L1, "x"_L1}}).status, 404);
        QCOMPARE(shop.post("/customers", {{"email"_L1, "a@example.com"_L1}}).status, 422);
    }

    void listsFilterByPartsIgnoringCase()
    {
        Shop shop;
        shop.makeCustomer(u"first@one.example"_s);
        shop.clock->advance(1h);
        shop.makeCustomer(u"second@TWO.example"_s);
        shop.makeCustomer(u"second@TWO.example"_s); // not unique
        QCOMPARE(shop.get("/customers").items().size(), 3);
        QCOMPARE(shop.get("/customers?email=two.EX").items().size(), 2);
        QCOMPARE(shop.get("/customers?name=TEST").items().size(), 3);
        QCOMPARE(shop.get("/customers?name=nobody").items().size(), 0);
        QCOMPARE(shop.get("/customers?created_at_gte=2026-11-21T11%3A00%3A00Z").items().size(), 2);
        QCOMPARE(shop.get("/customers?created_at_lte=2026-11-21T10%3A00%3A00Z").items().size(), 1);
        QCOMPARE(shop.get("/customers?created_at_lte=yesterday").status, 422);
    }
};

QTEST_GUILESS_MAIN(TestCustomers)
#include "tst_customers.moc"
