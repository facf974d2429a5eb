// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryprices.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto restTime = 90ms; // scrolling past asks nothing
constexpr qsizetype atOnce = 25; // verdicts; their JSON is read between two frames
constexpr int mostWaiting = 5000;

} // namespace

GalleryPrices::GalleryPrices(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(restTime);
    connect(&m_soon, &QTimer::timeout, this, &GalleryPrices::ask);
    connect(&session.outbox(), &Outbox::sent, this, &GalleryPrices::sent);
    connect(&session.outbox(), &Outbox::changed, this, &GalleryPrices::loadWaiting);
    connect(&session, &Session::worldChanged, this, [this] {
        ++m_world;
        m_tags.clear();
        m_asked.clear();
        Q_EMIT outdated();
    });
    loadWaiting();
}

void GalleryPrices::loadWaiting()
{
    whenDone(m_session.outbox().entries(Outbox::Show::Waiting, mostWaiting), this,
        [this](const Result<QList<OutboxEntry>> &entries) {
            QSet<EventId> waiting;
            for (const OutboxEntry &entry : entries.valueOr({}))
                waiting.insert(entry.id);
            const QSet<EventId> other = (waiting - m_waiting) + (m_waiting - waiting);
            m_waiting = waiting;
            if (!other.isEmpty())
                Q_EMIT priced(other.values());
        });
}

void GalleryPrices::sent(const QList<EventId> &ids)
{
    for (const EventId &id : ids) {
        m_waiting.remove(id);
        m_asked.remove(id);
    }
    Q_EMIT outdated();
}

generate::Stored GalleryPrices::stored(const EventId &id) const
{
    return m_waiting.contains(id) ? generate::Stored::Waiting : generate::Stored::Sent;
}

generate::PriceTag GalleryPrices::tag(const ImageRow &row) const
{
    if (const auto known = m_tags.constFind(row.id); known != m_tags.cend())
        return *known;
    return generate::priceTag(generate::trackOf(row, {}, stored(row.id)));
}

void GalleryPrices::want(const QList<ImageRow> &rows)
{
    m_wanted.clear();
    for (const ImageRow &row : rows) {
        if (row.event && !m_asked.contains(row.id))
            m_wanted.append(row);
    }
    if (!m_wanted.isEmpty())
        m_soon.start();
}

void GalleryPrices::ask()
{
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
                    m_tags.insert(verdict.event,
                        generate::priceTag(
                            generate::trackOf(rows.value(verdict.event), verdict, stored(verdict.event))));
                Q_EMIT priced(ids);
            }
            ask();
        });
}

void GalleryPrices::take(const ImageRow &row, const Verdict &verdict)
{
    const generate::PriceTag tag = generate::priceTag(generate::trackOf(row, verdict, stored(row.id)));
    m_asked.insert(row.id);
    if (m_tags.value(row.id).text == tag.text)
        return;
    m_tags.insert(row.id, tag);
    Q_EMIT priced({row.id});
}
