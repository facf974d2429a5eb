// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QTemporaryDir>

// A sandbox on a free port with a clock that stands still, and a client that speaks HTTP to it.
class Shop {
public:
    explicit Shop(PaintFunction paint = {});

    struct Reply {
        int status = 0;
        QByteArray type;
        QByteArray body;
        QNetworkReply *raw = nullptr; // lives as long as the shop

        QJsonObject json() const;
        QJsonArray items() const;
        QString code() const; // of a Dodo error
        QByteArray header(const char *name) const;
    };
    Reply get(const QByteArray &path);
    Reply post(const QByteArray &path, const QJsonObject &json = {}); // without a body when empty
    Reply patch(const QByteArray &path, const QJsonObject &json);
    Reply del(const QByteArray &path);
    Reply send(const QByteArray &method, QNetworkRequest request, const QByteArray &body = {});

    QNetworkRequest request(const QByteArray &path) const; // with the key
    QNetworkRequest plainRequest(const QByteArray &path) const; // without
    QByteArray url() const { return m_sandbox->address().dodoUrl.toUtf8(); }
    QByteArray webhookKey() const { return m_sandbox->address().webhookKey; }
    QNetworkAccessManager &network() { return m_network; }

    // The figures of the image generator example.
    QJsonObject meterFields() const;
    QJsonObject productFields(const QString &meterId) const;
    QString makeMeter();
    QString makeProduct(const QString &meterId);
    QString makeCustomer(const QString &email = QStringLiteral("customer@example.com"));
    QString checkout(const QString &productId, const QJsonObject &customer); // the session's id
    QString buy(const QString &productId, const QString &customerId); // the subscription's id
    int ingest(const QString &customerId, const QStringList &ids,
        const QString &quality = QStringLiteral("hd"),
        const QString &name = QStringLiteral("image.generated")); // the status

    std::shared_ptr<FrozenClock> clock;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    QNetworkAccessManager m_network;
};
