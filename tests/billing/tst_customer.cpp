// SPDX-License-Identifier: MIT
#include "billing/customer.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Customer sample()
{
    return {.id = {"cus_1"},
        .businessId = "bus_1",
        .is = {.email = u"ada@example.com"_s,
            .name = u"Ada"_s,
            .phoneNumber = u"+49123"_s,
            .metadata = samples::metadata(R"({"crm":7})")},
        .createdAt = samples::at("2026-01-05T10:30:00.5Z")};
}

} // namespace

class CustomerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips()
    {
        QCOMPARE(*newCustomerFromJson(toJson(sample().is)), sample().is);
        QCOMPARE(*customerFromJson(toJson(sample())), sample());
        for (const auto key : {"blocked_at"_L1, "blocklist_entry_id"_L1})
            QVERIFY2(toJson(sample()).contains(key), key.data());
    }

    void theLimitedFormLeavesOutBusinessAndTime()
    {
        const QJsonObject json = toLimitedJson(sample());
        QVERIFY(!json.contains("business_id"_L1));
        Customer expected = sample();
        expected.businessId.clear();
        expected.createdAt = {};
        QCOMPARE(*customerFromLimitedJson(json), expected);
    }

    void patchesHoldOnlyWhatIsPresent()
    {
        QCOMPARE(*customerPatchFromJson({}), CustomerPatch{});
        const CustomerPatch patch{.email = u"b@c"_s, .name = {}, .phoneNumber = {}, .metadata = Metadata{}};
        QCOMPARE(*customerPatchFromJson(toJson(patch)), patch);
        QCOMPARE(customerPatchFromJson({{"email"_L1, "nobody"_L1}}).error().field, u"email"_s);
    }

    void missingKeysAreNamed()
    {
        for (const auto key : {"customer_id"_L1, "business_id"_L1, "email"_L1, "name"_L1, "created_at"_L1}) {
            QJsonObject json = toJson(sample());
            json.remove(key);
            QCOMPARE(customerFromJson(json, u"items[2]"_s).error().field, u"items[2]."_s + key);
        }
    }

    void anAddressIsChecked()
    {
        for (const auto email : {""_L1, "ada"_L1, "@b"_L1, "a@"_L1})
            QCOMPARE(
                newCustomerFromJson({{"email"_L1, email}, {"name"_L1, "A"_L1}}).error().field, u"email"_s);
    }
};

QTEST_GUILESS_MAIN(CustomerTest)
#include "tst_customer.moc"
