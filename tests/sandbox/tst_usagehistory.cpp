// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList ids(const QString &prefix, int count)
{
    QStringList out;
    for (int i = 0; i < count; ++i)
        out.append(prefix + QString::number(i));
    return out;
}

QJsonValue line(const QJsonValue &period)
{
    return period["meters"_L1][0];
}

} // namespace

class TestUsageHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thirteenImagesAreFifteenCents() // worked-figures.md A2
    {
        Shop shop;
        const QString meter = shop.makeMeter();
        const QString customer = shop.makeCustomer();
        const QByteArray path
            = "/subscriptions/" + shop.buy(shop.makeProduct(meter), customer).toUtf8() + "/usage-history";
        QCOMPARE(shop.ingest(customer, ids(u"e"_s, 13)), 200);
        const QJsonArray items = shop.get(path).items();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0]["start_date"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QCOMPARE(items[0]["end_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        const QJsonObject expected{{"id"_L1, meter}, {"name"_L1, "Image Generation Meter"_L1},
            {"consumed_units"_L1, "13"_L1}, {"free_threshold"_L1, 10}, {"chargeable_units"_L1, "3"_L1},
            {"price_per_unit"_L1, "5"_L1}, {"currency"_L1, "USD"_L1}, {"total_price"_L1, 15}};
        QCOMPARE(line(items[0]).toObject(), expected);
    }

    void onlyMatchingEventsCount() // H3, H4, H6
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QByteArray path = "/subscriptions/"
            + shop.buy(shop.makeProduct(shop.makeMeter()), customer).toUtf8() + "/usage-history";
        QCOMPARE(shop.ingest(customer, {u"a"_s}, u"hd"_s, u"Image.Generated"_s), 200);
        QCOMPARE(shop.ingest(customer, {u"b"_s}, u"draft"_s), 200);
        QCOMPARE(shop.ingest(customer, {u"b"_s}, u"hd"_s), 200); // the first content stays
        QCOMPARE(shop.ingest(shop.makeCustomer(u"other@example.com"_s), {u"c"_s}), 200);
        QCOMPARE(line(shop.get(path).items()[0])["consumed_units"_L1].toString(), u"0"_s);
        QCOMPARE(shop.ingest(customer, {u"d"_s}, u"standard"_s), 200);
        QCOMPARE(line(shop.get(path).items()[0])["consumed_units"_L1].toString(), u"1"_s);
    }

    void eventsBeforeThePurchaseDoNotCount() // H17
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString customer = shop.makeCustomer();
        QCOMPARE(shop.ingest(customer, {u"early"_s}), 200);
        shop.clock->advance(1s);
        const QByteArray path = "/subscriptions/" + shop.buy(product, customer).toUtf8() + "/usage-history";
        QCOMPARE(line(shop.get(path).items()[0])["consumed_units"_L1].toString(), u"0"_s);
    }

    void eachPeriodStartsAnew()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QByteArray subscription
            = "/subscriptions/" + shop.buy(shop.makeProduct(shop.makeMeter()), customer).toUtf8();
        const QByteArray path = subscription + "/usage-history";
        QCOMPARE(shop.ingest(customer, ids(u"november"_s, 12)), 200);
        shop.clock->advance(30 * 24h);
        QCOMPARE(shop.ingest(customer, ids(u"december"_s, 3)), 200);
        const QJsonArray items = shop.get(path).items();
        QCOMPARE(items.size(), 2);
        QCOMPARE(line(items[0])["consumed_units"_L1].toString(), u"3"_s);
        QCOMPARE(line(items[1])["total_price"_L1].toInt(), 10);
        QCOMPARE(
            shop.get(subscription).json()["previous_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(shop.get(path + "?page_size=1&page_number=1").items()[0], items[1]);
        QCOMPARE(shop.get(path + "?end_date=2026-12-01T00%3A00%3A00Z").items(), QJsonArray{items[1]});
        QCOMPARE(shop.get(path + "?start_date=2026-12-21T10%3A00%3A00Z").items(), QJsonArray{items[0]});
    }

    void archivedMetersTakeNoNewUsage()
    {
        Shop shop;
        const QString meter = shop.makeMeter();
        const QString customer = shop.makeCustomer();
        const QByteArray path
            = "/subscriptions/" + shop.buy(shop.makeProduct(meter), customer).toUtf8() + "/usage-history";
        QCOMPARE(shop.ingest(customer, {u"before"_s}), 200);
        shop.clock->advance(1min);
        QCOMPARE(shop.del("/meters/" + meter.toUtf8()).status, 204);
        shop.clock->advance(1min);
        QCOMPARE(shop.ingest(customer, {u"while archived"_s}), 200);
        QCOMPARE(line(shop.get(path).items()[0])["consumed_units"_L1].toString(), u"1"_s);
        shop.clock->advance(1min);
        QCOMPARE(shop.post("/meters/" + meter.toUtf8() + "/unarchive").status, 200);
        QCOMPARE(shop.ingest(customer, {u"after"_s}), 200);
        QCOMPARE(line(shop.get(path).items()[0])["consumed_units"_L1].toString(), u"2"_s);
    }

    void aPatchedProductLeavesTheSubscriptionAsBought()
    {
        Shop shop;
        const QString meter = shop.makeMeter();
        const QString product = shop.makeProduct(meter);
        const QString customer = shop.makeCustomer();
        const QByteArray path = "/subscriptions/" + shop.buy(product, customer).toUtf8() + "/usage-history";
        QJsonObject price = shop.productFields(meter)["price"_L1].toObject();
        price.insert(
            "meters"_L1, QJsonArray{QJsonObject{{"meter_id"_L1, meter}, {"price_per_unit"_L1, "99"_L1}}});
        QCOMPARE(shop.patch("/products/" + product.toUtf8(), {{"price"_L1, price}}).status, 200);
        QCOMPARE(shop.ingest(customer, ids(u"e"_s, 11)), 200);
        QCOMPARE(line(shop.get(path).items()[0])["total_price"_L1].toInt(), 5);
    }

    void wrongQuestionsAreRefused()
    {
        Shop shop;
        const QByteArray path = "/subscriptions/"
            + shop.buy(shop.makeProduct(shop.makeMeter()), shop.makeCustomer()).toUtf8() + "/usage-history";
        QCOMPARE(shop.get("/subscriptions/sub_none/usage-history").status, 404);
        QCOMPARE(shop.get(path + "?meter_id=mtr_none").status, 404);
        QCOMPARE(shop.get(path + "?meter_id=").items().size(), 1); // empty is not given
        QCOMPARE(shop.get(path + "?meter_id=" + shop.makeMeter().toUtf8()).items().size(), 0);
        QCOMPARE(shop.get(path + "?start_date=soon").status, 400);
        QCOMPARE(shop.get(path + "?page_size=101").status, 422);
    }
};

QTEST_GUILESS_MAIN(TestUsageHistory)
#include "tst_usagehistory.moc"
