// SPDX-License-Identifier: MIT
#include "sandbox/invoice.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

// A seed file may have given any number.
QByteArray fileName(const QString &number)
{
    QByteArray out = "invoice-";
    for (const QChar c : number) {
        if (c.isLetterOrNumber() && c.unicode() < 128)
            out += c.toLatin1();
        else if (c == u'_' || c == u'-')
            out += c.toLatin1();
    }
    return out + ".pdf";
}

// Needs no key: whoever has the payment's id may read it (dodo-api.md 1.1). Drawn outside of the store.
Answer retrieveInvoice(const Request &request, World &world)
{
    std::optional<Invoice> invoice;
    Answer answer = reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Payment, request.segment(2));
        if (!row)
            return answerError(notFound(u"payment"_s, request.segment(2)));
        invoice = invoiceOf(row->object());
        return answerEmpty(200);
    });
    if (!invoice)
        return answer;
    const Result<QByteArray> pdf = invoicePdf(*invoice);
    if (!pdf)
        return answerError(pdf.error());
    answer.body = *pdf;
    answer.type = "application/pdf";
    answer.extra.emplaceBack("content-disposition", "inline; filename=\"" + fileName(invoice->number) + '"');
    answer.extra.emplaceBack("cache-control", "no-store");
    answer.extra.emplaceBack("x-content-type-options", "nosniff");
    return answer;
}

} // namespace

std::span<const Route> invoiceRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/invoices/payments/:", Access::Page, retrieveInvoice},
    };
    return table;
}
