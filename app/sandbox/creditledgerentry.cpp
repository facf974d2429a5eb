// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "billing/codec.h"
#include "sandbox/creditaccount.h"
#include "sandbox/creditroutes.h"
#include "sandbox/objectlist.h"
#include "sandbox/renewal.h"

using namespace Qt::StringLiterals;

// An entry made by hand (dodo-api.md 2.9 CreateEntry).
namespace {

struct NewEntry {
    Decimal amount;
    bool isCredit = false;
    std::optional<QString> reason;
    std::optional<TimePoint> expiresAt;
    QByteArray idempotencyKey;
    Metadata metadata;
};

bool isCreditIn(JsonReader &in)
{
    const QString type = in.string("entry_type"_L1);
    if (in.ok() && type != "credit"_L1 && type != "debit"_L1)
        in.fail("entry_type"_L1, u"must be credit or debit"_s);
    return type == "credit"_L1;
}

Result<NewEntry> newEntryFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    NewEntry out{
        .amount = decimalIn(in, "amount"_L1),
        .isCredit = isCreditIn(in),
        .reason = in.optionalString("reason"_L1),
        .expiresAt = in.optionalTime("expires_at"_L1),
        .idempotencyKey = in.optionalString("idempotency_key"_L1).value_or(QString()).toUtf8(),
        .metadata = {},
    };
    if (const auto metadata = in.optionalObject("metadata"_L1)) {
        out.metadata = in.take(metadataFromJson(*metadata, u"metadata"_s));
        if (const auto fits = checkObjectMetadata(out.metadata, u"metadata"_s); !fits)
            in.fail(fits.error());
    }
    return in.finish(out);
}

// 400: what is well formed and makes no sense.
Error senseless(const QString &field, const QString &sentence)
{
    return invalid(field, sentence, 400, u"INVALID_REQUEST_PARAMETERS"_s);
}

std::optional<Error> wrongEntry(const NewEntry &entry, const Credit &credit, TimePoint now)
{
    if (entry.amount <= Decimal(0))
        return senseless(u"amount"_s, u"must be above 0"_s);
    if (const auto wrong = wrongAmount(entry.amount, credit))
        return senseless(u"amount"_s, *wrong);
    if (entry.expiresAt && !entry.isCredit)
        return senseless(u"expires_at"_s, u"goes with a credit only"_s);
    if (entry.expiresAt && *entry.expiresAt <= now)
        return senseless(u"expires_at"_s, u"must be in the future"_s);
    return std::nullopt;
}

bool isUsed(const Reading &read, const QByteArray &customer, const CreditId &credit, const QByteArray &key)
{
    if (key.isEmpty())
        return false;
    const auto rows = read.list({.kind = Kind::CreditEntry, .parent = customer, .label = credit.string()});
    return std::ranges::any_of(rows, [&](const Row &row) {
        return row.json.contains("idempotency_key") && row.label == credit.string()
            && row.object()[ownKey]["idempotency_key"_L1].toString().toUtf8() == key;
    });
}

Error shortOf(const CreditAccount &account)
{
    const QString sentence = u"The balance of %1 is too low for it."_s.arg(account.pool.balance().toString());
    return codeError(
        account.credit.is.rules.overageEnabled ? "OVERAGE_LIMIT_EXCEEDED" : "INVALID_REQUEST_PARAMETERS",
        sentence, 400, u"amount"_s);
}

Answer taken(const QByteArray &key)
{
    Answer out = answerError({.kind = Error::Kind::Conflict,
        .message = u"There is an entry with the idempotency key “%1” already."_s.arg(QString::fromUtf8(key)),
        .code = u"CONFLICT"_s,
        .field = u"idempotency_key"_s,
        .status = 409});
    out.extra.emplaceBack("x-should-retry", "false"); // SDKs retry any other 409 (1.4)
    return out;
}

CreditGrant grantOf(const NewEntry &entry, const Credit &credit, World &world, TimePoint now)
{
    return {.id = world.ids.next(Prefix::CreditGrant),
        .initial = entry.amount,
        .remaining = entry.amount,
        .source = CreditGrant::Source::Api,
        .sourceId = {},
        .createdAt = now,
        .updatedAt = now,
        .expiresAt = entry.expiresAt ? entry.expiresAt : expiryOf(credit.is.rules, now),
        .parent = {},
        .metadata = entry.metadata};
}

// EntryResult, from the LedgerEntry as stored.
QJsonObject resultJson(const QJsonObject &stored, const NewEntry &entry)
{
    QJsonObject out{
        {"entry_type"_L1, entry.isCredit ? "credit"_L1 : "debit"_L1},
        {"reason"_L1, orNull(entry.reason)},
        {"metadata"_L1, toJson(entry.metadata)},
    };
    for (const auto key :
        {"id"_L1, "amount"_L1, "is_credit"_L1, "balance_before"_L1, "balance_after"_L1, "overage_before"_L1,
            "overage_after"_L1, "credit_entitlement_id"_L1, "customer_id"_L1, "created_at"_L1, "grant_id"_L1})
        out.insert(key, stored.contains(key) ? stored[key] : QJsonValue());
    return out;
}

Answer enter(Writing &out, World &world, CreditAccount account, const NewEntry &entry)
{
    const TimePoint now = world.clock.now();
    if (entry.isCredit)
        account.pool.add(grantOf(entry, account.credit, world, now), account.credit.is.rules,
            CreditEntry::Type::ManualAdjustment);
    else if (!account.pool.debit(entry.amount, now))
        return answerError(shortOf(account));
    const CreditCause cause{.at = now,
        .referenceType = "api",
        .referenceId = {},
        .description = entry.reason.value_or(QString()),
        .reason = entry.reason.value_or(QString()),
        .idempotencyKey = entry.idempotencyKey,
        .metadata = entry.metadata};
    const auto stored = store(out, world, account, cause);
    return answerJson(resultJson(stored.value(0), entry), choices::ledgerEntryCreated);
}

} // namespace

Answer createCreditEntry(const Request &request, World &world)
{
    const auto entry = bodyObject(request).andThen(newEntryFromJson);
    if (!entry)
        return answerError(entry.error());
    const Answer answer = writing(request, world, [&](Writing &out) {
        // Usage up to now is drawn first, and what has expired by now is gone.
        if (const auto settled = renewDue(out, world, world.clock.now()); !settled)
            return answerError(settled.error());
        const auto credit = shownCredit(out, request.segment(1));
        if (!credit)
            return answerError(credit.error());
        if (!out.find(Kind::Customer, request.segment(3)))
            return answerError(notFound(u"customer"_s, request.segment(3)));
        if (isUsed(out, request.segment(3), credit->id, entry->idempotencyKey))
            return taken(entry->idempotencyKey);
        if (const auto wrong = wrongEntry(*entry, *credit, world.clock.now()))
            return answerError(*wrong);
        const auto account = creditAccount(out, {request.segment(3)}, credit->id);
        return account ? enter(out, world, *account, *entry)
                       : answerError(notFound(u"credit entitlement"_s, request.segment(1)));
    });
    world.wakeCron();
    return answer;
}
