// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

// What stands in a checkout's request beside the one usage-based product: previews, confirm, saved cards,
// trials, amounts of one's own, add-ons and static payment links (dodo-api.md 2.6).
namespace {

const QString works = u"4242424242424242"_s;
const QString failsLater = u"4000000000000341"_s;

QJsonObject cartOf(const QString &product, int quantity = 1)
{
    return {
        {"product_cart"_L1, QJsonArray{QJsonObject{{"product_id"_L1, product}, {"quantity"_L1, quantity}}}}};
}

QJsonObject with(QJsonObject body, const QString &key, const QJsonValue &value)
{
    body.insert(key, value);
    return body;
}

} // namespace

class TestCheckoutCart : public QObject {
    Q_OBJECT

private:
    QString product(Shop &shop, QJsonObject price, const QJsonObject &more = {})
    {
        price.insert("currency"_L1, "USD"_L1);
        if (price["type"_L1].toString() == "recurring_price"_L1) {
            price.insert("payment_frequency_count"_L1, 1);
            price.insert("payment_frequency_interval"_L1, "Month"_L1);
            price.insert("subscription_period_count"_L1, 1);
            price.insert("subscription_period_interval"_L1, "Year"_L1);
        }
        QJsonObject fields{{"name"_L1, "Thing"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, price}};
        for (auto it = more.begin(); it != more.end(); ++it)
            fields.insert(it.key(), it.value());
        return shop.post("/products", fields).json()["product_id"_L1].toString();
    }
    QString monthly(Shop &shop, const QJsonObject &more = {})
    {
        return product(shop, {{"type"_L1, "recurring_price"_L1}, {"price"_L1, 1900}}, more);
    }
    QJsonObject pay(Shop &shop, const QJsonObject &body, const QString &card = works)
    {
        const QByteArray session = shop.post("/checkouts", body).json()["session_id"_L1].toString().toUtf8();
        return shop.post("/session/" + session, {{"card"_L1, card}}).json();
    }
    QJsonObject confirmed(const QJsonObject &body, const QString &customer)
    {
        QJsonObject out = with(body, u"confirm"_s, true);
        out.insert("billing_address"_L1, QJsonObject{{"country"_L1, "DE"_L1}, {"city"_L1, "Berlin"_L1}});
        out.insert("customer"_L1, QJsonObject{{"customer_id"_L1, customer}});
        return out;
    }

private Q_SLOTS:
    void aPreviewCostsWhatThePurchaseTakesAndMakesNothing()
    {
        Shop shop;
        const QString id
            = product(shop, {{"type"_L1, "recurring_price"_L1}, {"price"_L1, 1999}, {"discount"_L1, 50}});
        const QJsonObject body = with(cartOf(id, 3), u"customer"_s, QJsonObject{{"email"_L1, "a@b.c"_L1}});
        const auto answer = shop.post("/checkouts/preview", body);
        QCOMPARE(answer.status, 200);
        const QJsonObject preview = answer.json();
        QCOMPARE(preview["currency"_L1].toString(), u"USD"_s);
        QCOMPARE(preview["billing_country"_L1].toString(), u"US"_s);
        QCOMPARE(preview["current_breakup"_L1]["subtotal"_L1].toInt(), 5997);
        QCOMPARE(preview["current_breakup"_L1]["discount"_L1].toInt(), 2998);
        QCOMPARE(preview["total_price"_L1].toInt(), 2999); // 2998.5
        QCOMPARE(preview["recurring_breakup"_L1]["total_amount"_L1].toInt(), 2999);
        QCOMPARE(preview["next_billing_date"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        const QJsonValue line = preview["product_cart"_L1][0];
        QCOMPARE(line["is_subscription"_L1], QJsonValue(true));
        QCOMPARE(line["is_usage_based"_L1], QJsonValue(false));
        QVERIFY(line["meters"_L1].isArray() && line["credit_entitlements"_L1].isArray());
        QVERIFY(shop.get("/customers").items().isEmpty());
        const QJsonObject paid = pay(shop, body);
        const QByteArray payment = paid["payment_id"_L1].toString().toUtf8();
        QCOMPARE(shop.get("/payments/" + payment).json()["total_amount"_L1].toInt(), 2999);
    }

    void aPreviewTellsTheMeters()
    {
        Shop shop;
        const QJsonObject preview
            = shop.post("/checkouts/preview", cartOf(shop.makeProduct(shop.makeMeter()))).json();
        const QJsonValue meter = preview["product_cart"_L1][0]["meters"_L1][0];
        QCOMPARE(meter["name"_L1].toString(), u"Image Generation Meter"_s);
        QCOMPARE(meter["price_per_unit"_L1].toString(), u"5"_s);
        QCOMPARE(meter["free_threshold"_L1].toInt(), 10);
        QCOMPARE(preview["total_price"_L1].toInt(-1), 0);
    }

    void confirmPreparesThePaymentForFifteenMinutes()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QJsonObject body = confirmed(cartOf(monthly(shop)), customer);
        const QJsonObject made = shop.post("/checkouts", body).json();
        const QByteArray payment = made["payment_id"_L1].toString().toUtf8();
        QVERIFY(made["checkout_url"_L1].isString() && made["client_secret"_L1].isString()
            && made["publishable_key"_L1].isString());
        const QJsonObject waiting = shop.get("/payments/" + payment).json();
        QCOMPARE(waiting["status"_L1].toString(), u"requires_payment_method"_s);
        QCOMPARE(waiting["total_amount"_L1].toInt(), 1900);
        QCOMPARE(waiting["billing"_L1]["city"_L1].toString(), u"Berlin"_s);
        QVERIFY(waiting["card_last_four"_L1].isNull());
        const QByteArray session = made["session_id"_L1].toString().toUtf8();
        QVERIFY(shop.get("/checkouts/" + session).json()["payment_id"_L1].isNull()); // nobody submitted it
        shop.clock->advance(15min - 1s);
        const QJsonObject paid = shop.post("/session/" + session, {{"card"_L1, works}}).json();
        QCOMPARE(paid["payment_id"_L1].toString().toUtf8(), payment);
        const QJsonObject after = shop.get("/payments/" + payment).json();
        QCOMPARE(after["status"_L1].toString(), u"succeeded"_s);
        QCOMPARE(after["created_at"_L1], waiting["created_at"_L1]);
        QCOMPARE(after["invoice_id"_L1], waiting["invoice_id"_L1]);
        QCOMPARE(shop.get("/payments").items().size(), 1);
        const QByteArray late = shop.post("/checkouts", body).json()["session_id"_L1].toString().toUtf8();
        shop.clock->advance(15min);
        QCOMPARE(shop.post("/session/" + late, {{"card"_L1, works}}).code(), u"INVALID_REQUEST_PARAMETERS"_s);
    }

    void confirmNeedsCustomerAndAddress()
    {
        Shop shop;
        const QJsonObject body = with(cartOf(monthly(shop)), u"confirm"_s, true);
        QCOMPARE(shop.post("/checkouts", body).code(), u"INVALID_REQUEST_PARAMETERS"_s);
        QCOMPARE(
            shop.post("/checkouts", with(cartOf(monthly(shop)), u"payment_method_id"_s, "pm_1"_L1)).code(),
            u"INVALID_REQUEST_PARAMETERS"_s);
        QVERIFY(shop.get("/payments").items().isEmpty());
    }

    void aSavedCardIsChargedAtOnce_data()
    {
        QTest::addColumn<QString>("card");
        QTest::addColumn<QString>("status");
        QTest::newRow("works") << works << u"succeeded"_s;
        QTest::newRow("pays once only") << failsLater << u"failed"_s;
    }
    void aSavedCardIsChargedAtOnce()
    {
        QFETCH(const QString, card);
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QString once = product(shop, {{"type"_L1, "one_time_price"_L1}, {"price"_L1, 700}});
        const QJsonObject first
            = pay(shop, with(cartOf(once), u"customer"_s, QJsonObject{{"customer_id"_L1, customer}}), card);
        const QByteArray paid = first["payment_id"_L1].toString().toUtf8();
        const QString method = shop.get("/payments/" + paid).json()["payment_method_id"_L1].toString();
        QVERIFY(method.startsWith("pm_"_L1));
        const QJsonObject body = with(confirmed(cartOf(once), customer), u"payment_method_id"_s, method);
        const QJsonObject made = shop.post("/checkouts", body).json();
        QVERIFY(made["checkout_url"_L1].isNull());
        const QByteArray payment = made["payment_id"_L1].toString().toUtf8();
        QTEST(shop.get("/payments/" + payment).json()["status"_L1].toString(), "status");
        const QString stranger = shop.makeCustomer(u"other@example.com"_s);
        QCOMPARE(
            shop.post("/checkouts", with(confirmed(cartOf(once), stranger), u"payment_method_id"_s, method))
                .code(),
            u"INVALID_REQUEST_PARAMETERS"_s);
    }

    void aPreviewTellsATrialsAmount()
    {
        Shop shop;
        const QString id = product(shop,
            {{"type"_L1, "recurring_price"_L1}, {"price"_L1, 1900}, {"trial_period_days"_L1, 2147483647},
                {"trial_amount"_L1, 100}});
        const QJsonObject preview = shop.post("/checkouts/preview", cartOf(id)).json();
        QCOMPARE(preview["trial_amount"_L1].toInt(), 100);
        QCOMPARE(preview["current_breakup"_L1]["subtotal"_L1].toInt(), 100);
        QCOMPARE(preview["current_breakup"_L1]["discount"_L1].toInt(-1), 0);
        QCOMPARE(preview["next_billing_date"_L1].toString(), u"2027-11-21T10:00:00Z"_s); // the term's end
    }

    void aTrialIsAFreeFirstPeriod()
    {
        Shop shop;
        const QJsonObject data{{"trial_period_days"_L1, 14}};
        QJsonObject body = with(cartOf(monthly(shop)), u"subscription_data"_s, data);
        body.insert("customer"_L1, QJsonObject{{"customer_id"_L1, shop.makeCustomer()}});
        QCOMPARE(shop.post("/checkouts/preview", body).json()["total_price"_L1].toInt(-1), 0);
        const QJsonObject paid = pay(shop, body);
        const QByteArray id = paid["subscription_id"_L1].toString().toUtf8();
        const QJsonObject subscription = shop.get("/subscriptions/" + id).json();
        QCOMPARE(subscription["trial_period_days"_L1].toInt(), 14);
        QCOMPARE(subscription["next_billing_date"_L1].toString(), u"2026-12-05T10:00:00Z"_s);
        QCOMPARE(shop.get("/payments/" + paid["payment_id"_L1].toString().toUtf8())
                     .json()["total_amount"_L1]
                     .toInt(-1),
            0);
        shop.clock->advance(14 * 24h);
        const QJsonArray payments = shop.get("/payments").items();
        QCOMPARE(payments.size(), 2);
        QCOMPARE(payments[0]["total_amount"_L1].toInt(), 1900);
        QCOMPARE(shop.get("/subscriptions/" + id).json()["next_billing_date"_L1].toString(),
            u"2027-01-05T10:00:00Z"_s);
    }

    void whatIsPaidNowFits32BitsToo() // beside what a cycle takes
    {
        Shop shop;
        QJsonObject body = cartOf(monthly(shop));
        const QJsonObject demand{{"mandate_only"_L1, false}, {"product_price"_L1, 2147483647}};
        body.insert("subscription_data"_L1, QJsonObject{{"on_demand"_L1, demand}});
        QCOMPARE(shop.post("/checkouts", body).status, 200);
        QJsonArray items = body["product_cart"_L1].toArray();
        items.append(items[0]);
        const auto refused = shop.post("/checkouts", with(body, u"product_cart"_s, items));
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), u"INTEGER_CONVERSION_FAILURE"_s);
    }

    void onePaysWhatOneWantsFromThePriceUp()
    {
        Shop shop;
        const QString id = product(
            shop, {{"type"_L1, "one_time_price"_L1}, {"price"_L1, 500}, {"pay_what_you_want"_L1, true}});
        const auto bodyFor = [&](int amount) {
            const QJsonObject item{{"product_id"_L1, id}, {"quantity"_L1, 1}, {"amount"_L1, amount}};
            return QJsonObject{{"product_cart"_L1, QJsonArray{item}}};
        };
        QCOMPARE(shop.post("/checkouts/preview", bodyFor(1234)).json()["total_price"_L1].toInt(), 1234);
        QCOMPARE(shop.post("/checkouts/preview", bodyFor(499)).code(), u"INVALID_REQUEST_PARAMETERS"_s);
    }

    void addOnsArePaidEachCycle()
    {
        Shop shop;
        const QString addon = shop.post("/addons",
                                      {{"name"_L1, "Seat"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, 300},
                                          {"tax_category"_L1, "saas"_L1}})
                                  .json()["id"_L1]
                                  .toString();
        const QString id = monthly(shop, {{"addons"_L1, QJsonArray{addon}}});
        const QJsonObject item{{"product_id"_L1, id}, {"quantity"_L1, 1},
            {"addons"_L1, QJsonArray{QJsonObject{{"addon_id"_L1, addon}, {"quantity"_L1, 2}}}}};
        QJsonObject body{{"product_cart"_L1, QJsonArray{item}}};
        body.insert("customer"_L1, QJsonObject{{"customer_id"_L1, shop.makeCustomer()}});
        const QJsonObject paid = pay(shop, body);
        const QByteArray payment = paid["payment_id"_L1].toString().toUtf8();
        const QJsonArray lines = shop.get("/payments/" + payment + "/line-items").items();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1]["name"_L1].toString(), u"Seat"_s);
        QCOMPARE(lines[1]["amount"_L1].toInt(), 600);
        const QByteArray subscription = paid["subscription_id"_L1].toString().toUtf8();
        QCOMPARE(shop.get("/subscriptions/" + subscription).json()["addons"_L1][0]["quantity"_L1].toInt(), 2);
        shop.clock->advance(31 * 24h);
        QCOMPARE(shop.get("/payments").items()[0]["total_amount"_L1].toInt(), 2500);
        QJsonObject other = item;
        other.insert("product_id"_L1, monthly(shop)); // it does not take this add-on
        QCOMPARE(shop.post("/checkouts", {{"product_cart"_L1, QJsonArray{other}}}).code(),
            u"INVALID_REQUEST_PARAMETERS"_s);
    }

    void wrongRequestsAreNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const QString &key, const char *value) {
            QTest::newRow(name) << key << QByteArray(value);
        };
        row("theme", u"customization"_s, "{\"theme\":\"pink\"}");
        row("flag", u"feature_flags"_s, "{\"single_page\":1}");
        row("field", u"custom_fields"_s, "[{\"field_type\":\"text\",\"key\":\"a\"}]");
        row("field type", u"custom_fields"_s, "[{\"field_type\":\"colour\",\"key\":\"a\",\"label\":\"A\"}]");
        row("codes", u"discount_codes"_s, "[1]");
        row("methods", u"allowed_payment_method_types"_s, "\"card\"");
        row("confirm", u"confirm"_s, "\"yes\"");
        row("on demand", u"subscription_data"_s, "{\"on_demand\":{}}");
        row("days", u"subscription_data"_s, "{\"trial_period_days\":-1}");
        row("paise", u"mandate_min_amount_inr_paise"_s, "1.5");
    }
    void wrongRequestsAreNamed()
    {
        QFETCH(const QString, key);
        QFETCH(const QByteArray, value);
        Shop shop;
        QByteArray body = QJsonDocument(cartOf(monthly(shop))).toJson(QJsonDocument::Compact);
        body.chop(1);
        body += ",\"" + key.toUtf8() + "\":" + value + '}';
        const auto refused = shop.send("POST", shop.request("/checkouts"), body);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), u"INVALID_REQUEST_BODY"_s);
        QVERIFY2(refused.json()["message"_L1].toString().contains(key), refused.body.constData());
    }

    void aPaymentLinkLeadsToAPayPage()
    {
        Shop shop;
        const QByteArray id = shop.makeProduct(shop.makeMeter()).toUtf8();
        const auto open = [&](const QByteArray &path) { return shop.send("GET", shop.plainRequest(path)); };
        const auto visit = open("/buy/" + id + "?quantity=1&redirect_url=http%3A%2F%2Fshop.example%2Fdone");
        QCOMPARE(visit.status, 303);
        const QByteArray page = visit.header("location");
        QVERIFY(page.startsWith("/session/cks_"));
        QVERIFY(open(page).header("content-security-policy").contains("http://shop.example"));
        const auto paid = shop.post(page, {{"card"_L1, works}, {"email"_L1, "link@example.com"_L1}});
        QCOMPARE(paid.json()["payment_status"_L1].toString(), u"succeeded"_s);
        QCOMPARE(open("/buy/" + id + "?quantity=2").status, 422);
        QCOMPARE(open("/buy/pdt_none").status, 404);
        QVERIFY(open("/buy/pdt_none").type.startsWith("text/html"));
    }

    void visitsOfALinkDoNotPileUp()
    {
        Shop shop;
        const QByteArray path = "/buy/" + shop.makeProduct(shop.makeMeter()).toUtf8();
        const QByteArray first = shop.send("GET", shop.plainRequest(path)).header("location");
        for (int i = 0; i < 100; ++i)
            QCOMPARE(shop.send("GET", shop.plainRequest(path)).status, 303);
        QCOMPARE(shop.send("GET", shop.plainRequest(first)).status, 404);
        QCOMPARE(shop.get("/_sandbox/state").json()["checkouts"_L1].toArray().size(), 100);
    }
};

QTEST_GUILESS_MAIN(TestCheckoutCart)
#include "tst_checkoutcart.moc"
