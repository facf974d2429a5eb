// SPDX-License-Identifier: MIT
#include "billing/product.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

CreditRules everyRule()
{
    return {.expiresAfterDays = 30,
        .rolloverEnabled = true,
        .rolloverPercentage = 75,
        .rolloverTimeframe = Cycle{2, Interval::Month},
        .maxRolloverCount = 3,
        .overageEnabled = true,
        .overageLimit = Decimal(5000000000),
        .overageBehavior = OverageBehavior::InvoiceAtBilling,
        .pricePerUnit = Decimal::fromText("0.0005"),
        .currency = "EUR",
        .lowBalancePercent = {}};
}

Credit whole()
{
    return {.id = {"cde_1"},
        .businessId = "bus_1",
        .is = {.name = u"Image credits"_s,
            .unit = u"credits"_s,
            .precision = 10,
            .description = u"For images"_s,
            .rules = everyRule()},
        .createdAt = samples::at("2026-01-05T10:30:00Z"),
        .updatedAt = samples::at("2026-01-05T10:31:00Z")};
}

AttachedCredit attached()
{
    AttachedCredit out;
    out.mappingId = "0b0f0a3c-0000-4000-8000-000000000001";
    out.credit = {"cde_1"};
    out.amount = *Decimal::fromText("100.5");
    return out;
}

} // namespace

class CreditCodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void entitlementsRoundTrip()
    {
        QCOMPARE(*creditFromJson(toJson(whole())), whole());
        Credit bare = whole();
        bare.is.description.reset();
        bare.is.rules = {};
        const QJsonObject json = toJson(bare);
        QCOMPARE(*creditFromJson(json), bare);
        for (const auto key : {"description"_L1, "expires_after_days"_L1, "rollover_percentage"_L1,
                 "rollover_timeframe_count"_L1, "rollover_timeframe_interval"_L1, "max_rollover_count"_L1,
                 "overage_limit"_L1, "price_per_unit"_L1, "currency"_L1})
            QVERIFY2(json.contains(key) && json[key].isNull(), key.data());
    }

    // An integer in the entitlement, text everywhere else (dodo-api.md 2.9).
    void theLimitOfOverageHasTwoTypes()
    {
        QCOMPARE(toJson(whole())["overage_limit"_L1], QJsonValue(qint64(5000000000)));
        AttachedCredit one = attached();
        one.overrides.overageLimit = Decimal(5);
        QCOMPARE(toJson(one)["overage_limit"_L1], QJsonValue(u"5"_s));
        QCOMPARE(toMappingJson(attached(), whole())["overage_limit"_L1], QJsonValue(u"5000000000"_s));
        QJsonObject json = toJson(one);
        json.insert("overage_limit"_L1, 5);
        QCOMPARE(attachedCreditFromJson(json, u"list[0]"_s).error().field, u"list[0].overage_limit"_s);
    }

    void whatIsNotSaidIsReadAsNotSaid()
    {
        QCOMPARE(*attachedCreditFromJson(toJson(attached()), {}), attached());
        AttachedCredit full = attached();
        full.overrides = overridesOf(everyRule());
        full.overrides.lowBalancePercent = 20;
        full.prorates = true;
        full.trialAmount = Decimal(5);
        full.trialExpires = true;
        QCOMPARE(*attachedCreditFromJson(toJson(full), {}), full);
        AttachedCredit off = attached();
        off.overrides.overageEnabled = false; // said, and not the same as not said
        QCOMPARE(*attachedCreditFromJson(toJson(off), {}), off);
    }

    void mappingsSayWhatHolds()
    {
        AttachedCredit own = attached();
        own.overrides.expiresAfterDays = 7;
        own.overrides.overageEnabled = false;
        const QJsonObject json = toMappingJson(own, whole());
        QCOMPARE(json["expires_after_days"_L1].toInt(), 7);
        QCOMPARE(json["overage_enabled"_L1], QJsonValue(false));
        QCOMPARE(json["rollover_percentage"_L1].toInt(), 75);
        QCOMPARE(json["credit_entitlement_name"_L1].toString(), u"Image credits"_s);
        QCOMPARE(json["credit_entitlement_unit"_L1].toString(), u"credits"_s);
        QCOMPARE(json["id"_L1].toString(), QString::fromLatin1(own.mappingId));
    }

    void productsCarryThem()
    {
        NewProduct product;
        product.name = u"PixelGen"_s;
        product.price = OneTimePrice{};
        product.credits = {attached()};
        product.addons = QStringList{u"adn_1"_s};
        product.pricingMode = u"by_country"_s;
        QCOMPARE(*newProductFromJson(toJson(product)), product);
        const Product stored{.id = {"pdt_1"},
            .businessId = "bus_1",
            .brandId = "brnd_1",
            .is = product,
            .createdAt = samples::at("2026-01-05T10:30:00Z"),
            .updatedAt = samples::at("2026-01-05T10:30:00Z")};
        QCOMPARE(*productFromJson(toJson(stored)), stored);
        ProductPatch patch;
        patch.credits = QList<AttachedCredit>();
        QCOMPARE(*productPatchFromJson(toJson(patch)), patch); // clears, unlike an absent list
        QVERIFY(!productPatchFromJson({})->credits);
    }

    void wrongListsAreNamed_data()
    {
        QTest::addColumn<QJsonArray>("list");
        QTest::addColumn<QString>("field");
        const auto entry = [](const QString &credit, const QJsonValue &amount) {
            return QJsonObject{{"credit_entitlement_id"_L1, credit}, {"credits_amount"_L1, amount}};
        };
        QTest::newRow("no object") << QJsonArray{1} << u"credit_entitlements[0]"_s;
        QTest::newRow("no amount") << QJsonArray{entry(u"a"_s, QJsonValue())}
                                   << u"credit_entitlements[0].credits_amount"_s;
        QTest::newRow("nothing") << QJsonArray{entry(u"a"_s, u"1"_s), entry(u"b"_s, u"0.0"_s)}
                                 << u"credit_entitlements[1].credits_amount"_s;
        QTest::newRow("twice") << QJsonArray{entry(u"a"_s, u"1"_s), entry(u"a"_s, u"2"_s)}
                               << u"credit_entitlements[1].credit_entitlement_id"_s;
        QJsonArray six;
        for (int i = 0; i < 6; ++i)
            six.append(entry(QString::number(i), u"1"_s));
        QTest::newRow("six") << six << u"credit_entitlements"_s;
    }
    void wrongListsAreNamed()
    {
        QFETCH(const QJsonArray, list);
        QFETCH(const QString, field);
        NewProduct product;
        product.name = u"PixelGen"_s;
        QJsonObject json = toJson(product);
        json.insert("credit_entitlements"_L1, list);
        QCOMPARE(newProductFromJson(json).error().field, field);
        QCOMPARE(newProductFromJson(json).error().status, 422);
        QCOMPARE(productPatchFromJson({{"credit_entitlements"_L1, list}}).error().field, field);
    }

    void metadataHasItsLimits()
    {
        NewProduct product;
        product.name = u"PixelGen"_s;
        QJsonObject json = toJson(product);
        json.insert("metadata"_L1, QJsonObject{{QString(41, u'k'), 1}});
        QCOMPARE(newProductFromJson(json).error().status, 422);
        QJsonObject many;
        for (int i = 0; i < 51; ++i)
            many.insert(QString::number(i), i);
        json.insert("metadata"_L1, many);
        QCOMPARE(newProductFromJson(json).error().code, u"MAXIMUM_KEYS_REACHED"_s);
        QCOMPARE(productPatchFromJson({{"metadata"_L1, many}}).error().status, 400);
    }
};

QTEST_GUILESS_MAIN(CreditCodecTest)
#include "tst_creditcodec.moc"
