// SPDX-License-Identifier: MIT
#include "sandbox/months.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestPayments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFilterKeepsItsOwn()
    {
        Months scene;
        const QString metered = scene.product({{"fixed_price"_L1, 700}});
        const QString subscription = scene.buy(metered);
        scene.advance(u"next_renewal"_s);
        const QString other = scene.shop.makeCustomer(u"other@example.com"_s);
        const QString second = scene.shop.buy(scene.product({{"fixed_price"_L1, 800}}), other);
        const auto count = [&](const QString &query) {
            return scene.shop.get("/payments?page_size=100&" + query.toUtf8()).items().size();
        };
        QCOMPARE(count({}), 3);
        QCOMPARE(count(u"customer_id="_s + other), 1);
        QCOMPARE(count(u"product_id="_s + metered), 2);
        QCOMPARE(count(u"subscription_id="_s + subscription), 2);
        QCOMPARE(count(u"subscription_id="_s + second), 1);
        QCOMPARE(count(u"status=succeeded"_s), 3);
        QCOMPARE(count(u"status=failed"_s), 0);
        QCOMPARE(count(u"currency=USD"_s), 3);
        QCOMPARE(count(u"currency=EUR"_s), 0);
        QCOMPARE(count(u"brand_id=brnd_none"_s), 0);
        QCOMPARE(count(u"created_at_gte=2026-12-21T10:00:00Z"_s), 2);
        QCOMPARE(count(u"created_at_lte=2026-12-21T09:59:59Z"_s), 1);
        QCOMPARE(scene.shop.get("/payments?status=paid").code(), u"INVALID_QUERY_PARAMS"_s);
        QCOMPARE(scene.shop.get("/payments?currency=XXX").code(), u"INVALID_QUERY_PARAMS"_s);
        QCOMPARE(scene.shop.get("/payments?created_at_gte=yesterday").code(), u"INVALID_QUERY_PARAMS"_s);
    }

    void theInvoiceIsNamedWhereverThePaymentIs()
    {
        Months scene;
        scene.buy(scene.product({{"fixed_price"_L1, 700}}));
        const QJsonObject item = scene.payments()[0].toObject();
        const QString id = item["payment_id"_L1].toString();
        const QString url = QString::fromLatin1(scene.shop.url()) + "/invoices/payments/"_L1 + id;
        QVERIFY(item["invoice_id"_L1].toString().startsWith("inv_"_L1));
        QCOMPARE(item["invoice_url"_L1].toString(), url);
        const QJsonObject whole = scene.shop.get("/payments/" + id.toUtf8()).json();
        QCOMPARE(whole["invoice_url"_L1].toString(), url);
        for (const auto key : {"city"_L1, "state"_L1, "street"_L1, "zipcode"_L1})
            QVERIFY(whole["billing"_L1].toObject().contains(key));
        QVERIFY(item.contains("dispute_status"_L1) && !item.contains("card_type"_L1));
    }

    void lineItemsSayWhatAMeterBilled()
    {
        Months scene;
        scene.buy(scene.product({{"fixed_price"_L1, 700}}));
        QCOMPARE(scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12)), 200);
        scene.advance(u"next_renewal"_s);
        const QJsonArray lines = scene.lines(scene.payments()[0]);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0]["amount"_L1].toInt(), 700);
        QVERIFY(lines[0]["description"_L1].isNull());
        QCOMPARE(lines[1]["amount"_L1].toInt(), 10);
        QCOMPARE(lines[1]["refundable_amount"_L1].toInt(), 10);
        QCOMPARE(lines[1]["description"_L1].toString(), u"12 images used, 10 free, 2 at $0.05"_s);
    }
};

QTEST_GUILESS_MAIN(TestPayments)
#include "tst_payments.moc"
