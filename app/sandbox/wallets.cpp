// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "billing/codec.h"
#include "billing/money.h"
#include "sandbox/objectlist.h"
#include "support/jsonreader.h"

#include <limits>

using namespace Qt::StringLiterals;

// Money wallets (dodo-api.md 2.5): one for each currency that has entries. No payment draws from them here.
namespace {

constexpr auto keyKey = "idempotency_key"_L1;

struct NewEntry {
    qint64 amount = 0; // smallest unit, above 0
    QByteArray currency;
    bool credit = true;
    std::optional<QString> reason;
    std::optional<QString> key;
};

Result<NewEntry> newEntryFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    NewEntry out{.amount = in.integer("amount"_L1),
        .currency = in.string("currency"_L1).toUtf8(),
        .reason = in.optionalString("reason"_L1),
        .key = in.optionalString(keyKey)};
    const QString type = in.string("entry_type"_L1);
    out.credit = type == "credit"_L1;
    if (in.ok() && !out.credit && type != "debit"_L1)
        in.fail("entry_type"_L1, u"must be credit or debit"_s);
    if (in.ok() && !currencies().contains(out.currency))
        in.fail(invalid(in.path("currency"_L1), u"is not a currency that the service takes"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s));
    if (in.ok() && out.amount < 0)
        in.fail(invalid(in.path("amount"_L1), u"must be above 0; entry_type says the direction"_s, 400,
            u"NEGATIVE_BALANCE_ADJUSTMENT"_s));
    if (in.ok() && out.amount == 0)
        in.fail("amount"_L1, u"must be above 0"_s);
    return in.finish(out);
}

// A customer's entries, the newest first.
QList<Row> entriesOf(
    const Reading &read, const QByteArray &customer, const std::optional<QString> &currency = {})
{
    return read.list({.kind = Kind::WalletEntry, .parent = customer, .label = currency});
}

// The wallet that these entries of one currency make, the newest first.
QJsonObject walletOf(const QList<Row> &entries)
{
    const QJsonObject newest = entries.first().object();
    return {{"customer_id"_L1, newest["customer_id"_L1]}, {"currency"_L1, newest["currency"_L1]},
        {"balance"_L1, newest["after_balance"_L1]},
        {"created_at"_L1, entries.last().object()["created_at"_L1]},
        {"updated_at"_L1, newest["created_at"_L1]}};
}

std::optional<Error> unknownCustomer(const Reading &read, const QByteArray &id)
{
    return read.find(Kind::Customer, id) ? std::nullopt : std::optional(notFound(u"customer"_s, id));
}

Answer listWallets(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const QByteArray customer = request.segment(1);
        if (const auto unknown = unknownCustomer(read, customer))
            return answerError(*unknown);
        QMap<QString, QList<Row>> byCurrency;
        for (const Row &row : entriesOf(read, customer))
            byCurrency[row.label].append(row);
        QJsonArray items;
        qint64 dollars = 0; // there are no exchange rates here: other currencies are not in it
        for (const QList<Row> &entries : std::as_const(byCurrency)) {
            items.append(walletOf(entries));
            if (entries.first().label == "USD"_L1)
                dollars = items.last()["balance"_L1].toInteger();
        }
        return answerJson({{"items"_L1, items}, {"total_balance_usd"_L1, dollars}});
    });
}

Answer listEntries(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto currency = queryText(request, "currency");
    if (currency && !currencies().contains(*currency))
        return answerError(invalidQuery(
            u"“%1” is not a currency that the service takes."_s.arg(QString::fromUtf8(*currency)),
            u"currency"_s));
    return reading(world, [&](const Reading &read) {
        if (const auto unknown = unknownCustomer(read, request.segment(1)))
            return answerError(*unknown);
        ObjectQuery query{.kind = Kind::WalletEntry, .parent = request.segment(1)};
        if (currency)
            query.label = QString::fromUtf8(*currency);
        QJsonArray items;
        for (const Row &row : pageOfRows(read, query, *page))
            items.append(withoutOwn(row.object()));
        return answerItems(items);
    });
}

bool knowsKey(const Reading &read, const QByteArray &customer, const QString &key)
{
    const auto rows = entriesOf(read, customer);
    return std::ranges::any_of(
        rows, [&](const Row &row) { return row.object()[ownKey][keyKey].toString() == key; });
}

// SDKs retry a 409, though the second answer would be the same (dodo-api.md 1.4).
Answer repeated(const QString &key)
{
    Answer answer = answerError({.kind = Error::Kind::Conflict,
        .message = u"There is an entry with the idempotency key “%1” already."_s.arg(key),
        .code = u"INVALID_REQUEST_PARAMETERS"_s,
        .field = keyKey,
        .status = 409});
    answer.extra.emplaceBack("x-should-retry", "false");
    return answer;
}

Result<qint64> balanceAfter(qint64 before, const NewEntry &entry)
{
    if (!entry.credit && before < entry.amount)
        return codeError("INSUFFICIENT_WALLET_FUNDS",
            u"The wallet holds %1, the debit is %2."_s.arg(displayMoney(Decimal(before), entry.currency),
                displayMoney(Decimal(entry.amount), entry.currency)),
            400, u"amount"_s);
    if (entry.credit && entry.amount > std::numeric_limits<qint64>::max() - before)
        return choices::refused(choices::tooLargeAmount, u"The wallet cannot hold that much."_s, u"amount"_s);
    return entry.credit ? before + entry.amount : before - entry.amount;
}

Answer createEntry(const Request &request, World &world)
{
    const auto entry = bodyObject(request).andThen(newEntryFromJson);
    if (!entry)
        return answerError(entry.error());
    return writing(request, world, [&](Writing &write) {
        const QByteArray customer = request.segment(1);
        if (const auto unknown = unknownCustomer(write, customer))
            return answerError(*unknown);
        if (entry->key && knowsKey(write, customer, *entry->key))
            return repeated(*entry->key);
        const QString currency = QString::fromUtf8(entry->currency);
        const auto before = entriesOf(write, customer, currency);
        const qint64 balance = before.isEmpty() ? 0 : before.first().object()["after_balance"_L1].toInteger();
        const Result<qint64> after = balanceAfter(balance, *entry);
        if (!after)
            return answerError(after.error());
        QJsonObject json{{"id"_L1, QString::fromLatin1(world.ids.next(Prefix::WalletEntry))},
            {"business_id"_L1, QString::fromUtf8(world.businessId)},
            {"customer_id"_L1, QString::fromUtf8(customer)}, {"currency"_L1, currency},
            {"amount"_L1, entry->amount}, {"is_credit"_L1, entry->credit}, {"before_balance"_L1, balance},
            {"after_balance"_L1, *after}, {"event_type"_L1, "merchant_adjustment"_L1},
            {"reason"_L1, orNull(entry->reason)}, {"reference_object_id"_L1, QJsonValue::Null},
            {"created_at"_L1, QString::fromLatin1(toIso(world.clock.now()))}};
        if (entry->key)
            json.insert(ownKey, QJsonObject{{keyKey, *entry->key}});
        write.insert(Kind::WalletEntry, json);
        return answerJson(walletOf(entriesOf(write, customer, currency)));
    });
}

} // namespace

std::span<const Route> walletRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/customers/:/wallets", Access::Token, listWallets},
        {Method::Get, "/customers/:/wallets/ledger-entries", Access::Token, listEntries},
        {Method::Post, "/customers/:/wallets/ledger-entries", Access::Token, createEntry},
    };
    return table;
}
