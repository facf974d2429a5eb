// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditroutes.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// The entitlements themselves (dodo-api.md 2.9).
namespace {

constexpr auto what = "credit entitlement"_L1;
constexpr int integerDigits = 10; // of any amount (2.9 CreateEntry)

Error deleted(const QByteArray &id, int status)
{
    return codeError("CREDIT_ENTITLEMENT_IS_DELETED",
        u"The credit entitlement “%1” is deleted."_s.arg(QString::fromUtf8(id)), status);
}

// Names are unique among those that are not deleted, so that a deleted one's name is free again.
std::optional<Error> takenName(const Reading &read, const QString &name, const QByteArray &except)
{
    const auto rows = read.list({.kind = Kind::Credit, .archived = false, .label = name});
    for (const Row &row : rows) {
        if (row.label == name && row.id != except) // the query ignores case
            return codeError("CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS",
                u"There is a credit entitlement “%1” already."_s.arg(name), 422, u"name"_s);
    }
    return std::nullopt;
}

// What a PATCH gives with what is stored; null clears (2.9). The whole is then read as a new one.
Result<Credit> patched(const QJsonObject &stored, const QJsonObject &patch)
{
    if (patch.contains("precision"_L1))
        return invalidBody(u"precision cannot be changed."_s, u"precision"_s);
    QJsonObject both = stored;
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        if (it.value().isNull())
            both.remove(it.key());
        else
            both.insert(it.key(), it.value());
    }
    const auto fields = newCreditFromJson(both);
    if (!fields)
        return fields.error();
    return creditFromJson(stored).andThen([&](Credit credit) -> Result<Credit> {
        credit.is = *fields;
        return credit;
    });
}

} // namespace

Result<Credit> liveCredit(const Reading &read, const QByteArray &id)
{
    const std::optional<Row> row = read.find(Kind::Credit, id);
    if (!row)
        return notFound(what, id);
    return row->archived ? deleted(id, 422) : creditFromJson(row->object());
}

Result<Credit> shownCredit(const Reading &read, const QByteArray &id)
{
    const std::optional<Row> row = read.find(Kind::Credit, id);
    return row && !row->archived ? creditFromJson(row->object()) : notFound(what, id);
}

std::optional<QString> wrongAmount(const Decimal &amount, const Credit &credit)
{
    if (amount.digitsBeforePoint() > integerDigits)
        return u"has more than %1 digits before the point"_s.arg(integerDigits);
    if (amount.digitsAfterPoint() > credit.is.precision)
        return u"has more digits after the point than the %1 of “%2”"_s.arg(credit.is.precision)
            .arg(credit.is.name);
    return std::nullopt;
}

Answer createCredit(const Request &request, World &world)
{
    const auto fields = bodyObject(request).andThen(newCreditFromJson);
    if (!fields)
        return answerError(fields.error());
    return writing(request, world, [&](Writing &out) {
        if (const auto taken = takenName(out, fields->name, {}))
            return answerError(*taken);
        const TimePoint now = world.clock.now();
        const QJsonObject json
            = toJson(Credit{{world.ids.next(Prefix::Credit)}, world.businessId, *fields, now, now});
        out.insert(Kind::Credit, json);
        return answerJson(json, choices::creditCreated);
    });
}

Answer listCredits(const Request &request, World &world)
{
    const auto deletedOnes = queryBool(request, "deleted");
    if (!deletedOnes)
        return answerError(deletedOnes.error());
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    return reading(world, [&](const Reading &read) {
        const ObjectQuery query{.kind = Kind::Credit, .archived = deletedOnes->value_or(false)};
        return answerItems(objectsOf(pageOfRows(read, query, *page)));
    });
}

Answer retrieveCredit(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const auto credit = shownCredit(read, request.segment(1));
        return credit ? answerJson(toJson(*credit)) : answerError(credit.error());
    });
}

Answer patchCredit(const Request &request, World &world)
{
    const auto patch = bodyObject(request);
    if (!patch)
        return answerError(patch.error());
    return writing(request, world, [&](Writing &out) {
        const auto before = shownCredit(out, request.segment(1));
        if (!before)
            return answerError(before.error());
        auto credit = patched(toJson(*before), *patch);
        if (!credit)
            return answerError(credit.error());
        if (const auto taken = takenName(out, credit->is.name, credit->id.text))
            return answerError(*taken);
        credit->updatedAt = world.clock.now();
        out.update(Kind::Credit, toJson(*credit));
        return answerEmpty(200);
    });
}

Answer deleteCredit(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &out) {
        const std::optional<Row> row = out.find(Kind::Credit, request.segment(1));
        if (!row)
            return answerError(notFound(what, request.segment(1)));
        if (row->archived)
            return answerError(deleted(row->id, 410));
        out.archive(Kind::Credit, row->id, world.clock.now());
        return answerEmpty(choices::objectArchived);
    });
}

// 500 is documented for one that is unknown or not deleted; 5.1.21 says why it is not taken over.
Answer undeleteCredit(const Request &request, World &world)
{
    return writing(request, world, [&](Writing &out) {
        const std::optional<Row> row = out.find(Kind::Credit, request.segment(1));
        if (!row)
            return answerError(notFound(what, request.segment(1)));
        if (!row->archived)
            return answerEmpty(choices::unarchivedAgain);
        if (const auto taken = takenName(out, row->label, row->id))
            return answerError(*taken);
        auto credit = creditFromJson(row->object());
        if (!credit)
            return answerError(credit.error());
        credit->updatedAt = world.clock.now();
        out.update(Kind::Credit, toJson(*credit));
        out.unarchive(Kind::Credit, row->id, credit->updatedAt);
        return answerEmpty(200);
    });
}
