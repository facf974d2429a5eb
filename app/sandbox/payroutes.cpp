// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "sandbox/guard.h"
#include "sandbox/objectlist.h"
#include "sandbox/paypage.h"
#include "sandbox/purchase.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QUrl>
#include <QUrlQuery>

#include <array>

using namespace Qt::StringLiterals;

// GET and POST /session/{id}: the address that a checkout answers with, for browsers and for one POST.
namespace {

// One use each: the number of submissions so far is part of it. Pages of an earlier run no longer fit.
QByteArray formToken(const QByteArray &session, int attempts)
{
    static const QByteArray key = [] {
        std::array<quint32, 8> words{};
        QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
        return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words);
    }();
    return QMessageAuthenticationCode::hash(
        session + ':' + QByteArray::number(attempts), key, QCryptographicHash::Sha256)
        .toHex();
}

QString every(const Cycle &cycle)
{
    const QString unit = QString(wireName(cycle.interval)).toLower();
    return cycle.count == 1 ? u"a %1"_s.arg(unit) : u"every %1 %2s"_s.arg(cycle.count).arg(unit);
}

QString moneyText(qint64 minor, const Price &price)
{
    return displayMoney(Decimal(minor), basicsOf(price).currency);
}

void addMeterLines(QList<PayLine> &lines, const UsagePrice &usage)
{
    for (const MeterPrice &meter : usage.meters) {
        const QString each = meter.pricePerUnit
            ? displayMoney(*meter.pricePerUnit, usage.basics.currency) + u" per unit"_s
            : u"billed in credits"_s;
        lines.append(PayLine{meter.name,
            u"%1, %2 %3 free"_s.arg(
                each, displayCount(Decimal(meter.freeThreshold.value_or(0))), meter.measurementUnit)});
    }
}

void addLines(QList<PayLine> &lines, const Product &product, int quantity)
{
    const Price &price = product.is.price;
    const QString times = quantity > 1 ? u"%1 × "_s.arg(quantity) : QString();
    if (const auto *once = std::get_if<OneTimePrice>(&price)) {
        lines.append(PayLine{product.is.name, times + moneyText(once->price, price)});
    } else if (const auto *recurring = std::get_if<RecurringPrice>(&price)) {
        lines.append(PayLine{product.is.name,
            times + moneyText(recurring->price, price) + u' ' + every(recurring->frequency)});
    } else {
        const auto &usage = std::get<UsagePrice>(price);
        lines.append(
            PayLine{product.is.name, moneyText(usage.fixedPrice, price) + u' ' + every(usage.frequency)});
        addMeterLines(lines, usage);
    }
}

PayPage pageOfSession(const Reading &read, const CheckoutSession &session, const QString &notice)
{
    PayPage page{.session = session.status.id.text,
        .token = formToken(session.status.id.text, session.attempts),
        .email = session.status.customerEmail.value_or(QString()),
        .customer = session.status.customerName.value_or(QString()),
        .asksCustomer = !session.asked.customerId && !session.asked.newCustomer,
        .notice = notice,
        .returnUrl = session.asked.returnUrl.value_or(QString())};
    for (const CartItem &item : session.asked.cart) {
        if (const Result<Product> product = findProduct(read, item.product))
            addLines(page.lines, *product, item.quantity);
    }
    return page;
}

Answer html(const QByteArray &text, int status, const QString &returnUrl = {})
{
    Answer answer = answerHtml(text, status);
    answer.extra.emplaceBack("content-security-policy", payPagePolicy(returnUrl));
    answer.extra.emplaceBack("cache-control", "no-store");
    // Not no-referrer: under it a browser posts the page's own form with `Origin: null`, which is refused.
    answer.extra.emplaceBack("referrer-policy", "same-origin");
    return answer;
}

Answer payPage(const Reading &read, const CheckoutSession &session, const QString &notice, int status)
{
    const PayPage page = pageOfSession(read, session, notice);
    return html(payPageHtml(page), status, page.returnUrl);
}

Answer errorPage(const Error &error)
{
    return html(messagePageHtml(u"Nothing to pay here"_s, error.message), error.status);
}

Answer showPayPage(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const auto session = openSession(read, request.segment(1), world.clock.now());
        return session ? payPage(read, *session, {}, 200) : errorPage(session.error());
    });
}

QString firstSubscription(const CheckoutSession &session)
{
    return session.subscriptions.isEmpty() ? QString() : session.subscriptions.first().string();
}

// dodo-api.md 2.6: what the browser brings back to the merchant.
QUrl returnAddress(const CheckoutSession &session)
{
    QUrl url(*session.asked.returnUrl);
    QUrlQuery query(url);
    const QString subscription = firstSubscription(session);
    if (!subscription.isEmpty())
        query.addQueryItem(u"subscription_id"_s, subscription);
    query.addQueryItem(u"status"_s, subscription.isEmpty() ? u"succeeded"_s : u"active"_s);
    query.addQueryItem(u"email"_s,
        QString::fromLatin1(QUrl::toPercentEncoding(session.status.customerEmail.value_or(QString()))));
    query.addQueryItem(u"payment_id"_s, session.status.payment->string());
    url.setQuery(query);
    return url;
}

Answer donePage(const CheckoutSession &session)
{
    const QUrl url(session.asked.returnUrl.value_or(QString()), QUrl::StrictMode);
    if (!url.isValid() || url.scheme().isEmpty())
        return html(messagePageHtml(u"Paid"_s, u"You can close this page."_s), 200);
    Answer answer = html({}, 303);
    answer.extra.emplaceBack("location", returnAddress(session).toEncoded());
    return answer;
}

Answer jsonOutcome(const CheckoutSession &session)
{
    QJsonObject json = toJson(session.status);
    const QString subscription = firstSubscription(session);
    json.insert("subscription_id"_L1, subscription.isEmpty() ? QJsonValue() : QJsonValue(subscription));
    return answerJson(json);
}

Answer payByJson(const Request &request, World &world)
{
    if (const auto refused = refusedKey(request, Access::Token, world.apiKey))
        return answerError(*refused);
    const auto body = bodyObject(request);
    if (!body)
        return answerError(body.error());
    const auto text = [&](QLatin1StringView key) -> std::optional<QString> {
        const QJsonValue value = body->value(key);
        return value.isString() ? std::optional(value.toString()) : std::nullopt;
    };
    if (!text("card"_L1))
        return answerError(invalidBody(u"card is missing."_s, u"card"_s));
    const Submission submission{text("card"_L1)->toUtf8(), text("email"_L1), text("name"_L1)};
    return writing(request, world, [&](Writing &write) {
        const auto session = openSession(write, request.segment(1), world.clock.now());
        if (!session)
            return answerError(session.error());
        const auto paid = submit(write, world, *session, submission);
        return paid ? jsonOutcome(*paid) : answerError(paid.error());
    });
}

// application/x-www-form-urlencoded, where a plus is a space.
QString formValue(QByteArrayView body, QByteArrayView key)
{
    QByteArray spaced = body.toByteArray();
    spaced.replace('+', ' ');
    for (const QByteArray &pair : spaced.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals >= 0 && QByteArrayView(pair).first(equals) == key)
            return QUrl::fromPercentEncoding(pair.mid(equals + 1));
    }
    return {};
}

Answer afterForm(const Reading &read, const CheckoutSession &session, const Submission &submission)
{
    if (session.consumed())
        return donePage(session);
    const QString why = sentenceOf(cardOutcome(submission.card).value_or(CardOutcome::Declined));
    return payPage(read, session, why + u" Nothing is paid. Choose another outcome."_s, 200);
}

Answer payByForm(const Request &request, World &world)
{
    const QByteArray token = formValue(request.body, "token").toLatin1();
    const Submission submission{formValue(request.body, "card").toUtf8(), formValue(request.body, "email"),
        formValue(request.body, "name")};
    return writing(request, world, [&](Writing &write) {
        const auto session = openSession(write, request.segment(1), world.clock.now());
        if (!session)
            return errorPage(session.error());
        if (token != formToken(session->status.id.text, session->attempts))
            return payPage(write, *session, u"This page was out of date. Choose again."_s, 403);
        const auto after = submit(write, world, *session, submission);
        return after ? afterForm(write, *after, submission)
                     : payPage(write, *session, after.error().message, 422);
    });
}

Answer pay(const Request &request, World &world)
{
    const bool json = headerValue(request.headers, "content-type").startsWith("application/json");
    const Answer answer = json ? payByJson(request, world) : payByForm(request, world);
    world.wakeCron(); // the purchase may have messages to send
    return answer;
}

} // namespace

std::span<const Route> payPageRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/session/:", Access::Page, showPayPage},
        {Method::Post, "/session/:", Access::Page, pay},
    };
    return table;
}
