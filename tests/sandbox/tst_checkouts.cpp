// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject cartOf(const QString &product, int quantity = 1)
{
    return {
        {"product_cart"_L1, QJsonArray{QJsonObject{{"product_id"_L1, product}, {"quantity"_L1, quantity}}}}};
}

QJsonObject card(const QString &number)
{
    return {{"card"_L1, number}};
}

const QString works = u"4242424242424242"_s;

} // namespace

class TestCheckouts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAddressIsOurs()
    {
        Shop shop;
        const auto made = shop.post("/checkouts", cartOf(shop.makeProduct(shop.makeMeter())));
        QCOMPARE(made.status, 200);
        const QString id = made.json()["session_id"_L1].toString();
        QVERIFY(id.startsWith("cks_"_L1));
        QCOMPARE(made.json()["checkout_url"_L1].toString().toUtf8(), shop.url() + "/session/" + id.toUtf8());
        const QJsonObject status = shop.get("/checkouts/" + id.toUtf8()).json();
        QCOMPARE(status["id"_L1].toString(), id);
        QVERIFY(status["payment_status"_L1].isNull() && status["payment_id"_L1].isNull());
        QVERIFY(!status.contains("request"_L1) && !status.contains("attempts"_L1));
        QCOMPARE(shop.get("/checkouts/cks_none").status, 404);
    }

    void wrongCartsAreRefused()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString archived = shop.makeProduct(shop.makeMeter());
        QCOMPARE(shop.del("/products/" + archived.toUtf8()).status, 200);
        QCOMPARE(
            shop.post("/checkouts", {{"product_cart"_L1, QJsonArray()}}).code(), u"PRODUCT_CART_EMTPY"_s);
        QCOMPARE(shop.post("/checkouts", cartOf(archived)).code(), u"PRODUCT_IS_DELETED"_s);
        QCOMPARE(shop.post("/checkouts", cartOf(product, 2)).code(), u"INVALID_QUANTITY"_s);
        QCOMPARE(shop.post("/checkouts", cartOf(product, 0)).code(), u"INVALID_QUANTITY"_s);
        QCOMPARE(shop.post("/checkouts", cartOf(u"pdt_none"_s)).code(), u"NOT_FOUND"_s);
        QJsonObject unknown = cartOf(product);
        unknown.insert("customer"_L1, QJsonObject{{"customer_id"_L1, "cus_none"_L1}});
        QCOMPARE(shop.post("/checkouts", unknown).status, 404);
    }

    void onePostPaysAndStartsTheSubscription()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString customer = shop.makeCustomer();
        const QByteArray session = shop.checkout(product, {{"customer_id"_L1, customer}}).toUtf8();
        const auto paid = shop.post("/session/" + session, card(u"4242 4242 4242 4242"_s));
        QCOMPARE(paid.status, 200);
        QCOMPARE(paid.json()["payment_status"_L1].toString(), u"succeeded"_s);
        QCOMPARE(paid.json()["customer_email"_L1].toString(), u"customer@example.com"_s);
        const QByteArray id = paid.json()["subscription_id"_L1].toString().toUtf8();
        const QJsonObject subscription = shop.get("/subscriptions/" + id).json();
        QCOMPARE(subscription["status"_L1].toString(), u"active"_s);
        QCOMPARE(subscription["customer"_L1]["customer_id"_L1].toString(), customer);
        QCOMPARE(subscription["previous_billing_date"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QCOMPARE(subscription["next_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        const QByteArray payment = paid.json()["payment_id"_L1].toString().toUtf8();
        const QJsonObject stored = shop.get("/payments/" + payment).json();
        QCOMPARE(stored["subscription_id"_L1].toString().toUtf8(), id);
        QCOMPARE(stored["total_amount"_L1].toInt(-1), 0);
        QCOMPARE(shop.get("/payments?customer_id=" + customer.toUtf8()).items().size(), 1);
        QCOMPARE(shop.get("/payments?status=failed").items().size(), 0);
    }

    void aPaidSessionIsConsumed()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QByteArray session = shop.checkout(product, {{"customer_id"_L1, shop.makeCustomer()}}).toUtf8();
        QCOMPARE(shop.post("/session/" + session, card(works)).status, 200);
        const auto again = shop.post("/session/" + session, card(works));
        QCOMPARE(again.status, 422);
        QCOMPARE(again.code(), u"CHECKOUT_SESSION_CONSUMED"_s);
        QCOMPARE(shop.get("/subscriptions").items().size(), 1);
    }

    void aDeclinedCardLeavesTheSessionOpen_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("code");
        QTest::newRow("declined") << u"4000000000000002"_s << u"CARD_DECLINED"_s;
        QTest::newRow("no funds") << u"4000-0000-0000-9995"_s << u"INSUFFICIENT_FUNDS"_s;
    }
    void aDeclinedCardLeavesTheSessionOpen()
    {
        QFETCH(QString, number);
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QByteArray session = shop.checkout(product, {{"customer_id"_L1, shop.makeCustomer()}}).toUtf8();
        const auto refused = shop.post("/session/" + session, card(number));
        QCOMPARE(refused.status, 200);
        QCOMPARE(refused.json()["payment_status"_L1].toString(), u"failed"_s);
        QVERIFY(refused.json()["subscription_id"_L1].isNull());
        QCOMPARE(shop.get("/checkouts/" + session).json()["payment_status"_L1].toString(), u"failed"_s);
        const QByteArray payment = refused.json()["payment_id"_L1].toString().toUtf8();
        QTEST(shop.get("/payments/" + payment).json()["error_code"_L1].toString(), "code");
        QVERIFY(shop.get("/subscriptions").items().isEmpty());
        const auto paid = shop.post("/session/" + session, card(works));
        QCOMPARE(paid.json()["payment_status"_L1].toString(), u"succeeded"_s);
    }

    void theNewestCustomerWithTheEmailIsReused()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        shop.makeCustomer(u"buyer@example.com"_s);
        const QString newest = shop.makeCustomer(u"buyer@example.com"_s);
        const QJsonObject buyer{{"email"_L1, "Buyer@example.com"_L1}, {"name"_L1, "Buyer"_L1}};
        QCOMPARE(shop.post("/session/" + shop.checkout(product, buyer).toUtf8(), card(works)).status, 200);
        QCOMPARE(shop.get("/customers").items().size(), 2);
        QCOMPARE(shop.get("/subscriptions?customer_id=" + newest.toUtf8()).items().size(), 1);
        QJsonObject always = cartOf(product);
        always.insert("customer"_L1, buyer);
        always.insert("feature_flags"_L1, QJsonObject{{"always_create_new_customer"_L1, true}});
        const QByteArray session
            = shop.post("/checkouts", always).json()["session_id"_L1].toString().toUtf8();
        QCOMPARE(shop.post("/session/" + session, card(works)).status, 200);
        QCOMPARE(shop.get("/customers").items().size(), 3);
    }

    void aSessionLastsADay()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QJsonObject customer{{"customer_id"_L1, shop.makeCustomer()}};
        const QByteArray first = shop.checkout(product, customer).toUtf8();
        const QByteArray second = shop.checkout(product, customer).toUtf8();
        shop.clock->advance(24h - 1s);
        QCOMPARE(shop.post("/session/" + first, card(works)).status, 200);
        shop.clock->advance(1s);
        QCOMPARE(shop.post("/session/" + second, card(works)).status, 422);
    }

    void thePostNeedsTheKeyAndATestCard()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QByteArray path
            = "/session/" + shop.checkout(product, {{"customer_id"_L1, shop.makeCustomer()}}).toUtf8();
        QNetworkRequest keyless = shop.plainRequest(path);
        keyless.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
        QCOMPARE(shop.send("POST", keyless, "{\"card\":\"4242424242424242\"}").status, 401);
        QCOMPARE(shop.post(path, card(u"5555555555554444"_s)).status, 422);
        QCOMPARE(shop.post(path, {{"no"_L1, 1}}).status, 422);
        QVERIFY(shop.get("/subscriptions").items().isEmpty());
    }

    void oneTimeProductsAreAPaymentOnly()
    {
        Shop shop;
        const QJsonObject price{{"type"_L1, "one_time_price"_L1}, {"currency"_L1, "USD"_L1},
            {"price"_L1, 999}, {"discount"_L1, 50}};
        const auto product = shop.post(
            "/products", {{"name"_L1, "Once"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price}});
        QJsonObject body = cartOf(product.json()["product_id"_L1].toString(), 3);
        body.insert("customer"_L1, QJsonObject{{"email"_L1, "a@example.com"_L1}});
        const QByteArray session = shop.post("/checkouts", body).json()["session_id"_L1].toString().toUtf8();
        const auto paid = shop.post("/session/" + session, card(works));
        QVERIFY(paid.json()["subscription_id"_L1].isNull());
        const QByteArray payment = paid.json()["payment_id"_L1].toString().toUtf8();
        QCOMPARE(shop.get("/payments/" + payment).json()["total_amount"_L1].toInt(), 1499); // 1498.5
    }
};

QTEST_GUILESS_MAIN(TestCheckouts)
#include "tst_checkouts.moc"
