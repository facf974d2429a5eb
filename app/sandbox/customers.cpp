// SPDX-License-Identifier: MIT
#include "billing/customer.h"

#include "billing/choices.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.5. Two customers may have the same e-mail.
namespace {

Answer createCustomer(const Request &request, World &world)
{
    const auto fields
        = bodyObject(request).andThen([](const QJsonObject &json) { return newCustomerFromJson(json); });
    if (!fields)
        return answerError(fields.error());
    if (const auto fits = checkObjectMetadata(fields->metadata, u"metadata"_s); !fits)
        return answerError(fits.error());
    return writing(request, world, [&](Writing &write) {
        const QJsonObject json = toJson(
            Customer{{world.ids.next(Prefix::Customer)}, world.businessId, *fields, world.clock.now()});
        write.insert(Kind::Customer, json);
        return answerJson(json, choices::objectCreated);
    });
}

struct CustomerFilter {
    std::optional<QByteArray> email;
    std::optional<QByteArray> name;
    CreatedRange created;

    bool isOpen() const { return !email && !name && !created.from && !created.to; }
    bool keeps(const Row &row) const
    {
        const QJsonObject json = row.object();
        const auto has = [&](QLatin1StringView key, const std::optional<QByteArray> &part) {
            return !part
                || json.value(key).toString().contains(QString::fromUtf8(*part), Qt::CaseInsensitive);
        };
        return has("email"_L1, email) && has("name"_L1, name) && created.holds(row.createdAt);
    }
};

Answer listCustomers(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto created = createdRange(request);
    if (!created)
        return answerError(created.error());
    const CustomerFilter filter{queryText(request, "email"), queryText(request, "name"), *created};
    const Keep keep = filter.isOpen() ? Keep() : [&filter](const Row &row) { return filter.keeps(row); };
    return reading(world, [&](const Reading &read) {
        return answerItems(objectsOf(pageOfRows(read, {.kind = Kind::Customer}, *page, keep)));
    });
}

Answer retrieveCustomer(const Request &request, World &world)
{
    return answerObject(world, Kind::Customer, u"customer"_s, request.segment(1));
}

Customer patched(Customer customer, const CustomerPatch &patch)
{
    customer.is.email = patch.email.value_or(customer.is.email);
    customer.is.name = patch.name.value_or(customer.is.name);
    customer.is.metadata = patch.metadata.value_or(customer.is.metadata);
    if (patch.phoneNumber)
        customer.is.phoneNumber = patch.phoneNumber;
    return customer;
}

Answer patchCustomer(const Request &request, World &world)
{
    const auto patch = bodyObject(request).andThen(customerPatchFromJson);
    if (!patch)
        return answerError(patch.error());
    if (const auto fits = checkObjectMetadata(patch->metadata.value_or(Metadata()), u"metadata"_s); !fits)
        return answerError(fits.error());
    return writing(request, world, [&](Writing &write) {
        const std::optional<Row> row = write.find(Kind::Customer, request.segment(1));
        if (!row)
            return answerError(notFound(u"customer"_s, request.segment(1)));
        const Result<Customer> before = customerFromJson(row->object());
        if (!before)
            return answerError(before.error());
        const QJsonObject json = toJson(patched(*before, *patch));
        write.update(Kind::Customer, json);
        return answerJson(json);
    });
}

} // namespace

std::span<const Route> customerRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/customers", Access::Token, createCustomer},
        {Method::Get, "/customers", Access::Token, listCustomers},
        {Method::Get, "/customers/:", Access::Token, retrieveCustomer},
        {Method::Patch, "/customers/:", Access::Token, patchCustomer},
    };
    return table;
}
