// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "session/session.h"
#include "ui/pages/generatewords.h"

#include <QHash>
#include <QSet>
#include <QTimer>

// What each picture cost the customer, asked of the service a few at a time and only for those looked at.
class GalleryPrices : public QObject {
    Q_OBJECT

public:
    explicit GalleryPrices(Session &session, QObject *parent = nullptr);

    generate::PriceTag tag(const ImageRow &row) const; // its text is empty while not known
    PictureTrack track(const ImageRow &row, const std::optional<Verdict> &verdict = {}) const;
    QString elsewhere(const ImageRow &row) const; // "Billed in the sandbox"; empty: here, or nowhere
    void look(const ImageRow &row); // priced() once more is known of its event
    void want(const QList<ImageRow> &rows); // instead of those wanted before
    void take(const ImageRow &row, const Verdict &verdict); // read by somebody else

Q_SIGNALS:
    void priced(const QList<EventId> &ids);
    void outdated(); // what was known is known no more: want again

private:
    void ask();
    void sent(const QList<EventId> &ids);

    Session &m_session;
    QHash<EventId, generate::PriceTag> m_tags;
    QSet<EventId> m_asked; // answered, also where the service knows nothing of it
    PictureEvents m_events;
    QList<ImageRow> m_wanted;
    QList<EventId> m_billed; // of those looked at
    QTimer m_soon;
    bool m_asking = false;
    int m_world = 0; // answers of an earlier one are dropped
};
