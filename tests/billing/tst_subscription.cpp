// SPDX-License-Identifier: MIT
#include "billing/subscription.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Subscription sample()
{
    Subscription out;
    out.id = {"sub_1"};
    out.product = {"pdt_1"};
    out.brandId = "brnd_1";
    out.customer.id = {"cus_1"};
    out.customer.is.email = u"ada@example.com"_s;
    out.customer.is.name = u"Ada"_s;
    out.country = "DE";
    out.status = SubscriptionStatus::Active;
    out.recurringPreTaxAmount = 4900;
    out.createdAt = samples::at("2026-01-05T10:30:00Z");
    out.previousBillingDate = samples::at("2026-01-05T10:30:00Z");
    out.nextBillingDate = samples::at("2026-02-05T10:30:00Z");
    out.period = {10, Interval::Year};
    out.meters = {samples::price("5", 10)};
    out.metadata = samples::metadata(R"({"plan":"pro"})");
    return out;
}

} // namespace

class SubscriptionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeOnesRoundTrip()
    {
        const QJsonObject json = toJson(sample());
        QCOMPARE(*subscriptionFromJson(json), sample());
        for (const auto key : {"billing"_L1, "quantity"_L1, "tax_inclusive"_L1, "trial_period_days"_L1,
                 "on_demand"_L1, "cancel_at_next_billing_date"_L1, "addons"_L1, "credit_entitlement_cart"_L1,
                 "meter_credit_entitlement_cart"_L1, "has_payment_method"_L1})
            QVERIFY2(json.contains(key), key.data());
        QCOMPARE(json["meters"_L1][0]["currency"_L1].toString(), u"USD"_s);
    }

    void metersKeepTheirCredits()
    {
        Subscription whole = sample();
        whole.meters.append(samples::price("5", 0));
        whole.meters[1].meter = {"mtr_2"};
        whole.meters[1].pricePerUnit.reset();
        whole.meters[1].creditEntitlementId = u"cde_1"_s;
        whole.meters[1].meterUnitsPerCredit = Decimal(1000);
        QJsonObject json = toJson(whole);
        const QJsonObject rate{{"credit_entitlement_id"_L1, "cde_1"_L1}, {"meter_id"_L1, "mtr_2"_L1},
            {"meter_name"_L1, whole.meters[1].name}, {"meter_units_per_credit"_L1, "1000"_L1},
            {"product_id"_L1, "pdt_1"_L1}};
        QCOMPARE(json["meter_credit_entitlement_cart"_L1].toArray(), QJsonArray{rate});
        QCOMPARE(*subscriptionFromJson(json), whole);

        // A real answer may say "0" where there is no price (5.1.28).
        QJsonArray meters = json["meters"_L1].toArray();
        QJsonObject meter = meters[1].toObject();
        meter.insert("price_per_unit"_L1, "0"_L1);
        meters[1] = meter;
        json.insert("meters"_L1, meters);
        QCOMPARE(*subscriptionFromJson(json), whole);

        QJsonObject wrong = rate;
        wrong.insert("meter_units_per_credit"_L1, "0"_L1);
        json.insert("meter_credit_entitlement_cart"_L1, QJsonArray{wrong});
        QCOMPARE(subscriptionFromJson(json).error().field,
            u"meter_credit_entitlement_cart[0].meter_units_per_credit"_s);
    }

    void listItemsRoundTrip()
    {
        Subscription item = sample();
        item.productName = u"PixelGen Pro"_s;
        const QJsonObject json = toListJson(item);
        for (const auto key : {"addons"_L1, "brand_id"_L1, "meters"_L1, "credit_entitlement_cart"_L1})
            QVERIFY2(!json.contains(key), key.data());
        item.brandId.clear();
        item.meters.clear();
        QCOMPARE(*subscriptionFromJson(json), item);
    }

    void missingKeysAreNamed()
    {
        for (const auto key : {"subscription_id"_L1, "product_id"_L1, "customer"_L1, "status"_L1,
                 "currency"_L1, "created_at"_L1, "previous_billing_date"_L1, "next_billing_date"_L1,
                 "payment_frequency_count"_L1}) {
            QJsonObject json = toJson(sample());
            json.remove(key);
            QCOMPARE(subscriptionFromJson(json).error().field, QString(key));
        }
    }

    void metersAreReadAtTheirPath()
    {
        QJsonObject json = toJson(sample());
        QJsonObject meter = json["meters"_L1].toArray().at(0).toObject();
        meter.insert("price_per_unit"_L1, "5,0"_L1);
        json.insert("meters"_L1, QJsonArray{meter});
        QCOMPARE(subscriptionFromJson(json).error().field, u"meters[0].price_per_unit"_s);
    }

    void statusNamesRoundTrip()
    {
        for (int i = 0; i <= int(SubscriptionStatus::PastDue); ++i)
            QCOMPARE(
                subscriptionStatusFromWire(QString(wireName(SubscriptionStatus(i)))), SubscriptionStatus(i));
        QVERIFY(!subscriptionStatusFromWire(u"Active"));
    }
};

QTEST_GUILESS_MAIN(SubscriptionTest)
#include "tst_subscription.moc"
