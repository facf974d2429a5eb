// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/outbox.h"

#include <QSet>

// What became of the events of pictures: the place each was made for, and whether it left. Read from the
// outbox for those asked about, and followed until they are sent.
class PictureEvents : public QObject {
    Q_OBJECT

public:
    struct Known {
        QByteArray world;
        OutboxEntry::State state = OutboxEntry::State::Queued;
        QString why; // parked or discarded
        friend bool operator==(const Known &, const Known &) = default;
    };

    PictureEvents(Outbox &outbox, QObject *parent);

    void want(const QList<EventId> &ids); // those not known yet are read
    const Known *find(const EventId &id) const; // null while not known

Q_SIGNALS:
    void changed(const QList<EventId> &ids);

private:
    void read(const QList<EventId> &ids);
    void readOpen();
    void sent(const QList<EventId> &ids);

    Outbox &m_outbox;
    QHash<EventId, Known> m_known;
    QSet<EventId> m_reading;
};
