// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject withMeters(QJsonObject product, const QJsonArray &meters)
{
    QJsonObject price = product["price"_L1].toObject();
    price.insert("meters"_L1, meters);
    product.insert("price"_L1, price);
    return product;
}

QJsonObject meterPrice(const QString &id)
{
    return {
        {"meter_id"_L1, id}, {"price_per_unit"_L1, "10.50"_L1}, {"free_threshold"_L1, qint64(4294967296)}};
}

QJsonObject product(const QString &name, const QJsonObject &price)
{
    return {{"name"_L1, name}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price}};
}

QJsonObject oneTime()
{
    return product(
        u"Once"_s, {{"type"_L1, "one_time_price"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, 1999}});
}

QJsonObject recurring()
{
    return product(u"Monthly"_s,
        {{"type"_L1, "recurring_price"_L1}, {"currency"_L1, "EUR"_L1}, {"price"_L1, 4900},
            {"payment_frequency_count"_L1, 1}, {"payment_frequency_interval"_L1, "Month"_L1},
            {"subscription_period_count"_L1, 1}, {"subscription_period_interval"_L1, "Year"_L1}});
}

} // namespace

class TestProducts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void metersAreNamedFromTheMeter()
    {
        Shop shop;
        const auto made
            = shop.post("/products", withMeters(shop.productFields({}), {meterPrice(shop.makeMeter())}));
        QCOMPARE(made.status, 200);
        QVERIFY(made.json()["product_id"_L1].toString().startsWith("pdt_"_L1));
        QCOMPARE(made.json()["is_recurring"_L1].toBool(), true);
        const QJsonObject price = made.json()["price"_L1].toObject();
        QCOMPARE(price["discount"_L1].toInt(-1), 0);
        QCOMPARE(price["purchasing_power_parity"_L1], QJsonValue(false));
        const QJsonValue meter = price["meters"_L1][0];
        QCOMPARE(meter["name"_L1].toString(), u"Image Generation Meter"_s);
        QCOMPARE(meter["measurement_unit"_L1].toString(), u"images"_s);
        QCOMPARE(meter["price_per_unit"_L1].toString(), u"10.5"_s);
        QCOMPARE(meter["free_threshold"_L1].toInteger(), qint64(4294967296));
        QCOMPARE(
            shop.get("/products/" + made.json()["product_id"_L1].toString().toUtf8()).json(), made.json());
    }

    void wrongMetersAreRefused_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("none") << 0 << u"MISSING_METER_IDS"_s;
        QTest::newRow("unknown") << 1 << u"MISSING_METER_IDS"_s;
        QTest::newRow("archived") << 2 << u"METER_IS_DELETED"_s;
        QTest::newRow("twice") << 3 << u"DUPLICATE_METER_IDS_IN_REQUEST"_s;
        QTest::newRow("eleven") << 4 << u"INVALID_REQUEST_BODY"_s;
    }
    void wrongMetersAreRefused()
    {
        QFETCH(int, kind);
        Shop shop;
        const QString live = shop.makeMeter();
        const QString archived = shop.makeMeter();
        QCOMPARE(shop.del("/meters/" + archived.toUtf8()).status, 204);
        QJsonArray eleven;
        for (int i = 0; i < 11; ++i)
            eleven.append(meterPrice(shop.makeMeter()));
        const QJsonArray meters[] = {{}, {meterPrice(u"mtr_none"_s)}, {meterPrice(archived)},
            {meterPrice(live), meterPrice(live)}, eleven};
        const QJsonObject body = withMeters(shop.productFields({}), meters[kind]);
        const auto refused = shop.post("/products", body);
        QCOMPARE(refused.status, 422);
        QTEST(refused.code(), "code");
        if (kind == 1)
            QVERIFY(refused.json()["message"_L1].toString().contains("mtr_none"_L1));
        const QByteArray id = shop.makeProduct(live).toUtf8();
        QTEST(shop.patch("/products/" + id, {{"price"_L1, body["price"_L1]}}).code(), "code");
    }

    void listsFilterByKind()
    {
        Shop shop;
        QCOMPARE(shop.post("/products", oneTime()).status, 200);
        QCOMPARE(shop.post("/products", recurring()).status, 200);
        shop.makeProduct(shop.makeMeter());
        QCOMPARE(shop.get("/products").items().size(), 3);
        QCOMPARE(shop.get("/products?recurring=true").items().size(), 2);
        const QJsonArray once = shop.get("/products?recurring=false").items();
        QCOMPARE(once.size(), 1);
        QCOMPARE(once[0]["price"_L1].toInt(), 1999);
        QCOMPARE(once[0]["price_detail"_L1]["type"_L1].toString(), u"one_time_price"_s);
        QCOMPARE(shop.get("/products?page_size=2&page_number=1").items().size(), 1);
    }

    void patchChangesOnlyWhatItNames()
    {
        Shop shop;
        const QByteArray id = shop.makeProduct(shop.makeMeter()).toUtf8();
        const QJsonObject before = shop.get("/products/" + id).json();
        const auto patched = shop.patch("/products/" + id, {{"description"_L1, "Pictures by the piece"_L1}});
        QCOMPARE(patched.status, 200);
        QVERIFY(patched.body.isEmpty() && patched.type.isEmpty());
        const QJsonObject after = shop.get("/products/" + id).json();
        QCOMPARE(after["description"_L1].toString(), u"Pictures by the piece"_s);
        QCOMPARE(after["price"_L1], before["price"_L1]);
        QCOMPARE(after["name"_L1], before["name"_L1]);
        QCOMPARE(shop.patch("/products/pdt_none", {{"name"_L1, "x"_L1}}).status, 404);
        QCOMPARE(shop.patch("/products/" + id, {{"name"_L1, QString(101, u'x')}}).status, 422);
    }

    void archivingTwiceIs410()
    {
        Shop shop;
        const QByteArray id = shop.makeProduct(shop.makeMeter()).toUtf8();
        QCOMPARE(shop.del("/products/" + id).status, 200);
        const auto again = shop.del("/products/" + id);
        QCOMPARE(again.status, 410);
        QCOMPARE(again.code(), u"PRODUCT_IS_DELETED"_s);
        QVERIFY(shop.get("/products").items().isEmpty());
        QCOMPARE(shop.get("/products?archived=true").items().size(), 1);
        QCOMPARE(shop.post("/products/" + id + "/unarchive").status, 200);
        QCOMPARE(shop.get("/products").items().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestProducts)
#include "tst_products.moc"
