// SPDX-License-Identifier: MIT
#include "sandbox/signature.h"

#include <QMessageAuthenticationCode>

std::optional<QByteArray> webhookSignature(
    const QByteArray &secret, const QByteArray &id, qint64 seconds, const QByteArray &body)
{
    constexpr QByteArrayView prefix = "whsec_";
    const QByteArray text = secret.startsWith(prefix) ? secret.mid(prefix.size()) : secret;
    const auto key = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!key || (*key).isEmpty())
        return std::nullopt;
    const QByteArray said = id + '.' + QByteArray::number(seconds) + '.' + body;
    return "v1," + QMessageAuthenticationCode::hash(said, *key, QCryptographicHash::Sha256).toBase64();
}
