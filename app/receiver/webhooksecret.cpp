// SPDX-License-Identifier: MIT
#include "receiver/webhooksecret.h"

using namespace Qt::StringLiterals;

namespace {
constexpr QByteArrayView prefix = "whsec_";
}

Result<QByteArray> webhookKeyOf(const QByteArray &secret)
{
    const auto refused = [](const QString &sentence) {
        return Error{.kind = Error::Kind::Invalid, .message = sentence, .field = u"secret"_s};
    };
    const QByteArray text = secret.startsWith(prefix) ? secret.mid(prefix.size()) : secret;
    if (text.isEmpty())
        return refused(u"The secret is empty."_s);
    const auto key = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!key || (*key).isEmpty())
        return refused(u"The secret is no base64 behind “whsec_”. Copy it whole."_s);
    return *key;
}

QString maskedWebhookSecret(const QByteArray &secret)
{
    return secret.isEmpty() ? QString() : u"whsec_••••••••"_s;
}
