// SPDX-License-Identifier: MIT
#include "ui/pages/generatehistory.h"

#include "ui/pages/generateimages.h"

#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int thumbSide = 160; // twice what is shown, for dense screens
}

GenerateHistory::GenerateHistory(Session &session, QWidget *parent)
    : HistoryStrip(parent)
    , m_session(session)
    , m_events(session.outbox(), nullptr)
{
    setObjectName(u"history"_s);
    // Only when the row has its new width can the chosen one be scrolled into sight.
    connect(findChild<QScrollArea *>()->horizontalScrollBar(), &QScrollBar::rangeChanged, this,
        [this] { setCurrent(current()); });
    connect(&session, &Session::worldChanged, this, &GenerateHistory::reload);
    connect(&session.outbox(), &Outbox::sent, this, [this](const QList<EventId> &ids) {
        QList<EventId> earlier;
        for (const EventId &id : ids) {
            if (contains(id) && !m_prices.contains(id))
                earlier.append(id);
        }
        learn(earlier);
    });
    connect(&m_events, &PictureEvents::changed, this, [this](const QList<EventId> &ids) {
        for (const EventId &id : ids)
            refresh(id);
        Q_EMIT priced();
    });
}

void GenerateHistory::reload()
{
    whenDone(m_session.outbox().images(mostPrompts), this, [this](const Result<QList<ImageRow>> &rows) {
        if (!rows)
            return;
        m_rows = rows->first(std::min<qsizetype>(rows->size(), most));
        std::ranges::reverse(m_rows);
        m_prompts.clear();
        for (const ImageRow &row : *rows)
            m_prompts.append(row.prompt);
        m_prompts.removeDuplicates();
        m_verdicts.clear();
        showRows();
        QList<EventId> billed;
        for (const ImageRow &row : std::as_const(m_rows)) {
            if (row.event)
                billed.append(row.id);
        }
        m_events.want(billed);
        learn(billed);
        nextThumb();
        Q_EMIT loaded();
    });
}

void GenerateHistory::learn(const QList<EventId> &ids)
{
    if (ids.isEmpty())
        return;
    const auto call = m_session.verdicts(ids);
    whenDone(call, this, [this, world = m_session.world()](const Result<QList<Verdict>> &verdicts) {
        // Without them, or with those of another place, the pictures stand there without prices.
        if (!verdicts || world != m_session.world())
            return;
        for (const Verdict &verdict : *verdicts) {
            m_verdicts.insert(verdict.event, verdict);
            refresh(verdict.event);
        }
        Q_EMIT priced();
    });
}

void GenerateHistory::showRows()
{
    QList<HistoryItem> items;
    for (const ImageRow &row : std::as_const(m_rows))
        items.append(item(row));
    setItems(items);
    showCount();
}

void GenerateHistory::showCount()
{
    const auto count = m_rows.size();
    setCaption(count == 0   ? tr("No pictures yet")
            : count == 1    ? tr("1 picture")
            : count >= most ? tr("Last %1 pictures").arg(most)
                            : tr("%1 pictures").arg(count));
}

qsizetype GenerateHistory::indexOf(const EventId &id) const
{
    const auto found = std::ranges::find(m_rows, id, &ImageRow::id);
    return found == m_rows.end() ? -1 : found - m_rows.begin();
}

std::optional<PictureTrack> GenerateHistory::track(const EventId &id) const
{
    const qsizetype at = indexOf(id);
    if (at < 0)
        return std::nullopt;
    const auto verdict = m_verdicts.find(id);
    return generate::trackOf(
        m_rows[at], verdict == m_verdicts.end() ? std::nullopt : std::optional(*verdict), m_events.find(id));
}

void GenerateHistory::remember(const QString &prompt)
{
    m_prompts.removeAll(prompt);
    m_prompts.prepend(prompt);
}

HistoryItem GenerateHistory::item(const ImageRow &row) const
{
    const PictureTrack known = *track(row.id);
    const QString elsewhere = generate::elsewhere(known, m_session.world());
    generate::PriceTag price = m_prices.value(row.id);
    if (price.text.isEmpty() || !elsewhere.isEmpty())
        price = generate::priceTag(known, m_session.world());
    if (m_picturesOnly)
        price = {};
    return {.id = row.id.string(),
        .thumb = m_thumbs.value(row.id),
        .name = elsewhere.isEmpty() || m_picturesOnly ? row.prompt : tr("%1. %2.").arg(row.prompt, elsewhere),
        .price = price.text,
        .priceInk = price.ink};
}

void GenerateHistory::refresh(const EventId &id)
{
    if (const qsizetype at = indexOf(id); at >= 0)
        setItem(id.string(), item(m_rows[at]));
}

void GenerateHistory::add(const PictureTrack &track, const QImage &picture)
{
    m_prices.insert(track.id, generate::priceTag(track));
    if (!contains(track.id)) {
        m_rows.append(track.row);
        appendItem(item(track.row));
        showCount();
        remember(track.row.prompt);
        if (track.row.event)
            m_events.want({track.id});
    }
    whenDone(
        generate::thumbImage(picture, thumbSide), this, [this, id = track.id](const Result<QImage> &thumb) {
            if (thumb)
                take(id, *thumb);
        });
}

// An event that was parked may yet be sent or discarded: from then on the outbox tells.
void GenerateHistory::price(const PictureTrack &track)
{
    const generate::PriceTag tag = generate::priceTag(track);
    if (!contains(track.id) || tag.text == m_prices.value(track.id).text)
        return;
    if (track.stored && track.stage == PictureTrack::Stage::Failed)
        m_prices.remove(track.id);
    else
        m_prices.insert(track.id, tag);
    refresh(track.id);
}

void GenerateHistory::remove(const EventId &id)
{
    const qsizetype at = indexOf(id);
    if (at < 0)
        return;
    m_rows.removeAt(at);
    m_thumbs.remove(id);
    showRows();
}

void GenerateHistory::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    showRows();
}

void GenerateHistory::take(const EventId &id, const QImage &thumb)
{
    m_thumbs.insert(id, thumb);
    refresh(id);
}

void GenerateHistory::nextThumb()
{
    if (m_loadingThumb)
        return;
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        const ImageRow row = m_rows[i];
        if (m_thumbs.contains(row.id) || m_unreadable.contains(row.id))
            continue;
        m_loadingThumb = true;
        whenDone(generate::loadedThumb(m_session.outbox().files().path(row.file), thumbSide), this,
            [this, id = row.id](const Result<QImage> &thumb) {
                m_loadingThumb = false;
                thumb ? take(id, *thumb) : void(m_unreadable.insert(id));
                nextThumb();
            });
        return;
    }
}
