// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/signalled.h"
#include "sandbox/writing.h"
#include "support/statement.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

// The only thread that writes. It takes everything queued as one transaction: while one commit is being
// synced the next jobs gather, so that a sync serves as many requests as there are (qt-facts.md). A job that
// fails is rolled back to its savepoint and does not harm its neighbours.
class Writer {
public:
    // One queued job: `run`, whose error takes back what it wrote, then `after` in any case; both may be
    // empty.
    struct Work {
        std::function<Result<void>(Writing &)> run = {};
        std::function<void(Writing &)> after = {};
        bool savepoint = true; // false: `run` fails only before it writes
        bool alone = false; // between two transactions instead of inside one
    };

    // `onCommit` is called on the writer's thread after each commit.
    Writer(std::unique_ptr<Database> db, EventIds &ids, RecordBound &bound,
        std::function<void(Database &)> onCommit);
    ~Writer(); // finishes the queue

    Result<void> write(Work work); // returns after COMMIT
    void post(Work work); // written soon; waits only when very many are waiting
    void flush();

private:
    struct Job;

    void loop();
    std::vector<Job *> take();
    void gather(std::unique_lock<std::mutex> &lock) const;
    void commit(const std::vector<Job *> &jobs);
    Result<void> runAll(const std::vector<Job *> &jobs);
    Result<void> runOne(const Work &work);
    Result<void> runInSavepoint(const Work &work);
    Result<void> runPlain(const Work &work);
    void runAlone(Job &job);
    void recover();
    static void finish(Job *job, const Result<void> &result);

    std::unique_ptr<Database> m_db;
    EventIds &m_ids;
    RecordBound &m_bound;
    const std::function<void(Database &)> m_onCommit;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_room;
    std::vector<Job *> m_queue;
    size_t m_waited = 0; // jobs in the queue that somebody waits for
    size_t m_posted = 0;
    uint32_t m_turn = 1; // which transaction, or group of them, takes what is queued now
    std::array<Signalled, 4> m_finished; // by turn: one is under way while the next one gathers
    bool m_stop = false;
    std::thread m_thread;
};

// Reads every event id and customer id into memory, or some when it is to leave.
Result<void> rebuildIds(Database &db, EventIds &ids, const std::atomic<bool> *leave = nullptr);
