// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/recordbound.h"
#include "sandbox/writing.h"
#include "support/clock.h"

// The sandbox's world on disk: `sandbox.db` in WAL mode with full sync. Readers take pooled read-only
// connections on their own threads; everything written goes through one writer thread that takes all queued
// jobs as one transaction (design.md, "Where data lives" and "Threads").
class Store {
public:
    static Result<std::unique_ptr<Store>> open(const QString &folder, const RecordLimits &limits = {});
    ~Store(); // writes what is queued

    // One consistent view, any thread: `use` takes a const Reading & and its value is handed on. A storage
    // error met on the way is given instead.
    template<typename F>
    auto read(F use) const -> Result<std::invoke_result_t<F, const Reading &>>
    {
        std::optional<std::invoke_result_t<F, const Reading &>> out;
        const auto done = visit([&](const Reading &reading) { out.emplace(use(reading)); });
        if (!done)
            return done.error();
        return std::move(*out);
    }

    // Runs inside the writer's transaction; write() returns after COMMIT. `effects` answers whether they
    // stay, `record` (may be empty) runs after them in any case. Not to be called from within a job.
    struct Job {
        std::function<bool(Writing &)> effects;
        std::function<void(Writing &)> record;
        bool checkedFirst = false; // effects says no only before it wrote anything: no savepoint is needed
    };
    Result<void> write(const Job &job);

    // A record alone; returns after COMMIT.
    Result<void> note(std::function<void(Writing &)> record);
    // Written soon and in order with all others, not waited for: records of reads. `flush` waits for all of
    // them.
    void post(std::function<void(Writing &)> record);
    void flush();

    // Keeps a copy of the world beside the database under this id.
    Result<void> snapshot(const QByteArray &id);
    // Puts a copy back / empties the world and fills it, in one transaction; raises the generation. Exchanges
    // belong to the world, but their numbers only grow. `then` runs behind the commit and before anything
    // else is written.
    using Then = std::function<void(const Reading &)>;
    Result<void> restore(const QByteArray &snapshotId, const Then &then = {});
    Result<void> replace(const std::function<Result<void>(Writing &)> &fill, const Then &then = {});
    QList<QByteArray> snapshots() const; // newest first

    quint64 generation() const;
    quint64 terms() const; // differs once meters or subscriptions have changed

    RecordBound &bound() const; // streams tell it how far they have read
    // Returns when there is an exchange after `seq`, the time is over or the server stops.
    bool waitForExchange(qint64 after, milliseconds most) const; // whether there is one
    void stopWaiting();
    bool stopping() const; // long work that nobody waits for ends early

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    Result<void> visit(const std::function<void(const Reading &)> &use) const;

    std::unique_ptr<Parts> m_parts;
};
