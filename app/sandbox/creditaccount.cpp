// SPDX-License-Identifier: MIT
#include "sandbox/creditaccount.h"

#include "sandbox/creditcart.h"
#include "sandbox/creditevents.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

QString iso(TimePoint at)
{
    return QString::fromLatin1(toIso(at));
}

QJsonValue timeOrNull(const std::optional<TimePoint> &at)
{
    return at ? QJsonValue(iso(*at)) : QJsonValue();
}

QJsonValue idOrNull(const QByteArray &id)
{
    return id.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(id));
}

Decimal decimalOf(const QJsonValue &text)
{
    return Decimal::fromText(text.toString().toLatin1()).value_or(Decimal(0));
}

std::optional<TimePoint> timeOf(const QJsonValue &text)
{
    const auto at = timeFromIso(text.toString().toLatin1());
    return at ? std::optional(*at) : std::nullopt;
}

// What the codecs below wrote, or a seed file's: what is missing there counts as not said.
CreditGrant grantOf(const QJsonObject &json)
{
    const auto createdAt = timeOf(json["created_at"_L1]).value_or(TimePoint());
    return {.id = json["id"_L1].toString().toUtf8(),
        .initial = decimalOf(json["initial_amount"_L1]),
        .remaining = decimalOf(json["remaining_amount"_L1]),
        .source = grantSourceFromWire(json["source_type"_L1].toString()).value_or(CreditGrant::Source::Api),
        .sourceId = json["source_id"_L1].toString().toUtf8(),
        .createdAt = createdAt,
        .updatedAt = timeOf(json["updated_at"_L1]).value_or(createdAt),
        .expiresAt = timeOf(json["expires_at"_L1]),
        .parent = json["parent_grant_id"_L1].toString().toUtf8(),
        .rolloverCount = json["rollover_count"_L1].toInt(),
        .expired = json["is_expired"_L1].toBool(),
        .rolledOver = json["is_rolled_over"_L1].toBool(),
        .metadata = metadataFromJson(json["metadata"_L1].toObject(), {}).valueOr({})};
}

QJsonObject grantJson(const CreditGrant &grant, const CreditAccount &account)
{
    return {{"id"_L1, QString::fromUtf8(grant.id)}, {"credit_entitlement_id"_L1, account.credit.id.string()},
        {"customer_id"_L1, account.customer.string()}, {"initial_amount"_L1, grant.initial.toString()},
        {"remaining_amount"_L1, grant.remaining.toString()}, {"source_type"_L1, wireName(grant.source)},
        {"source_id"_L1, idOrNull(grant.sourceId)}, {"created_at"_L1, iso(grant.createdAt)},
        {"updated_at"_L1, iso(grant.updatedAt)}, {"expires_at"_L1, timeOrNull(grant.expiresAt)},
        {"parent_grant_id"_L1, idOrNull(grant.parent)}, {"rollover_count"_L1, grant.rolloverCount},
        {"is_expired"_L1, grant.expired}, {"is_rolled_over"_L1, grant.rolledOver},
        {"metadata"_L1, toJson(grant.metadata)}};
}

QJsonObject entryJson(
    const CreditEntry &entry, const CreditAccount &account, const CreditCause &cause, World &world)
{
    QJsonObject json{{"id"_L1, QString::fromUtf8(world.ids.next(Prefix::CreditEntry))},
        {"business_id"_L1, QString::fromUtf8(world.businessId)},
        {"brand_id"_L1, QString::fromUtf8(world.brandId)}, {"customer_id"_L1, account.customer.string()},
        {"credit_entitlement_id"_L1, account.credit.id.string()},
        {"transaction_type"_L1, wireName(entry.type)}, {"amount"_L1, entry.amount.toString()},
        {"is_credit"_L1, entry.isCredit}, {"balance_before"_L1, entry.balanceBefore.toString()},
        {"balance_after"_L1, entry.balanceAfter.toString()},
        {"overage_before"_L1, entry.overageBefore.toString()},
        {"overage_after"_L1, entry.overageAfter.toString()}, {"metadata"_L1, toJson(cause.metadata)},
        {"created_at"_L1, iso(cause.at)},
        {"description"_L1, cause.description.isEmpty() ? QJsonValue() : QJsonValue(cause.description)},
        {"grant_id"_L1, idOrNull(entry.grant)}, {"reference_id"_L1, idOrNull(cause.referenceId)},
        {"reference_type"_L1, idOrNull(cause.referenceType)}};
    if (!cause.reason.isEmpty() || !cause.idempotencyKey.isEmpty())
        json.insert(ownKey,
            QJsonObject{{"reason"_L1, cause.reason},
                {"idempotency_key"_L1, QString::fromUtf8(cause.idempotencyKey)}});
    return json;
}

QList<CreditGrant> grantsOf(const Reading &read, const CustomerId &customer, const CreditId &credit)
{
    const QString id = credit.string();
    const auto rows
        = read.list({.kind = Kind::CreditGrant, .parent = customer.text, .label = id, .newestFirst = false});
    QList<CreditGrant> out;
    for (const Row &row : rows) {
        if (row.label == id) // the query ignores case, ids do not
            out.append(grantOf(row.object()));
    }
    return out;
}

void put(Writing &out, Kind kind, const QJsonObject &json, const QByteArray &id)
{
    if (out.find(kind, id))
        out.update(kind, json);
    else
        out.insert(kind, json);
}

void storeBalance(Writing &out, World &world, const CreditAccount &account, TimePoint at)
{
    QJsonObject json = account.balance;
    const bool isNew = json.isEmpty();
    if (isNew)
        json = {{"id"_L1, QString::fromUtf8(world.ids.next(Prefix::CreditBalance))},
            {"credit_entitlement_id"_L1, account.credit.id.string()},
            {"customer_id"_L1, account.customer.string()}, {"created_at"_L1, iso(at)}};
    json.insert("balance"_L1, account.pool.balance().toString());
    json.insert("overage"_L1, account.pool.overage().toString());
    json.insert("updated_at"_L1, iso(at));
    json.insert("last_transaction_at"_L1, iso(at));
    if (isNew)
        out.insert(Kind::CreditBalance, json);
    else
        out.update(Kind::CreditBalance, json);
}

} // namespace

std::optional<CreditAccount> creditAccount(
    const Reading &read, const CustomerId &customer, const CreditId &credit)
{
    const auto entitlement = findCredit(read, credit);
    if (!entitlement)
        return std::nullopt;
    const QJsonObject balance = creditBalance(read, customer.text, credit.text).value_or(QJsonObject());
    CreditPool pool(
        entitlement->is.precision, decimalOf(balance["overage"_L1]), grantsOf(read, customer, credit));
    return CreditAccount{customer, *entitlement, std::move(pool), balance};
}

QList<QJsonObject> store(Writing &out, World &world, const CreditAccount &account, const CreditCause &cause)
{
    QList<QJsonObject> stored;
    if (account.pool.entries().isEmpty())
        return stored;
    storeBalance(out, world, account, cause.at);
    for (const CreditGrant &grant : account.pool.grants()) {
        if (account.pool.changed().contains(grant.id))
            put(out, Kind::CreditGrant, grantJson(grant, account), grant.id);
    }
    for (const CreditEntry &entry : account.pool.entries()) {
        stored.append(entryJson(entry, account, cause, world));
        out.insert(Kind::CreditEntry, stored.last());
    }
    announceCredits(out, world, account, stored, cause.at);
    return stored;
}
