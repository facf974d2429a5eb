// SPDX-License-Identifier: MIT
#include "sandbox/writer.h"

#include "sandbox/eventids.h"
#include "sandbox/recordbound.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcWriter, "app.sandbox.writer", QtWarningMsg)

namespace {

// Records of reads wait so long for a write to share its commit with.
constexpr auto postDelay = 10ms;
constexpr size_t postedLimit = 8192;

Error rolledBack(const Error &cause)
{
    Error out = cause;
    out.kind = Error::Kind::Storage;
    out.status = 500;
    return out;
}

} // namespace

struct Writer::Job {
    Work work;
    Result<void> result;
    bool waited = false; // else the writer deletes it
};

Writer::Writer(
    std::unique_ptr<Database> db, EventIds &ids, RecordBound &bound, std::function<void(Database &)> onCommit)
    : m_db(std::move(db))
    , m_ids(ids)
    , m_bound(bound)
    , m_onCommit(std::move(onCommit))
    , m_thread([this] { loop(); })
{
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

Result<void> Writer::write(Work work)
{
    Job job{.work = std::move(work), .result = {}, .waited = true};
    uint32_t turn = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(&job);
        ++m_waited;
        turn = m_turn;
    }
    m_wake.notify_one();
    m_finished[turn % m_finished.size()].await(turn);
    return job.result;
}

void Writer::post(Work work)
{
    auto *job = new Job{.work = std::move(work), .result = {}}; // the writer's from here on
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_posted < postedLimit || m_stop; });
        m_queue.push_back(job);
        ++m_posted;
    }
    m_wake.notify_one();
}

void Writer::flush()
{
    static_cast<void>(write({.savepoint = false}).ok());
}

std::vector<Writer::Job *> Writer::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stop || !m_queue.empty(); });
    m_wake.wait_for(lock, postDelay, [this] { return m_stop || m_waited > 0 || m_posted > postedLimit / 2; });
    gather(lock);
    m_waited = 0;
    if (std::exchange(m_posted, 0) > 0)
        m_room.notify_all();
    ++m_turn;
    return std::exchange(m_queue, {});
}

// Those who are about to write may do so first, as long as some are: a commit costs the same for all of them.
// Who posts does not wait and so might never come to an end.
void Writer::gather(std::unique_lock<std::mutex> &lock) const
{
    for (size_t before = 0; before < m_waited && !m_stop;) {
        before = m_waited;
        lock.unlock();
        std::this_thread::yield();
        lock.lock();
    }
}

void Writer::loop()
{
    uint32_t finished = 0;
    for (;;) {
        const std::vector<Job *> jobs = take();
        if (jobs.empty())
            return; // only when stopping
        std::vector<Job *> together;
        for (Job *job : jobs) {
            if (!job->work.alone) {
                together.push_back(job);
                continue;
            }
            commit(std::exchange(together, {}));
            runAlone(*job);
        }
        commit(together);
        // Those of this turn alone are woken, all at once: one by one costs a call and a switch each.
        ++finished;
        m_finished[finished % m_finished.size()].reach(finished);
    }
}

void Writer::commit(const std::vector<Job *> &jobs)
{
    if (jobs.empty())
        return;
    const quint64 terms = m_ids.terms();
    auto transaction = Transaction::begin(*m_db, Transaction::Kind::Write);
    Result<void> done;
    if (transaction) {
        done = runAll(jobs);
        if (done) {
            if (const auto pruned = m_bound.prune(*m_db); !pruned)
                qCWarning(lcWriter) << pruned.error().message;
            done = transaction->commit();
        }
    } else {
        done = transaction.error();
    }
    if (!done) {
        // Nothing of it is on disk; ids noted on the way must not stay.
        if (transaction)
            static_cast<void>(m_db->run("ROLLBACK").ok());
        recover();
    } else {
        if (m_ids.terms() != terms)
            m_ids.touchTerms();
        m_onCommit(*m_db);
    }
    for (Job *job : jobs)
        finish(job, !done ? Result<void>(rolledBack(done.error())) : job->result);
}

// At a full disk SQLite takes back the whole transaction by itself: what came behind would stand alone, and
// would stay although all are told that nothing did.
Result<void> Writer::runAll(const std::vector<Job *> &jobs)
{
    for (Job *job : jobs) {
        job->result = runOne(job->work);
        if (!m_db->inTransaction())
            return job->result;
    }
    return {};
}

Result<void> Writer::runOne(const Work &work)
{
    auto result = work.savepoint ? runInSavepoint(work) : runPlain(work);
    if (work.after && m_db->inTransaction()) {
        Writing writing(*m_db, m_ids, m_bound);
        work.after(writing);
        if (writing.error() && result)
            result = *writing.error();
    }
    return result;
}

Result<void> Writer::runPlain(const Work &work)
{
    if (!work.run)
        return {};
    Writing writing(*m_db, m_ids, m_bound);
    auto result = work.run(writing);
    return writing.error() ? Result<void>(*writing.error()) : result;
}

Result<void> Writer::runInSavepoint(const Work &work)
{
    const quint64 before = m_ids.changes();
    if (auto begun = m_db->run("SAVEPOINT job"); !begun)
        return begun;
    auto result = runPlain(work);
    if (!result) {
        static_cast<void>(m_db->run("ROLLBACK TO job").ok());
        if (m_ids.changes() != before)
            recover();
    }
    if (auto released = m_db->run("RELEASE job"); !released && result)
        result = released;
    return result;
}

void Writer::runAlone(Job &job)
{
    const quint64 before = m_ids.changes();
    const auto result = runPlain(job.work);
    if (m_ids.changes() != before)
        recover();
    m_onCommit(*m_db);
    finish(&job, result);
}

void Writer::recover()
{
    static_cast<void>(m_ids.awaitLoaded().ok());
    m_ids.clear();
    // With some of them missing, what is stored already would be stored again.
    const auto rebuilt = rebuildIds(*m_db, m_ids);
    m_ids.loaded(rebuilt ? std::nullopt : std::optional(rebuilt.error()));
    static_cast<void>(m_bound.load(*m_db).ok());
}

void Writer::finish(Job *job, const Result<void> &result)
{
    if (!job->waited) {
        delete job;
        return;
    }
    job->result = result;
}

Result<void> rebuildIds(Database &db, EventIds &ids, const std::atomic<bool> *leave)
{
    auto customers = db.prepared("SELECT id FROM objects WHERE kind=?");
    auto last = db.prepared("SELECT max(arrival) FROM events");
    auto events = db.prepared("SELECT arrival, id, customer FROM events ORDER BY arrival");
    for (const auto &statement : {customers, last, events}) {
        if (!statement)
            return statement.error();
    }
    (*customers)->bind(1, qint64(Kind::Customer));
    auto row = (*customers)->step();
    for (; row && *row; row = (*customers)->step())
        ids.addCustomer((*customers)->view(0));
    (*customers)->reset();
    if (!row)
        return row.error();
    if (row = (*last)->step(); row && *row)
        ids.reserve(size_t((*last)->integer(0)));
    (*last)->reset();
    for (row = (*events)->step(); row && *row && !(leave && *leave); row = (*events)->step())
        ids.insert((*events)->view(1), (*events)->view(2), (*events)->integer(0));
    (*events)->reset();
    if (!row)
        return row.error();
    if (!*row) // to the end
        ids.settle();
    return {};
}
