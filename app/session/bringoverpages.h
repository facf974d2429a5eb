// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/decode.h"
#include "dodo/pager.h"

// A list of another place than the one billing goes to now, page by page (dodo-api.md 1.5). Deletes itself
// when done; when its parent dies first, the call is finished as Cancelled.
template<typename T>
class BringOverPages : public QObject {
public:
    using Page = std::function<ApiRequest(int page)>;
    using ReadItem = std::function<Result<T>(const QJsonObject &item, const QString &path)>;

    BringOverPages(Transport &transport, Destination place, Page page, ReadItem readItem, QObject *parent)
        : QObject(parent)
        , m_transport(transport)
        , m_place(std::move(place))
        , m_page(std::move(page))
        , m_readItem(std::move(readItem))
    {
    }

    ~BringOverPages() override { m_source.finish(cancelledCall()); }

    Call<QList<T>> start()
    {
        next(0);
        return m_source.call();
    }

private:
    static constexpr int mostPages = 10;

    void next(int page)
    {
        const auto call = decodedObject<QList<T>>(
            m_transport.sendTo(m_place, m_page(page)), [read = m_readItem](const QJsonObject &json) {
                JsonReader in(json);
                const QList<T> items = in.list<T>(QLatin1StringView("items"), read);
                return in.finish(items);
            });
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this, page](const Result<QList<T>> &items) {
            if (items)
                m_items += *items;
            if (items && items->size() == listPageSize && page + 1 < mostPages)
                return next(page + 1);
            deleteLater();
            m_source.finish(items ? Result(m_items) : items);
        });
    }

    Transport &m_transport;
    const Destination m_place;
    const Page m_page;
    const ReadItem m_readItem;
    CallSource<QList<T>> m_source;
    QList<T> m_items;
};
