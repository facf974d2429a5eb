// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include "billing/verdict.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Reason = MeterVerdict::Reason;

class TestVerdicts : public QObject {
    Q_OBJECT

private:
    QList<Verdict> ask(Shop &shop, const QStringList &ids)
    {
        QByteArrayList query;
        for (const QString &id : ids)
            query.append("event_id=" + QUrl::toPercentEncoding(id));
        QList<Verdict> out;
        for (const QJsonValue &item : shop.get("/_sandbox/verdicts?" + query.join('&')).items()) {
            const auto verdict = verdictFromJson(item.toObject());
            if (!verdict)
                qWarning("%s", qPrintable(verdict.error().message));
            else
                out.append(*verdict);
        }
        return out;
    }

private Q_SLOTS:
    void freeAndPaidSharesComeFromTheLedger()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        shop.buy(shop.makeProduct(shop.makeMeter()), customer);
        QStringList ids;
        for (int i = 0; i < 12; ++i)
            ids.append(u"image/%1"_s.arg(i));
        QCOMPARE(shop.ingest(customer, ids), 200);
        const QList<Verdict> verdicts = ask(shop, {ids[9], ids[10], u"never sent"_s});
        QCOMPARE(verdicts.size(), 2);
        const MeterVerdict &free = verdicts[0].meters[0];
        QCOMPARE(free.reason, Reason::Counted);
        QCOMPARE(free.standing->unitsFree, Decimal(1));
        QCOMPARE(free.standing->amount, Decimal(0));
        const MeterVerdict &paid = verdicts[1].meters[0];
        QCOMPARE(paid.standing->unitsPaid, Decimal(1));
        QCOMPARE(paid.standing->amount, Decimal(5));
        QCOMPARE(paid.freeThreshold, 10);
        QCOMPARE(paid.currency, QByteArray("USD"));
        QVERIFY(paid.period && verdicts[1].subscribed && verdicts[1].customerKnown);
    }

    void reasonsAreNamed()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        shop.buy(shop.makeProduct(shop.makeMeter()), customer);
        QCOMPARE(shop.ingest(customer, {u"case"_s}, u"hd"_s, u"Image.Generated"_s), 200);
        QCOMPARE(shop.ingest(customer, {u"draft"_s}, u"draft"_s), 200);
        const QList<Verdict> verdicts = ask(shop, {u"case"_s, u"draft"_s});
        QCOMPARE(verdicts[0].meters[0].reason, Reason::NameDiffers);
        QCOMPARE(verdicts[0].meters[0].name.kind, NameCheck::Kind::Case);
        QVERIFY(!verdicts[0].counted());
        QCOMPARE(verdicts[1].meters[0].reason, Reason::FilterFailed);
        QVERIFY(!verdicts[1].counted());
    }

    void withoutASubscriptionItCountsWithoutAPrice()
    {
        Shop shop;
        shop.makeMeter();
        const QString customer = shop.makeCustomer();
        QCOMPARE(shop.ingest(customer, {u"e"_s}), 200);
        const QList<Verdict> verdicts = ask(shop, {u"e"_s});
        QCOMPARE(verdicts[0].meters[0].reason, Reason::CountedNoPrice);
        QVERIFY(!verdicts[0].subscribed && !verdicts[0].counted());
    }

    void eventsBeforeThePurchaseAreOutside()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString customer = shop.makeCustomer();
        QCOMPARE(shop.ingest(customer, {u"early"_s}), 200);
        shop.clock->advance(1s);
        shop.buy(product, customer);
        QCOMPARE(ask(shop, {u"early"_s})[0].meters[0].reason, Reason::OutsidePeriod);
    }

    void archivedMetersSaySo()
    {
        Shop shop;
        const QString meter = shop.makeMeter();
        const QString customer = shop.makeCustomer();
        shop.buy(shop.makeProduct(meter), customer);
        QCOMPARE(shop.ingest(customer, {u"before"_s}), 200);
        shop.clock->advance(1s);
        QCOMPARE(shop.del("/meters/" + meter.toUtf8()).status, 204);
        shop.clock->advance(1s);
        QCOMPARE(shop.ingest(customer, {u"after"_s}), 200);
        const QList<Verdict> verdicts = ask(shop, {u"before"_s, u"after"_s});
        QCOMPARE(verdicts[0].meters[0].reason, Reason::Counted);
        QCOMPARE(verdicts[1].meters[0].reason, Reason::MeterArchived);
    }

    void oneTo200Events()
    {
        Shop shop;
        QCOMPARE(shop.get("/_sandbox/verdicts").status, 422);
        QCOMPARE(ask(shop, QStringList(200, u"none"_s)).size(), 0);
        QByteArrayList query(201, "event_id=x");
        QCOMPARE(shop.get("/_sandbox/verdicts?" + query.join('&')).status, 422);
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
