// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagequery.h"
#include "outbox/imagerow.h"
#include "ui/gallery/galleryprices.h"
#include "ui/gallery/gallerythumbs.h"

#include <QAbstractListModel>

class Outbox;

// The pictures a query finds, newest first. It holds their ids; rows, thumbnails and prices are fetched for
// those in sight and what lies just beyond.
class GalleryModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { PictureRole = Qt::UserRole, ThumbRole, BrokenRole, PriceRole, PriceInkRole, DayRole };

    GalleryModel(Session &session, GalleryThumbs &thumbs, GalleryPrices &prices, QObject *parent = nullptr);

    const ImageQuery &query() const { return m_query; }
    void setQuery(const ImageQuery &query);
    void reload(); // rows that stay keep their place in the selection
    void setSight(int first, int last); // what is shown; fetches it

    const QList<EventId> &ids() const { return m_ids; }
    int rowOf(const EventId &id) const { return int(m_ids.indexOf(id)); }
    const ImageRow *picture(int row) const; // null while it is fetched
    // The rows of these pictures, in their order; those that are gone are left out.
    void fetch(const QList<EventId> &ids, std::function<void(const QList<ImageRow> &)> then);
    void remove(const QList<EventId> &ids); // from the list at once; the workspace is told by others

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void listed(); // the ids have come
    void fetched(); // some rows have
    void failed(const Error &error);

private:
    void take(const QList<EventId> &ids);
    void fetchPage();
    void takePage(int offset, const QList<ImageRow> &rows);
    void wish();
    void touch(const EventId &id, const QList<int> &roles);

    Session &m_session;
    GalleryThumbs &m_thumbs;
    GalleryPrices &m_prices;
    ImageQuery m_query;
    QList<EventId> m_ids;
    QHash<EventId, ImageRow> m_rows;
    int m_first = 0;
    int m_last = -1;
    int m_round = 0; // of asking for ids; older answers are dropped
    bool m_fetching = false;
};
