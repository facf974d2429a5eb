// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/signature.h"
#include "support/exchange.h"

#include <QJsonDocument>
#include <QJsonObject>

// A webhook message as a receiver got it.
struct Received {
    Headers head; // names in lower case
    QByteArray body;

    QByteArray header(QByteArrayView name) const { return headerValue(head, name); }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString type() const { return json()[QLatin1StringView("type")].toString(); }

    bool signedBy(const QByteArray &key) const
    {
        const auto expected
            = webhookSignature(key, header("webhook-id"), header("webhook-timestamp").toLongLong(), body);
        return expected == header("webhook-signature");
    }
};

inline Received received(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    Received out{.head = {}, .body = request.mid(end + 4)};
    for (const QByteArray &line : request.left(end).split('\n').mid(1)) {
        const qsizetype colon = line.indexOf(':');
        out.head.emplaceBack(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    return out;
}

inline QStringList typesOf(const QList<QByteArray> &requests)
{
    QStringList out;
    for (const QByteArray &request : requests)
        out.append(received(request).type());
    return out;
}
