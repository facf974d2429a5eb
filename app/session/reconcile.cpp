// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include "dodo/decode.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPages = 50; // of one span: deep page numbers may be capped (dodo-api.md 1.5)
constexpr int entriesAtOnce = 1000;

// What is still to be read, and how the list has gone so far.
struct Span {
    TimePoint from;
    TimePoint until;
    std::optional<TimePoint> first = {};
    TimePoint last;
    bool rises = true;
    bool falls = true;

    void note(const QList<Event> &events)
    {
        for (const Event &event : events) {
            const TimePoint at = event.at.value_or(last);
            if (first) {
                rises = rises && at >= last;
                falls = falls && at <= last;
            }
            first = first.value_or(at);
            last = at;
        }
    }

    // The part that was not seen, where the order of the list tells which it is. Edges may be in or out
    // (dodo-api.md 5.1.18): the parts overlap.
    std::optional<Span> rest() const
    {
        if (!first || rises == falls)
            return std::nullopt;
        const Span left = falls ? Span{.from = from, .until = last + 1ms, .last = {}}
                                : Span{.from = last - 1ms, .until = until, .last = {}};
        const bool shrinks = left.until - left.from < until - from;
        return shrinks ? std::optional(left) : std::nullopt;
    }
};

// One comparison under way. Reads theirs first: whatever they list was in the outbox before. Deletes itself
// when done; when its parent dies first, the call is finished as Cancelled.
class ReconcileRun : public QObject {
public:
    ReconcileRun(Session &session, const ReconcileQuery &query, QObject *parent)
        : QObject(parent)
        , m_session(session)
        , m_world(session.world())
        , m_query(query)
        , m_books(query, session.now())
        , m_span{.from = query.from - Reconcile::margin, .until = query.until + Reconcile::margin, .last = {}}
    {
    }

    ~ReconcileRun() override { m_source.finish(cancelledCall()); }

    Call<Reconciliation> start()
    {
        readPage(0);
        return m_source.call();
    }

private:
    void readPage(int page)
    {
        if (leftBehind())
            return;
        const EventFilter filter{.customer = m_query.customer, .start = m_span.from, .end = m_span.until};
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
        m_books.addTheirs(*events);
        m_read += int(events->size());
        Q_EMIT m_source.progress()->stage(Reconcile::tr("Reading events"), m_read, 0, {});
        m_span.note(*events);
        if (events->size() < listPageSize)
            return readOpen(0);
        const std::optional<Span> rest = page + 1 >= mostPages ? m_span.rest() : std::nullopt;
        m_span = rest.value_or(m_span);
        readPage(rest ? 0 : page + 1);
    }

    // After the open ones: what is acknowledged in between stands in both, and the later state holds.
    void readSent()
    {
        if (leftBehind())
            return;
        const auto call = m_session.outbox().sentBetween(
            m_world, m_query.from - Reconcile::margin, m_query.until + Reconcile::margin, INT_MAX);
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this](const Result<QList<OutboxEntry>> &entries) {
            if (!entries)
                return conclude(entries.error());
            m_books.addOurs(*entries);
            conclude(m_books.close());
        });
    }

    void readOpen(int offset)
    {
        const OutboxQuery open{.show = OutboxQuery::Show::Open, .destination = m_world, .text = {}};
        const auto call = m_session.outbox().page(open, entriesAtOnce, offset);
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this, offset](const Result<QList<OutboxEntry>> &entries) {
            if (!entries)
                return conclude(entries.error());
            m_books.addOurs(*entries);
            if (entries->size() == entriesAtOnce)
                return readOpen(offset + entriesAtOnce);
            readSent();
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
    ReconcileBooks m_books;
    Span m_span;
    int m_read = 0;
    CallSource<Reconciliation> m_source;
};

} // namespace

Reconcile::Reconcile(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

Call<Reconciliation> Reconcile::compare(const ReconcileQuery &query)
{
    return (new ReconcileRun(m_session, query, this))->start();
}
