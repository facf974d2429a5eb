// SPDX-License-Identifier: MIT
#include "sandbox/payments.h"

#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray idsOf(const QList<SubscriptionId> &subscriptions)
{
    QJsonArray out;
    for (const SubscriptionId &id : subscriptions)
        out.append(id.string());
    return out;
}

// What the line items and the product filter are read from later.
QJsonObject ownOf(const PaymentFacts &facts)
{
    QJsonArray lines;
    for (const PaymentLine &line : facts.lines)
        lines.append(QJsonObject{{"name"_L1, line.name}, {"amount"_L1, line.amount}});
    QJsonArray products;
    for (const ProductId &product : facts.products)
        products.append(product.string());
    return {{"lines"_L1, lines}, {"products"_L1, products}};
}

QJsonValue cartOf(const QList<CartItem> &cart)
{
    QJsonArray out;
    for (const CartItem &item : cart)
        out.append(QJsonObject{{u"product_id"_s, item.product.string()}, {u"quantity"_s, item.quantity}});
    return out.isEmpty() ? QJsonValue() : QJsonValue(out);
}

// What GET /payments gives of a payment (2.8, PaymentListItem).
QJsonObject listItem(const QJsonObject &payment)
{
    QJsonObject item = withoutOwn(payment);
    for (const QString &key : {u"business_id"_s, u"billing"_s, u"settlement_amount"_s,
             u"settlement_currency"_s, u"settlement_tax"_s, u"disputes"_s, u"refunds"_s, u"tax"_s,
             u"is_update_payment_method"_s, u"retry_attempt"_s, u"product_cart"_s, u"error_code"_s,
             u"error_message"_s, u"checkout_session_id"_s, u"updated_at"_s, u"payment_link"_s,
             u"card_holder_name"_s, u"discount_id"_s, u"discounts"_s, u"custom_field_responses"_s})
        item.remove(key);
    item.insert(u"has_license_key"_s, false);
    return item;
}

struct PaymentFilter {
    QList<std::pair<QString, QString>> equal; // key and value
    std::optional<QByteArray> customer;
    std::optional<QByteArray> product;
    CreatedRange created;

    bool keeps(const Row &row) const
    {
        const QJsonObject json = row.object();
        const QString owner = json.value("customer"_L1).toObject().value("customer_id"_L1).toString();
        if (!created.holds(row.createdAt) || (customer && owner.toUtf8() != *customer))
            return false;
        const QJsonArray products = json[ownKey]["products"_L1].toArray();
        if (product && !products.contains(QString::fromUtf8(*product)))
            return false;
        return std::ranges::all_of(
            equal, [&](const auto &pair) { return json.value(pair.first).toString() == pair.second; });
    }
};

Answer listPayments(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto created = createdRange(request);
    if (!created)
        return answerError(created.error());
    PaymentFilter filter{{}, queryText(request, "customer_id"), queryText(request, "product_id"), *created};
    for (const char *key : {"subscription_id", "status", "currency", "brand_id"}) {
        if (const auto value = queryText(request, key))
            filter.equal.append({QString::fromLatin1(key), QString::fromUtf8(*value)});
    }
    return reading(world, [&](const Reading &read) {
        QJsonArray items;
        const auto keep = [&](const Row &row) { return filter.keeps(row); };
        for (const Row &row : pageOfRows(read, {.kind = Kind::Payment}, *page, keep))
            items.append(listItem(row.object()));
        return answerItems(items);
    });
}

Answer retrievePayment(const Request &request, World &world)
{
    return answerObject(world, Kind::Payment, u"payment"_s, request.segment(1));
}

// What can still be given back of a line: nothing of a payment that failed.
QJsonObject lineItem(const QJsonObject &payment, const QJsonObject &line, qsizetype number)
{
    const bool paid = payment["status"_L1].toString() == "succeeded"_L1;
    const qint64 amount = line["amount"_L1].toInteger();
    return {{"items_id"_L1, u"%1_%2"_s.arg(payment["payment_id"_L1].toString()).arg(number)},
        {"amount"_L1, amount}, {"refundable_amount"_L1, paid ? qMax(qint64(0), amount) : 0}, {"tax"_L1, 0},
        {"name"_L1, line["name"_L1]}, {"description"_L1, QJsonValue::Null}};
}

Answer listLineItems(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Payment, request.segment(1));
        if (!row)
            return answerError(notFound(u"payment"_s, request.segment(1)));
        const QJsonObject payment = row->object();
        QJsonArray items;
        const QJsonArray lines = payment[ownKey]["lines"_L1].toArray();
        for (const auto &line : lines)
            items.append(lineItem(payment, line.toObject(), items.size() + 1));
        return answerJson({{"currency"_L1, payment["currency"_L1]}, {"items"_L1, items}});
    });
}

} // namespace

QJsonObject paymentJson(const PaymentFacts &facts, const World &world)
{
    const QString currency = QString::fromLatin1(facts.currency);
    const bool one = !facts.subscriptions.isEmpty();
    return {
        {u"payment_id"_s, facts.id.string()},
        {u"business_id"_s, QString::fromUtf8(world.businessId)},
        {u"brand_id"_s, QString::fromUtf8(world.brandId)},
        {u"created_at"_s, QString::fromLatin1(toIso(facts.createdAt))},
        {u"updated_at"_s, QJsonValue()},
        {u"status"_s, QString::fromLatin1(facts.status)},
        {u"currency"_s, currency},
        {u"total_amount"_s, facts.amount},
        {u"tax"_s, 0},
        {u"settlement_amount"_s, facts.amount},
        {u"settlement_currency"_s, currency},
        {u"settlement_tax"_s, 0},
        {u"customer"_s, toLimitedJson(facts.customer)},
        {u"billing"_s, QJsonObject{{u"country"_s, QString::fromLatin1(facts.country)}}},
        {u"metadata"_s, toJson(facts.metadata)},
        {u"disputes"_s, QJsonArray()},
        {u"refunds"_s, QJsonArray()},
        {u"digital_products_delivered"_s, false},
        {u"is_update_payment_method"_s, false},
        {u"payment_provider"_s, u"dodo"_s},
        {u"retry_attempt"_s, 0},
        {u"is_multi_subscription"_s, facts.subscriptions.size() > 1},
        {u"subscription_ids"_s, idsOf(facts.subscriptions)},
        {u"subscription_id"_s, one ? QJsonValue(facts.subscriptions.first().string()) : QJsonValue()},
        {u"checkout_session_id"_s, textOrNull(facts.checkout.string())},
        {u"product_cart"_s, cartOf(facts.cart)},
        {u"payment_method"_s, u"card"_s},
        {u"card_last_four"_s, QString::fromLatin1(facts.cardLastFour)},
        {u"card_network"_s, u"VISA"_s},
        {u"error_code"_s, textOrNull(QString::fromLatin1(facts.errorCode))},
        {u"error_message"_s, textOrNull(facts.errorMessage)},
        {u"invoice_id"_s, QJsonValue()},
        {u"invoice_url"_s, QJsonValue()},
        {u"payment_link"_s, QJsonValue()},
        {u"payment_method_type"_s, QJsonValue()},
        {u"payment_method_id"_s, QJsonValue()},
        {u"card_type"_s, QJsonValue()},
        {u"card_holder_name"_s, QJsonValue()},
        {u"card_issuing_country"_s, QJsonValue()},
        {u"discount_id"_s, QJsonValue()},
        {u"discounts"_s, QJsonValue()},
        {u"refund_status"_s, QJsonValue()},
        {u"custom_field_responses"_s, QJsonValue()},
        {ownKey, ownOf(facts)},
    };
}

std::span<const Route> paymentRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/payments", Access::Token, listPayments},
        {Method::Get, "/payments/:", Access::Token, retrievePayment},
        {Method::Get, "/payments/:/line-items", Access::Token, listLineItems},
    };
    return table;
}
