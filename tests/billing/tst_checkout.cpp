// SPDX-License-Identifier: MIT
#include "billing/checkout.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

class CheckoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newCheckoutsRoundTrip()
    {
        NewCheckout checkout;
        checkout.cart = {{{"pdt_1"}, 1}};
        checkout.newCustomer
            = NewCustomer{.email = u"ada@example.com"_s, .name = {}, .phoneNumber = {}, .metadata = {}};
        checkout.returnUrl = u"https://example.com/done"_s;
        checkout.country = "DE";
        checkout.alwaysCreateNewCustomer = true;
        checkout.metadata = samples::metadata(R"({"demo":true})");
        QCOMPARE(*newCheckoutFromJson(toJson(checkout)), checkout);
        checkout.cart = {{{"pdt_1"}, 2, {{{"adn_1"}, 3}}, 500, {{u"cde_1"_s, Decimal(7)}}}};
        checkout.address = {.city = u"Berlin"_s, .zipcode = u"10115"_s};
        checkout.trialDays = 14;
        checkout.onDemand = OnDemand{.mandateOnly = false, .price = 900};
        checkout.discountCodes = {u"A"_s, u"B"_s};
        checkout.taxId = u"DE1"_s;
        checkout.businessName = u"Ada GmbH"_s;
        checkout.collection = u"pdc_1"_s;
        QCOMPARE(*newCheckoutFromJson(toJson(checkout)), checkout);
        checkout.newCustomer.reset();
        checkout.customerId = CustomerId{"cus_1"};
        checkout.confirm = true;
        checkout.paymentMethod = u"pm_1"_s;
        QCOMPARE(*newCheckoutFromJson(toJson(checkout)), checkout);
    }

    void thePublishedRequestIsRead()
    {
        QJsonObject json = samples::json(R"({"product_cart":[{"product_id":"pdt_1","quantity":1}]})");
        json.insert("customer"_L1, QJsonObject{{"email"_L1, "a@b.c"_L1}});
        json.insert("return_url"_L1, "https://example.com"_L1);
        const auto checkout = newCheckoutFromJson(json);
        QCOMPARE(checkout->newCustomer->email, u"a@b.c"_s);
        QCOMPARE(checkout->country, "US");
        QVERIFY(!checkout->customerId);
    }

    void theCustomerMayBeAskedForLater()
    {
        const auto checkout
            = newCheckoutFromJson(samples::json(R"({"product_cart":[{"product_id":"pdt_1","quantity":1}]})"));
        QVERIFY(!checkout->customerId && !checkout->newCustomer);
    }

    void wrongMembersAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const char *text, const QString &field) {
            QTest::newRow(name) << QByteArray(text) << field;
        };
        row("no cart", "{}", u"product_cart"_s);
        row("empty cart", R"({"product_cart":[]})", u"product_cart"_s);
        row("no quantity", R"({"product_cart":[{"product_id":"a"}]})", u"product_cart[0].quantity"_s);
        row("none of it", R"({"product_cart":[{"product_id":"a","quantity":0}]})",
            u"product_cart[0].quantity"_s);
        row("no address", R"({"product_cart":[{"product_id":"a","quantity":1}],"customer":{}})",
            u"customer.email"_s);
        row("country",
            R"({"product_cart":[{"product_id":"a","quantity":1}],"billing_address":{"country":"USA"}})",
            u"billing_address.country"_s);
    }
    void wrongMembersAreNamed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, field);
        QCOMPARE(newCheckoutFromJson(samples::json(text)).error().field, field);
    }

    void anEmptyCartHasTheServicesOwnCode()
    {
        const auto checkout = newCheckoutFromJson(samples::json(R"({"product_cart":[]})"));
        QCOMPARE(checkout.error().code, u"PRODUCT_CART_EMTPY"_s);
    }

    void codesSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *more, const char *code) {
            QTest::newRow(more) << QByteArray(more) << QString::fromLatin1(code);
        };
        row(R"("billing_address":{"country":"de"})", "UNSUPPORTED_COUNTRY");
        row(R"("billing_currency":"DEM")", "UNSUPPORTED_CURRENCY");
        row(R"("discount_code":"A","discount_codes":["B"])", "INVALID_REQUEST_PARAMETERS");
        row(R"("payment_method_id":"pm_1")", "INVALID_REQUEST_PARAMETERS");
        row(R"("confirm":true)", "INVALID_REQUEST_PARAMETERS");
        row(R"("subscription_data":{"trial_period_days":10001})", "INVALID_REQUEST_BODY");
        row(R"("custom_fields":[{},{},{},{},{},{}])", "INVALID_REQUEST_BODY");
        row(R"("feature_flags":{"single_page":"no"})", "INVALID_REQUEST_BODY");
    }
    void codesSayWhatIsWrong()
    {
        QFETCH(const QByteArray, more);
        QByteArray text = R"({"product_cart":[{"product_id":"a","quantity":1}]})";
        text.insert(text.size() - 1, ',' + more);
        const auto json = samples::json(text);
        QTEST(newCheckoutFromJson(json).error().code, "code");
    }

    void twentyProductsFit()
    {
        QJsonArray cart;
        for (int i = 0; i < 20; ++i)
            cart.append(QJsonObject{{"product_id"_L1, "a"_L1}, {"quantity"_L1, 1}});
        QVERIFY(newCheckoutFromJson({{"product_cart"_L1, cart}}));
        cart.append(cart.first());
        QCOMPARE(newCheckoutFromJson({{"product_cart"_L1, cart}}).error().field, u"product_cart"_s);
        QVERIFY(newCheckoutFromJson(
            {{"product_cart"_L1, QJsonArray()}, {"product_collection_id"_L1, "pdc_1"_L1}}));
    }

    void answersRoundTrip()
    {
        const CreatedCheckout created{.id = {"cks_1"}, .url = u"http://127.0.0.1:4010/session/cks_1"_s};
        QCOMPARE(*createdCheckoutFromJson(toJson(created)), created);
        QVERIFY(createdCheckoutFromJson({{"session_id"_L1, "cks_1"_L1}, {"checkout_url"_L1, QJsonValue()}})
                    ->url.isEmpty());
        CheckoutStatus status;
        status.id = {"cks_1"};
        status.createdAt = samples::at("2026-01-05T10:30:00Z");
        QVERIFY(toJson(status).value("payment_id"_L1).isNull());
        QCOMPARE(*checkoutStatusFromJson(toJson(status)), status);
        status.payment = PaymentId{"pay_1"};
        status.paymentStatus = "succeeded";
        status.customerEmail = u"a@b.c"_s;
        QCOMPARE(*checkoutStatusFromJson(toJson(status)), status);
    }
};

QTEST_GUILESS_MAIN(CheckoutTest)
#include "tst_checkout.moc"
