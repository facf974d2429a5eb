// SPDX-License-Identifier: MIT
#include "sandbox/invoice.h"

#include "sandbox/invoicepaper.h"
#include "sandbox/objectlist.h"
#include "sandbox/pdfinfo.h"

#include <QBuffer>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>

#include <mutex>

using namespace Qt::StringLiterals;

namespace {

Invoice::State stateOf(const QString &status)
{
    if (status == "succeeded"_L1)
        return Invoice::State::Paid;
    return status == "failed"_L1 || status == "cancelled"_L1 ? Invoice::State::Failed : Invoice::State::Open;
}

QString joined(const QJsonObject &from, std::initializer_list<QLatin1StringView> keys, const QString &between)
{
    QStringList out;
    for (const QLatin1StringView key : keys) {
        if (const QString text = from[key].toString(); !text.isEmpty())
            out.append(text);
    }
    return out.join(between);
}

QStringList buyerOf(const QJsonObject &payment)
{
    const QJsonObject customer = payment["customer"_L1].toObject();
    const QJsonObject billing = payment["billing"_L1].toObject();
    QStringList out{customer["name"_L1].toString(), customer["email"_L1].toString(),
        billing["street"_L1].toString(), joined(billing, {"zipcode"_L1, "city"_L1, "state"_L1}, u" "_s),
        billing["country"_L1].toString()};
    out.removeAll(QString());
    return out;
}

QString cardOf(const QJsonObject &payment)
{
    const QString digits = payment["card_last_four"_L1].toString();
    if (digits.isEmpty())
        return {};
    return u"%1 ending in %2"_s.arg(payment["card_network"_L1].toString(u"Card"_s), digits);
}

// The window has loaded the packed fonts long before; `serve` has no window. Where none are packed the
// system's are taken.
void loadPaperFonts()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (QFontDatabase::hasFamily(u"Inter"_s))
            return;
        for (const auto name : {"Inter-Regular.otf"_L1, "Inter-SemiBold.otf"_L1}) {
            if (const QString file = ":/fonts/"_L1 + name; QFile::exists(file))
                QFontDatabase::addApplicationFont(file);
        }
    });
}

} // namespace

qint64 Invoice::subtotal() const
{
    qint64 out = 0;
    for (const PaymentLine &line : lines)
        out += line.amount;
    return out;
}

Invoice invoiceOf(const QJsonObject &storedPayment)
{
    Invoice out{.number = storedPayment["invoice_id"_L1].toString(),
        .merchant = merchantName.toString(),
        .state = stateOf(storedPayment["status"_L1].toString()),
        .issued = timeFromIso(storedPayment["created_at"_L1].toString().toLatin1()).valueOr(TimePoint()),
        .period = periodOfPayment(storedPayment),
        .payment = storedPayment["payment_id"_L1].toString(),
        .card = cardOf(storedPayment),
        .reason = storedPayment["error_message"_L1].toString(),
        .buyer = buyerOf(storedPayment),
        .currency = storedPayment["currency"_L1].toString().toLatin1(),
        .lines = {},
        .tax = storedPayment["tax"_L1].toInteger(),
        .total = storedPayment["total_amount"_L1].toInteger()};
    if (out.number.isEmpty()) // a seed file's payment may have none
        out.number = out.payment;
    const auto lines = linesOfPayment(storedPayment);
    for (const PaymentLine &line : lines) {
        if (line.amount < 0)
            out.discount -= line.amount;
        else
            out.lines.append(line);
    }
    if (lines.isEmpty())
        out.lines.append({u"Payment"_s, out.total - out.tax});
    return out;
}

Result<QByteArray> invoicePdf(const Invoice &invoice)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return Error{.kind = Error::Kind::Server,
            .message = u"This program draws no invoices. pixelmeter serve does."_s,
            .status = 500};
    loadPaperFonts();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({});
        writer.setResolution(int(72 * InvoicePaper::unitsPerPoint));
        QPainter painter(&writer);
        InvoicePaper paper(painter, invoice);
        paper.draw([&] { writer.newPage(); });
    }
    return withPdfInfo(bytes,
        {.title = u"Invoice %1"_s.arg(invoice.number),
            .author = invoice.merchant,
            .created = invoice.issued});
}
