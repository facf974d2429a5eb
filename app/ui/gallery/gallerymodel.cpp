// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerymodel.h"

#include "ui/gallery/gallerywords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 60;
constexpr qsizetype mostRows = 4000; // kept; about a kilobyte each

} // namespace

GalleryModel::GalleryModel(Session &session, GalleryThumbs &thumbs, GalleryPrices &prices, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_thumbs(thumbs)
    , m_prices(prices)
{
    connect(&thumbs, &GalleryThumbs::loaded, this, [this](const EventId &id) {
        touch(id, {ThumbRole, BrokenRole});
    });
    connect(&prices, &GalleryPrices::priced, this, [this](const QList<EventId> &ids) {
        for (const EventId &id : ids)
            touch(id, {PriceRole, PriceInkRole});
    });
    connect(&prices, &GalleryPrices::outdated, this, &GalleryModel::wish);
}

void GalleryModel::setQuery(const ImageQuery &query)
{
    m_query = query;
    reload();
}

void GalleryModel::reload()
{
    whenDone(m_session.outbox().imageIds(m_query), this,
        [this, round = ++m_round](const Result<QList<EventId>> &ids) {
            if (round != m_round)
                return;
            if (!ids)
                return Q_EMIT failed(ids.error());
            take(*ids);
            Q_EMIT listed();
        });
}

// New pictures stand in front. Anything else is another list.
void GalleryModel::take(const QList<EventId> &ids)
{
    const QSet<EventId> now(ids.cbegin(), ids.cend());
    QList<EventId> gone;
    for (const EventId &id : std::as_const(m_ids)) {
        if (!now.contains(id))
            gone.append(id);
    }
    const qsizetype kept = m_ids.size() - gone.size();
    const qsizetype fresh = ids.size() - kept;
    const bool sameQuery = kept > 0 && gone.size() < 50 && fresh >= 0;
    if (sameQuery)
        remove(gone);
    if (sameQuery && std::equal(m_ids.cbegin(), m_ids.cend(), ids.cbegin() + fresh, ids.cend())) {
        if (fresh > 0) {
            beginInsertRows({}, 0, int(fresh) - 1);
            m_ids = ids;
            endInsertRows();
        }
    } else {
        beginResetModel();
        m_ids = ids;
        endResetModel();
    }
    fetchPage();
}

void GalleryModel::remove(const QList<EventId> &ids)
{
    const QSet<EventId> gone(ids.cbegin(), ids.cend());
    for (int last = int(m_ids.size()) - 1; last >= 0; --last) {
        if (!gone.contains(m_ids[last]))
            continue;
        int first = last;
        while (first > 0 && gone.contains(m_ids[first - 1]))
            --first;
        beginRemoveRows({}, first, last);
        m_ids.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void GalleryModel::setSight(int first, int last)
{
    m_first = std::max(first, 0);
    m_last = last;
    fetchPage();
    wish();
}

// One page at a time: when it comes, what is in sight by then is asked for.
void GalleryModel::fetchPage()
{
    const int last = std::min(m_last, int(m_ids.size()) - 1);
    int missing = std::min(m_first, int(m_ids.size()));
    while (missing <= last && m_rows.contains(m_ids[missing]))
        ++missing;
    if (m_fetching || missing > last)
        return;
    m_fetching = true;
    const int offset = missing / pageRows * pageRows;
    whenDone(m_session.outbox().images(m_query, pageRows, offset), this,
        [this, offset, query = m_query](const Result<QList<ImageRow>> &rows) {
            m_fetching = false;
            if (query != m_query)
                return fetchPage();
            if (!rows)
                return Q_EMIT failed(rows.error());
            takePage(offset, *rows);
        });
}

void GalleryModel::takePage(int offset, const QList<ImageRow> &rows)
{
    if (m_rows.size() > mostRows)
        m_rows.clear();
    bool same = !rows.isEmpty();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_rows.insert(rows[i].id, rows[i]);
        same = same && m_ids.value(offset + i) == rows[i].id;
    }
    if (!same)
        return reload(); // pictures came or went meanwhile
    Q_EMIT dataChanged(index(offset), index(offset + int(rows.size()) - 1));
    Q_EMIT fetched();
    wish();
    fetchPage();
}

// Thumbnails of what is in sight, then of the screen below it and of half a screen above it; prices of what
// is in sight.
void GalleryModel::wish()
{
    const int shown = m_last - m_first + 1;
    const int all = int(m_ids.size());
    QList<GalleryThumbs::Wish> wishes;
    QList<ImageRow> priced;
    const auto add = [&](int row) {
        if (const ImageRow *one = picture(row))
            wishes.append({one->id, one->file});
    };
    for (int row = m_first; row <= std::min(m_last, all - 1); ++row) {
        add(row);
        if (const ImageRow *one = picture(row))
            priced.append(*one);
    }
    for (int row = m_last + 1; row <= std::min(m_last + shown, all - 1); ++row)
        add(row);
    for (int row = m_first - 1; row >= std::max(m_first - shown / 2, 0); --row)
        add(row);
    m_thumbs.want(wishes);
    m_prices.want(priced);
}

const ImageRow *GalleryModel::picture(int row) const
{
    if (row < 0 || row >= m_ids.size())
        return nullptr;
    const auto found = m_rows.constFind(m_ids[row]);
    return found == m_rows.cend() ? nullptr : &*found;
}

void GalleryModel::fetch(const QList<EventId> &ids, std::function<void(const QList<ImageRow> &)> then)
{
    struct Basket {
        QHash<EventId, ImageRow> rows;
        qsizetype missing = 0;
    };
    auto basket = std::make_shared<Basket>();
    const auto hand = [ids, then = std::move(then), basket] {
        QList<ImageRow> rows;
        for (const EventId &id : ids) {
            if (basket->rows.contains(id))
                rows.append(basket->rows.value(id));
        }
        then(rows);
    };
    for (const EventId &id : ids) {
        if (m_rows.contains(id)) {
            basket->rows.insert(id, m_rows.value(id));
            continue;
        }
        ++basket->missing;
        whenDone(
            m_session.outbox().image(id), this, [basket, hand](const Result<std::optional<ImageRow>> &row) {
                if (row && *row)
                    basket->rows.insert((*row)->id, **row);
                if (--basket->missing == 0)
                    hand();
            });
    }
    if (basket->missing == 0)
        hand();
}

int GalleryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

QVariant GalleryModel::data(const QModelIndex &index, int role) const
{
    const ImageRow *row = index.isValid() ? picture(index.row()) : nullptr;
    if (!row)
        return role == Qt::AccessibleTextRole && index.isValid() ? QVariant(tr("Loading")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row->prompt;
    case Qt::AccessibleTextRole:
        return gallery::spoken(*row, m_prices.tag(*row).text, m_session.now());
    case PictureRole:
        return true;
    case ThumbRole:
        return m_thumbs.find(row->id);
    case BrokenRole:
        return m_thumbs.broken(row->id);
    case PriceRole:
        return m_prices.tag(*row).text;
    case PriceInkRole:
        return int(m_prices.tag(*row).ink);
    case DayRole:
        return gallery::day(row->at, m_session.now());
    default:
        return {};
    }
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex &index) const
{
    return index.isValid()
        ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
        : Qt::NoItemFlags;
}

void GalleryModel::touch(const EventId &id, const QList<int> &roles)
{
    // Looked for where it most likely is: in sight.
    const int from = std::max(m_first, 0);
    const int to = std::min(m_last, int(m_ids.size()) - 1);
    for (int row = from; row <= to; ++row) {
        if (m_ids[row] == id)
            return Q_EMIT dataChanged(index(row), index(row), roles);
    }
}
