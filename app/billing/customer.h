// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "billing/metadata.h"
#include "support/clock.h"

// dodo-api.md 2.5
struct NewCustomer {
    QString email;
    QString name;
    std::optional<QString> phoneNumber;
    Metadata metadata;

    friend bool operator==(const NewCustomer &, const NewCustomer &) = default;
};

struct CustomerPatch {
    std::optional<QString> email;
    std::optional<QString> name;
    std::optional<QString> phoneNumber;
    std::optional<Metadata> metadata;

    friend bool operator==(const CustomerPatch &, const CustomerPatch &) = default;
};

struct Customer {
    CustomerId id;
    QByteArray businessId;
    NewCustomer is;
    TimePoint createdAt;

    friend bool operator==(const Customer &, const Customer &) = default;
};

Result<NewCustomer> newCustomerFromJson(const QJsonObject &json, const QString &path = {});
Result<CustomerPatch> customerPatchFromJson(const QJsonObject &json);
Result<Customer> customerFromJson(const QJsonObject &json, const QString &path = {});
Result<Customer> customerFromLimitedJson(
    const QJsonObject &json, const QString &path = {}); // without business and time
QJsonObject toJson(const NewCustomer &customer);
QJsonObject toJson(const CustomerPatch &patch);
QJsonObject toJson(const Customer &customer);
QJsonObject toLimitedJson(const Customer &customer); // CustomerLimited (2.1)
