// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/pages/generatewords.h"
#include "ui/parts/historystrip.h"

#include <QHash>
#include <QSet>

// The strip of pictures made so far, as the workspace keeps them, with what each cost. Thumbnails are made
// on the pool, one after another, so that a picture being painted never waits for them.
class GenerateHistory : public HistoryStrip {
    Q_OBJECT

public:
    static constexpr int most = 60; // pictures shown
    static constexpr int mostPrompts = 500; // pictures whose prompts are offered again

    explicit GenerateHistory(Session &session, QWidget *parent = nullptr);

    void reload(); // from the workspace; emits loaded()
    void add(const PictureTrack &track, const QImage &picture); // just stored, known from the run
    void price(const PictureTrack &track); // its price may have changed
    void remove(const EventId &id);
    void setPicturesOnly(bool on); // without prices
    std::optional<PictureTrack> track(const EventId &id) const; // of a picture made earlier
    EventId newest() const { return m_rows.isEmpty() ? EventId{} : m_rows.last().id; }
    bool contains(const EventId &id) const { return indexOf(id) >= 0; }
    const QStringList &prompts() const { return m_prompts; } // newest first, each once

Q_SIGNALS:
    void loaded();
    void priced(); // more is known of what earlier pictures cost, and where

private:
    qsizetype indexOf(const EventId &id) const;
    HistoryItem item(const ImageRow &row) const;
    void showRows();
    void remember(const QString &prompt);
    void showCount();
    void learn(const QList<EventId> &ids);
    void nextThumb();
    void take(const EventId &id, const QImage &thumb);
    void refresh(const EventId &id);

    Session &m_session;
    QList<ImageRow> m_rows; // oldest first
    QStringList m_prompts;
    QHash<EventId, QImage> m_thumbs;
    QHash<EventId, Verdict> m_verdicts;
    QHash<EventId, generate::PriceTag> m_prices; // of pictures of this run
    PictureEvents m_events;
    QSet<EventId> m_unreadable;
    bool m_loadingThumb = false;
    bool m_picturesOnly = false;
};
