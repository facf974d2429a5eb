// SPDX-License-Identifier: MIT
#include "billing/product.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

NewProduct sample()
{
    UsagePrice price;
    price.fixedPrice = 4900;
    price.meters = {samples::price("5", 10)};
    NewProduct out;
    out.name = u"PixelGen Pro"_s;
    out.price = price;
    out.description = u"Images by use"_s;
    out.metadata = samples::metadata(R"({"plan":"pro"})");
    return out;
}

Product whole()
{
    return {.id = {"pdt_1"},
        .businessId = "bus_1",
        .brandId = "brnd_1",
        .is = sample(),
        .createdAt = samples::at("2026-01-05T10:30:00Z"),
        .updatedAt = samples::at("2026-01-05T10:31:00Z")};
}

} // namespace

class ProductTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newProductsRoundTrip() { QCOMPARE(*newProductFromJson(toJson(sample())), sample()); }

    void productsRoundTrip()
    {
        const QJsonObject json = toJson(whole());
        QCOMPARE(*productFromJson(json), whole());
        for (const auto key : {"is_recurring"_L1, "license_key_enabled"_L1, "metadata"_L1, "tax_category"_L1,
                 "credit_entitlements"_L1, "entitlements"_L1})
            QVERIFY2(json.contains(key), key.data());
        QVERIFY(json.value("is_recurring"_L1).toBool());
    }

    void listItemsRoundTrip()
    {
        const QJsonObject json = toListJson(whole());
        QCOMPARE(json.value("price"_L1).toInteger(), 4900);
        QCOMPARE(json.value("currency"_L1).toString(), u"USD"_s);
        Product expected = whole();
        expected.brandId.clear();
        QCOMPARE(*productFromListJson(json, u"items[0]"_s), expected);
        QJsonObject without = json;
        without.remove("price_detail"_L1);
        QCOMPARE(productFromListJson(without, u"items[0]"_s).error().field, u"items[0].price_detail"_s);
    }

    // Requests leave out what they do not say; answers have every key.
    void answersHaveEveryKey()
    {
        Product product = whole();
        const auto price = [&] { return toJson(product)["price"_L1].toObject(); };
        const auto isNull = [](const QJsonObject &json, QLatin1StringView key) {
            return json.contains(key) && json[key].isNull();
        };
        for (const auto key : {"pricing_mode"_L1, "product_collection_id"_L1, "digital_product_delivery"_L1,
                 "license_key_activation_message"_L1, "license_key_activations_limit"_L1,
                 "license_key_duration"_L1})
            QVERIFY2(isNull(toJson(product), key), key.data());
        MeterPrice linked;
        linked.meter = {"mtr_1"};
        linked.pricePerUnit = Decimal(5);
        UsagePrice usage;
        usage.meters = {linked};
        product.is.price = usage;
        QVERIFY(isNull(price(), "discount_bps"_L1) && isNull(price(), "tax_inclusive"_L1));
        const QJsonObject meter = price()["meters"_L1][0].toObject();
        for (const auto key : {"free_threshold"_L1, "credit_entitlement_id"_L1, "meter_units_per_credit"_L1,
                 "name"_L1, "description"_L1, "measurement_unit"_L1})
            QVERIFY2(isNull(meter, key), key.data());
        product.is.price = RecurringPrice{};
        QVERIFY(isNull(price(), "trial_amount"_L1) && isNull(price(), "trial_apply_discounts"_L1));
        QCOMPARE(price()["trial_payment_method_optional"_L1], QJsonValue(false));
        product.is.price = OneTimePrice{};
        QVERIFY(isNull(price(), "suggested_price"_L1));
        QVERIFY(!toJson(product.is.price).contains("suggested_price"_L1));
        QVERIFY(isNull(toListJson(product)["price_detail"_L1].toObject(), "suggested_price"_L1));
    }

    void patchesHoldOnlyWhatIsPresent()
    {
        const ProductPatch none = *productPatchFromJson({});
        QCOMPARE(none, ProductPatch{});
        QVERIFY(toJson(none).isEmpty());
        ProductPatch patch;
        patch.name = u"PixelGen Max"_s;
        patch.price = sample().price;
        patch.taxCategory = "edtech";
        patch.metadata = Metadata{};
        QCOMPARE(*productPatchFromJson(toJson(patch)), patch);
    }

    void wrongMembersAreNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const QJsonValue absent(QJsonValue::Undefined);
        QTest::newRow("no name") << u"name"_s << absent;
        QTest::newRow("empty name") << u"name"_s << QJsonValue(u""_s);
        QTest::newRow("long name") << u"name"_s << QJsonValue(QString(101, u'n'));
        QTest::newRow("long description") << u"description"_s << QJsonValue(QString(1001, u'd'));
        QTest::newRow("no category") << u"tax_category"_s << absent;
        QTest::newRow("other category") << u"tax_category"_s << QJsonValue(u"food"_s);
        QTest::newRow("no price") << u"price"_s << absent;
        QTest::newRow("price is a number") << u"price"_s << QJsonValue(5);
    }
    void wrongMembersAreNamed()
    {
        QFETCH(const QString, key);
        QFETCH(const QJsonValue, value);
        QJsonObject json = toJson(sample());
        json.remove(key);
        if (!value.isUndefined())
            json.insert(key, value);
        QCOMPARE(newProductFromJson(json).error().field, key);
        QCOMPARE(newProductFromJson(json).error().status, 422);
    }

    void pricesAreReadAtTheirPath()
    {
        QJsonObject json = toJson(sample());
        json.insert("price"_L1, QJsonObject{{"type"_L1, "usage_based_price"_L1}});
        QCOMPARE(newProductFromJson(json).error().field, u"price.currency"_s);
    }
};

QTEST_GUILESS_MAIN(ProductTest)
#include "tst_product.moc"
