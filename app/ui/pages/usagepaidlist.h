// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/pages/usagedays.h"
#include "ui/pages/usagepaid.h"

#include <QHash>
#include <QObject>

// Finds the pictures of the events that a line charges for: their prompts and thumbnails, from this
// workspace. The newest twelve are enough to see whose they are.
class UsagePaidList : public QObject {
    Q_OBJECT

public:
    explicit UsagePaidList(Session &session, QObject *parent = nullptr);
    void forget(); // what is still being looked for
    void find(const Meter &meter, const QByteArray &currency, const QList<PaidUnit> &units);

Q_SIGNALS:
    void found(const MeterId &meter, const QList<PaidEvent> &events); // oldest first

private:
    void loadNext(int round);

    Session &m_session;
    int m_round = 0; // of asking; an older one's pictures reach nobody
    MeterId m_meter;
    QList<PaidEvent> m_events;
    QHash<EventId, QString> m_files; // still without a thumbnail
    QHash<EventId, QImage> m_thumbs;
};
