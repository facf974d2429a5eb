// SPDX-License-Identifier: MIT
#include "sandbox/portal.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView look = R"(
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 24px; background: #0b0b0c; color: #f4f4f5;
  font: 16px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
main { max-width: 720px; margin: 0 auto; }
.badge { display: inline-block; margin-bottom: 16px; padding: 2px 10px; border: 1px solid #2b4a70;
  border-radius: 6px; background: #101d2e; color: #7cb8ff; font-size: 12px; font-weight: 600;
  letter-spacing: 0.06em; }
h1 { margin: 0; font-size: 20px; font-weight: 600; }
h2 { margin: 32px 0 8px; font-size: 15px; font-weight: 600; }
p { margin: 0; color: #a9a9b2; }
table { width: 100%; border-collapse: collapse; background: #121214; border: 1px solid #29292d; }
th, td { padding: 10px 14px; text-align: left; font-size: 14px; border-bottom: 1px solid #29292d; }
th { color: #a9a9b2; font-size: 12px; font-weight: 400; }
td.amount, th.amount { text-align: right; }
a { color: #f4f4f5; }
a:focus-visible { outline: 2px solid #b9ec4b; outline-offset: 2px; }
footer { margin-top: 32px; font-size: 14px; color: #8f8f99; }
)";

QString cell(const QString &html, QLatin1StringView kind = {})
{
    return kind.isEmpty() ? u"<td>%1</td>"_s.arg(html) : u"<td class=\"%1\">%2</td>"_s.arg(kind, html);
}

QString subscriptionsHtml(const QList<PortalSubscription> &subscriptions)
{
    if (subscriptions.isEmpty())
        return u"<p>No subscription yet.</p>\n"_s;
    QString rows;
    for (const PortalSubscription &subscription : subscriptions)
        rows += u"<tr>%1%2%3</tr>\n"_s.arg(cell(subscription.name.toHtmlEscaped()),
            cell(subscription.status.toHtmlEscaped()), cell(subscription.next.toHtmlEscaped()));
    return u"<table>\n<tr><th>Product</th><th>Status</th><th>Next</th></tr>\n%1</table>\n"_s.arg(rows);
}

QString paymentsHtml(const QList<PortalPayment> &payments)
{
    if (payments.isEmpty())
        return u"<p>No payment yet.</p>\n"_s;
    QString rows;
    for (const PortalPayment &payment : payments)
        rows += u"<tr>%1%2%3%4</tr>\n"_s.arg(cell(payment.date.toHtmlEscaped()),
            cell(payment.status.toHtmlEscaped()), cell(payment.amount.toHtmlEscaped(), "amount"_L1),
            cell(u"<a href=\"%1\">Invoice</a>"_s.arg(payment.invoice.toHtmlEscaped())));
    return u"<table>\n<tr><th>Date</th><th>Status</th><th class=\"amount\">Amount</th><th>Invoice</th></tr>\n"
           "%1</table>\n"_s.arg(rows);
}

} // namespace

QByteArray portalHtml(const PortalPage &page)
{
    const QString back = page.returnUrl.isEmpty()
        ? QString()
        : u"<p><a href=\"%1\">Back to the shop</a></p>\n"_s.arg(page.returnUrl.toHtmlEscaped());
    const QString head
        = u"<h1>%1</h1>\n<p>%2</p>\n"_s.arg(page.customer.toHtmlEscaped(), page.email.toHtmlEscaped());
    return u"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>Customer portal</title>\n<style>%1</style>\n</head>\n<body>\n<main>\n"
           "<div class=\"badge\">SANDBOX</div>\n%2<h2>Subscriptions</h2>\n%3<h2>Payments</h2>\n%4"
           "<footer>%5Simulated. No card is charged.</footer>\n</main>\n</body>\n</html>\n"_s
               .arg(QString::fromLatin1(look), head, subscriptionsHtml(page.subscriptions),
                   paymentsHtml(page.payments), back)
               .toUtf8();
}

QByteArray portalPolicy()
{
    const QByteArray hash = QCryptographicHash::hash(look, QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; style-src 'sha256-" + hash
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
