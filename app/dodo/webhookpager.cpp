// SPDX-License-Identifier: MIT
#include "dodo/webhookpager.h"

using namespace Qt::StringLiterals;

WebhookPager::WebhookPager(Transport &transport, int mostPages, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_pagesLeft(mostPages)
    , m_world(worldOf(transport.destination()))
{
}

WebhookPager::~WebhookPager()
{
    m_source.finish(cancelledCall());
}

Call<QList<Webhook>> WebhookPager::start()
{
    next({});
    return m_source.call();
}

Result<WebhookPager::Cut> WebhookPager::cutFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Cut cut{.items = in.list<Webhook>("data"_L1, webhookFromJson),
        .next = in.optionalString("iterator"_L1).value_or(QString()).toUtf8()};
    return in.finish(cut);
}

void WebhookPager::next(const QByteArray &iterator)
{
    const auto call = decodedObject<Cut>(m_transport.send(requests::webhooks(iterator)), cutFromJson);
    m_source.onCancel([call] { call.cancel(); });
    whenDone(call, this, [this](const Result<Cut> &cut) { arrived(cut); });
}

void WebhookPager::arrived(const Result<Cut> &cut)
{
    if (!cut)
        return conclude(cut.error());
    m_items += cut->items;
    if (cut->items.isEmpty() || cut->next.isEmpty() || --m_pagesLeft == 0)
        return conclude(m_items);
    if (worldOf(m_transport.destination()) != m_world)
        return conclude(cancelledCall());
    next(cut->next);
}

void WebhookPager::conclude(const Result<QList<Webhook>> &result)
{
    deleteLater();
    m_source.finish(result);
}
