// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryprices.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr auto restTime = 90ms; // scrolling past asks nothing
constexpr qsizetype atOnce = 25; // verdicts; their JSON is read between two frames

} // namespace

GalleryPrices::GalleryPrices(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_events(session.outbox(), nullptr)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(restTime);
    connect(&m_soon, &QTimer::timeout, this, &GalleryPrices::ask);
    connect(&session.outbox(), &Outbox::sent, this, &GalleryPrices::sent);
    connect(&m_events, &PictureEvents::changed, this, &GalleryPrices::priced);
    connect(&session, &Session::worldChanged, this, [this] {
        ++m_world;
        m_tags.clear();
        m_asked.clear();
        Q_EMIT outdated();
    });
}

void GalleryPrices::sent(const QList<EventId> &ids)
{
    for (const EventId &id : ids)
        m_asked.remove(id);
    Q_EMIT outdated();
}

PictureTrack GalleryPrices::track(const ImageRow &row, const std::optional<Verdict> &verdict) const
{
    return generate::trackOf(row, verdict, m_events.find(row.id));
}

QString GalleryPrices::elsewhere(const ImageRow &row) const
{
    return generate::elsewhere(track(row), m_session.world());
}

generate::PriceTag GalleryPrices::tag(const ImageRow &row) const
{
    const PictureTrack known = track(row);
    const auto priced = m_tags.constFind(row.id);
    if (priced != m_tags.cend() && generate::elsewhere(known, m_session.world()).isEmpty())
        return *priced;
    return generate::priceTag(known, m_session.world());
}

void GalleryPrices::look(const ImageRow &row)
{
    if (row.event)
        m_events.want({row.id});
}

void GalleryPrices::want(const QList<ImageRow> &rows)
{
    m_wanted.clear();
    m_billed.clear();
    for (const ImageRow &row : rows) {
        if (row.event)
            m_billed.append(row.id);
        if (row.event && !m_asked.contains(row.id))
            m_wanted.append(row);
    }
    if (!m_billed.isEmpty())
        m_soon.start();
}

void GalleryPrices::ask()
{
    m_events.want(std::exchange(m_billed, {}));
    if (m_asking || m_wanted.isEmpty())
        return;
    QHash<EventId, ImageRow> rows;
    QList<EventId> ids;
    for (const ImageRow &row : std::as_const(m_wanted)) {
        if (ids.size() == atOnce)
            break;
        rows.insert(row.id, row);
        ids.append(row.id);
    }
    m_wanted.remove(0, ids.size());
    m_asking = true;
    whenDone(m_session.verdicts(ids), this,
        [this, ids, rows, world = m_world](const Result<QList<Verdict>> &verdicts) {
            m_asking = false;
            if (world == m_world && verdicts) { // without them the pictures stand there without prices
                m_asked.unite({ids.cbegin(), ids.cend()});
                for (const Verdict &verdict : *verdicts)
                    m_tags.insert(
                        verdict.event, generate::priceTag(track(rows.value(verdict.event), verdict)));
                Q_EMIT priced(ids);
            }
            ask();
        });
}

void GalleryPrices::take(const ImageRow &row, const Verdict &verdict)
{
    const generate::PriceTag tag = generate::priceTag(track(row, verdict));
    m_asked.insert(row.id);
    if (m_tags.value(row.id).text == tag.text)
        return;
    m_tags.insert(row.id, tag);
    Q_EMIT priced({row.id});
}
