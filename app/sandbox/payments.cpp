// SPDX-License-Identifier: MIT
#include "sandbox/payments.h"

#include "billing/money.h"
#include "sandbox/objectlist.h"

#include <algorithm>
#include <array>

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

QJsonObject lineJson(const PaymentLine &line)
{
    QJsonObject out{{"name"_L1, line.name}, {"amount"_L1, line.amount}, {"quantity"_L1, line.quantity}};
    if (line.units) {
        out.insert("unit"_L1, line.units->unit);
        out.insert("used"_L1, line.units->used.toString());
        out.insert("free"_L1, line.units->free.toString());
        out.insert("chargeable"_L1, line.units->chargeable.toString());
        out.insert("price_per_unit"_L1, line.units->pricePerUnit.toString());
    }
    return out;
}

Decimal decimalOf(const QJsonObject &json, QLatin1StringView key)
{
    return Decimal::fromText(json[key].toString().toLatin1()).value_or(Decimal());
}

PaymentLine lineFromJson(const QJsonObject &json)
{
    PaymentLine out{.name = json["name"_L1].toString(),
        .amount = json["amount"_L1].toInteger(),
        .quantity = json["quantity"_L1].toInt(1)};
    if (json.contains("unit"_L1))
        out.units = LineUnits{.unit = json["unit"_L1].toString(),
            .used = decimalOf(json, "used"_L1),
            .free = decimalOf(json, "free"_L1),
            .chargeable = decimalOf(json, "chargeable"_L1),
            .pricePerUnit = decimalOf(json, "price_per_unit"_L1)};
    return out;
}

// What the line items, the invoice and the product filter are read from later.
QJsonObject ownOf(const PaymentFacts &facts)
{
    QJsonArray lines;
    for (const PaymentLine &line : facts.lines)
        lines.append(lineJson(line));
    QJsonArray products;
    for (const ProductId &product : facts.products)
        products.append(product.string());
    QJsonObject out{{"lines"_L1, lines}, {"products"_L1, products}};
    if (facts.period)
        out.insert("period"_L1,
            QJsonArray{QString::fromLatin1(toIso(facts.period->start)),
                QString::fromLatin1(toIso(facts.period->end))});
    return out;
}

QJsonValue cartOf(const QList<CartItem> &cart)
{
    QJsonArray out;
    for (const CartItem &item : cart)
        out.append(QJsonObject{{u"product_id"_s, item.product.string()}, {u"quantity"_s, item.quantity}});
    return out.isEmpty() ? QJsonValue() : QJsonValue(out);
}

QString invoiceUrl(const World &world, const QString &payment)
{
    return world.baseUrl + "/invoices/payments/"_L1 + payment;
}

// What GET /payments gives of a payment (2.8, PaymentListItem).
QJsonObject listItem(const QJsonObject &payment, const World &world)
{
    QJsonObject item = shownPayment(payment, world);
    for (const QString &key : {u"business_id"_s, u"billing"_s, u"settlement_amount"_s,
             u"settlement_currency"_s, u"settlement_tax"_s, u"disputes"_s, u"refunds"_s, u"tax"_s,
             u"is_update_payment_method"_s, u"retry_attempt"_s, u"product_cart"_s, u"error_code"_s,
             u"error_message"_s, u"checkout_session_id"_s, u"updated_at"_s, u"payment_link"_s, u"card_type"_s,
             u"card_issuing_country"_s, u"payment_method_id"_s, u"card_holder_name"_s, u"discount_id"_s,
             u"discounts"_s, u"custom_field_responses"_s})
        item.remove(key);
    item.insert(u"has_license_key"_s, false);
    item.insert(u"dispute_status"_s, QJsonValue::Null);
    return item;
}

struct PaymentFilter {
    QList<std::pair<QString, QString>> equal; // key and value
    std::optional<QByteArray> customer;
    std::optional<QByteArray> product;
    std::optional<QByteArray> subscription;
    CreatedRange created;

    bool keeps(const Row &row) const
    {
        const QJsonObject json = row.object();
        const QString owner = json.value("customer"_L1).toObject().value("customer_id"_L1).toString();
        if (!created.holds(row.createdAt) || (customer && owner.toUtf8() != *customer))
            return false;
        const QJsonArray products = json[ownKey]["products"_L1].toArray();
        if (subscription && !json["subscription_ids"_L1].toArray().contains(QString::fromUtf8(*subscription)))
            return false;
        if (product && !products.contains(QString::fromUtf8(*product)))
            return false;
        return std::ranges::all_of(
            equal, [&](const auto &pair) { return json.value(pair.first).toString() == pair.second; });
    }
};

bool isPaymentStatus(QByteArrayView status)
{
    static constexpr std::array names{"succeeded"_L1, "failed"_L1, "cancelled"_L1, "processing"_L1,
        "requires_customer_action"_L1, "requires_merchant_action"_L1, "requires_payment_method"_L1,
        "requires_confirmation"_L1, "requires_capture"_L1, "partially_captured"_L1,
        "partially_captured_and_capturable"_L1};
    return std::ranges::find(names, QLatin1StringView(status)) != names.end();
}

Result<PaymentFilter> filterOf(const Request &request)
{
    const auto created = createdRange(request);
    if (!created)
        return created.error();
    PaymentFilter filter{{}, queryText(request, "customer_id"), queryText(request, "product_id"),
        queryText(request, "subscription_id"), *created};
    for (const char *key : {"status", "currency", "brand_id"}) {
        if (const auto value = queryText(request, key))
            filter.equal.append({QString::fromLatin1(key), QString::fromUtf8(*value)});
    }
    if (const auto status = queryText(request, "status"); status && !isPaymentStatus(*status))
        return invalidQuery(u"“%1” is not a payment status."_s.arg(QString::fromUtf8(*status)), u"status"_s);
    const auto currency = queryText(request, "currency");
    if (currency && !currencies().contains(*currency))
        return invalidQuery(
            u"“%1” is not a currency that the service takes."_s.arg(QString::fromUtf8(*currency)),
            u"currency"_s);
    return filter;
}

Answer listPayments(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto filter = filterOf(request);
    if (!filter)
        return answerError(filter.error());
    return reading(world, [&](const Reading &read) {
        QJsonArray items;
        const auto keep = [&](const Row &row) { return filter->keeps(row); };
        for (const Row &row : pageOfRows(read, {.kind = Kind::Payment}, *page, keep))
            items.append(listItem(row.object(), world));
        return answerItems(items);
    });
}

Answer retrievePayment(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Payment, request.segment(1));
        return row ? answerJson(shownPayment(row->object(), world))
                   : answerError(notFound(u"payment"_s, request.segment(1)));
    });
}

// "12 images used, 10 free, 2 at $0.05"
QJsonValue describedUnits(const PaymentLine &line, const QByteArray &currency)
{
    if (!line.units)
        return QJsonValue::Null;
    return u"%1 used, %2 free, %3 at %4"_s.arg(displayUnits(line.units->used, line.units->unit),
        displayCount(line.units->free), displayCount(line.units->chargeable),
        displayMoney(line.units->pricePerUnit, currency));
}

// What can still be given back of a line: nothing of a payment that failed.
QJsonObject lineItem(const QJsonObject &payment, const PaymentLine &line, qsizetype number)
{
    const bool paid = payment["status"_L1].toString() == "succeeded"_L1;
    return {{"items_id"_L1, u"%1_%2"_s.arg(payment["payment_id"_L1].toString()).arg(number)},
        {"amount"_L1, line.amount}, {"refundable_amount"_L1, paid ? qMax(qint64(0), line.amount) : 0},
        {"tax"_L1, 0}, {"name"_L1, line.name},
        {"description"_L1, describedUnits(line, payment["currency"_L1].toString().toLatin1())}};
}

Answer listLineItems(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Payment, request.segment(1));
        if (!row)
            return answerError(notFound(u"payment"_s, request.segment(1)));
        const QJsonObject payment = row->object();
        QJsonArray items;
        for (const PaymentLine &line : linesOfPayment(payment))
            items.append(lineItem(payment, line, items.size() + 1));
        return answerJson({{"currency"_L1, payment["currency"_L1]}, {"items"_L1, items}});
    });
}

} // namespace

QJsonObject paymentJson(const PaymentFacts &facts, const World &world)
{
    const QString currency = QString::fromLatin1(facts.currency);
    const bool one = !facts.subscriptions.isEmpty();
    const bool carded = !facts.cardLastFour.isEmpty();
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
        {u"billing"_s, billingJson(facts.country, facts.address)},
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
        {u"payment_method"_s, carded ? QJsonValue(u"card"_s) : QJsonValue()},
        {u"card_last_four"_s, textOrNull(QString::fromLatin1(facts.cardLastFour))},
        {u"card_network"_s, carded ? QJsonValue(u"VISA"_s) : QJsonValue()},
        {u"error_code"_s, textOrNull(QString::fromLatin1(facts.errorCode))},
        {u"error_message"_s, textOrNull(facts.errorMessage)},
        {u"invoice_id"_s, QString::fromLatin1(world.ids.next(Prefix::Invoice))},
        {u"invoice_url"_s, invoiceUrl(world, facts.id.string())},
        {u"payment_link"_s, QJsonValue()},
        {u"payment_method_type"_s, QJsonValue()},
        {u"payment_method_id"_s, textOrNull(QString::fromLatin1(facts.methodId))},
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

QJsonObject shownPayment(const QJsonObject &stored, const World &world)
{
    QJsonObject out = withoutOwn(stored);
    // One from a seed file may be without them, and the port may have changed since it was made.
    for (const auto key : {"invoice_id"_L1, "updated_at"_L1, "settlement_tax"_L1}) {
        if (!out.contains(key))
            out.insert(key, QJsonValue::Null);
    }
    out.insert("invoice_url"_L1, invoiceUrl(world, stored["payment_id"_L1].toString()));
    return out;
}

QList<PaymentLine> linesOfPayment(const QJsonObject &stored)
{
    QList<PaymentLine> out;
    const QJsonArray lines = stored[ownKey]["lines"_L1].toArray();
    for (const auto &line : lines)
        out.append(lineFromJson(line.toObject()));
    return out;
}

std::optional<Period> periodOfPayment(const QJsonObject &stored)
{
    const QJsonValue span = stored[ownKey]["period"_L1];
    const auto start = timeFromIso(span[0].toString().toLatin1());
    const auto end = timeFromIso(span[1].toString().toLatin1());
    return start && end ? std::optional(Period{*start, *end}) : std::nullopt;
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
