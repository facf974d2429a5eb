// SPDX-License-Identifier: MIT
#include "sandbox/credits.h"
#include "sandbox/months.h"

#include <QJsonDocument>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

const QJsonValue none(QJsonValue::Null);

struct Shopping {
    Shopping()
        : customer(shop.makeCustomer())
        , meter(shop.makeMeter())
        , credit(credits::make(shop, u"Image credits"_s,
              credits::withOverage({{"overage_limit"_L1, 10}, {"expires_after_days"_L1, 60}})))
    {
    }

    QJsonObject product(const QJsonObject &more = {})
    {
        const QJsonArray attached{credits::attached(credit, u"100"_s, more)};
        return shop.post("/products", credits::product(shop, meter, credit, attached)).json();
    }
    QString buy(const QString &product) { return shop.buy(product, customer); }
    QJsonObject subscription(const QString &id) { return shop.get("/subscriptions/" + id.toUtf8()).json(); }
    QJsonObject usage(const QString &id)
    {
        const auto reply = shop.get("/subscriptions/" + id.toUtf8() + "/credit-usage");
        return reply.json()["items"_L1][0].toObject();
    }

    Shop shop;
    QString customer;
    QString meter;
    QString credit;
};

} // namespace

class TestCreditCart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productsShowTheirMappings()
    {
        Shopping s;
        const QJsonObject made = s.product({{"low_balance_threshold_percent"_L1, 20}});
        QJsonObject mapping = made["credit_entitlements"_L1][0].toObject();
        const QUuid id = QUuid::fromString(mapping.take("id"_L1).toString());
        QVERIFY(!id.isNull());
        const QJsonObject expected{{"credit_entitlement_id"_L1, s.credit},
            {"credit_entitlement_name"_L1, "Image credits"_L1}, {"credit_entitlement_unit"_L1, "credits"_L1},
            {"credits_amount"_L1, "100"_L1}, {"currency"_L1, "USD"_L1}, {"expires_after_days"_L1, 60},
            {"low_balance_threshold_percent"_L1, 20}, {"max_rollover_count"_L1, none},
            {"overage_behavior"_L1, "forgive_at_reset"_L1}, {"overage_enabled"_L1, true},
            {"overage_limit"_L1, "10"_L1}, {"price_per_unit"_L1, "4"_L1},
            {"proration_behavior"_L1, "no_prorate"_L1}, {"rollover_enabled"_L1, false},
            {"rollover_percentage"_L1, none}, {"rollover_timeframe_count"_L1, none},
            {"rollover_timeframe_interval"_L1, none}, {"trial_credits"_L1, none},
            {"trial_credits_expire_after_trial"_L1, false}};
        QCOMPARE(mapping, expected);
        const QByteArray path = "/products/" + made["product_id"_L1].toString().toUtf8();
        QCOMPARE(s.shop.get(path).json(), made);

        // What the product leaves open follows the entitlement.
        s.shop.patch(credits::path(s.credit), {{"expires_after_days"_L1, 7}, {"name"_L1, "Pictures"_L1}});
        mapping = s.shop.get(path).json()["credit_entitlements"_L1][0].toObject();
        QCOMPARE(mapping["expires_after_days"_L1].toInt(), 7);
        QCOMPARE(mapping["credit_entitlement_name"_L1].toString(), u"Pictures"_s);
        QCOMPARE(QUuid::fromString(mapping["id"_L1].toString()), id);
    }

    void patchesReplaceTheList()
    {
        Shopping s;
        const QJsonObject made = s.product();
        const QByteArray path = "/products/" + made["product_id"_L1].toString().toUtf8();
        const auto mappings = [&] { return s.shop.get(path).json()["credit_entitlements"_L1].toArray(); };
        const QString id = mappings()[0]["id"_L1].toString();
        const QString other = credits::make(s.shop, u"Tokens"_s);
        const auto put = [&](const QJsonArray &list) {
            return s.shop.patch(path, {{"credit_entitlements"_L1, list}}).status;
        };
        QCOMPARE(put({credits::attached(other, u"1"_s), credits::attached(s.credit, u"50"_s)}), 200);
        QCOMPARE(mappings().size(), 2);
        QVERIFY(mappings()[0]["id"_L1].toString() != id);
        QCOMPARE(mappings()[1]["id"_L1].toString(), id); // the same entitlement stays
        QCOMPARE(mappings()[1]["credits_amount"_L1].toString(), u"50"_s);
        s.shop.patch(path, {{"name"_L1, "Renamed"_L1}});
        QCOMPARE(mappings().size(), 2); // left out: unchanged
        QCOMPARE(put({}), 200);
        QCOMPARE(mappings(), QJsonArray());
    }

    void wrongCreditsAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QJsonObject &changes, int status = 422,
                             const QString &code = u"INVALID_REQUEST_BODY"_s) {
            QTest::newRow(name) << changes << status << code;
        };
        row("no amount", {{"credits_amount"_L1, none}});
        row("amount 0", {{"credits_amount"_L1, "0"_L1}});
        row("amount as a number", {{"credits_amount"_L1, 5}});
        row("finer than the precision", {{"credits_amount"_L1, "0.001"_L1}});
        row("trial finer than the precision", {{"trial_credits"_L1, "0.001"_L1}});
        row("limit as a number", {{"overage_limit"_L1, 10}}); // text here, an integer in the entitlement
        row("percentage 101", {{"low_balance_threshold_percent"_L1, 101}});
        row("half a timeframe", {{"rollover_timeframe_count"_L1, 1}});
        row("unknown proration", {{"proration_behavior"_L1, "some"_L1}});
        row("unknown entitlement", {{"credit_entitlement_id"_L1, "cde_x"_L1}}, 404, u"NOT_FOUND"_s);
        row("overage billed in another currency",
            {{"currency"_L1, "EUR"_L1}, {"overage_behavior"_L1, "invoice_at_billing"_L1}}, 422,
            u"UNSUPPORTED_CURRENCY"_s);
    }
    void wrongCreditsAreRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(int, status);
        QFETCH(QString, code);
        Shopping s;
        const QJsonArray list{credits::attached(s.credit, u"100"_s, changes)};
        const auto refused = s.shop.post("/products", credits::product(s.shop, s.meter, s.credit, list));
        QCOMPARE(refused.status, status);
        QCOMPARE(refused.code(), code);
        QVERIFY(s.shop.get("/products").items().isEmpty());
        const QByteArray product = "/products/" + s.product()["product_id"_L1].toString().toUtf8();
        QCOMPARE(s.shop.patch(product, {{"credit_entitlements"_L1, list}}).code(), code);
    }

    void listsHaveTheirLimits()
    {
        Shopping s;
        QJsonArray list;
        for (int i = 0; i < 6; ++i)
            list.append(credits::attached(credits::make(s.shop, QString::number(i)), u"1"_s));
        const auto post
            = [&] { return s.shop.post("/products", credits::product(s.shop, s.meter, s.credit, list)); };
        QCOMPARE(post().status, 422);
        list.removeLast();
        QCOMPARE(post().status, 200);
        list[4] = list[3];
        QCOMPARE(post().status, 422);
        QCOMPARE(post().code(), u"INVALID_REQUEST_BODY"_s);
    }

    void deletedEntitlementsAreNotTaken()
    {
        Shopping s;
        const QString gone = credits::make(s.shop, u"Gone"_s);
        s.shop.del(credits::path(gone));
        const auto attached = s.shop.post(
            "/products", credits::product(s.shop, s.meter, s.credit, {credits::attached(gone, u"1"_s)}));
        QCOMPARE(attached.status, 422);
        QCOMPARE(attached.code(), u"CREDIT_ENTITLEMENT_IS_DELETED"_s);
        const auto metered = s.shop.post("/products", credits::product(s.shop, s.meter, gone, {}));
        QCOMPARE(metered.status, 422);
        QCOMPARE(metered.code(), u"CREDIT_ENTITLEMENT_IS_DELETED"_s);
        const auto unknown = s.shop.post("/products", credits::product(s.shop, s.meter, u"cde_x"_s, {}));
        QCOMPARE(unknown.status, 404);
        // Not attached is fine: the balance may come from elsewhere.
        QCOMPARE(s.shop.post("/products", credits::product(s.shop, s.meter, s.credit, {})).status, 200);
    }

    void subscriptionsShowTheirCredits()
    {
        Shopping s;
        const QString product
            = s.product({{"low_balance_threshold_percent"_L1, 20}})["product_id"_L1].toString();
        const QString id = s.buy(product);
        const QJsonObject cart{{"credit_entitlement_id"_L1, s.credit},
            {"credit_entitlement_name"_L1, "Image credits"_L1}, {"product_id"_L1, product},
            {"credits_amount"_L1, "100"_L1}, {"remaining_balance"_L1, "100"_L1},
            {"overage_balance"_L1, "0"_L1}, {"unit"_L1, "credits"_L1}, {"overage_enabled"_L1, true},
            {"overage_behavior"_L1, "forgive_at_reset"_L1}, {"rollover_enabled"_L1, false},
            {"expires_after_days"_L1, 60}, {"low_balance_threshold_percent"_L1, 20},
            {"max_rollover_count"_L1, none}, {"overage_limit"_L1, "10"_L1}, {"rollover_percentage"_L1, none},
            {"rollover_timeframe_count"_L1, none}, {"rollover_timeframe_interval"_L1, none}};
        const QJsonObject meter{{"credit_entitlement_id"_L1, s.credit}, {"meter_id"_L1, s.meter},
            {"meter_name"_L1, "Image Generation Meter"_L1}, {"meter_units_per_credit"_L1, "4"_L1},
            {"product_id"_L1, product}};
        const QJsonObject shown = s.subscription(id);
        QCOMPARE(shown["credit_entitlement_cart"_L1].toArray(), QJsonArray{cart});
        QCOMPARE(shown["meter_credit_entitlement_cart"_L1].toArray(), QJsonArray{meter});
        QVERIFY(shown["meters"_L1][0]["price_per_unit"_L1].isNull());
        QVERIFY(!s.shop.get("/subscriptions").items()[0].toObject().contains("credit_entitlement_cart"_L1));

        QCOMPARE(s.shop.ingest(s.customer, eventIds(u"e"_s, 10)), 200); // 2.5 credits
        QTRY_COMPARE(s.subscription(id)["credit_entitlement_cart"_L1][0]["remaining_balance"_L1].toString(),
            u"97.5"_s);
        QCOMPARE(s.shop.get(credits::path(s.credit, s.customer)).json()["balance"_L1].toString(), u"97.5"_s);
    }

    void aCartMayChangeTheAmount()
    {
        Shopping s;
        const QString product = s.product()["product_id"_L1].toString();
        const QString other = credits::make(s.shop, u"Tokens"_s);
        const auto checkout = [&](const QString &credit, const QString &amount) {
            return s.shop.post("/checkouts",
                {{"product_cart"_L1,
                     QJsonArray{QJsonObject{{"product_id"_L1, product}, {"quantity"_L1, 1},
                         {"credit_entitlements"_L1, QJsonArray{credits::attached(credit, amount)}}}}},
                    {"customer"_L1, QJsonObject{{"customer_id"_L1, s.customer}}}});
        };
        QCOMPARE(checkout(other, u"5"_s).status, 422);
        QCOMPARE(checkout(s.credit, u"0.001"_s).status, 422);
        QCOMPARE(checkout(u"cde_x"_s, u"5"_s).status, 404);
        const auto session = checkout(s.credit, u"250"_s).json()["session_id"_L1].toString();
        const auto paid = s.shop.post("/session/" + session.toUtf8(), {{"card"_L1, "4242424242424242"_L1}});
        const QString id = paid.json()["subscription_id"_L1].toString();
        const QJsonValue cart = s.subscription(id)["credit_entitlement_cart"_L1][0];
        QCOMPARE(cart["credits_amount"_L1].toString(), u"250"_s);
        QCOMPARE(cart["remaining_balance"_L1].toString(), u"250"_s);
    }

    void usageTellsWhatIsLeft()
    {
        Shopping s;
        const QString id = s.buy(s.product({{"overage_limit"_L1, "2.5"_L1}})["product_id"_L1].toString());
        QJsonObject expected{{"credit_entitlement_id"_L1, s.credit},
            {"credit_entitlement_name"_L1, "Image credits"_L1}, {"unit"_L1, "credits"_L1},
            {"balance"_L1, "100"_L1}, {"overage"_L1, "0"_L1}, {"overage_enabled"_L1, true},
            {"limit_reached"_L1, false}, {"overage_limit"_L1, "2.5"_L1}, {"remaining_headroom"_L1, "2.5"_L1}};
        QCOMPARE(s.usage(id), expected);
        s.shop.post(credits::path(s.credit, s.customer, "/ledger-entries"),
            {{"amount"_L1, "99"_L1}, {"entry_type"_L1, "debit"_L1}});
        s.shop.ingest(s.customer, eventIds(u"a"_s, 8)); // 2 credits of which 1 is there
        expected.insert("balance"_L1, "0"_L1);
        expected.insert("overage"_L1, "1"_L1);
        expected.insert("remaining_headroom"_L1, "1.5"_L1);
        QTRY_COMPARE(s.usage(id), expected);
        s.shop.ingest(s.customer, eventIds(u"b"_s, 20));
        expected.insert("overage"_L1, "2.5"_L1);
        expected.insert("remaining_headroom"_L1, "0"_L1);
        expected.insert("limit_reached"_L1, true);
        QTRY_COMPARE(s.usage(id), expected);
        QCOMPARE(s.shop.get("/subscriptions/" + id.toUtf8() + "/credit-usage")
                     .json()["subscription_id"_L1]
                     .toString(),
            id);
        QCOMPARE(s.shop.get("/subscriptions/sub_x/credit-usage").status, 404);
    }

    void usageKnowsNoLimitWhereThereIsNone_data()
    {
        QTest::addColumn<bool>("overage");
        QTest::newRow("off") << false;
        QTest::newRow("unlimited") << true;
    }
    void usageKnowsNoLimitWhereThereIsNone()
    {
        QFETCH(bool, overage);
        Shopping s;
        s.shop.patch(credits::path(s.credit), {{"overage_limit"_L1, none}});
        const QString id = s.buy(s.product({{"overage_enabled"_L1, overage}})["product_id"_L1].toString());
        s.shop.post(credits::path(s.credit, s.customer, "/ledger-entries"),
            {{"amount"_L1, "100"_L1}, {"entry_type"_L1, "debit"_L1}});
        const QJsonObject usage = s.usage(id);
        QCOMPARE(usage["overage_enabled"_L1], QJsonValue(overage));
        QCOMPARE(usage["overage_limit"_L1], none);
        QCOMPARE(usage["remaining_headroom"_L1], none);
        QCOMPARE(usage["limit_reached"_L1], QJsonValue(false));
        QCOMPARE(usage["balance"_L1].toString(), u"0"_s);
    }

    void patchesChangeTheTerms()
    {
        Shopping s;
        const QString id = s.buy(s.product()["product_id"_L1].toString());
        const QByteArray path = "/subscriptions/" + id.toUtf8();
        const auto put = [&](const QJsonObject &item) {
            return s.shop.patch(path, {{"credit_entitlement_cart"_L1, QJsonArray{item}}});
        };
        const auto done = put({{"credit_entitlement_id"_L1, s.credit}, {"credits_amount"_L1, "300"_L1},
            {"expires_after_days"_L1, 5}, {"overage_limit"_L1, "7.5"_L1}, {"rollover_enabled"_L1, true},
            {"rollover_percentage"_L1, 50}, {"rollover_timeframe_count"_L1, 2},
            {"rollover_timeframe_interval"_L1, "Month"_L1}, {"max_rollover_count"_L1, 1},
            {"low_balance_threshold_percent"_L1, 30}});
        QCOMPARE(done.status, 200);
        const QJsonObject cart = done.json()["credit_entitlement_cart"_L1][0].toObject();
        QCOMPARE(cart["credits_amount"_L1].toString(), u"300"_s);
        QCOMPARE(cart["remaining_balance"_L1].toString(), u"100"_s); // of this cycle, as it was
        QCOMPARE(cart["expires_after_days"_L1].toInt(), 5);
        QCOMPARE(cart["overage_limit"_L1].toString(), u"7.5"_s);
        QCOMPARE(cart["rollover_timeframe_interval"_L1].toString(), u"Month"_s);
        QCOMPARE(cart["low_balance_threshold_percent"_L1].toInt(), 30);
        QCOMPARE(cart["overage_enabled"_L1], QJsonValue(true)); // not said, so unchanged
        QCOMPARE(s.subscription(id)["credit_entitlement_cart"_L1].toArray(), QJsonArray{cart});

        const QString other = credits::make(s.shop, u"Tokens"_s);
        for (const QJsonObject &wrong :
            {QJsonObject{{"credits_amount"_L1, "1"_L1}}, credits::attached(other, u"1"_s),
                credits::attached(s.credit, u"0"_s), credits::attached(s.credit, u"0.001"_s),
                credits::attached(s.credit, u"1"_s, {{"rollover_percentage"_L1, 101}})}) {
            const auto refused = put(wrong);
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.code(), u"INVALID_REQUEST_BODY"_s);
        }
        QCOMPARE(s.subscription(id)["credit_entitlement_cart"_L1].toArray(), QJsonArray{cart});
    }

    // The world out and in again, credits with it.
    void stateKeepsCredits()
    {
        Shopping s;
        const QString id = s.buy(s.product()["product_id"_L1].toString());
        s.shop.ingest(s.customer, eventIds(u"e"_s, 10));
        QTRY_COMPARE(s.usage(id)["balance"_L1].toString(), u"97.5"_s);
        s.shop.del(credits::path(credits::make(s.shop, u"Gone"_s)));
        const QByteArrayList paths{"/credit-entitlements", "/credit-entitlements?deleted=true",
            credits::path(s.credit, s.customer), credits::path(s.credit, s.customer, "/grants"),
            credits::path(s.credit, s.customer, "/ledger"), "/subscriptions/" + id.toUtf8(), "/products",
            "/subscriptions/" + id.toUtf8() + "/credit-usage"};
        QByteArrayList before;
        for (const QByteArray &path : paths)
            before.append(s.shop.get(path).body);
        const auto state = s.shop.get("/_sandbox/state");
        QCOMPARE(s.shop.post("/_sandbox/reset").status, 200);
        QCOMPARE(s.shop.get("/credit-entitlements").items(), QJsonArray());
        QCOMPARE(s.shop.send("PUT", s.shop.request("/_sandbox/state"), state.body).status, 200);
        for (qsizetype i = 0; i < paths.size(); ++i)
            QCOMPARE(s.shop.get(paths[i]).body, before[i]);
        s.shop.ingest(s.customer, eventIds(u"f"_s, 10)); // and goes on from there
        QTRY_COMPARE(s.usage(id)["balance"_L1].toString(), u"95"_s);
    }

    // A subscription as its GET gives it, without what the sandbox keeps beside.
    void stateTakesTheApisOwnShape()
    {
        Shopping s;
        const QString id = s.buy(s.product()["product_id"_L1].toString());
        const QJsonObject before = s.subscription(id);
        QJsonObject state = s.shop.get("/_sandbox/state").json();
        state.insert("subscriptions"_L1, QJsonArray{before});
        const auto put = s.shop.send(
            "PUT", s.shop.request("/_sandbox/state"), QJsonDocument(state).toJson(QJsonDocument::Compact));
        QCOMPARE(put.status, 200);
        QCOMPARE(s.subscription(id), before);
        s.shop.ingest(s.customer, eventIds(u"e"_s, 10));
        QTRY_COMPARE(s.usage(id)["balance"_L1].toString(), u"97.5"_s);
    }

    void wrongStatesAreRefused_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const QString &list, const QString &key,
                             const QJsonValue &value) { QTest::newRow(name) << list << key << value; };
        row("entitlement", u"credit_entitlements"_s, u"precision"_s, 11);
        row("balance", u"credit_balances"_s, u"balance"_s, 5);
        row("overage", u"credit_balances"_s, u"overage"_s, u"-1"_s);
        row("grant's amount", u"credit_grants"_s, u"remaining_amount"_s, u"101"_s);
        row("grant's source", u"credit_grants"_s, u"source_type"_s, u"gift"_s);
        row("entry's type", u"credit_ledger"_s, u"transaction_type"_s, u"gift"_s);
        row("subscription's cart", u"subscriptions"_s, u"sandbox"_s,
            QJsonObject{{"credits"_L1, QJsonObject{{"granted"_L1, QJsonArray{QJsonObject()}}}}});
        row("entry's customer", u"credit_ledger"_s, u"customer_id"_s, none);
    }
    void wrongStatesAreRefused()
    {
        QFETCH(QString, list);
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        Shopping s;
        s.buy(s.product()["product_id"_L1].toString());
        QJsonObject state = s.shop.get("/_sandbox/state").json();
        QJsonArray items = state[list].toArray();
        QVERIFY(!items.isEmpty());
        QJsonObject item = items[0].toObject();
        item.insert(key, value);
        items[0] = item;
        state.insert(list, items);
        const auto refused = s.shop.send(
            "PUT", s.shop.request("/_sandbox/state"), QJsonDocument(state).toJson(QJsonDocument::Compact));
        QCOMPARE(refused.status, 422);
        QVERIFY(refused.json()["message"_L1].toString().contains(list));
    }
};

QTEST_GUILESS_MAIN(TestCreditCart)
#include "tst_creditcart.moc"
