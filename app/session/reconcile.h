// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/outbox.h"
#include "session/session.h"

#include <QSet>

// What is compared: the events of this span, by their own time.
struct ReconcileQuery {
    TimePoint from;
    TimePoint until;
    std::optional<CustomerId> customer = {}; // everybody's otherwise
};

// One event that is not the same on both sides, or waits.
struct ReconcileRow {
    enum class Kind {
        Missing, // sent and accepted, and not there
        NotYet, // the same, sent so recently that the list may not show it yet
        Different, // there, with another content
        Unknown, // there, named like this program's, and not in the outbox
        Foreign, // there, sent by somebody else
        Waiting, // not sent yet
        Parked, // not sent, and somebody has to decide
    };
    Kind kind = Kind::Missing;
    EventId id;
    CustomerId customer;
    QByteArray name;
    TimePoint at;
    QString member = {}; // of Different: which one, "metadata.quality", with both values as JSON text
    QString ours = {};
    QString theirs = {};

    friend bool operator==(const ReconcileRow &, const ReconcileRow &) = default;
};

struct Reconciliation {
    ReconcileQuery query;
    int sent = 0; // of ours, accepted
    int same = 0; // of those, there with the same content
    int read = 0; // events the service listed in this span
    QList<ReconcileRow> rows; // by time, oldest first

    int count(ReconcileRow::Kind kind) const;
    QList<EventId> ids(ReconcileRow::Kind kind) const;
};

// An event with its numbers as they are written, so that none is rounded before it is compared.
Result<Event> exactEvent(const QByteArray &eventJson);
Result<QList<Event>> exactEvents(const QByteArray &listAnswer); // of {"items": […]}

// The first member that is not the same; nullopt when all are. Numbers are compared by value, times to the
// microsecond or as coarsely as theirs is written (dodo-api.md 4).
struct Difference {
    QString member;
    QString ours;
    QString theirs;
    friend bool operator==(const Difference &, const Difference &) = default;
};
std::optional<Difference> differenceOf(const Event &ours, const Event &theirs);

// Both sides of a comparison, taken together. `now` is the service's date.
class ReconcileBooks {
public:
    ReconcileBooks(const ReconcileQuery &query, TimePoint now);

    void addOurs(const QList<OutboxEntry> &entries);
    void addTheirs(const QList<Event> &events); // pages may overlap
    Reconciliation close() const;

private:
    bool isMeant(const Event &event) const;
    void compareOne(const OutboxEntry &entry, const Event &ours, Reconciliation &out) const;

    const ReconcileQuery m_query;
    const TimePoint m_now;
    QHash<EventId, OutboxEntry> m_ours;
    QHash<EventId, Event> m_theirs;
};

// Compares what this program sent with what the service holds. Reads one page at a time, and in parts
// where a list is too long for its page numbers (dodo-api.md 1.5). Changes nothing.
class Reconcile : public QObject {
    Q_OBJECT
public:
    static constexpr auto notVisibleYet = 60s; // the list may lag behind the ingest
    static constexpr auto margin = 2s; // read beyond both ends, where edges may be in or out (5.1.18)

    explicit Reconcile(Session &session, QObject *parent = nullptr); // must outlive it

    // Where billing goes now. Its progress tells how many events were read. Ends with an Error when billing
    // goes elsewhere meanwhile.
    Call<Reconciliation> compare(const ReconcileQuery &query);

private:
    Session &m_session;
};

// What can be done about the missing ones: those under an hour old go again under the same ids, for the
// others somebody has to decide.
struct MendPlan {
    QList<EventId> again;
    QList<EventId> late;
};
MendPlan mendPlan(const Reconciliation &found, TimePoint now);
