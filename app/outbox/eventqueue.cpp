// SPDX-License-Identifier: MIT
#include "outbox/eventqueue.h"

#include "billing/rules.h"
#include "outbox/rows.h"

namespace {

constexpr int mostLateAtOnce = 1000;
constexpr int triesBeforeOthers = 3;

// `(SELECT value FROM json_each(?))` is one statement for a whole batch.
constexpr char markSentSql[]
    = "INSERT INTO outbox_sent(seq, sent_at, tries) SELECT seq, ?6, 1 FROM outbox_waiting"
      " WHERE destination=?1 AND (event_at, seq)>=(?2, ?3) AND (event_at, seq)<=(?4, ?5) AND seq BETWEEN ?3 "
      "AND ?5";
constexpr char leaveSql[] = "DELETE FROM outbox_waiting"
                            " WHERE destination=?1 AND (event_at, seq)>=(?2, ?3) AND (event_at, seq)<=(?4, "
                            "?5) AND seq BETWEEN ?3 AND ?5";
constexpr char requeueSql[] = "UPDATE outbox SET next_at=?2, tries=tries+1, error_kind=?3, error_message=?4,"
                              " error_code=?5, error_field=?6, error_status=?7"
                              " WHERE seq IN (SELECT value FROM json_each(?1))";
constexpr char splitSql[] = "UPDATE outbox SET alone=?2, tries=tries+1, error_kind=?3, error_message=?4,"
                            " error_code=?5, error_field=?6, error_status=?7"
                            " WHERE seq IN (SELECT value FROM json_each(?1))";
constexpr char parkSql[] = "UPDATE outbox SET state=3, parked_why=?2, tries=tries+1, error_kind=?3,"
                           " error_message=?4, error_code=?5, error_field=?6, error_status=?7, kept=0"
                           " WHERE seq IN (SELECT value FROM json_each(?1))";
constexpr char parkLateSql[] = "UPDATE outbox SET state=3, parked_why=?2, kept=0"
                               " WHERE seq IN (SELECT value FROM json_each(?1))";
constexpr char lateSql[] = "SELECT place.seq, id"
                           " FROM outbox_waiting AS place CROSS JOIN outbox ON outbox.seq=place.seq"
                           " WHERE place.destination=?1 AND place.event_at<?2"
                           " ORDER BY place.event_at, place.seq";
constexpr char nextSql[] = "SELECT place.seq, place.event_at, id, json, tries, alone"
                           " FROM outbox_waiting AS place CROSS JOIN outbox ON outbox.seq=place.seq"
                           " WHERE place.destination=?1 AND place.event_at<=?2"
                           " AND (place.event_at, place.seq)>(?3, ?4) ORDER BY place.event_at, place.seq";
constexpr char aheadSql[] = "SELECT event_at FROM outbox_waiting WHERE destination=?1 AND event_at>?2"
                            " ORDER BY event_at LIMIT 1";

// The latest event that may go.
qint64 horizon(const TakeOrder &order)
{
    return order.ahead ? std::numeric_limits<qint64>::max() : stored(order.now + limits::furthestAhead);
}

// A statement must not stay open: it would hold the file's old state.
class Reading {
public:
    explicit Reading(Statement &statement)
        : m_statement(statement)
    {
    }
    ~Reading() { m_statement.reset(); }
    Q_DISABLE_COPY_MOVE(Reading)

private:
    Statement &m_statement;
};

} // namespace

EventQueue::EventQueue(Database &db, Flying &flying)
    : m_db(db)
    , m_flying(flying)
{
}

Result<Taken> EventQueue::take(const TakeOrder &order)
{
    Taken taken;
    if (m_destination != order.destination) {
        m_destination = order.destination;
        m_place = {};
    }
    if (const auto parked = parkLate(order, taken); !parked)
        return parked.error();
    while (int(taken.batches.size()) < order.batches) {
        Batch batch{
            .shipment = {.destination = order.destination, .ids = {}, .json = {}}, .seqs = {}, .times = {}};
        if (const auto done = next(order, batch); !done) {
            for (const auto &other : taken.batches)
                giveBack(*other);
            return done.error();
        }
        if (batch.isEmpty())
            break;
        m_flying.add(order.destination, batch.seqs);
        taken.batches.push_back(std::make_shared<const Batch>(std::move(batch)));
    }
    if (taken.batches.empty()) {
        const auto next = firstAhead(order);
        if (!next)
            return next.error();
        taken.next = *next;
    }
    return taken;
}

// From the place to the end, and once more from the start: what came back stands there.
Result<void> EventQueue::next(const TakeOrder &order, Batch &batch)
{
    int most = -1;
    const Place from = m_place;
    auto pass = fill(order, batch, {}, most);
    if (pass && *pass == Pass::End && from != Place{}) {
        m_place = {};
        if (!m_resting || batch.isEmpty())
            pass = fill(order, batch, from, most);
        m_resting = false;
    }
    if (!pass)
        return pass.error();
    return {};
}

// Not more at once than a batch, so that others have the thread in between.
Result<void> EventQueue::parkLate(const TakeOrder &order, Taken &taken)
{
    std::vector<qint64> seqs;
    {
        const auto late = m_db.prepared(lateSql);
        if (!late)
            return late.error();
        const Reading reading(**late);
        (*late)->bindBlob(1, order.destination).bind(2, stored(order.now - limits::oldestEvent));
        auto row = (*late)->step();
        for (; row && *row && taken.late.size() < mostLateAtOnce; row = (*late)->step()) {
            if (const qint64 seq = (*late)->integer(0); !m_flying.contains(seq)) {
                seqs.push_back(seq);
                taken.late.append({(*late)->bytes(1)});
            }
        }
        if (!row)
            return row.error();
    }
    if (seqs.empty())
        return {};
    return inTransaction(m_db, [&]() -> Result<void> {
        const auto park = m_db.prepared(parkLateSql);
        if (!park)
            return park.error();
        const QByteArray list = seqList(seqs);
        const QByteArray why = order.lateWhy.toUtf8();
        return (*park)->bind(1, list).bind(2, why).run();
    });
}

// Adds what comes behind the place, up to `until`. Rows that go in smaller requests go with their like.
Result<EventQueue::Pass> EventQueue::fill(
    const TakeOrder &order, Batch &batch, std::optional<Place> until, int &most)
{
    const auto next = m_db.prepared(nextSql);
    if (!next)
        return next.error();
    Statement &row = **next;
    const Reading reading(row);
    row.bindBlob(1, order.destination).bind(2, horizon(order)).bind(3, m_place.at).bind(4, m_place.seq);
    qsizetype bytes = 0;
    for (const QByteArray &json : batch.shipment.json)
        bytes += json.size();
    for (;;) {
        const auto there = row.step();
        if (!there)
            return there.error();
        const Place place{row.integer(1), row.integer(0)};
        if (!*there || (until && place > *until))
            return Pass::End;
        if (!m_flying.contains(place.seq)) {
            const int alone = int(row.integer(5));
            const QByteArrayView json = row.view(3);
            const bool fits = batch.isEmpty()
                || (alone == most && (alone == 0 || batch.size() < alone)
                    && bytes + json.size() + 1 <= order.bytes);
            if (!fits || batch.size() >= order.events)
                return Pass::Full;
            most = alone;
            bytes += json.size() + 1;
            batch.seqs.push_back(place.seq);
            batch.times.push_back(place.at);
            batch.shipment.json.append(json.toByteArray());
            batch.shipment.ids.append({row.bytes(2)});
            batch.tries = std::max(batch.tries, int(row.integer(4)));
        }
        m_place = place;
    }
}

Result<std::optional<TimePoint>> EventQueue::firstAhead(const TakeOrder &order)
{
    const auto ahead = m_db.prepared(aheadSql);
    if (!ahead)
        return ahead.error();
    const Reading reading(**ahead);
    (*ahead)->bindBlob(1, order.destination).bind(2, horizon(order));
    const auto row = (*ahead)->step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<TimePoint>();
    return std::optional(TimePoint{microseconds{(*ahead)->integer(0)}} - limits::furthestAhead);
}

// Whatever comes of the writing, the batch is under way no longer: unmarked it goes again, under the same
// ids.
void EventQueue::landed(const Batch &batch, bool settled)
{
    m_flying.remove(batch.shipment.destination, batch.seqs);
    if (!settled)
        m_place = {};
}

Result<void> EventQueue::settle(const Batch &batch, const std::function<Result<void>()> &steps)
{
    const Result<void> done = inTransaction(m_db, steps);
    landed(batch, done.ok());
    return done;
}

// One stretch after the other of rows that were stored one behind the other: what has come meanwhile, or is
// not of the batch, has no number between theirs. Where the batch went on at the start of the queue (next())
// an earlier event may follow a later one: a stretch ends there too.
Result<void> EventQueue::mark(const Batch &batch, TimePoint now)
{
    const auto mark = m_db.prepared(markSentSql);
    const auto leave = m_db.prepared(leaveSql);
    if (!mark || !leave)
        return mark ? leave.error() : mark.error();
    for (size_t first = 0, last = 0; first < batch.seqs.size(); first = last + 1) {
        last = first;
        while (last + 1 < batch.seqs.size() && batch.seqs[last + 1] == batch.seqs[last] + 1
            && batch.times[last + 1] >= batch.times[last])
            ++last;
        for (Statement *statement : {*mark, *leave}) {
            statement->bindBlob(1, batch.shipment.destination).bind(2, batch.times[first]);
            statement->bind(3, batch.seqs[first]).bind(4, batch.times[last]).bind(5, batch.seqs[last]);
        }
        if (const auto marked = (*mark)->bind(6, stored(now)).run(); !marked)
            return marked;
        if (const auto left = (*leave)->run(); !left)
            return left;
    }
    return {};
}

Result<void> EventQueue::markSent(const std::vector<std::shared_ptr<const Batch>> &batches, TimePoint now)
{
    const Result<void> done = inTransaction(m_db, [&]() -> Result<void> {
        for (const auto &batch : batches) {
            if (const auto marked = mark(*batch, now); !marked)
                return marked;
        }
        return {};
    });
    for (const auto &batch : batches)
        landed(*batch, done.ok());
    return done;
}

void EventQueue::giveBack(const Batch &batch)
{
    landed(batch, false);
}

Result<void> EventQueue::requeue(const Batch &batch, const Error &error, TimePoint nextAt)
{
    m_resting = (batch.tries + 1) % triesBeforeOthers == 0;
    if (!m_resting)
        m_place = {};
    return settle(batch, [&]() -> Result<void> {
        const auto requeue = m_db.prepared(requeueSql);
        if (!requeue)
            return requeue.error();
        const QByteArray list = seqList(batch.seqs);
        const ErrorTexts texts(error);
        (*requeue)->bind(1, list).bind(2, stored(nextAt));
        texts.bind(**requeue, 3);
        return (*requeue)->run();
    });
}

Result<void> EventQueue::split(const Batch &batch, const Error &error)
{
    m_place = {};
    return settle(batch, [&]() -> Result<void> {
        const auto split = m_db.prepared(splitSql);
        if (!split)
            return split.error();
        const QByteArray list = seqList(batch.seqs);
        const ErrorTexts texts(error);
        (*split)->bind(1, list).bind(2, qint64(std::max(1, batch.size() / 2)));
        texts.bind(**split, 3);
        return (*split)->run();
    });
}

Result<void> EventQueue::park(const Batch &batch, const Error &error, const QString &why)
{
    return settle(batch, [&]() -> Result<void> {
        const auto park = m_db.prepared(parkSql);
        if (!park)
            return park.error();
        const QByteArray list = seqList(batch.seqs);
        const QByteArray words = why.toUtf8();
        const ErrorTexts texts(error);
        (*park)->bind(1, list).bind(2, words);
        texts.bind(**park, 3);
        return (*park)->run();
    });
}
