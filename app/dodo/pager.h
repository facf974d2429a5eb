// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/decode.h"

#include <functional>

// Reads a list page by page until one is short, empty or the last allowed (dodo-api.md 1.5). Deletes itself
// when done; when its parent dies first, or billing goes elsewhere before the end, the call is finished as
// Cancelled.
template<typename T>
class Pager : public QObject {
public:
    using PageRequest = std::function<ApiRequest(int page)>;
    using ReadItem = std::function<Result<T>(const QJsonObject &item, const QString &path)>;

    Pager(Transport &transport, PageRequest request, ReadItem readItem, int mostPages, QObject *parent)
        : QObject(parent)
        , m_transport(transport)
        , m_request(std::move(request))
        , m_readItem(std::move(readItem))
        , m_mostPages(mostPages)
        , m_world(worldOf(transport.destination()))
    {
    }

    ~Pager() override { m_source.finish(cancelledCall()); }

    Call<QList<T>> start()
    {
        next(0);
        return m_source.call();
    }

private:
    void next(int page)
    {
        const auto call = decodedObject<QList<T>>(
            m_transport.send(m_request(page)), [read = m_readItem](const QJsonObject &json) {
                JsonReader in(json);
                const QList<T> items = in.list<T>(QLatin1StringView("items"), read);
                return in.finish(items);
            });
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this, page](const Result<QList<T>> &items) { arrived(page, items); });
    }

    void arrived(int page, const Result<QList<T>> &items)
    {
        if (!items)
            return conclude(items.error());
        m_items += *items;
        if (items->size() < listPageSize || page + 1 == m_mostPages)
            return conclude(m_items);
        if (worldOf(m_transport.destination()) != m_world)
            return conclude(cancelledCall());
        next(page + 1);
    }

    void conclude(const Result<QList<T>> &result)
    {
        deleteLater();
        m_source.finish(result);
    }

    Transport &m_transport;
    const PageRequest m_request;
    const ReadItem m_readItem;
    const int m_mostPages;
    const QByteArray m_world; // whose list it is
    CallSource<QList<T>> m_source;
    QList<T> m_items;
};
