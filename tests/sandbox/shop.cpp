// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

TimePoint openingTime()
{
    return *timeFromIso("2026-11-21T10:00:00Z");
}

QJsonObject condition(const QString &value)
{
    return {{"key"_L1, "quality"_L1}, {"operator"_L1, "equals"_L1}, {"value"_L1, value}};
}

} // namespace

QJsonObject Shop::Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray Shop::Reply::items() const
{
    return json()["items"_L1].toArray();
}

QString Shop::Reply::code() const
{
    return json()["code"_L1].toString();
}

QByteArray Shop::Reply::header(const char *name) const
{
    return raw->rawHeader(name);
}

Shop::Shop(PaintFunction paint)
    : clock(std::make_shared<FrozenClock>(openingTime()))
{
    auto started = Sandbox::start({.folder = m_folder.path(),
        .port = 0,
        .portPolicy = SandboxOptions::PortPolicy::Exact,
        .apiKey = {},
        .clock = clock,
        .start = {},
        .ids = std::make_shared<SeededIds>(1),
        .seedFile = {},
        .onActivate = {},
        .paint = std::move(paint)});
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    m_sandbox = std::move(*started);
}

QNetworkRequest Shop::plainRequest(const QByteArray &path) const
{
    QNetworkRequest request{QUrl::fromEncoded(path.startsWith('/') ? url() + path : path)};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    return request;
}

QNetworkRequest Shop::request(const QByteArray &path) const
{
    QNetworkRequest request = plainRequest(path);
    request.setRawHeader("Authorization", "Bearer dodo_test_key");
    return request;
}

Shop::Reply Shop::send(const QByteArray &method, QNetworkRequest request, const QByteArray &body)
{
    if (!body.isEmpty() && !request.header(QNetworkRequest::ContentTypeHeader).isValid())
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(20000);
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        reply->rawHeader("content-type"), reply->readAll(), reply};
}

Shop::Reply Shop::get(const QByteArray &path)
{
    return send("GET", request(path));
}

Shop::Reply Shop::post(const QByteArray &path, const QJsonObject &json)
{
    return send("POST", request(path),
        json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Shop::Reply Shop::patch(const QByteArray &path, const QJsonObject &json)
{
    return send("PATCH", request(path), QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Shop::Reply Shop::del(const QByteArray &path)
{
    return send("DELETE", request(path));
}

QJsonObject Shop::meterFields() const
{
    const QJsonObject filter{{"conjunction"_L1, "or"_L1},
        {"clauses"_L1, QJsonArray{condition(u"standard"_s), condition(u"hd"_s)}}};
    return {{"name"_L1, "Image Generation Meter"_L1}, {"event_name"_L1, "image.generated"_L1},
        {"measurement_unit"_L1, "images"_L1}, {"aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}}},
        {"filter"_L1, filter}};
}

QJsonObject Shop::productFields(const QString &meterId) const
{
    const QJsonObject meter{
        {"meter_id"_L1, meterId}, {"price_per_unit"_L1, "5"_L1}, {"free_threshold"_L1, 10}};
    const QJsonObject price{{"type"_L1, "usage_based_price"_L1}, {"currency"_L1, "USD"_L1},
        {"fixed_price"_L1, 0}, {"payment_frequency_count"_L1, 1},
        {"payment_frequency_interval"_L1, "Month"_L1}, {"subscription_period_count"_L1, 10},
        {"subscription_period_interval"_L1, "Year"_L1}, {"meters"_L1, QJsonArray{meter}}};
    return {{"name"_L1, "PixelGen AI - Image Generation"_L1}, {"tax_category"_L1, "saas"_L1},
        {"price"_L1, price}};
}

QString Shop::makeMeter()
{
    return post("/meters", meterFields()).json()["id"_L1].toString();
}

QString Shop::makeProduct(const QString &meterId)
{
    return post("/products", productFields(meterId)).json()["product_id"_L1].toString();
}

QString Shop::makeCustomer(const QString &email)
{
    return post("/customers", {{"email"_L1, email}, {"name"_L1, "Test customer"_L1}})
        .json()["customer_id"_L1]
        .toString();
}

QString Shop::checkout(const QString &productId, const QJsonObject &customer)
{
    QJsonObject body{
        {"product_cart"_L1, QJsonArray{QJsonObject{{"product_id"_L1, productId}, {"quantity"_L1, 1}}}}};
    if (!customer.isEmpty())
        body.insert("customer"_L1, customer);
    return post("/checkouts", body).json()["session_id"_L1].toString();
}

QString Shop::buy(const QString &productId, const QString &customerId)
{
    const QString session = checkout(productId, {{"customer_id"_L1, customerId}});
    return post("/session/" + session.toUtf8(), {{"card"_L1, "4242 4242 4242 4242"_L1}})
        .json()["subscription_id"_L1]
        .toString();
}

int Shop::ingest(
    const QString &customerId, const QStringList &ids, const QString &quality, const QString &name)
{
    QJsonArray events;
    for (const QString &id : ids)
        events.append(QJsonObject{{"event_id"_L1, id}, {"customer_id"_L1, customerId},
            {"event_name"_L1, name}, {"metadata"_L1, QJsonObject{{"quality"_L1, quality}}}});
    return post("/events/ingest", {{"events"_L1, events}}).status;
}
