// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/outbox.h"
#include "session/session.h"

#include <QSet>

#include <array>

// What is compared: the events of this span, by their own time.
struct ReconcileQuery {
    TimePoint from;
    TimePoint until;
    std::optional<CustomerId> customer = {}; // everybody's otherwise
};

// One event that is not the same on both sides, or waits.
struct ReconcileRow {
    enum class Kind { // as `kinds` counts them
        Missing, // sent and accepted, and not there
        NotYet, // the same, sent so recently that the list may not show it yet
        Different, // there, with another content
        Unknown, // there, named like this program's, and not in the outbox
        Foreign, // there, sent by somebody else
        Waiting, // not sent yet
        Parked, // not sent, and somebody has to decide
    };
    static constexpr size_t kinds = 7;

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
    std::array<int, ReconcileRow::kinds> counts{}; // of all that were found
    QList<ReconcileRow> rows = {}; // by time, oldest first; of each kind the newest `mostRows`

    int count(ReconcileRow::Kind kind) const { return counts[size_t(kind)]; }
    bool listsAll() const; // every one counted has its row
    QList<EventId> ids(ReconcileRow::Kind kind) const; // of the rows
};

struct ReconcileLimits {
    int pages = 50; // of one span: deep page numbers may be capped (dodo-api.md 1.5)
    int allPages = 2000; // of a comparison
    int entries = 1000; // of the outbox at once
    int mostRows = 10'000; // of one kind
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

// Both sides of a comparison. They come in by time, the newest first, in parts that may overlap; what both
// sides are known of is compared and leaves. `now` is the service's date.
class ReconcileBooks {
public:
    ReconcileBooks(const ReconcileQuery &query, TimePoint now, int mostRows);

    void addOurs(const QList<OutboxEntry> &entries);
    void addTheirs(const QList<Event> &events);
    void compareFrom(TimePoint known); // after it, nothing more comes of either side
    Reconciliation close(); // nothing more comes at all

private:
    bool isDue(TimePoint at, TimePoint from, const CustomerId &customer) const;
    void compare(TimePoint from);
    void compareOne(const OutboxEntry &entry, const Event &ours, QList<ReconcileRow> &rows);
    void keep(QList<ReconcileRow> rows);
    void joinMoved();

    const ReconcileQuery m_query;
    const TimePoint m_now;
    const int m_mostRows;
    TimePoint m_compared; // what lies after it is done
    QHash<EventId, OutboxEntry> m_ours;
    QHash<EventId, Event> m_theirs;
    QSet<EventId> m_untimed; // of ours, stamped by the service
    Reconciliation m_found;
};

// Compares what this program sent with what the service holds, as it lists it: in any order, one page at a
// time, and by shorter spans of time where a list is too long for its page numbers. Changes nothing, and
// keeps no more than what differs.
class Reconcile : public QObject {
    Q_OBJECT
public:
    static constexpr auto notVisibleYet = 60s; // the list may lag behind the ingest
    static constexpr auto margin
        = 2s; // an event is looked for so far from its own time: theirs may be rounded

    explicit Reconcile(Session &session, QObject *parent = nullptr); // must outlive it
    Reconcile(Session &session, const ReconcileLimits &limits, QObject *parent = nullptr);

    // Where billing goes now. Its progress tells how many events were read. Ends with an Error when billing
    // goes elsewhere meanwhile, when the service lists one page again and again, and when it lists too many.
    Call<Reconciliation> compare(const ReconcileQuery &query);

private:
    Session &m_session;
    const ReconcileLimits m_limits;
};

// What can be done about the missing ones: those under an hour old go again under the same ids, for the
// others somebody has to decide.
struct MendPlan {
    QList<EventId> again;
    QList<EventId> late;
};
MendPlan mendPlan(const Reconciliation &found, TimePoint now);
