// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "billing/subscription.h"
#include "sandbox/objectlist.h"
#include "sandbox/paypage.h"
#include "sandbox/portal.h"

#include <QLocale>
#include <QMessageAuthenticationCode>
#include <QUrl>

using namespace Qt::StringLiterals;

// A portal session (dodo-api.md 2.5) is kept in its link alone: customer, end and way back, and a seal that
// only this world's secret makes.
namespace {

constexpr auto portalLifetime = std::chrono::hours{24}; // not published; as long as a checkout's
constexpr qint64 listedPayments = 100;

QByteArray sealOf(const World &world, const QByteArray &customer, qint64 end, const QByteArray &returnUrl)
{
    const QByteArray text = "portal\n" + customer + '\n' + QByteArray::number(end) + '\n' + returnUrl;
    return QMessageAuthenticationCode::hash(text, world.webhookKey, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isWeb(const QByteArray &address)
{
    const QUrl url = QUrl::fromEncoded(address, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

Answer createSession(const Request &request, World &world)
{
    const auto mail = queryBool(request, "send_email"); // no mail leaves the sandbox
    if (!mail)
        return answerError(mail.error());
    const QByteArray back = queryText(request, "return_url").value_or(QByteArray());
    if (!back.isEmpty() && !isWeb(back))
        return answerError(invalidQuery(
            u"return_url must be a web address, such as https://example.com."_s, u"return_url"_s));
    return reading(world, [&](const Reading &read) {
        const QByteArray customer = request.segment(1);
        if (!read.find(Kind::Customer, customer))
            return answerError(notFound(u"customer"_s, customer));
        const qint64 end = (world.clock.now() + portalLifetime).time_since_epoch() / 1s;
        QString link = u"%1/portal/%2?until=%3&seal=%4"_s.arg(world.baseUrl,
            QString::fromLatin1(customer.toPercentEncoding()), QString::number(end),
            QString::fromLatin1(sealOf(world, customer, end, back)));
        if (!back.isEmpty())
            link += "&return_url="_L1 + QString::fromLatin1(back.toPercentEncoding());
        return answerJson({{"link"_L1, link}});
    });
}

QString day(const QJsonValue &time)
{
    const auto at = timeFromIso(time.toString().toLatin1());
    return at ? QLocale::c().toString(toDateTime(*at).date(), u"d MMM yyyy"_s) : QString();
}

// "on_hold" as "On hold".
QString worded(QString name)
{
    name.replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

QString nextOf(const QJsonObject &subscription)
{
    if (subscription["status"_L1].toString() != "active"_L1)
        return {};
    const bool ends = subscription["cancel_at_next_billing_date"_L1].toBool();
    return (ends ? u"Ends on %1"_s : u"Renews on %1"_s).arg(day(subscription["next_billing_date"_L1]));
}

QList<PortalSubscription> subscriptionsOf(const Reading &read, const QByteArray &customer)
{
    QList<PortalSubscription> out;
    for (const Row &row : read.list({.kind = Kind::Subscription, .parent = customer})) {
        const QJsonObject json = row.object();
        const auto product = read.find(Kind::Product, json["product_id"_L1].toString().toUtf8());
        out.append({product ? product->object()["name"_L1].toString() : json["product_id"_L1].toString(),
            worded(json["status"_L1].toString()), nextOf(json)});
    }
    return out;
}

QList<PortalPayment> paymentsOf(const Reading &read, const QString &customer)
{
    const auto isTheirs = [&](const Row &row) {
        return row.object()["customer"_L1]["customer_id"_L1].toString() == customer;
    };
    QList<PortalPayment> out;
    for (const Row &row : pageOfRows(read, {.kind = Kind::Payment}, {.size = listedPayments}, isTheirs)) {
        const QJsonObject json = row.object();
        const QByteArray currency = json["currency"_L1].toString().toLatin1();
        out.append(
            {day(json["created_at"_L1]), displayMoney(Decimal(json["total_amount"_L1].toInteger()), currency),
                worded(json["status"_L1].toString()),
                "/invoices/payments/"_L1 + QString::fromLatin1(row.id.toPercentEncoding())});
    }
    return out;
}

Answer page(const QByteArray &html, int status, const QByteArray &policy)
{
    Answer answer = answerHtml(html, status);
    answer.extra.emplaceBack("content-security-policy", policy);
    answer.extra.emplaceBack("cache-control", "no-store");
    answer.extra.emplaceBack("referrer-policy", "no-referrer");
    return answer;
}

Answer closed(const QString &sentence)
{
    return page(messagePageHtml(u"Nothing to see here"_s, sentence), 404, payPagePolicy());
}

Answer showPortal(const Request &request, World &world)
{
    const QByteArray customer = request.segment(1);
    const qint64 end = queryText(request, "until").value_or(QByteArray()).toLongLong();
    const QByteArray back = queryText(request, "return_url").value_or(QByteArray());
    if (queryText(request, "seal") != sealOf(world, customer, end, back))
        return closed(u"This link is not whole. Ask the shop for a new one."_s);
    if (TimePoint(std::chrono::seconds(end)) <= world.clock.now())
        return closed(u"This link has expired. Ask the shop for a new one."_s);
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Customer, customer);
        if (!row)
            return closed(u"This customer is gone."_s);
        const QJsonObject json = row->object();
        return page(portalHtml({.customer = json["name"_L1].toString(),
                        .email = json["email"_L1].toString(),
                        .subscriptions = subscriptionsOf(read, customer),
                        .payments = paymentsOf(read, QString::fromUtf8(customer)),
                        .returnUrl = QString::fromUtf8(back)}),
            200, portalPolicy());
    });
}

} // namespace

std::span<const Route> portalRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/customers/:/customer-portal/session", Access::Token, createSession},
        {Method::Get, "/portal/:", Access::Page, showPortal},
    };
    return table;
}
