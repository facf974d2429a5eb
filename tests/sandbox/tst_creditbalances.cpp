// SPDX-License-Identifier: MIT
#include "sandbox/credits.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// A customer and an entitlement, and entries made by hand.
struct Account {
    explicit Account(const QJsonObject &more = {})
        : customer(shop.makeCustomer())
        , credit(credits::make(shop, u"Image credits"_s, more))
    {
    }

    Shop::Reply enter(const QString &type, const QString &amount, const QJsonObject &more = {})
    {
        QJsonObject body{{"amount"_L1, amount}, {"entry_type"_L1, type}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return shop.post(path("/ledger-entries"), body);
    }
    QByteArray path(const char *rest = "") const { return credits::path(credit, customer, rest); }
    QJsonObject balance() { return shop.get(path()).json(); }
    QStringList all(const char *rest, QLatin1StringView key)
    {
        QStringList out;
        const auto items = shop.get(path(rest)).items();
        for (const auto &item : items)
            out.append(item[key].toString());
        return out;
    }

    Shop shop;
    QString customer;
    QString credit;
};

const QJsonValue none(QJsonValue::Null);

} // namespace

class TestCreditBalances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCreditMakesAGrant()
    {
        Account account;
        const auto made = account.enter(u"credit"_s, u"12.50"_s,
            {{"reason"_L1, "Sorry"_L1}, {"metadata"_L1, QJsonObject{{"ticket"_L1, 7}}}});
        QCOMPARE(made.status, 201);
        QJsonObject result = made.json();
        const QString id = result.take("id"_L1).toString();
        const QString grant = result.take("grant_id"_L1).toString();
        QVERIFY(id.startsWith("cle_"_L1));
        QVERIFY(grant.startsWith("cgr_"_L1));
        const QJsonObject metadata{{"ticket"_L1, 7}};
        const QJsonObject same{{"credit_entitlement_id"_L1, account.credit},
            {"customer_id"_L1, account.customer}, {"created_at"_L1, "2026-11-21T10:00:00Z"_L1}};
        const auto and_ = [&](QJsonObject more) {
            for (auto it = same.begin(); it != same.end(); ++it)
                more.insert(it.key(), it.value());
            return more;
        };
        const QJsonObject figures{{"amount"_L1, "12.5"_L1}, {"is_credit"_L1, true},
            {"balance_before"_L1, "0"_L1}, {"balance_after"_L1, "12.5"_L1}, {"overage_before"_L1, "0"_L1},
            {"overage_after"_L1, "0"_L1}, {"metadata"_L1, metadata}};
        QJsonObject expected = and_(figures);
        expected.insert("entry_type"_L1, "credit"_L1);
        expected.insert("reason"_L1, "Sorry"_L1);
        QCOMPARE(result, expected);

        QJsonObject balance = account.balance();
        QVERIFY(balance.take("id"_L1).toString().startsWith("cbl_"_L1));
        QCOMPARE(balance,
            and_({{"balance"_L1, "12.5"_L1}, {"overage"_L1, "0"_L1},
                {"updated_at"_L1, "2026-11-21T10:00:00Z"_L1},
                {"last_transaction_at"_L1, "2026-11-21T10:00:00Z"_L1}}));

        const QJsonArray grants = account.shop.get(account.path("/grants")).items();
        QCOMPARE(grants,
            QJsonArray{and_({{"id"_L1, grant}, {"initial_amount"_L1, "12.5"_L1},
                {"remaining_amount"_L1, "12.5"_L1}, {"source_type"_L1, "api"_L1}, {"source_id"_L1, none},
                {"is_expired"_L1, false}, {"is_rolled_over"_L1, false}, {"rollover_count"_L1, 0},
                {"updated_at"_L1, "2026-11-21T10:00:00Z"_L1}, {"expires_at"_L1, none},
                {"parent_grant_id"_L1, none}, {"metadata"_L1, metadata}})});

        QJsonObject entry = account.shop.get(account.path("/ledger")).items().at(0).toObject();
        QVERIFY(!entry.take("business_id"_L1).toString().isEmpty());
        QVERIFY(!entry.take("brand_id"_L1).toString().isEmpty());
        expected = and_(figures);
        for (const auto &[key, value] :
            {std::pair("id"_L1, QJsonValue(id)), {"grant_id"_L1, QJsonValue(grant)},
                {"transaction_type"_L1, QJsonValue("manual_adjustment"_L1)},
                {"description"_L1, QJsonValue("Sorry"_L1)}, {"reference_id"_L1, none},
                {"reference_type"_L1, QJsonValue("api"_L1)}})
            expected.insert(key, value);
        QCOMPARE(entry, expected);
    }

    void aDebitTakesTheOldestFirst()
    {
        Account account;
        account.enter(u"credit"_s, u"10"_s);
        account.shop.clock->advance(1s);
        account.enter(u"credit"_s, u"5"_s);
        const auto debit = account.enter(u"debit"_s, u"12"_s);
        QCOMPARE(debit.status, 201);
        QCOMPARE(debit.json()["entry_type"_L1].toString(), u"debit"_s);
        QCOMPARE(debit.json()["is_credit"_L1].toBool(true), false);
        QCOMPARE(debit.json()["balance_before"_L1].toString(), u"15"_s);
        QCOMPARE(debit.json()["balance_after"_L1].toString(), u"3"_s);
        QVERIFY(debit.json()["reason"_L1].isNull());
        QCOMPARE(account.all("/grants", "remaining_amount"_L1), QStringList({u"3"_s, u"0"_s}));
        QCOMPARE(account.all("/grants?status=active", "remaining_amount"_L1), QStringList({u"3"_s}));
        QCOMPARE(account.all("/grants?status=depleted", "initial_amount"_L1), QStringList({u"10"_s}));
        QCOMPARE(account.all("/grants?status=expired", "initial_amount"_L1), QStringList());
        QCOMPARE(account.shop.get(account.path("/grants?status=open")).status, 422);
    }

    void wrongEntriesAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("changes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto shape = [](const char *name, const QJsonObject &changes) {
            QTest::newRow(name) << changes << 422 << u"INVALID_REQUEST_BODY"_s;
        };
        const auto meaning = [](const char *name, const QJsonObject &changes) {
            QTest::newRow(name) << changes << 400 << u"INVALID_REQUEST_PARAMETERS"_s;
        };
        shape("no amount", {{"amount"_L1, none}});
        shape("amount as a number", {{"amount"_L1, 5}});
        shape("amount as words", {{"amount"_L1, "five"_L1}});
        shape("no type", {{"entry_type"_L1, none}});
        shape("unknown type", {{"entry_type"_L1, "refund"_L1}});
        shape("expiry without a zone", {{"expires_at"_L1, "2027-01-01T00:00:00"_L1}});
        shape("nested metadata", {{"metadata"_L1, QJsonObject{{"a"_L1, QJsonObject()}}}});
        shape("long key", {{"metadata"_L1, QJsonObject{{QString(41, u'k'), 1}}}});
        shape("long value", {{"metadata"_L1, QJsonObject{{"a"_L1, QString(501, u'v')}}}});
        QJsonObject many;
        for (int i = 0; i < 51; ++i)
            many.insert(QString::number(i), i);
        QTest::newRow("51 pairs") << QJsonObject{{"metadata"_L1, many}} << 400 << u"MAXIMUM_KEYS_REACHED"_s;
        meaning("nothing", {{"amount"_L1, "0"_L1}});
        meaning("below nothing", {{"amount"_L1, "-1"_L1}});
        meaning("eleven digits", {{"amount"_L1, "10000000000"_L1}});
        meaning("finer than the precision", {{"amount"_L1, "0.001"_L1}});
        meaning("expires now", {{"expires_at"_L1, "2026-11-21T10:00:00Z"_L1}});
        meaning("a debit that expires",
            {{"entry_type"_L1, "debit"_L1}, {"expires_at"_L1, "2027-01-01T00:00:00Z"_L1}});
        meaning("more than there is", {{"entry_type"_L1, "debit"_L1}, {"amount"_L1, "100.01"_L1}});
    }
    void wrongEntriesAreRefused()
    {
        QFETCH(QJsonObject, changes);
        QFETCH(int, status);
        QFETCH(QString, code);
        Account account;
        account.enter(u"credit"_s, u"100"_s);
        const auto refused = account.enter(u"credit"_s, u"1"_s, changes);
        QCOMPARE(refused.status, status);
        QCOMPARE(refused.code(), code);
        QCOMPARE(account.balance()["balance"_L1].toString(), u"100"_s);
        QCOMPARE(account.all("/ledger", "amount"_L1), QStringList({u"100"_s}));
    }

    void widestAmountsAreTaken()
    {
        Account account;
        QCOMPARE(account.enter(u"credit"_s, u"9999999999.99"_s).status, 201);
        QCOMPARE(account.enter(u"credit"_s, u"9999999999.99"_s).json()["balance_after"_L1].toString(),
            u"19999999999.98"_s);
    }

    // By hand a balance is never overdrawn, but the code tells that overage is meant to be there.
    void overageHasACodeOfItsOwn()
    {
        Account account(credits::withOverage({{"overage_limit"_L1, 50}}));
        account.enter(u"credit"_s, u"1"_s);
        const auto refused = account.enter(u"debit"_s, u"2"_s);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.code(), u"OVERAGE_LIMIT_EXCEEDED"_s);
        QCOMPARE(account.balance()["overage"_L1].toString(), u"0"_s);
    }

    void aKeyIsUsedOnce()
    {
        Account account;
        QCOMPARE(account.enter(u"credit"_s, u"5"_s, {{"idempotency_key"_L1, "k1"_L1}}).status, 201);
        const auto again = account.enter(u"debit"_s, u"1"_s, {{"idempotency_key"_L1, "k1"_L1}});
        QCOMPARE(again.status, 409);
        QCOMPARE(again.code(), u"CONFLICT"_s);
        QCOMPARE(again.header("x-should-retry"), QByteArray("false"));
        QCOMPARE(account.balance()["balance"_L1].toString(), u"5"_s);
        QCOMPARE(account.enter(u"debit"_s, u"1"_s, {{"idempotency_key"_L1, "k2"_L1}}).status, 201);
        // A refused one leaves its key free.
        QCOMPARE(account.enter(u"debit"_s, u"99"_s, {{"idempotency_key"_L1, "k3"_L1}}).status, 400);
        QCOMPARE(account.enter(u"debit"_s, u"1"_s, {{"idempotency_key"_L1, "k3"_L1}}).status, 201);
        for (const auto &item : account.shop.get(account.path("/ledger")).items())
            QVERIFY(!item.toObject().contains("sandbox"_L1));
    }

    void grantsExpire()
    {
        Account account({{"expires_after_days"_L1, 30}});
        account.enter(u"credit"_s, u"5"_s);
        account.enter(u"credit"_s, u"7"_s, {{"expires_at"_L1, "2026-11-22T10:00:00Z"_L1}});
        QCOMPARE(account.all("/grants", "expires_at"_L1),
            QStringList({u"2026-11-22T10:00:00Z"_s, u"2026-12-21T10:00:00Z"_s}));
        account.shop.clock->advance(24h);
        QCOMPARE(account.enter(u"debit"_s, u"6"_s).status, 400); // five are left
        QCOMPARE(account.balance()["balance"_L1].toString(), u"5"_s);
        QCOMPARE(account.all("/grants?status=expired", "initial_amount"_L1), QStringList({u"7"_s}));
        QCOMPARE(account.all("/ledger?transaction_type=credit_expired", "amount"_L1), QStringList({u"7"_s}));
    }

    void theLedgerIsFiltered()
    {
        Account account;
        account.enter(u"credit"_s, u"1"_s);
        account.shop.clock->advance(1h);
        account.enter(u"credit"_s, u"2"_s);
        account.shop.clock->advance(1h);
        account.enter(u"credit"_s, u"3"_s);
        QCOMPARE(account.all("/ledger", "amount"_L1), QStringList({u"3"_s, u"2"_s, u"1"_s}));
        QCOMPARE(account.all("/ledger?start_date=2026-11-21T11:00:00Z", "amount"_L1),
            QStringList({u"3"_s, u"2"_s}));
        QCOMPARE(
            account.all("/ledger?end_date=2026-11-21T11:00:00Z", "amount"_L1), QStringList({u"2"_s, u"1"_s}));
        QCOMPARE(account.all("/ledger?page_size=1&page_number=1", "amount"_L1), QStringList({u"2"_s}));
        QCOMPARE(account.all("/ledger?transaction_type=manual_adjustment&page_size=1", "amount"_L1),
            QStringList({u"3"_s}));
        QCOMPARE(account.all("/ledger?transaction_type=auto_top_up", "amount"_L1), QStringList());
        for (const char *query : {"?transaction_type=gift", "?start_date=today", "?page_size=101"}) {
            const auto refused = account.shop.get(account.path("/ledger") + query);
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.code(), u"INVALID_QUERY_PARAMS"_s);
        }
    }

    void nobodyIsNotFound()
    {
        Account account;
        const QByteArray unknown = credits::path(account.credit, u"cus_x"_s);
        QCOMPARE(account.shop.get(unknown).status, 404);
        QCOMPARE(account.shop.get(unknown + "/grants").status, 404);
        QCOMPARE(account.shop.get(unknown + "/ledger").status, 404);
        const auto entry = account.shop.post(
            unknown + "/ledger-entries", {{"amount"_L1, "1"_L1}, {"entry_type"_L1, "credit"_L1}});
        QCOMPARE(entry.status, 404);
        QCOMPARE(entry.code(), u"NOT_FOUND"_s);
        // Known, but without credits yet.
        QCOMPARE(account.shop.get(account.path()).status, 404);
        QCOMPARE(account.shop.get(account.path("/grants")).items(), QJsonArray());
        QCOMPARE(account.shop.get(account.path("/ledger")).items(), QJsonArray());
    }

    void balancesAreListed()
    {
        Account account;
        Shop &shop = account.shop;
        const QString other = shop.makeCustomer(u"other@example.com"_s);
        const QString elsewhere = credits::make(shop, u"Tokens"_s, {{"description"_L1, "Words"_L1}});
        account.enter(u"credit"_s, u"1"_s);
        const QJsonObject two{{"amount"_L1, "2"_L1}, {"entry_type"_L1, "credit"_L1}};
        shop.post(credits::path(account.credit, other, "/ledger-entries"), two);
        shop.post(credits::path(elsewhere, account.customer, "/ledger-entries"), two);
        const auto customersIn = [&](const QByteArray &path) {
            QStringList out;
            const auto items = shop.get(path).items();
            for (const auto &item : items)
                out.append(item["customer_id"_L1].toString());
            return out;
        };
        const QByteArray list = credits::path(account.credit, "/balances");
        QCOMPARE(customersIn(list), QStringList({other, account.customer}));
        QCOMPARE(
            customersIn(list + "?customer_id=" + account.customer.toUtf8()), QStringList({account.customer}));
        QCOMPARE(customersIn(list + "?customer_id=cus_x"), QStringList());
        QCOMPARE(customersIn(list + "?page_size=1&page_number=1"), QStringList({account.customer}));

        const QByteArray mine = "/customers/" + account.customer.toUtf8() + "/credit-entitlements";
        const QJsonObject tokens{{"credit_entitlement_id"_L1, elsewhere}, {"name"_L1, "Tokens"_L1},
            {"unit"_L1, "credits"_L1}, {"balance"_L1, "2"_L1}, {"overage"_L1, "0"_L1},
            {"description"_L1, "Words"_L1}};
        const QJsonObject images{{"credit_entitlement_id"_L1, account.credit},
            {"name"_L1, "Image credits"_L1}, {"unit"_L1, "credits"_L1}, {"balance"_L1, "1"_L1},
            {"overage"_L1, "0"_L1}, {"description"_L1, none}};
        QCOMPARE(shop.get(mine).items(), QJsonArray({tokens, images}));
        QCOMPARE(shop.get("/customers/cus_x/credit-entitlements").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestCreditBalances)
#include "tst_creditbalances.moc"
