// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <deque>
#include <mutex>
#include <set>

class Database;

// How much of the exchange record is kept; our choice, the service has no such record. The oldest go first, a
// few with each commit.
struct RecordLimits {
    qint64 rows = 1'000'000; // as many as the window's log
    qint64 bytes = 1024LL * 1024 * 1024; // heads, bodies and ids
    // What is younger waits for those who come back by their cursor, what an open stream has not read yet
    // waits for it. At twice the limits the oldest go in any case.
    milliseconds fairChance = std::chrono::minutes{1};
};

// Keeps the exchange record within its limits. The writer's thread numbers and prunes; streams say from any
// thread how far they have read.
class RecordBound {
public:
    explicit RecordBound(const RecordLimits &limits);

    // How many there were before this one, and bytes with it: they lie in each row, so that neither is
    // counted anew.
    struct Tally {
        qint64 nth = 0;
        qint64 total = 0;
    };
    Tally next(qint64 bytes);

    Result<void> load(Database &db); // at the start, and when the world was exchanged
    Result<void> prune(Database &db); // one slice, in the writer's transaction

    // A stream that has been sent everything up to `after`.
    class Follower {
    public:
        Follower(RecordBound &bound, qint64 after);
        ~Follower();
        Q_DISABLE_COPY_MOVE(Follower)
        void at(qint64 after);

    private:
        RecordBound &m_bound;
        std::multiset<qint64>::iterator m_place;
    };

private:
    struct Row {
        qint64 seq = 0;
        Tally tally;
    };
    static Result<Row> rowOf(Database &db, const char *sql);
    bool isOver(const Row &oldest, qint64 share) const; // share: of the limits, in hundredths
    qint64 free(const Row &oldest); // up to which number rows may go
    void noteAge();
    Result<void> remove(Database &db, qint64 before, qint64 count);

    const RecordLimits m_limits;
    Tally m_last;
    Row m_oldest;
    qint64 m_added = 0; // since the last slice
    bool m_pruning = false;
    std::deque<std::pair<std::chrono::steady_clock::time_point, qint64>> m_ages; // number reached at a time
    std::mutex m_mutex; // of m_followers
    std::multiset<qint64> m_followers; // what each has read
};
