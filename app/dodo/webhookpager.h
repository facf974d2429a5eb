// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/decode.h"
#include "dodo/webhook.h"

// Reads the list of webhook endpoints along its iterator (dodo-api.md 1.5, cursor style). Deletes itself when
// done.
class WebhookPager : public QObject {
    Q_OBJECT
public:
    WebhookPager(Transport &transport, int mostPages, QObject *parent);
    ~WebhookPager() override;

    Call<QList<Webhook>> start();

private:
    struct Cut {
        QList<Webhook> items;
        QByteArray next; // empty: this was the last
    };
    static Result<Cut> cutFromJson(const QJsonObject &json);
    void next(const QByteArray &iterator);
    void arrived(const Result<Cut> &cut);
    void conclude(const Result<QList<Webhook>> &result);

    Transport &m_transport;
    CallSource<QList<Webhook>> m_source;
    QList<Webhook> m_items;
    int m_pagesLeft;
    const QByteArray m_world; // whose list it is
};
