// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Money wallets, the customer portal and add-ons (dodo-api.md 2.5, 2.12).
class TestWallets : public QObject {
    Q_OBJECT

private:
    QByteArray entries(const QString &customer)
    {
        return "/customers/" + customer.toUtf8() + "/wallets/ledger-entries";
    }
    QJsonObject entry(const char *type, int amount, const QString &currency = u"USD"_s)
    {
        return {{"amount"_L1, amount}, {"currency"_L1, currency}, {"entry_type"_L1, QLatin1StringView(type)}};
    }

private Q_SLOTS:
    void walletsAreTheSumOfTheirEntries()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        const QByteArray wallets = "/customers/" + customer.toUtf8() + "/wallets";
        QVERIFY(shop.get(wallets).items().isEmpty());
        QCOMPARE(shop.post(entries(customer), entry("credit", 1000)).status, 200);
        shop.clock->advance(1h);
        const QJsonObject after = shop.post(entries(customer), entry("debit", 300)).json();
        QCOMPARE(after["balance"_L1].toInt(), 700);
        QCOMPARE(after["created_at"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QCOMPARE(after["updated_at"_L1].toString(), u"2026-11-21T11:00:00Z"_s);
        QCOMPARE(shop.post(entries(customer), entry("credit", 50, u"EUR"_s)).status, 200);
        const QJsonObject all = shop.get(wallets).json();
        QCOMPARE(all["items"_L1].toArray().size(), 2);
        QCOMPARE(all["total_balance_usd"_L1].toInt(), 700);
        const QJsonArray ledger = shop.get(entries(customer) + "?currency=USD").items();
        QCOMPARE(ledger.size(), 2);
        QCOMPARE(ledger[0]["before_balance"_L1].toInt(), 1000);
        QCOMPARE(ledger[0]["after_balance"_L1].toInt(), 700);
        QCOMPARE(ledger[0]["is_credit"_L1], QJsonValue(false));
        QCOMPARE(ledger[0]["event_type"_L1].toString(), u"merchant_adjustment"_s);
        QVERIFY(ledger[0].toObject().contains("reason"_L1) && !ledger[0].toObject().contains("sandbox"_L1));
    }

    void aDebitNeedsTheFunds()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        QCOMPARE(shop.post(entries(customer), entry("credit", 10)).status, 200);
        const auto refused = shop.post(entries(customer), entry("debit", 11));
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.code(), u"INSUFFICIENT_WALLET_FUNDS"_s);
        QCOMPARE(shop.post(entries(customer), entry("debit", 10, u"EUR"_s)).code(),
            u"INSUFFICIENT_WALLET_FUNDS"_s);
        QCOMPARE(shop.post(entries(customer), entry("debit", 10)).json()["balance"_L1].toInt(-1), 0);
    }

    void aRepeatedKeyIsAConflictThatNobodyRetries()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        QJsonObject body = entry("credit", 10);
        body.insert("idempotency_key"_L1, "once"_L1);
        QCOMPARE(shop.post(entries(customer), body).status, 200);
        const auto again = shop.post(entries(customer), body);
        QCOMPARE(again.status, 409);
        QCOMPARE(again.header("x-should-retry"), QByteArray("false"));
        QCOMPARE(shop.get(entries(customer)).items().size(), 1);
        QCOMPARE(shop.post(entries(shop.makeCustomer()), body).status, 200); // a key is the customer's own
    }

    void thePortalShowsWhatTheCustomerHas()
    {
        Shop shop;
        const QString customer = shop.makeCustomer();
        QVERIFY(!shop.buy(shop.makeProduct(shop.makeMeter()), customer).isEmpty());
        const auto made = shop.post("/customers/" + customer.toUtf8()
            + "/customer-portal/session?return_url=https%3A%2F%2Fshop.example%2Faccount");
        QCOMPARE(made.status, 200);
        const QByteArray link = made.json()["link"_L1].toString().toUtf8();
        QVERIFY(link.startsWith(shop.url() + "/portal/"));
        const QByteArray path = link.mid(shop.url().size());
        const auto page = shop.send("GET", shop.plainRequest(path));
        QCOMPARE(page.status, 200);
        for (const char *part : {"PixelGen AI - Image Generation", "Renews on 21 Dec 2026", "$0.00",
                 "/invoices/payments/pay_", "https://shop.example/account", "customer@example.com"})
            QVERIFY2(page.body.contains(part), part);
        QVERIFY(!page.body.contains("<script"));
        QVERIFY(page.header("content-security-policy").startsWith("default-src 'none'"));
        const QByteArray other = shop.makeCustomer(u"other@example.com"_s).toUtf8();
        QByteArray forged = path;
        QCOMPARE(shop.send("GET", shop.plainRequest(forged.replace(customer.toUtf8(), other))).status, 404);
        forged = path;
        QCOMPARE(
            shop.send("GET", shop.plainRequest(forged.replace("shop.example", "evil.example"))).status, 404);
        shop.clock->advance(24h);
        QCOMPARE(shop.send("GET", shop.plainRequest(path)).status, 404);
        QCOMPARE(
            shop.post("/customers/" + other + "/customer-portal/session?return_url=javascript%3A1").status,
            422);
    }

    void addOnsAreKeptAndPatched()
    {
        Shop shop;
        const QJsonObject fields{{"name"_L1, "Seat"_L1}, {"currency"_L1, "USD"_L1}, {"price"_L1, 300},
            {"tax_category"_L1, "saas"_L1}};
        const auto made = shop.post("/addons", fields);
        QCOMPARE(made.status, 200);
        const QByteArray path = "/addons/" + made.json()["id"_L1].toString().toUtf8();
        QVERIFY(path.startsWith("/addons/adn_"));
        QVERIFY(made.json()["image"_L1].isNull() && made.json()["description"_L1].isNull());
        const QJsonObject patched = shop.patch(path, {{"price"_L1, 400}, {"name"_L1, QJsonValue()}}).json();
        QCOMPARE(patched["price"_L1].toInt(), 400);
        QCOMPARE(patched["name"_L1].toString(), u"Seat"_s);
        QCOMPARE(shop.get(path).json(), patched);
        QCOMPARE(shop.get("/addons").items().size(), 1);
        QCOMPARE(shop.patch(path, {{"price"_L1, -1}}).status, 422);
        QCOMPARE(shop.patch("/addons/adn_none", {{"price"_L1, 1}}).status, 404);
    }
};

QTEST_GUILESS_MAIN(TestWallets)
#include "tst_wallets.moc"
