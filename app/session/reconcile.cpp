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

// Where a span is cut in two: amid the events that were seen of it, in whatever order they are listed.
std::optional<TimePoint> cutOf(const Span &span, const QList<Event> &seen)
{
    if (span.until - span.from < 2 * finest)
        return std::nullopt;
    QList<TimePoint> times;
    for (const Event &event : seen) {
        if (event.at)
            times.append(*event.at);
    }
    if (times.isEmpty())
        return std::nullopt;
    const auto middle = times.begin() + times.size() / 2;
    std::ranges::nth_element(times, middle);
    return std::clamp<TimePoint>(
        std::chrono::floor<milliseconds>(*middle), span.from + finest, span.until - finest);
}

// One comparison under way, span by span, the earliest first. Reads theirs first: whatever they list was in
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
        , m_left{{query.from - Reconcile::margin, query.until + Reconcile::margin}}
    {
    }

    ~ReconcileRun() override { m_source.finish(cancelledCall()); }

    Call<Reconciliation> start()
    {
        const auto call = m_source.call();
        nextSpan();
        return call;
    }

private:
    void nextSpan()
    {
        if (m_left.isEmpty())
            return conclude(m_books.close());
        m_span = m_left.takeLast();
        m_seen.clear();
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
        m_seen += *events;
        m_read += int(events->size());
        Q_EMIT m_source.progress()->stage(Reconcile::tr("Reading events"), m_read, 0, {});
        if (events->size() < listPageSize) {
            m_books.addTheirs(std::exchange(m_seen, {}));
            return readOurs(m_span.from, 0);
        }
        const auto cut = page + 1 == m_limits.pages ? cutOf(m_span, m_seen) : std::nullopt;
        if (!cut)
            return readPage(page + 1); // no shorter span is to be had
        m_left += {{*cut, m_span.until}, {m_span.from, *cut}};
        nextSpan();
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
            m_books.addOurs(*entries);
            if (entries->size() < m_limits.entries) {
                m_books.compareUntil(m_span.until);
                return nextSpan();
            }
            m_books.compareUntil(entries->last().eventAt);
            readOurs(entries->last().eventAt, entries->last().seq);
        });
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
    QList<Span> m_left; // the next one last
    Span m_span;
    QList<Event> m_seen; // of this span
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
