// SPDX-License-Identifier: MIT
#include "billing/creditpool.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditpass.h"
#include "sandbox/creditroutes.h"
#include "sandbox/objectlist.h"

#include <array>

using namespace Qt::StringLiterals;

// What customers have of an entitlement and how it came about (dodo-api.md 2.9).
namespace {

// In the schema, but nothing here makes them.
constexpr std::array otherTypes{"auto_top_up"_L1, "refund"_L1};

bool isTransactionType(QStringView name)
{
    return entryTypeFromWire(name)
        || std::ranges::any_of(otherTypes, [name](QLatin1StringView other) { return name == other; });
}

// With what usage has drawn up to now, and only while the entitlement is there.
Answer readingCredit(const Request &request, World &world, const std::function<Answer(const Reading &)> &job)
{
    if (const auto settled = settleCredits(world); !settled)
        return answerError(settled.error());
    return reading(world, [&](const Reading &read) {
        const auto credit = shownCredit(read, request.segment(1));
        return credit ? job(read) : answerError(credit.error());
    });
}

// Rows of the entitlement in the path; the query ignores case, ids do not.
QList<Row> rowsOfCredit(
    const Reading &read, const Request &request, ObjectQuery query, const Page &page, const Keep &keep = {})
{
    const QString credit = QString::fromUtf8(request.segment(1));
    query.label = credit;
    return pageOfRows(
        read, query, page, [&](const Row &row) { return row.label == credit && (!keep || keep(row)); });
}

enum class GrantStatus { Active, Expired, Depleted };

GrantStatus statusOf(const QJsonObject &grant)
{
    if (grant["is_expired"_L1].toBool())
        return GrantStatus::Expired;
    const auto left = Decimal::fromText(grant["remaining_amount"_L1].toString().toUtf8());
    return left && left->isZero() ? GrantStatus::Depleted : GrantStatus::Active;
}

Result<std::optional<GrantStatus>> queriedStatus(const Request &request)
{
    const auto text = queryText(request, "status");
    if (!text)
        return std::optional<GrantStatus>();
    if (*text == "active")
        return std::optional(GrantStatus::Active);
    if (*text == "expired")
        return std::optional(GrantStatus::Expired);
    if (*text == "depleted")
        return std::optional(GrantStatus::Depleted);
    return invalidQuery(u"“status” must be active, expired or depleted."_s, u"status"_s);
}

struct LedgerQuery {
    std::optional<QByteArray> type;
    std::optional<TimePoint> from; // both inclusive
    std::optional<TimePoint> to;

    bool isOpen() const { return !type && !from && !to; }
    bool keeps(const Row &row) const
    {
        return (!from || row.createdAt >= *from) && (!to || row.createdAt <= *to)
            && (!type || row.object()["transaction_type"_L1].toString().toUtf8() == *type);
    }
};

Result<LedgerQuery> ledgerQuery(const Request &request)
{
    const auto type = queryText(request, "transaction_type");
    if (type && !isTransactionType(QString::fromUtf8(*type)))
        return invalidQuery(
            u"“%1” is not a transaction type."_s.arg(QString::fromUtf8(*type)), u"transaction_type"_s);
    const auto from = queryTime(request, "start_date");
    if (!from)
        return from.error();
    const auto to = queryTime(request, "end_date");
    if (!to)
        return to.error();
    return LedgerQuery{type, *from, *to};
}

} // namespace

Answer listCreditBalances(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return readingCredit(request, world, [&](const Reading &read) {
        const ObjectQuery query{.kind = Kind::CreditBalance, .parent = queryText(request, "customer_id")};
        return answerItems(objectsOf(rowsOfCredit(read, request, query, *page)));
    });
}

Answer retrieveCreditBalance(const Request &request, World &world)
{
    return readingCredit(request, world, [&](const Reading &read) {
        const auto balance = creditBalance(read, request.segment(3), request.segment(1));
        return balance ? answerJson(withoutOwn(*balance))
                       : answerError(notFound(u"balance of the customer"_s, request.segment(3)));
    });
}

Answer listCreditGrants(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto status = queriedStatus(request);
    if (!status)
        return answerError(status.error());
    return readingCredit(request, world, [&](const Reading &read) {
        if (!read.find(Kind::Customer, request.segment(3)))
            return answerError(notFound(u"customer"_s, request.segment(3)));
        const ObjectQuery query{.kind = Kind::CreditGrant, .parent = request.segment(3)};
        const auto keep = [&](const Row &row) { return !*status || statusOf(row.object()) == **status; };
        return answerItems(objectsOf(rowsOfCredit(read, request, query, *page, keep)));
    });
}

Answer listCreditLedger(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto ledger = ledgerQuery(request);
    if (!ledger)
        return answerError(ledger.error());
    return readingCredit(request, world, [&](const Reading &read) {
        if (!read.find(Kind::Customer, request.segment(3)))
            return answerError(notFound(u"customer"_s, request.segment(3)));
        const ObjectQuery query{.kind = Kind::CreditEntry, .parent = request.segment(3)};
        const Keep keep = ledger->isOpen() ? Keep() : [&](const Row &row) { return ledger->keeps(row); };
        return answerItems(objectsOf(rowsOfCredit(read, request, query, *page, keep)));
    });
}
