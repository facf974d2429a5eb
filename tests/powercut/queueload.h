// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/outbox.h"
#include "powercut/recording.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <atomic>
#include <limits>

constexpr qsizetype neverTold = std::numeric_limits<qsizetype>::max();

// One event that was given to the outbox, and the step of the recording at which the program was told what
// became of it. Its number is in its id.
struct QueuedEvent {
    size_t together = 0; // the number of the first one that came in the same call
    bool picture = false;
    QByteArray json = {};
    std::atomic<qsizetype> stored = neverTold;
    std::atomic<qsizetype> delivered = neverTold; // the service answered: not before this it may be marked
    qsizetype sent = neverTold;
    qsizetype parked = neverTold;
    std::atomic<qsizetype> discarded = neverTold;
};

// An outbox on a recorded disk while pictures and generated events come in, a service answers or fails, and
// somebody discards what was parked.
class QueueLoad : public QObject {
    Q_OBJECT
public:
    explicit QueueLoad(quint32 seed);

    void run(int events); // to the end; the outbox is then closed

    const Recording &recording() const { return m_recording; }
    const std::vector<std::unique_ptr<QueuedEvent>> &events() const { return m_events; }
    const std::vector<std::unique_ptr<std::atomic<qsizetype>>> &audits() const { return m_audits; }
    std::vector<qsizetype> told() const; // every step at which something was promised

    static QByteArray idOf(size_t event);
    static std::optional<size_t> numberOf(const QByteArray &id);

private:
    void step();
    void addPicture();
    void addMany(int count);
    void addAudit();
    void discard(const EventId &id);
    size_t newEvent(Event &event, size_t together, bool picture);
    Call<Delivered> deliver(const Shipment &shipment);
    Delivered answerTo(const Shipment &shipment);
    bool isRefused(const EventId &id) const { return *numberOf(id.text) % 23 == 7; }
    QueuedEvent &eventOf(const EventId &id) { return *m_events[*numberOf(id.text)]; }

    QTemporaryDir m_folder;
    Recording m_recording;
    QRandomGenerator m_random;
    SystemClock m_clock;
    std::unique_ptr<Outbox> m_outbox;
    std::vector<std::unique_ptr<QueuedEvent>> m_events;
    std::vector<std::unique_ptr<std::atomic<qsizetype>>> m_audits;
    int m_open = 0; // calls under way
};
