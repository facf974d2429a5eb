// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/payments.h"

// The paper of one payment (dodo-api.md 2.8): what was billed to whom, and whether it was paid.
struct Invoice {
    enum class State { Paid, Failed, Open };

    QString number; // inv_…
    QString merchant;
    State state = State::Open;
    TimePoint issued;
    std::optional<Period> period; // whose usage it bills
    QString payment; // pay_…
    QString card; // "VISA ending in 4242"; empty when none was used
    QString reason; // why the payment failed
    QStringList buyer; // name, e-mail, address: a line each
    QByteArray currency;
    QList<PaymentLine> lines; // without discounts
    qint64 discount = 0; // above 0
    qint64 tax = 0;
    qint64 total = 0;

    qint64 subtotal() const;
};

constexpr QStringView merchantName(u"PixelGen AI"); // the one brand that a sandbox has

Invoice invoiceOf(const QJsonObject &storedPayment);

// A4, with selectable text, on as many pages as the lines need. Any thread; a QGuiApplication must be there.
Result<QByteArray> invoicePdf(const Invoice &invoice);
