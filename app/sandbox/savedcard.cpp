// SPDX-License-Identifier: MIT
#include "sandbox/savedcard.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsAtOnce = 2000; // a world may hold more payments than shall be in memory together

} // namespace

QByteArray savedMethod(const CustomerId &customer, const QByteArray &lastFour)
{
    const QByteArray text = customer.text + ':' + lastFour;
    return "pm_" + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(21);
}

std::optional<QByteArray> savedCard(const Reading &read, const CustomerId &customer, const QByteArray &method)
{
    const auto paidWith = [&](const QJsonObject &payment) {
        return payment["customer"_L1]["customer_id"_L1].toString() == customer.string()
            && payment["payment_method_id"_L1].toString().toLatin1() == method
            && payment["status"_L1].toString() == "succeeded"_L1;
    };
    for (qint64 offset = 0;; offset += rowsAtOnce) {
        const auto rows = read.list({.kind = Kind::Payment, .offset = offset, .limit = rowsAtOnce});
        for (const Row &row : rows) {
            const QJsonObject payment = row.json.contains(method) ? row.object() : QJsonObject();
            if (paidWith(payment))
                return payment["card_last_four"_L1].toString().toLatin1();
        }
        if (rows.size() < rowsAtOnce)
            return std::nullopt;
    }
}
