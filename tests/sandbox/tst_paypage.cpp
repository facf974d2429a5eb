// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

QByteArray tokenIn(const QByteArray &html)
{
    static const QRegularExpression field(u"name=\"token\" value=\"([0-9a-f]+)\""_s);
    return field.match(QString::fromUtf8(html)).captured(1).toLatin1();
}

} // namespace

class TestPayPage : public QObject {
    Q_OBJECT

private:
    QByteArray session(Shop &shop, const QJsonObject &customer, const QString &returnUrl = {})
    {
        const QJsonObject item{{"product_id"_L1, shop.makeProduct(shop.makeMeter())}, {"quantity"_L1, 1}};
        QJsonObject body{{"product_cart"_L1, QJsonArray{item}}};
        if (!customer.isEmpty())
            body.insert("customer"_L1, customer);
        if (!returnUrl.isEmpty())
            body.insert("return_url"_L1, returnUrl);
        return "/session/" + shop.post("/checkouts", body).json()["session_id"_L1].toString().toUtf8();
    }

    Shop::Reply open(Shop &shop, const QByteArray &path) { return shop.send("GET", shop.plainRequest(path)); }

    Shop::Reply submit(
        Shop &shop, const QByteArray &path, const QByteArray &form, const QByteArray &origin = {})
    {
        QNetworkRequest request = shop.plainRequest(path);
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/x-www-form-urlencoded"_L1);
        if (!origin.isEmpty())
            request.setRawHeader("Origin", origin);
        return shop.send("POST", request, form);
    }

    const QJsonObject buyer{{"email"_L1, "b@example.com"_L1}, {"name"_L1, "<b>Bo</b>"_L1}};

private Q_SLOTS:
    void thePageIsWholeAndClosed()
    {
        Shop shop;
        const auto page = open(shop, session(shop, buyer));
        QCOMPARE(page.status, 200);
        QVERIFY(page.type.startsWith("text/html"));
        const QString html = QString::fromUtf8(page.body);
        for (const QString &part :
            {u"Simulated. No card is charged."_s, u"Card works"_s, u"Card is declined"_s, u"No funds"_s,
                u"$0.05 per unit, 10 images free"_s, u"$0.00 a month"_s})
            QVERIFY2(html.contains(part), qPrintable(part));
        QVERIFY(!html.contains("<b>Bo"_L1));
        QVERIFY(!html.contains("<script"_L1) && !html.contains("src="_L1) && !html.contains("http"_L1));
        const QByteArray policy = page.header("content-security-policy");
        QVERIFY(policy.startsWith("default-src 'none'; style-src 'sha256-"));
        QCOMPARE(page.header("cache-control"), QByteArray("no-store"));
        // Fetch, "append a request Origin header": with no-referrer the form would come with `Origin: null`.
        QCOMPARE(page.header("referrer-policy"), QByteArray("same-origin"));
    }

    void aFormWithTheTokenPaysOnce()
    {
        Shop shop;
        const QByteArray path = session(shop, buyer, u"http://shop.example/done?order=7"_s);
        const auto page = open(shop, path);
        QVERIFY(page.header("content-security-policy").contains("form-action 'self' http://shop.example;"));
        const QByteArray form = "card=4242424242424242&token=" + tokenIn(page.body);
        const auto paid = submit(shop, path, form, shop.url());
        QCOMPARE(paid.status, 303);
        const QUrl back = QUrl::fromEncoded(paid.header("location"));
        const QUrlQuery query(back);
        QCOMPARE(back.host(), u"shop.example"_s);
        QCOMPARE(query.queryItemValue(u"order"_s), u"7"_s);
        QCOMPARE(query.queryItemValue(u"status"_s), u"active"_s);
        QCOMPARE(query.queryItemValue(u"email"_s, QUrl::FullyDecoded), u"b@example.com"_s);
        QVERIFY(query.queryItemValue(u"subscription_id"_s).startsWith("sub_"_L1));
        QVERIFY(query.queryItemValue(u"payment_id"_s).startsWith("pay_"_L1));
        QCOMPARE(submit(shop, path, form).status, 422);
        QCOMPARE(open(shop, path).status, 422);
        QCOMPARE(shop.get("/subscriptions").items().size(), 1);
    }

    void withoutAReturnAddressItSaysPaid()
    {
        Shop shop;
        const QByteArray path = session(shop, buyer);
        const auto paid = submit(shop, path, "card=4242424242424242&token=" + tokenIn(open(shop, path).body));
        QCOMPARE(paid.status, 200);
        QVERIFY(paid.body.contains("<h1>Paid</h1>"));
    }

    void aDeclinedCardShowsThePageAgain()
    {
        Shop shop;
        const QByteArray path = session(shop, buyer);
        const QByteArray token = tokenIn(open(shop, path).body);
        const auto refused = submit(shop, path, "card=4000000000000002&token=" + token);
        QCOMPARE(refused.status, 200);
        QVERIFY(refused.body.contains("The card is declined. Nothing is paid."));
        QVERIFY(tokenIn(refused.body) != token);
        QCOMPARE(submit(shop, path, "card=4242424242424242&token=" + token).status, 403); // used already
        QCOMPARE(submit(shop, path, "card=4242424242424242&token=" + tokenIn(refused.body)).status, 200);
    }

    void aForeignPageCannotSubmit()
    {
        Shop shop;
        const QByteArray path = session(shop, buyer);
        const QByteArray form = "card=4242424242424242&token=" + tokenIn(open(shop, path).body);
        QCOMPARE(submit(shop, path, form, "https://evil.example").status, 403);
        QCOMPARE(submit(shop, path, "card=4242424242424242").status, 403);
        QVERIFY(shop.get("/subscriptions").items().isEmpty());
    }

    void withoutACustomerItAsksForOne()
    {
        Shop shop;
        const QByteArray path = session(shop, {});
        const auto page = open(shop, path);
        QVERIFY(page.body.contains("name=\"email\""));
        const auto nobody = submit(shop, path, "card=4242424242424242&token=" + tokenIn(page.body));
        QCOMPARE(nobody.status, 422);
        const QByteArray form = "card=4242424242424242&email=new%2Bone%40example.com&name=New+One&token=";
        QCOMPARE(submit(shop, path, form + tokenIn(nobody.body)).status, 200);
        const QJsonValue customer = shop.get("/customers").items()[0];
        QCOMPARE(customer["email"_L1].toString(), u"new+one@example.com"_s);
        QCOMPARE(customer["name"_L1].toString(), u"New One"_s);
    }

    void unknownSessionsAre404()
    {
        Shop shop;
        QCOMPARE(open(shop, "/session/cks_none").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestPayPage)
#include "tst_paypage.moc"
