// SPDX-License-Identifier: MIT
#include "billing/price.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject usageSample()
{
    return samples::json(R"({"type":"usage_based_price","currency":"USD","discount":0,
        "purchasing_power_parity":false,"fixed_price":4900,"payment_frequency_count":1,
        "payment_frequency_interval":"Month","subscription_period_count":10,"subscription_period_interval":"Year",
        "meters":[{"meter_id":"mtr_1","price_per_unit":"0.5","free_threshold":3000000000}]})");
}

QJsonObject withMeter(const QString &key, const QJsonValue &value)
{
    QJsonObject json = usageSample();
    QJsonObject meter = json.value("meters"_L1).toArray().at(0).toObject();
    meter.remove(key);
    if (!value.isUndefined())
        meter.insert(key, value);
    json.insert("meters"_L1, QJsonArray{meter});
    return json;
}

Error errorOf(const QJsonObject &json)
{
    const auto price = priceFromJson(json, u"price"_s);
    return price ? Error{.message = u"accepted"_s} : price.error();
}

// The meter billed in credits.
QJsonObject withCredit(const QJsonValue &unitsPerCredit, const QJsonValue &pricePerUnit)
{
    QJsonObject json = withMeter(u"price_per_unit"_s, pricePerUnit);
    QJsonObject meter = json["meters"_L1][0].toObject();
    meter.insert("credit_entitlement_id"_L1, "cde_1"_L1);
    meter.insert("meter_units_per_credit"_L1, unitsPerCredit);
    json.insert("meters"_L1, QJsonArray{meter});
    return json;
}

} // namespace

class PriceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("usage") << usageSample();
        QTest::newRow("one time") << samples::json(R"({"type":"one_time_price","currency":"EUR","price":1999,
            "discount":10,"purchasing_power_parity":true,"pay_what_you_want":true,"suggested_price":2500})");
        QTest::newRow("recurring") << samples::json(R"({"type":"recurring_price","currency":"JPY","price":500,
            "discount":0,"discount_bps":1250,"purchasing_power_parity":false,"tax_inclusive":true,
            "payment_frequency_count":2,"payment_frequency_interval":"Week","subscription_period_count":1,
            "subscription_period_interval":"Year","trial_period_days":14})");
        QJsonObject credits = withMeter(u"price_per_unit"_s, QJsonValue::Undefined);
        QJsonObject meter = credits["meters"_L1].toArray().at(0).toObject();
        meter.insert("credit_entitlement_id"_L1, "cde_1"_L1);
        meter.insert("meter_units_per_credit"_L1, "0.1"_L1);
        credits.insert("meters"_L1, QJsonArray{meter});
        QTest::newRow("credits") << credits;
    }
    void roundTrips()
    {
        QFETCH(const QJsonObject, json);
        const auto price = priceFromJson(json, u"price"_s);
        QVERIFY2(price.ok(), price ? "" : qPrintable(price.error().message));
        QCOMPARE(toJson(*price), json);
    }

    void discountAndParityMayBeAbsentAndAreAlwaysWritten()
    {
        QJsonObject json = usageSample();
        json.remove("discount"_L1);
        json.remove("purchasing_power_parity"_L1);
        QCOMPARE(toJson(*priceFromJson(json, {})), usageSample());
    }

    void basisPointsWin()
    {
        PriceBasics basics;
        basics.discount = 12;
        QCOMPARE(discountBps(basics), 1200);
        basics.discountBps = 50;
        QCOMPARE(discountBps(basics), 50);
    }

    void c14PricesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const auto &text :
            {"0", "-1", "100000", "0.0000000000001", "1e-5", "5,0", "", "0.0", "$5", " 5", "5."})
            QTest::newRow(*text ? text : "(empty)") << QByteArray(text);
    }
    void c14PricesAreRefused()
    {
        QFETCH(const QByteArray, text);
        const auto price = pricePerUnitFromText(text, u"price_per_unit"_s);
        QVERIFY(!price.ok());
        QCOMPARE(price.error().status, 422);
        QCOMPARE(price.error().field, u"price_per_unit"_s);
        QCOMPARE(errorOf(withMeter(u"price_per_unit"_s, QString::fromLatin1(text))).field,
            u"price.meters[0].price_per_unit"_s);
    }

    void c14PricesAreAcceptedAndEqual()
    {
        for (const auto &text : {"5", "5.0", "5.000000000000"})
            QCOMPARE(*pricePerUnitFromText(text, {}), Decimal(5));
        QVERIFY(pricePerUnitFromText("99999.999999999999", {}).ok());
        QVERIFY(pricePerUnitFromText("0.000000000001", {}).ok());
    }

    void aCommaIsAnsweredWithTheRightForm()
    {
        QCOMPARE(pricePerUnitFromText("5,0", {}).error().message,
            u"Not a number that the API reads. Write 5.0."_s);
        QCOMPARE(pricePerUnitFromText("1e-5", u"price_per_unit"_s).error().message,
            u"price_per_unit: Not a number that the API reads. Write 0.00001."_s);
    }

    void wrongMembersAreNamed_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("field");
        const auto with = [](const char *key, const QJsonValue &value) {
            QJsonObject json = usageSample();
            json.remove(QLatin1StringView(key));
            if (!value.isUndefined())
                json.insert(QLatin1StringView(key), value);
            return json;
        };
        const QJsonValue absent(QJsonValue::Undefined);
        for (const auto &key : {"type", "currency", "fixed_price", "payment_frequency_count",
                 "payment_frequency_interval", "subscription_period_count", "subscription_period_interval"})
            QTest::addRow("%s missing", key) << with(key, absent) << u"price."_s + QLatin1StringView(key);
        QTest::newRow("type") << with("type", u"tiered_price"_s) << u"price.type"_s;
        QTest::newRow("currency") << with("currency", u"usd"_s) << u"price.currency"_s;
        QTest::newRow("below zero") << with("fixed_price", -1) << u"price.fixed_price"_s;
        QTest::newRow("over 32 bits") << with("fixed_price", qint64(2147483648)) << u"price.fixed_price"_s;
        QTest::newRow("discount") << with("discount", 101) << u"price.discount"_s;
        QTest::newRow("interval") << with("payment_frequency_interval", u"month"_s)
                                  << u"price.payment_frequency_interval"_s;
        QTest::newRow("no days") << with("payment_frequency_count", 0) << u"price.payment_frequency_count"_s;
        QTest::newRow("price is a number")
            << withMeter(u"price_per_unit"_s, 5) << u"price.meters[0].price_per_unit"_s;
        QTest::newRow("no price") << withMeter(u"price_per_unit"_s, absent)
                                  << u"price.meters[0].price_per_unit"_s;
        QTest::newRow("free below zero")
            << withMeter(u"free_threshold"_s, -1) << u"price.meters[0].free_threshold"_s;
        QTest::newRow("free in parts") << withMeter(u"free_threshold"_s, QJsonDocument::fromJson("[1.5]")[0])
                                       << u"price.meters[0].free_threshold"_s;
        QTest::newRow("no meter") << withMeter(u"meter_id"_s, absent) << u"price.meters[0].meter_id"_s;
        QTest::newRow("credits without units") << withMeter(u"credit_entitlement_id"_s, u"cde_1"_s)
                                               << u"price.meters[0].meter_units_per_credit"_s;
        QTest::newRow("no units at all")
            << withCredit(u"0"_s, {}) << u"price.meters[0].meter_units_per_credit"_s;
        QTest::newRow("units below zero")
            << withCredit(u"-1"_s, {}) << u"price.meters[0].meter_units_per_credit"_s;
        QTest::newRow("units as a number")
            << withCredit(4, {}) << u"price.meters[0].meter_units_per_credit"_s;
        QTest::newRow("a wrong price beside credits")
            << withCredit(u"4"_s, u"-1"_s) << u"price.meters[0].price_per_unit"_s;
        QTest::newRow("zero without credits")
            << withMeter(u"price_per_unit"_s, u"0"_s) << u"price.meters[0].price_per_unit"_s;
    }
    void wrongMembersAreNamed()
    {
        QFETCH(const QJsonObject, json);
        QFETCH(const QString, field);
        QCOMPARE(errorOf(json).field, field);
        QCOMPARE(errorOf(json).status, 422);
    }

    // Real answers may say "0" where there is no price (5.1.28).
    void creditsNeedNoPrice()
    {
        for (const QJsonValue &none :
            {QJsonValue(QJsonValue::Null), QJsonValue(u"0"_s), QJsonValue(u"0.00"_s)}) {
            const auto price = priceFromJson(withCredit(u"0.1"_s, none), {});
            QVERIFY(price.ok());
            const MeterPrice meter = std::get<UsagePrice>(*price).meters.at(0);
            QCOMPARE(meter.creditEntitlementId, u"cde_1"_s);
            QCOMPARE(meter.meterUnitsPerCredit, Decimal::fromText("0.1"));
            QVERIFY(!meter.pricePerUnit);
            QCOMPARE(*priceFromJson(toJson(*price), {}), *price);
        }
    }

    void trialTermsAreKept()
    {
        RecurringPrice price;
        price.trialPeriodDays = 14;
        price.trialAmount = 100;
        price.trialAppliesDiscounts = false;
        price.trialNeedsNoMethod = true;
        price.nothingNeedsNoMethod = true;
        QCOMPARE(*priceFromJson(toJson(Price(price)), {}), Price(price));
    }

    void metersAreAtMostTenAndEachOnce()
    {
        QJsonObject json = usageSample();
        QJsonArray meters;
        for (int i = 0; i < 10; ++i)
            meters.append(QJsonObject{{"meter_id"_L1, QString::number(i)}, {"price_per_unit"_L1, "1"_L1}});
        json.insert("meters"_L1, meters);
        QVERIFY(priceFromJson(json, {}).ok());
        meters.append(QJsonObject{{"meter_id"_L1, "more"_L1}, {"price_per_unit"_L1, "1"_L1}});
        json.insert("meters"_L1, meters);
        QCOMPARE(errorOf(json).field, u"price.meters"_s);
        json.insert("meters"_L1, QJsonArray{meters[0], meters[0]});
        QCOMPARE(errorOf(json).code, u"DUPLICATE_METER_IDS_IN_REQUEST"_s);
        json.remove("meters"_L1);
        QVERIFY(std::get<UsagePrice>(*priceFromJson(json, {})).meters.isEmpty());
    }

    void onlyOneTimePricesDoNotRecur()
    {
        QVERIFY(!isRecurring(OneTimePrice{}));
        QVERIFY(isRecurring(RecurringPrice{}));
        QVERIFY(isRecurring(UsagePrice{}));
    }
};

QTEST_GUILESS_MAIN(PriceTest)
#include "tst_price.moc"
