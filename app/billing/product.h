// SPDX-License-Identifier: MIT
#pragma once

#include "billing/credit.h"
#include "billing/metadata.h"
#include "billing/price.h"

// dodo-api.md 2.4
struct NewProduct {
    QString name; // 1 to 100 characters
    QByteArray taxCategory = "saas";
    Price price;
    std::optional<QString> description; // up to 1000
    Metadata metadata;
    QList<AttachedCredit> credits = {}; // not in lists
    std::optional<QStringList> addons = {}; // ids; not in lists
    std::optional<QString> pricingMode = {}; // by_currency, by_country

    friend bool operator==(const NewProduct &, const NewProduct &) = default;
};

// Only what is present changes.
struct ProductPatch {
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<QByteArray> taxCategory;
    std::optional<Price> price;
    std::optional<Metadata> metadata;
    std::optional<QList<AttachedCredit>> credits = {}; // the whole list
    std::optional<QStringList> addons = {}; // the whole list
    std::optional<QString> pricingMode = {};

    friend bool operator==(const ProductPatch &, const ProductPatch &) = default;
};

struct Product {
    ProductId id;
    QByteArray businessId;
    QByteArray brandId;
    NewProduct is;
    TimePoint createdAt;
    TimePoint updatedAt;

    friend bool operator==(const Product &, const Product &) = default;
};

const QByteArrayList &taxCategories();

Result<NewProduct> newProductFromJson(const QJsonObject &json);
Result<ProductPatch> productPatchFromJson(const QJsonObject &json);
Result<Product> productFromJson(const QJsonObject &json);
QJsonObject toJson(const NewProduct &product);
QJsonObject toJson(const ProductPatch &patch);
// As GET /products/{id}, but each of its credits says only what it has over its entitlement's rules.
QJsonObject toJson(const Product &product);
QJsonObject toListJson(const Product &product); // as an item of GET /products
Result<Product> productFromListJson(const QJsonObject &json, const QString &path = {}); // needs price_detail
