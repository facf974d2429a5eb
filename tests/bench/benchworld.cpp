// SPDX-License-Identifier: MIT
#include "benchworld.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

constexpr int customersKept = 100;

QJsonObject priceOf(const QString &meter)
{
    const QJsonObject line{{"meter_id"_L1, meter}, {"price_per_unit"_L1, "5"_L1}, {"free_threshold"_L1, 10}};
    return {{"type"_L1, "usage_based_price"_L1}, {"currency"_L1, "USD"_L1}, {"fixed_price"_L1, 0},
        {"payment_frequency_count"_L1, 1}, {"payment_frequency_interval"_L1, "Month"_L1},
        {"subscription_period_count"_L1, 10}, {"subscription_period_interval"_L1, "Year"_L1},
        {"meters"_L1, QJsonArray{line}}};
}

QString productOf(const Served &sandbox)
{
    const QJsonObject clause{
        {"key"_L1, "quality"_L1}, {"operator"_L1, "equals"_L1}, {"value"_L1, "standard"_L1}};
    const QJsonObject meter{{"name"_L1, "Images"_L1}, {"event_name"_L1, "image.generated"_L1},
        {"measurement_unit"_L1, "images"_L1}, {"aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}}},
        {"filter"_L1, QJsonObject{{"conjunction"_L1, "and"_L1}, {"clauses"_L1, QJsonArray{clause}}}}};
    const QString meterId = sandbox.post("/meters", meter).json["id"_L1].toString();
    const QJsonObject product{
        {"name"_L1, "Images"_L1}, {"tax_category"_L1, "saas"_L1}, {"price"_L1, priceOf(meterId)}};
    return sandbox.post("/products", product).json["product_id"_L1].toString();
}

} // namespace

BenchWorld populate(const Served &sandbox)
{
    BenchWorld out;
    const QString product = productOf(sandbox);
    for (int i = 0; i < customersKept; ++i) {
        const QString email = u"customer%1@example.com"_s.arg(i);
        const QString customer = sandbox.post("/customers", {{"email"_L1, email}, {"name"_L1, email}})
                                     .json["customer_id"_L1]
                                     .toString();
        const QJsonObject cart{{"product_id"_L1, product}, {"quantity"_L1, 1}};
        const QString session = sandbox
                                    .post("/checkouts",
                                        {{"product_cart"_L1, QJsonArray{cart}},
                                            {"customer"_L1, QJsonObject{{"customer_id"_L1, customer}}}})
                                    .json["session_id"_L1]
                                    .toString();
        const auto paid
            = sandbox.post("/session/" + session.toLatin1(), {{"card"_L1, "4242424242424242"_L1}});
        out.customers.append(customer.toLatin1());
        out.subscriptions.append(paid.json["subscription_id"_L1].toString().toLatin1());
    }
    return out;
}
