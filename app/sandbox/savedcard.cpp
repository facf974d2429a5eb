// SPDX-License-Identifier: MIT
#include "sandbox/savedcard.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

QByteArray savedMethod(const CustomerId &customer, const QByteArray &lastFour)
{
    const QByteArray text = customer.text + ':' + lastFour;
    return "pm_" + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(21);
}

std::optional<QByteArray> savedCard(const Reading &read, const CustomerId &customer, const QByteArray &method)
{
    const auto payments = read.list({.kind = Kind::Payment});
    for (const Row &row : payments) {
        const QJsonObject payment = row.object();
        if (payment["customer"_L1]["customer_id"_L1].toString() == customer.string()
            && payment["payment_method_id"_L1].toString().toLatin1() == method
            && payment["status"_L1].toString() == "succeeded"_L1)
            return payment["card_last_four"_L1].toString().toLatin1();
    }
    return std::nullopt;
}
