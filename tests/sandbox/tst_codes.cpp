// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

// Every code of dodo-api.md 1.6 and a request that meets it here. Names in angle brackets stand for the
// objects of `things`. No row has an effect, so that their order means nothing.
//
// Two codes have no row. CUSTOMER_HAS_EXISTING_SUBSCRIPTION belongs to a business setting that no route of
// the API changes, and the sandbox leaves it off. PENDING_PLAN_CHANGE_EXISTS needs a plan change whose
// payment waits for its customer: tst_changeplan makes one.
namespace {

QJsonObject cycle(QJsonObject price)
{
    price.insert("payment_frequency_count"_L1, 1);
    price.insert("payment_frequency_interval"_L1, "Month"_L1);
    price.insert("subscription_period_count"_L1, 1);
    price.insert("subscription_period_interval"_L1, "Year"_L1);
    return price;
}

QJsonObject product(const QString &name, const QJsonObject &price)
{
    return {{"name"_L1, name}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price}};
}

QJsonObject oneTime(qint64 price, const QString &currency = u"USD"_s)
{
    return product(
        u"Once"_s, {{"type"_L1, "one_time_price"_L1}, {"currency"_L1, currency}, {"price"_L1, price}});
}

QJsonObject recurring(qint64 price)
{
    return product(u"Monthly"_s,
        cycle({{"type"_L1, "recurring_price"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, price}}));
}

QByteArray usageProduct(const QByteArray &meters, const QByteArray &more = {})
{
    return "{'name':'Usage','tax_category':'saas'" + more
        + ",'price':{'type':'usage_based_price','currency':'USD','fixed_price':0,"
          "'payment_frequency_count':1,'payment_frequency_interval':'Month','subscription_period_count':1,"
          "'subscription_period_interval':'Year','meters':["
        + meters + "]}}";
}

QByteArray meterOf(const QByteArray &id, const QByteArray &price = "5")
{
    return "{'meter_id':'" + id + "','price_per_unit':'" + price + "'}";
}

QByteArray cart(const QByteArray &item, const QByteArray &more = {})
{
    return "{'product_cart':[{" + item + "}]" + more + '}';
}

QByteArray item(const QByteArray &id, const QByteArray &quantity = "1")
{
    return "'product_id':'" + id + "','quantity':" + quantity;
}

QByteArray pairsOf(int count)
{
    QByteArrayList pairs;
    for (int i = 0; i < count; ++i)
        pairs.append("'k" + QByteArray::number(i) + "':1");
    return '{' + pairs.join(',') + '}';
}

} // namespace

class TestCodes : public QObject {
    Q_OBJECT

private:
    QString made(const QByteArray &path, const QJsonObject &json, QLatin1StringView key)
    {
        return m_shop->post(path, json).json()[key].toString();
    }
    QString makeProduct(const QJsonObject &json) { return made("/products", json, "product_id"_L1); }
    void put(const QByteArray &name, const QString &id)
    {
        QVERIFY2(!id.isEmpty(), name.constData());
        m_things.insert('<' + name + '>', id.toUtf8());
    }
    QByteArray filled(QByteArray text) const
    {
        for (auto it = m_things.begin(); it != m_things.end(); ++it)
            text.replace(it.key(), it.value());
        return text.replace('\'', '"');
    }

    void makeSubscriptions()
    {
        const QString customer = QString::fromUtf8(m_things["<customer>"]);
        const QString monthly = QString::fromUtf8(m_things["<monthly>"]);
        put("metered", m_shop->buy(QString::fromUtf8(m_things["<usage>"]), customer));
        put("subscription", m_shop->buy(monthly, customer));
        put("cancelled", m_shop->buy(monthly, customer));
        QCOMPARE(m_shop->patch("/subscriptions/" + m_things["<cancelled>"], {{"status"_L1, "cancelled"_L1}})
                     .status,
            200);
        QJsonObject week = recurring(1900);
        QJsonObject price = week["price"_L1].toObject();
        price.insert("payment_frequency_interval"_L1, "Day"_L1);
        price.insert("subscription_period_interval"_L1, "Day"_L1);
        week.insert("price"_L1, price);
        put("expired", m_shop->buy(makeProduct(week), customer));
        m_shop->clock->advance(25h);
        put("scheduled", m_shop->buy(monthly, customer));
        QCOMPARE(m_shop
                     ->post("/subscriptions/" + m_things["<scheduled>"] + "/change-plan",
                         {{"product_id"_L1, makeProduct(recurring(2900))}, {"quantity"_L1, 1},
                             {"proration_billing_mode"_L1, "do_not_bill"_L1},
                             {"effective_at"_L1, "next_billing_date"_L1}})
                     .status,
            200);
        const QByteArray session = m_shop->checkout(monthly, {{"customer_id"_L1, customer}}).toUtf8();
        m_things.insert("<session>", session);
        QCOMPARE(m_shop->post("/session/" + session, {{"card"_L1, "4242424242424242"_L1}}).status, 200);
    }

    void makeCredits()
    {
        const QJsonObject credit{{"name"_L1, "Credits"_L1}, {"unit"_L1, "credit"_L1}, {"precision"_L1, 0},
            {"rollover_enabled"_L1, false}, {"overage_enabled"_L1, true}, {"overage_limit"_L1, 5},
            {"price_per_unit"_L1, "10"_L1}, {"currency"_L1, "USD"_L1}};
        put("credit", made("/credit-entitlements", credit, "id"_L1));
        QJsonObject old = credit;
        old.insert("name"_L1, "Old credits"_L1);
        put("old credit", made("/credit-entitlements", old, "id"_L1));
        QCOMPARE(m_shop->del("/credit-entitlements/" + m_things["<old credit>"]).status, 200);
    }

    std::unique_ptr<Shop> m_shop;
    QMap<QByteArray, QByteArray> m_things;

private Q_SLOTS:
    void initTestCase()
    {
        m_shop = std::make_unique<Shop>();
        put("meter", m_shop->makeMeter());
        put("old meter", m_shop->makeMeter());
        put("customer", m_shop->makeCustomer());
        put("usage", m_shop->makeProduct(m_shop->makeMeter()));
        put("old product", m_shop->makeProduct(m_shop->makeMeter()));
        put("once", makeProduct(oneTime(999)));
        put("euros", makeProduct(oneTime(999, u"EUR"_s)));
        put("cheap", makeProduct(oneTime(10)));
        put("monthly", makeProduct(recurring(1900)));
        QJsonObject bare = m_shop->productFields({});
        QJsonObject price = bare["price"_L1].toObject();
        price.remove("meters"_L1);
        bare.insert("price"_L1, price);
        put("bare", makeProduct(bare));
        makeSubscriptions();
        makeCredits();
        m_shop->del("/meters/" + m_things["<old meter>"]);
        m_shop->del("/products/" + m_things["<old product>"]);
    }

    void everyCodeIsMet_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row
            = [](const char *code, const char *method, const char *path, const QByteArray &body, int status) {
                  const QByteArray name = QByteArray(code) + ", " + method + ' ' + path;
                  QTest::newRow(name.constData()) << QByteArray(method) << QByteArray(path) << body << status;
              };
        row("NOT_FOUND", "GET", "/meters/mtr_none", {}, 404);
        row("NOT_FOUND", "GET", "/meters/", {}, 404); // no list: SDKs send this for an empty id (1.3)
        row("NOT_FOUND", "GET", "/products/pdt_none", {}, 404);
        row("NOT_FOUND", "POST", "/products/pdt_none/unarchive", {}, 404);
        row("NOT_FOUND", "GET", "/customers/cus_none/wallets", {}, 404);
        row("NOT_FOUND", "POST", "/customers/cus_none/customer-portal/session", {}, 404);
        row("NOT_FOUND", "GET", "/checkouts/cks_none", {}, 404);
        row("NOT_FOUND", "POST", "/checkouts", cart(item("pdt_none")), 404);
        row("NOT_FOUND", "GET", "/payments/pay_none/line-items", {}, 404);
        row("NOT_FOUND", "GET", "/invoices/payments/pay_none", {}, 404);
        row("NOT_FOUND", "GET", "/addons/adn_none", {}, 404);
        row("INVALID_REQUEST_BODY", "POST", "/meters", "{'name':'x'}", 422);
        row("INVALID_REQUEST_BODY", "POST", "/meters", "{", 422);
        row("INVALID_REQUEST_BODY", "POST", "/events/ingest", "{'events':[]}", 422);
        row("INVALID_REQUEST_BODY", "POST", "/checkouts",
            cart(item("<once>"), ",'subscription_data':{'trial_period_days':10001}"), 422);
        row("INVALID_REQUEST_PARAMETERS", "PATCH", "/subscriptions/<subscription>",
            "{'next_billing_date':'2020-01-01T00:00:00Z'}", 422);
        row("INVALID_REQUEST_PARAMETERS", "POST", "/checkouts",
            cart(item("<once>"), ",'discount_code':'A','discount_codes':['B']"), 422);
        row("INVALID_QUERY_PARAMS", "GET", "/meters?page_size=101", {}, 422);
        row("INVALID_QUERY_PARAMS", "GET", "/payments?status=paid", {}, 422);
        row("INTEGER_CONVERSION_FAILURE", "POST", "/products", usageProduct(meterOf("<meter>", "5,0")), 422);
        row("MAXIMUM_KEYS_REACHED", "POST", "/customers",
            "{'email':'a@b.c','name':'A','metadata':" + pairsOf(51) + '}', 400);
        row("MAXIMUM_KEYS_REACHED", "POST", "/checkouts", cart(item("<once>"), ",'metadata':" + pairsOf(51)),
            400);
        row("MAXIMUM_KEYS_REACHED", "POST", "/events/ingest",
            "{'events':[{'event_id':'e','customer_id':'<customer>','event_name':'n','metadata':" + pairsOf(51)
                + "}]}",
            400);
        row("DUPLICATE_METER_IDS_IN_REQUEST", "POST", "/products",
            usageProduct(meterOf("<meter>") + ',' + meterOf("<meter>")), 422);
        row("MISSING_METER_IDS", "POST", "/products", usageProduct({}), 422);
        row("MISSING_METER_IDS", "POST", "/products", usageProduct(meterOf("mtr_none")), 422);
        row("METER_IS_DELETED", "POST", "/products", usageProduct(meterOf("<old meter>")), 422);
        row("INVALID_QUANTITY", "POST", "/checkouts", cart(item("<usage>", "2")), 422);
        row("INVALID_QUANTITY", "POST", "/checkouts/preview", cart(item("<once>", "0")), 422);
        row("ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED", "POST", "/checkouts",
            cart(item("<usage>") + ",'addons':[{'addon_id':'adn_1','quantity':1}]"), 422);
        row("ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED", "POST", "/checkouts",
            cart(item("<usage>"), ",'subscription_data':{'on_demand':{'mandate_only':true}}"), 422);
        const QByteArray plan
            = "{'product_id':'<monthly>','quantity':1,'proration_billing_mode':'do_not_bill'}";
        row("UNSUPPORTED_ACTION", "POST", "/subscriptions/<metered>/change-plan", plan, 422);
        row("UNSUPPORTED_ACTION", "POST", "/subscriptions/<subscription>/charge", "{'product_price':100}",
            422);
        row("ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED", "POST", "/subscriptions/<metered>/charge",
            "{'product_price':100}", 422);
        row("CREDIT_ENTITLEMENT_IS_DELETED", "DELETE", "/credit-entitlements/<old credit>", {}, 410);
        row("CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS", "POST", "/credit-entitlements",
            "{'name':'Credits','unit':'u','precision':0,'rollover_enabled':false,'overage_enabled':false}",
            422);
        row("INSUFFICIENT_WALLET_FUNDS", "POST", "/customers/<customer>/wallets/ledger-entries",
            "{'amount':1,'currency':'USD','entry_type':'debit'}", 400);
        row("NEGATIVE_BALANCE_ADJUSTMENT", "POST", "/customers/<customer>/wallets/ledger-entries",
            "{'amount':-1,'currency':'USD','entry_type':'credit'}", 400);
        row("PRODUCT_CART_EMTPY", "POST", "/checkouts", "{'product_cart':[]}", 422);
        row("PRODUCT_IS_DELETED", "POST", "/checkouts", cart(item("<old product>")), 422);
        row("PRODUCT_IS_DELETED", "DELETE", "/products/<old product>", {}, 410);
        row("MISSING_PRODUCT_INFORMATION", "POST", "/checkouts", cart(item("<bare>")), 422);
        row("CHECKOUT_SESSION_CONSUMED", "POST", "/session/<session>", "{'card':'4242424242424242'}", 422);
        row("SUBSCRIPTION_INACTIVE", "POST", "/subscriptions/<cancelled>/change-plan", plan, 422);
        row("SUBSCRIPTION_EXPIRED", "PATCH", "/subscriptions/<expired>",
            "{'cancel_at_next_billing_date':true}", 422);
        row("SCHEDULED_PLAN_CHANGE_EXISTS", "POST", "/subscriptions/<scheduled>/change-plan", plan, 409);
        row("SCHEDULED_PLAN_CHANGE_NOT_FOUND", "DELETE",
            "/subscriptions/<subscription>/change-plan/scheduled", {}, 404);
        row("UNSUPPORTED_CURRENCY", "POST", "/addons",
            "{'name':'A','currency':'XXX','price':1,'tax_category':'saas'}", 422);
        row("UNSUPPORTED_CURRENCY", "POST", "/checkouts", cart(item("<once>") + "},{" + item("<euros>")),
            422);
        row("UNSUPPORTED_CURRENCY", "POST", "/checkouts", cart(item("<once>"), ",'billing_currency':'XXX'"),
            422);
        row("UNSUPPORTED_COUNTRY", "POST", "/checkouts",
            cart(item("<once>"), ",'billing_address':{'country':'XX'}"), 422);
        row("UNSUPPORTED_TAX_CATEGORY", "POST", "/addons",
            "{'name':'A','currency':'USD','price':1,'tax_category':'toys'}", 422);
        row("TOTAL_PAYMENT_AMOUNT_BELOW_MINIMUM_AMOUNT", "POST", "/checkouts", cart(item("<cheap>")), 422);
    }
    void everyCodeIsMet()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        const auto answer = m_shop->send(method, m_shop->request(filled(path)), filled(body));
        const QString code = QString::fromUtf8(QTest::currentDataTag()).section(u',', 0, 0);
        QCOMPARE(answer.code(), code);
        QCOMPARE(answer.status, status);
        QVERIFY(answer.json()["message"_L1].isString());
    }

    void aMissingAndALiveKeyAreUnauthorized()
    {
        QCOMPARE(m_shop->send("GET", m_shop->plainRequest("/meters")).code(), u"UNAUTHORIZED"_s);
        QNetworkRequest live = m_shop->plainRequest("/meters");
        live.setRawHeader("Authorization", "Bearer dodo_live_1");
        const auto refused = m_shop->send("GET", live);
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.code(), u"UNAUTHORIZED"_s);
    }

    // The credit's limit is 5 beyond an empty balance.
    void aDebitPastTheOverageLimitIsRefused()
    {
        const QByteArray path = "/credit-entitlements/<credit>/balances/<customer>/ledger-entries";
        const auto refused
            = m_shop->post(filled(path), {{"amount"_L1, "6"_L1}, {"entry_type"_L1, "debit"_L1}});
        QCOMPARE(refused.code(), u"OVERAGE_LIMIT_EXCEEDED"_s);
        QCOMPARE(refused.status, 400);
    }

    // Only a failing disk makes these by itself; programs are tested with a fault that was asked for (429 is
    // also what the limits of tst_ratelimits answer).
    void serverErrorsAndLimitsComeAsFaults_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("500") << 500 << u"INTERNAL_SERVER_ERROR"_s;
        QTest::newRow("429") << 429 << u"TOO_MANY_REQUESTS"_s;
    }
    void serverErrorsAndLimitsComeAsFaults()
    {
        QFETCH(const int, status);
        QCOMPARE(
            m_shop->post(
                      "/_sandbox/faults", {{"path"_L1, "/meters"_L1}, {"status"_L1, status}, {"times"_L1, 1}})
                    .status
                / 100,
            2);
        const auto answer = m_shop->get("/meters");
        QCOMPARE(answer.status, status);
        QTEST(answer.code(), "code");
    }
};

QTEST_GUILESS_MAIN(TestCodes)
#include "tst_codes.moc"
