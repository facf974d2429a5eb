// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include "dodo/decode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto finest = 1ms; // spans are not cut shorter
constexpr auto edge = 1ms; // edges may be in or out (dodo-api.md 5.1.18): spans are read a little beyond

struct Span {
    TimePoint from;
    TimePoint until;
};

// How long a span is taken instead of one whose list was too long for its page numbers; nullopt when none is
// shorter. What was seen may be its newest or its oldest events, or any, or none at all.
std::optional<microseconds> shorterThan(const Span &span, const QList<Event> &seen)
{
    const microseconds width = span.until - span.from;
    if (width <= finest)
        return std::nullopt;
    TimePoint first = TimePoint::max();
    TimePoint last = TimePoint::min();
    for (const Event &event : seen) {
        first = std::min(first, event.at.value_or(first));
        last = std::max(last, event.at.value_or(last));
    }
    const microseconds half = width / 2;
    return std::max<microseconds>(
        finest, first < last ? std::min<microseconds>((last - first) * 4 / 5, half) : half);
}

// How long the next span is, so that its events fill its pages nearly.
microseconds widthAfter(const Span &span, qsizetype events, int pages)
{
    const qsizetype wanted = qsizetype(pages) * listPageSize * 4 / 5;
    const microseconds width = span.until - span.from;
    return std::max<microseconds>(
        finest, events * 4 <= wanted ? width * 4 : microseconds(width * wanted / events));
}

QSet<EventId> idsOf(const QList<Event> &events)
{
    QSet<EventId> out;
    for (const Event &event : events)
        out.insert(event.id);
    return out;
}

// One comparison under way, span by span, the latest first. Reads theirs first: whatever they list was in
// the outbox before. Deletes itself when done; when its parent dies first, the call is finished as Cancelled.
class ReconcileRun : public QObject {
public:
    ReconcileRun(
        Session &session, const ReconcileQuery &query, const ReconcileLimits &limits, QObject *parent)
        : QObject(parent)
        , m_session(session)
        , m_world(session.world())
        , m_query(query)
        , m_limits(limits)
        , m_books(query, session.now(), limits.mostRows)
        , m_begin(query.from - Reconcile::margin)
        , m_width(query.until + Reconcile::margin - m_begin)
    {
    }

    ~ReconcileRun() override { m_source.finish(cancelledCall()); }

    Call<Reconciliation> start()
    {
        const auto call = m_source.call();
        nextSpan(m_query.until + Reconcile::margin);
        return call;
    }

private:
    void nextSpan(TimePoint until)
    {
        if (until <= m_begin)
            return conclude(m_books.close());
        m_span = {m_width < until - m_begin ? until - m_width : m_begin, until};
        m_theirs.clear();
        m_ours.clear();
        m_pageBefore.clear();
        m_repeated = 0;
        readPage(0);
    }

    void readPage(int page)
    {
        if (leftBehind())
            return;
        const EventFilter filter{
            .customer = m_query.customer, .start = m_span.from - edge, .end = m_span.until + edge};
        const auto call
            = decoded<QList<Event>>(m_session.client().transport().send(requests::events(filter, page)),
                [](const ApiAnswer &answer) { return exactEvents(answer.body); });
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this, page](const Result<QList<Event>> &events) { arrived(page, events); });
    }

    void arrived(int page, const Result<QList<Event>> &events)
    {
        if (!events)
            return conclude(events.error());
        m_theirs += *events;
        m_read += int(events->size());
        Q_EMIT m_source.progress()->stage(Reconcile::tr("Reading events"), m_read, 0, {});
        if (events->size() < listPageSize)
            return readOurs(m_span.from, 0);
        if (goesRound(*events))
            return conclude(Error{.kind = Error::Kind::Protocol,
                .message = Reconcile::tr("The service lists the same events on every page.")});
        if (++m_pages >= m_limits.allPages)
            return conclude(Error{.kind = Error::Kind::Invalid,
                .message = Reconcile::tr("These are too many events to compare. Choose a shorter time.")});
        if (page + 1 != m_limits.pages || !shorten(m_theirs))
            readPage(page + 1);
    }

    // The page number is not heeded. Once may happen: as many events came in meanwhile as a page holds.
    bool goesRound(const QList<Event> &page)
    {
        QSet<EventId> ids = idsOf(page);
        m_repeated = ids == m_pageBefore ? m_repeated + 1 : 0;
        m_pageBefore = std::move(ids);
        return m_repeated > 1;
    }

    // Begins anew with a shorter span, unless there is none.
    bool shorten(const QList<Event> &seen)
    {
        const auto shorter = shorterThan(m_span, seen);
        if (!shorter)
            return false;
        m_width = *shorter;
        nextSpan(m_span.until);
        return true;
    }

    void readOurs(TimePoint from, qint64 after)
    {
        if (leftBehind())
            return;
        const auto call = m_session.outbox().sentBetween(
            m_world, from, m_span.until, m_limits.entries, after, OutboxQuery::Show::All);
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this](const Result<QList<OutboxEntry>> &entries) {
            if (!entries)
                return conclude(entries.error());
            m_ours += *entries;
            if (entries->size() < m_limits.entries)
                return compareSpan();
            const bool many = m_ours.size() > 2 * m_limits.pages * listPageSize; // and few of them there
            if (!many || !shorten({}))
                readOurs(entries->last().eventAt, entries->last().seq);
        });
    }

    void compareSpan()
    {
        m_width = widthAfter(m_span, std::max(m_theirs.size(), m_ours.size()), m_limits.pages);
        m_books.addTheirs(m_theirs);
        m_books.addOurs(m_ours);
        m_books.compareFrom(m_span.from);
        nextSpan(m_span.from);
    }

    bool leftBehind()
    {
        if (m_source.cancelled())
            conclude(cancelledCall());
        else if (m_session.world() != m_world)
            conclude(Error{.kind = Error::Kind::Conflict,
                .message = Reconcile::tr("Billing goes elsewhere now. Compare again.")});
        else
            return false;
        return true;
    }

    void conclude(const Result<Reconciliation> &result)
    {
        deleteLater();
        m_source.finish(result);
    }

    Session &m_session;
    const QByteArray m_world;
    const ReconcileQuery m_query;
    const ReconcileLimits m_limits;
    ReconcileBooks m_books;
    const TimePoint m_begin;
    microseconds m_width; // of the next span
    Span m_span; // being read
    QList<Event> m_theirs; // of this span
    QList<OutboxEntry> m_ours;
    QSet<EventId> m_pageBefore;
    int m_repeated = 0; // pages in a row that were the one before
    int m_pages = 0; // full ones, of all spans
    int m_read = 0;
    CallSource<Reconciliation> m_source;
};

} // namespace

Reconcile::Reconcile(Session &session, QObject *parent)
    : Reconcile(session, {}, parent)
{
}

Reconcile::Reconcile(Session &session, const ReconcileLimits &limits, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_limits(limits)
{
}

Call<Reconciliation> Reconcile::compare(const ReconcileQuery &query)
{
    return (new ReconcileRun(m_session, query, m_limits, this))->start();
}
