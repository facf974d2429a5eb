// SPDX-License-Identifier: MIT
#include "sandbox/credits.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject with(QJsonObject body, const QJsonObject &changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value() == QJsonValue(u"-"_s))
            body.remove(it.key());
        else
            body.insert(it.key(), it.value());
    }
    return body;
}

QStringList namesOf(const QJsonArray &items)
{
    QStringList out;
    for (const auto &item : items)
        out.append(item["name"_L1].toString());
    return out;
}

} // namespace

class TestCreditEntitlements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsThere()
    {
        Shop shop;
        const auto made = shop.post("/credit-entitlements", credits::fields());
        QCOMPARE(made.status, 201);
        QJsonObject json = made.json();
        const QString id = json["id"_L1].toString();
        QVERIFY(id.startsWith("cde_"_L1));
        QCOMPARE(shop.get(credits::path(id)).json(), json);
        QVERIFY(!json.take("business_id"_L1).toString().isEmpty());
        const QJsonObject expected{{"id"_L1, id}, {"name"_L1, "Image credits"_L1}, {"unit"_L1, "credits"_L1},
            {"precision"_L1, 2}, {"description"_L1, QJsonValue::Null},
            {"expires_after_days"_L1, QJsonValue::Null}, {"rollover_enabled"_L1, false},
            {"rollover_percentage"_L1, QJsonValue::Null}, {"rollover_timeframe_count"_L1, QJsonValue::Null},
            {"rollover_timeframe_interval"_L1, QJsonValue::Null}, {"max_rollover_count"_L1, QJsonValue::Null},
            {"overage_enabled"_L1, false}, {"overage_limit"_L1, QJsonValue::Null},
            {"overage_behavior"_L1, "forgive_at_reset"_L1}, {"price_per_unit"_L1, QJsonValue::Null},
            {"currency"_L1, QJsonValue::Null}, {"created_at"_L1, "2026-11-21T10:00:00Z"_L1},
            {"updated_at"_L1, "2026-11-21T10:00:00Z"_L1}};
        QCOMPARE(json, expected);
    }

    void everyFieldIsKept()
    {
        Shop shop;
        const QJsonObject sent = credits::fields(u"All"_s,
            {{"precision"_L1, 10}, {"description"_L1, "For images"_L1}, {"expires_after_days"_L1, 30},
                {"rollover_enabled"_L1, true}, {"rollover_percentage"_L1, 75},
                {"rollover_timeframe_count"_L1, 2}, {"rollover_timeframe_interval"_L1, "Month"_L1},
                {"max_rollover_count"_L1, 3}, {"overage_enabled"_L1, true},
                {"overage_limit"_L1, qint64(5000000000)}, {"overage_behavior"_L1, "invoice_at_billing"_L1},
                {"price_per_unit"_L1, "0.0005"_L1}, {"currency"_L1, "EUR"_L1}});
        const QJsonObject json = shop.post("/credit-entitlements", sent).json();
        for (auto it = sent.begin(); it != sent.end(); ++it)
            QCOMPARE(json[it.key()], it.value());
    }

    void wrongBodiesAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes"); // "-" takes a key away
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QJsonObject &changes,
                             const QString &code = u"INVALID_REQUEST_BODY"_s) {
            QTest::newRow(name) << changes << code;
        };
        for (const auto key :
            {"name"_L1, "unit"_L1, "precision"_L1, "rollover_enabled"_L1, "overage_enabled"_L1}) {
            row(QByteArray("no " + QByteArray(key.data())).constData(), {{key, "-"_L1}});
            row(QByteArray("null " + QByteArray(key.data())).constData(), {{key, QJsonValue::Null}});
        }
        row("empty name", {{"name"_L1, ""_L1}});
        row("long name", {{"name"_L1, QString(256, u'n')}});
        row("empty unit", {{"unit"_L1, ""_L1}});
        row("long unit", {{"unit"_L1, QString(51, u'u')}});
        row("long description", {{"description"_L1, QString(1001, u'd')}});
        row("precision 11", {{"precision"_L1, 11}});
        row("precision -1", {{"precision"_L1, -1}});
        row("precision 1.5", {{"precision"_L1, 1.5}});
        row("precision text", {{"precision"_L1, "2"_L1}});
        row("rollover text", {{"rollover_enabled"_L1, "yes"_L1}});
        row("expiry 0", {{"expires_after_days"_L1, 0}});
        row("expiry beyond i32", {{"expires_after_days"_L1, qint64(2147483648)}});
        row("percentage 101", {{"rollover_percentage"_L1, 101}});
        row("percentage -1", {{"rollover_percentage"_L1, -1}});
        row("count alone", {{"rollover_timeframe_count"_L1, 1}});
        row("interval alone", {{"rollover_timeframe_interval"_L1, "Month"_L1}});
        row("interval in small letters",
            {{"rollover_timeframe_count"_L1, 1}, {"rollover_timeframe_interval"_L1, "month"_L1}});
        row("max count -1", {{"max_rollover_count"_L1, -1}});
        row("limit as text", {{"overage_limit"_L1, "100"_L1}});
        row("limit -1", {{"overage_limit"_L1, -1}});
        row("unknown behaviour", {{"overage_behavior"_L1, "forgive"_L1}});
        row("overage without a price", {{"overage_enabled"_L1, true}});
        row("price without a currency", {{"price_per_unit"_L1, "4"_L1}});
        row("price as a number", {{"price_per_unit"_L1, 4}, {"currency"_L1, "USD"_L1}});
        row("price below 0", {{"price_per_unit"_L1, "-4"_L1}, {"currency"_L1, "USD"_L1}});
        row("price with a comma", {{"price_per_unit"_L1, "0,4"_L1}, {"currency"_L1, "USD"_L1}});
        row("unknown currency", {{"price_per_unit"_L1, "4"_L1}, {"currency"_L1, "XYZ"_L1}},
            u"UNSUPPORTED_CURRENCY"_s);
    }
    void wrongBodiesAreRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(QString, code);
        Shop shop;
        const auto refused = shop.post("/credit-entitlements", with(credits::fields(), changes));
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), code);
        QVERIFY(shop.get("/credit-entitlements").items().isEmpty());
    }

    void longestTextsAreTaken()
    {
        Shop shop;
        const auto made = shop.post("/credit-entitlements",
            with(credits::fields(),
                {{"name"_L1, QString(255, u'n')}, {"unit"_L1, QString(50, u'u')},
                    {"description"_L1, QString(1000, u'd')}, {"precision"_L1, 0}}));
        QCOMPARE(made.status, 201);
    }

    void namesAreUnique()
    {
        Shop shop;
        const QString first = credits::make(shop, u"Tokens"_s);
        const auto again = shop.post("/credit-entitlements", credits::fields(u"Tokens"_s));
        QCOMPARE(again.status, 422);
        QCOMPARE(again.code(), u"CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS"_s);
        QCOMPARE(shop.post("/credit-entitlements", credits::fields(u"tokens"_s)).status, 201);

        const QString other = credits::make(shop, u"Images"_s);
        const auto renamed = shop.patch(credits::path(other), {{"name"_L1, "Tokens"_L1}});
        QCOMPARE(renamed.status, 422);
        QCOMPARE(renamed.code(), u"CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS"_s);
        QCOMPARE(shop.patch(credits::path(other), {{"name"_L1, "Images"_L1}}).status, 200);

        QCOMPARE(shop.del(credits::path(first)).status, 200);
        QVERIFY(!credits::make(shop, u"Tokens"_s).isEmpty()); // a deleted one's name is free
        const auto back = shop.post(credits::path(first, "/undelete"));
        QCOMPARE(back.status, 422);
        QCOMPARE(back.code(), u"CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS"_s);
    }

    void patchesMerge()
    {
        Shop shop;
        const QString id = credits::make(shop, u"Merged"_s,
            credits::withOverage({{"description"_L1, "Old"_L1}, {"expires_after_days"_L1, 30},
                {"overage_limit"_L1, 100}, {"overage_behavior"_L1, "carry_deficit"_L1}}));
        const QJsonObject before = shop.get(credits::path(id)).json();
        shop.clock->advance(1min);
        const auto done = shop.patch(credits::path(id),
            {{"name"_L1, "New"_L1}, {"expires_after_days"_L1, QJsonValue::Null},
                {"overage_limit"_L1, QJsonValue::Null}, {"overage_behavior"_L1, QJsonValue::Null}});
        QCOMPARE(done.status, 200);
        QCOMPARE(done.body, QByteArray());
        QCOMPARE(done.type, QByteArray());
        const QJsonObject expected = with(before,
            {{"name"_L1, "New"_L1}, {"expires_after_days"_L1, QJsonValue::Null},
                {"overage_limit"_L1, QJsonValue::Null}, {"overage_behavior"_L1, "forgive_at_reset"_L1},
                {"updated_at"_L1, "2026-11-21T10:01:00Z"_L1}});
        QCOMPARE(shop.get(credits::path(id)).json(), expected);
    }

    // The merged state is what is checked.
    void wrongPatchesAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("patch");
        QTest::newRow("precision") << QJsonObject{{"precision"_L1, 2}};
        QTest::newRow("price gone under overage") << QJsonObject{{"price_per_unit"_L1, QJsonValue::Null}};
        QTest::newRow("currency gone under a price") << QJsonObject{{"currency"_L1, QJsonValue::Null}};
        QTest::newRow("half a timeframe") << QJsonObject{{"rollover_timeframe_count"_L1, QJsonValue::Null}};
        QTest::newRow("name cleared") << QJsonObject{{"name"_L1, QJsonValue::Null}};
        QTest::newRow("ill typed") << QJsonObject{{"overage_enabled"_L1, 1}};
    }
    void wrongPatchesAreRefused()
    {
        QFETCH(QJsonObject, patch);
        Shop shop;
        const QString id = credits::make(shop, u"Steady"_s,
            credits::withOverage(
                {{"rollover_timeframe_count"_L1, 1}, {"rollover_timeframe_interval"_L1, "Month"_L1}}));
        const QJsonObject before = shop.get(credits::path(id)).json();
        const auto refused = shop.patch(credits::path(id), patch);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), u"INVALID_REQUEST_BODY"_s);
        QCOMPARE(shop.get(credits::path(id)).json(), before);
    }

    void deletedOnesAreNotFound()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QString id = credits::make(shop);
        shop.post(credits::path(id, customer, "/ledger-entries"),
            {{"amount"_L1, "5"_L1}, {"entry_type"_L1, "credit"_L1}});
        const auto gone = shop.del(credits::path(id));
        QCOMPARE(gone.status, 200);
        QCOMPARE(gone.body, QByteArray());
        QCOMPARE(shop.get(credits::path(id)).status, 404);
        QCOMPARE(shop.patch(credits::path(id), {{"name"_L1, "X"_L1}}).status, 404);
        QCOMPARE(shop.get(credits::path(id, "/balances")).status, 404);
        QCOMPARE(shop.get(credits::path(id, customer)).status, 404);
        QCOMPARE(shop.get(credits::path(id, customer, "/grants")).status, 404);
        QCOMPARE(shop.get(credits::path(id, customer, "/ledger")).status, 404);
        const auto entry = shop.post(credits::path(id, customer, "/ledger-entries"),
            {{"amount"_L1, "5"_L1}, {"entry_type"_L1, "credit"_L1}});
        QCOMPARE(entry.status, 404);
        QCOMPARE(entry.code(), u"NOT_FOUND"_s);
        const auto again = shop.del(credits::path(id));
        QCOMPARE(again.status, 410);
        QCOMPARE(again.code(), u"CREDIT_ENTITLEMENT_IS_DELETED"_s);

        QCOMPARE(shop.post(credits::path(id, "/undelete")).status, 200);
        QCOMPARE(shop.get(credits::path(id, customer)).json()["balance"_L1].toString(), u"5"_s);
        QCOMPARE(shop.post(credits::path(id, "/undelete")).status, 200); // live already (5.1.21)
    }

    void unknownOnesAreNotFound()
    {
        Shop shop;
        for (const auto &reply :
            {shop.get("/credit-entitlements/cde_x"), shop.del("/credit-entitlements/cde_x"),
                shop.patch("/credit-entitlements/cde_x", {{"name"_L1, "X"_L1}}),
                shop.post("/credit-entitlements/cde_x/undelete"),
                shop.get("/credit-entitlements/cde_x/balances")}) {
            QCOMPARE(reply.status, 404);
            QCOMPARE(reply.code(), u"NOT_FOUND"_s);
        }
    }

    void listsAreNewestFirst()
    {
        Shop shop;
        for (const auto &name : {u"One"_s, u"Two"_s, u"Three"_s})
            credits::make(shop, name);
        shop.del(credits::path(credits::make(shop, u"Gone"_s)));
        QCOMPARE(
            namesOf(shop.get("/credit-entitlements").items()), QStringList({u"Three"_s, u"Two"_s, u"One"_s}));
        QCOMPARE(namesOf(shop.get("/credit-entitlements?page_size=2&page_number=1").items()),
            QStringList({u"One"_s}));
        QCOMPARE(namesOf(shop.get("/credit-entitlements?deleted=true").items()), QStringList({u"Gone"_s}));
        const auto tooMany = shop.get("/credit-entitlements?page_size=101");
        QCOMPARE(tooMany.status, 422);
        QCOMPARE(tooMany.code(), u"INVALID_QUERY_PARAMS"_s);
        QCOMPARE(shop.get("/credit-entitlements?deleted=maybe").status, 422);
    }
};

QTEST_GUILESS_MAIN(TestCreditEntitlements)
#include "tst_creditentitlements.moc"
