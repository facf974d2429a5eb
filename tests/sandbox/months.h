// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/peer.h"
#include "sandbox/received.h"
#include "sandbox/shop.h"

using namespace Qt::StringLiterals;

inline QStringList eventIds(const QString &prefix, int count)
{
    QStringList out;
    for (int i = 0; i < count; ++i)
        out.append(prefix + QString::number(i));
    return out;
}

constexpr qsizetype bought = 4; // messages of a purchase

// A shop whose receiver takes every webhook.
struct Months {
    Months()
        : peer(Peer::answer("200 OK", "{}"))
    {
        shop.post("/webhooks", {{"url"_L1, peer.url().toString()}});
        customer = shop.makeCustomer();
    }

    // The example's product with other terms.
    QString product(const QJsonObject &terms = {})
    {
        QJsonObject fields = shop.productFields(shop.makeMeter());
        QJsonObject price = fields["price"_L1].toObject();
        for (auto it = terms.begin(); it != terms.end(); ++it)
            price.insert(it.key(), it.value());
        fields.insert("price"_L1, price);
        return shop.post("/products", fields).json()["product_id"_L1].toString();
    }

    QString buy(const QString &product, const QString &card = u"4242424242424242"_s)
    {
        const QString session = shop.checkout(product, {{"customer_id"_L1, customer}});
        return shop.post("/session/" + session.toUtf8(), {{"card"_L1, card}})
            .json()["subscription_id"_L1]
            .toString();
    }

    QString advance(const QString &by)
    {
        return shop.post("/_sandbox/clock", {{"advance"_L1, by}}).json()["now"_L1].toString();
    }

    QJsonObject subscription(const QString &id) { return shop.get("/subscriptions/" + id.toUtf8()).json(); }
    QJsonArray payments() { return shop.get("/payments?page_size=100").items(); }
    QJsonArray usage(const QString &id)
    {
        return shop.get("/subscriptions/" + id.toUtf8() + "/usage-history").items();
    }
    QJsonArray lines(const QJsonValue &payment)
    {
        return shop.get("/payments/" + payment["payment_id"_L1].toString().toUtf8() + "/line-items").items();
    }
    QStringList told(qsizetype after) { return typesOf(peer.requests().mid(after)); }

    Shop shop;
    Peer peer;
    QString customer;
};
