// SPDX-License-Identifier: MIT
#include "billing/customer.h"

#include "billing/codec.h"

using namespace Qt::StringLiterals;

namespace {

NewCustomer newCustomerIn(JsonReader &in)
{
    NewCustomer out{
        .email = in.string("email"_L1),
        .name = in.string("name"_L1),
        .phoneNumber = in.optionalString("phone_number"_L1),
        .metadata = {},
    };
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
    return out;
}

void checkEmail(JsonReader &in, const QString &email)
{
    const qsizetype at = email.indexOf(u'@');
    if (in.ok() && (at < 1 || at + 1 >= email.size()))
        in.fail("email"_L1, u"must be an e-mail address, such as ada@example.com"_s);
}

} // namespace

Result<NewCustomer> newCustomerFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const NewCustomer customer = newCustomerIn(in);
    checkEmail(in, customer.email);
    return in.finish(customer);
}

Result<CustomerPatch> customerPatchFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    CustomerPatch patch{
        .email = in.optionalString("email"_L1),
        .name = in.optionalString("name"_L1),
        .phoneNumber = in.optionalString("phone_number"_L1),
        .metadata = {},
    };
    if (patch.email)
        checkEmail(in, *patch.email);
    if (const auto metadata = in.optionalObject("metadata"_L1))
        patch.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
    return in.finish(patch);
}

Result<Customer> customerFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Customer customer{
        .id = CustomerId::of(in.string("customer_id"_L1)),
        .businessId = in.string("business_id"_L1).toUtf8(),
        .is = newCustomerIn(in),
        .createdAt = in.time("created_at"_L1),
    };
    return in.finish(customer);
}

Result<Customer> customerFromLimitedJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const Customer customer{
        .id = CustomerId::of(in.string("customer_id"_L1)),
        .businessId = {},
        .is = newCustomerIn(in),
        .createdAt = {},
    };
    return in.finish(customer);
}

QJsonObject toJson(const NewCustomer &customer)
{
    QJsonObject out{{"email"_L1, customer.email}, {"name"_L1, customer.name}};
    insertIf(out, "phone_number"_L1, customer.phoneNumber);
    if (!customer.metadata.isEmpty())
        out.insert("metadata"_L1, toJson(customer.metadata));
    return out;
}

QJsonObject toJson(const CustomerPatch &patch)
{
    QJsonObject out;
    insertIf(out, "email"_L1, patch.email);
    insertIf(out, "name"_L1, patch.name);
    insertIf(out, "phone_number"_L1, patch.phoneNumber);
    if (patch.metadata)
        out.insert("metadata"_L1, toJson(*patch.metadata));
    return out;
}

QJsonObject toJson(const Customer &customer)
{
    QJsonObject out = toLimitedJson(customer);
    out.insert("business_id"_L1, QString::fromUtf8(customer.businessId));
    out.insert("blocked_at"_L1, QJsonValue::Null);
    out.insert("blocklist_entry_id"_L1, QJsonValue::Null);
    out.insert("created_at"_L1, QString::fromLatin1(toIso(customer.createdAt)));
    return out;
}

QJsonObject toLimitedJson(const Customer &customer)
{
    return {
        {"customer_id"_L1, customer.id.string()},
        {"email"_L1, customer.is.email},
        {"name"_L1, customer.is.name},
        {"phone_number"_L1, orNull(customer.is.phoneNumber)},
        {"metadata"_L1, toJson(customer.is.metadata)},
    };
}
