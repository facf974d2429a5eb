// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

// A program of the reader's own, that speaks plain HTTP to the sandbox and names itself as it is told.
class OtherProgram {
public:
    OtherProgram(const QString &address, const QByteArray &key)
        : m_address(address)
        , m_key(key)
    {
    }

    void setKey(const QByteArray &key) { m_key = key; }

    void send(const QJsonArray &events, const QByteArray &agent = typeScript)
    {
        QNetworkRequest request(QUrl(m_address + QStringLiteral("/events/ingest")));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        request.setRawHeader("User-Agent", agent);
        if (agent == typeScript) {
            request.setRawHeader("X-Stainless-Lang", "js");
            request.setRawHeader("X-Stainless-Package-Version", "2.52.0");
        }
        if (!m_key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + m_key);
        const QJsonObject body{{QStringLiteral("events"), events}};
        m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    static QJsonObject event(const QString &id, const QString &customer,
        const QString &name = QStringLiteral("image.generated"),
        const QString &quality = QStringLiteral("standard"))
    {
        return {{QStringLiteral("event_id"), id}, {QStringLiteral("customer_id"), customer},
            {QStringLiteral("event_name"), name},
            {QStringLiteral("metadata"), QJsonObject{{QStringLiteral("quality"), quality}}}};
    }

    static inline const QByteArray typeScript = "DodoPayments/JS 2.52.0";

private:
    QNetworkAccessManager m_network;
    QString m_address;
    QByteArray m_key;
};
