// SPDX-License-Identifier: MIT
#include "sandbox/paypage.h"

#include <QCryptographicHash>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView style = R"(
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: #0b0b0c; color: #f4f4f5; font: 16px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
main { width: 100%; max-width: 440px; background: #121214; border: 1px solid #29292d; border-radius: 10px;
  padding: 24px; }
h1 { margin: 0 0 4px; font-size: 20px; font-weight: 600; }
p { margin: 0; color: #a9a9b2; }
.badge { display: inline-block; margin-bottom: 16px; padding: 2px 10px; border: 1px solid #2b4a70;
  border-radius: 6px; background: #101d2e; color: #7cb8ff; font-size: 12px; font-weight: 600;
  letter-spacing: 0.06em; }
.lines { margin: 20px 0; padding: 0; list-style: none; border-top: 1px solid #29292d; }
.lines li { padding: 12px 0; border-bottom: 1px solid #29292d; }
.lines span { display: block; color: #a9a9b2; font-size: 14px; }
.notice { margin: 0 0 16px; padding: 10px 14px; border: 1px solid #7a3430; border-radius: 8px;
  background: #2a1312; color: #ff7a70; }
label { display: block; margin-bottom: 12px; font-size: 14px; color: #a9a9b2; }
input { display: block; width: 100%; margin-top: 6px; height: 40px; padding: 0 12px; font: inherit;
  color: #f4f4f5; background: #0b0b0c; border: 1px solid #64646e; border-radius: 8px; }
button { display: flex; width: 100%; justify-content: space-between; align-items: center; margin-top: 12px;
  min-height: 44px; padding: 8px 16px; font: inherit; font-weight: 500; cursor: pointer; border-radius: 8px;
  color: #f4f4f5; background: #1c1c1f; border: 1px solid #29292d; }
button:hover { background: #26262a; }
button.main { color: #0b0b0c; background: #fff; border-color: #fff; }
button.main:hover { background: #e6e6e3; }
button:focus-visible, input:focus-visible { outline: 2px solid #b9ec4b; outline-offset: 2px; }
button small { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 12px; opacity: 0.75; }
footer { margin-top: 20px; font-size: 14px; color: #8f8f99; text-align: center; }
)";

struct Choice {
    const char *card;
    QLatin1StringView label;
    const char *look; // the button's class
};

constexpr Choice choices[]{
    {"4242424242424242", "Card works"_L1, "main"},
    {"4000000000000002", "Card is declined"_L1, "other"},
    {"4000000000009995", "No funds"_L1, "other"},
};

QString frame(const QString &title, const QString &body)
{
    return u"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<main>\n"
           "<div class=\"badge\">SANDBOX</div>\n%3"
           "<footer>Simulated. No card is charged.</footer>\n</main>\n</body>\n</html>\n"_s.arg(
               title.toHtmlEscaped(), QString::fromLatin1(style), body);
}

QString linesHtml(const QList<PayLine> &lines)
{
    QString out;
    for (const PayLine &line : lines) {
        out += u"<li>%1<span>%2</span></li>\n"_s.arg(line.name.toHtmlEscaped(), line.price.toHtmlEscaped());
    }
    return u"<ul class=\"lines\">\n%1</ul>\n"_s.arg(out);
}

QString customerHtml(const PayPage &page)
{
    return u"<label>Email<input name=\"email\" type=\"email\" required autocomplete=\"email\" value=\"%1\">"
           "</label>\n<label>Name<input name=\"name\" autocomplete=\"name\" value=\"%2\"></label>\n"_s.arg(
               page.email.toHtmlEscaped(), page.customer.toHtmlEscaped());
}

QString buttonsHtml()
{
    QString out;
    for (const Choice &choice : choices) {
        const QString card = QString::fromLatin1(choice.card);
        out += u"<button name=\"card\" value=\"%1\" class=\"%2\">%3<small>%4</small></button>\n"_s.arg(
            card, QString::fromLatin1(choice.look), choice.label, u"•••• "_s + card.right(4));
    }
    return out;
}

QString buyerText(const PayPage &page)
{
    if (page.asksCustomer)
        return u"Test purchase"_s;
    return page.customer.isEmpty() ? page.email : u"%1, %2"_s.arg(page.customer, page.email);
}

// The part of a CSP source list that lets the form's redirect reach this address.
QByteArray originSource(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.scheme().isEmpty())
        return {};
    const QUrl origin
        = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return ' ' + (web ? origin.toEncoded() : url.scheme().toLatin1() + ':');
}

} // namespace

QByteArray payPageHtml(const PayPage &page)
{
    const QString notice = page.notice.isEmpty()
        ? QString()
        : u"<p class=\"notice\" role=\"alert\">%1</p>\n"_s.arg(page.notice.toHtmlEscaped());
    const QString form = u"<form method=\"post\" action=\"/session/%1\">\n"
                         "<input type=\"hidden\" name=\"token\" value=\"%2\">\n%3%4</form>\n"_s.arg(
                             QString::fromLatin1(page.session.toPercentEncoding()),
                             QString::fromLatin1(page.token).toHtmlEscaped(),
                             page.asksCustomer ? customerHtml(page) : QString(), buttonsHtml());
    const QString head = u"<h1>Checkout</h1>\n<p>%1</p>\n"_s.arg(buyerText(page).toHtmlEscaped());
    return frame(u"Checkout"_s, head + linesHtml(page.lines) + notice + form).toUtf8();
}

QByteArray messagePageHtml(const QString &headline, const QString &sentence)
{
    return frame(
        headline, u"<h1>%1</h1>\n<p>%2</p>\n"_s.arg(headline.toHtmlEscaped(), sentence.toHtmlEscaped()))
        .toUtf8();
}

QByteArray payPagePolicy(const QString &returnUrl)
{
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; style-src 'sha256-" + hash + "'; form-action 'self'" + originSource(returnUrl)
        + "; base-uri 'none'; frame-ancestors 'none'";
}
