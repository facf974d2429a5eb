// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include "dodo/decode.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPages = 50; // of one span: deep page numbers may be capped (dodo-api.md 1.5)
constexpr int entriesAtOnce = 1000;

struct Span {
    TimePoint from;
    TimePoint until;

    bool canSplit() const { return until - from > 1s; }
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
        , m_spans{{query.from - Reconcile::margin, query.until + Reconcile::margin}}
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
        const Span span = m_spans.last();
        const EventFilter filter{.customer = m_query.customer, .start = span.from, .end = span.until};
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
        if (events->size() == listPageSize && (page + 1 < mostPages || !m_spans.last().canSplit()))
            return readPage(page + 1);
        const Span done = m_spans.takeLast();
        if (events->size() == listPageSize) {
            const TimePoint middle = done.from + (done.until - done.from) / 2;
            // Edges may be in or out (5.1.18): the halves overlap.
            m_spans.append({middle - 1ms, done.until});
            m_spans.append({done.from, middle + 1ms});
        }
        m_spans.isEmpty() ? readSent() : readPage(0);
    }

    void readSent()
    {
        if (leftBehind())
            return;
        const auto call = m_session.outbox().sentBetween(
            m_world, m_query.from - Reconcile::margin, m_query.until + Reconcile::margin);
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this](const Result<QList<OutboxEntry>> &entries) {
            if (!entries)
                return conclude(entries.error());
            m_books.addOurs(*entries);
            readOpen(0);
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
            conclude(m_books.close());
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
    QList<Span> m_spans; // still to be read, the next one last
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
