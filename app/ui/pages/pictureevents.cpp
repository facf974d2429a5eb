// SPDX-License-Identifier: MIT
#include "ui/pages/pictureevents.h"

#include <memory>

PictureEvents::PictureEvents(Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
{
    connect(&outbox, &Outbox::changed, this, &PictureEvents::readOpen);
    connect(&outbox, &Outbox::sent, this, &PictureEvents::sent);
}

const PictureEvents::Known *PictureEvents::find(const EventId &id) const
{
    const auto known = m_known.constFind(id);
    return known == m_known.cend() ? nullptr : &*known;
}

void PictureEvents::want(const QList<EventId> &ids)
{
    QList<EventId> fresh;
    for (const EventId &id : ids) {
        if (!m_known.contains(id))
            fresh.append(id);
    }
    read(fresh);
}

// Told once all have answered: a list of pictures is drawn once.
void PictureEvents::read(const QList<EventId> &ids)
{
    struct Tally {
        qsizetype left = 0;
        QList<EventId> other;
    };
    const auto tally = std::make_shared<Tally>();
    for (const EventId &id : ids) {
        if (m_reading.contains(id))
            continue;
        m_reading.insert(id);
        ++tally->left;
        whenDone(
            m_outbox.entry(id), this, [this, id, tally](const Result<std::optional<OutboxEntry>> &entry) {
                m_reading.remove(id);
                if (entry && *entry) {
                    const Known now{(*entry)->destination, (*entry)->state, (*entry)->why};
                    const Known *before = find(id);
                    if (!before || *before != now) {
                        m_known.insert(id, now);
                        tally->other.append(id);
                    }
                }
                if (--tally->left == 0 && !tally->other.isEmpty())
                    Q_EMIT changed(tally->other);
            });
    }
}

void PictureEvents::readOpen()
{
    QList<EventId> open;
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
        if (known->state != OutboxEntry::State::Sent)
            open.append(known.key());
    }
    read(open);
}

void PictureEvents::sent(const QList<EventId> &ids)
{
    QList<EventId> own;
    for (const EventId &id : ids) {
        const auto known = m_known.find(id);
        if (known == m_known.end())
            continue;
        known->state = OutboxEntry::State::Sent;
        own.append(id);
    }
    if (!own.isEmpty())
        Q_EMIT changed(own);
}
