// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/picture.h"
#include "sandbox/sandbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

// Pictures for programs that look at them while they are painted: WebUI clients and those of sd-server's job
// API (image-api.md 3.1, 3.3). One order is painted at a time, on a thread of its own; the others wait in a
// queue, as on those servers. Any thread may ask.
class PaintJobs {
public:
    enum class State { Queued, Painting, Done, Failed, Cancelled };

    struct Order {
        PaintRequest first; // the following pictures take the seeds after it
        int count = 1;
        QByteArray format = "png"; // png, jpeg or webp
        int compression = 100;
        std::function<QString(quint64 seed)> infotext = {}; // put into the file; empty: none
    };

    // A job as it stands.
    struct View {
        QByteArray id;
        State state = State::Queued;
        Order order = {};
        int position = 0; // in the queue, from 1
        int made = 0; // pictures
        int stage = 0; // of the picture on the easel
        int stages = 0;
        QImage preview = {};
        TimePoint created = {};
        std::optional<TimePoint> started = {};
        std::optional<TimePoint> ended = {};
        milliseconds took{0}; // at the easel so far, by monotonic time
        QList<PaintedPicture> pictures = {}; // what was made, once it has ended
        std::optional<Error> error = {};

        double progress() const; // 0 to 1, of all pictures
    };

    PaintJobs(PaintFunction paint, const Clock &clock, IdSource &ids);
    ~PaintJobs(); // stops

    Result<QByteArray> add(Order order); // its id; RateLimited when too many wait
    std::optional<View> await(
        const QByteArray &id, const std::function<bool()> &givenUp); // until it has ended
    std::optional<View> find(const QByteArray &id) const;
    std::optional<View> current() const; // what is being painted
    bool wasHere(const QByteArray &id) const; // known once; its pictures are no longer kept
    bool cancel(const QByteArray &id); // false when it has ended, or is unknown
    void interrupt(); // what is being painted; what waits goes on
    void stop(); // nothing is painted from here on

private:
    struct Job;
    class Easel;

    void loop();
    void paintAll(Job &job);
    void end(Job &job, State state, const std::optional<Error> &error = {}); // with m_mutex held
    void forgetOldest();
    Job *lookUp(const QByteArray &id) const;
    View viewOf(const Job &job) const;

    const PaintFunction m_paint;
    const Clock &m_clock;
    IdSource &m_ids;
    mutable std::mutex m_mutex;
    std::condition_variable m_change;
    std::deque<std::shared_ptr<Job>> m_jobs; // in the order they came
    QList<QByteArray> m_forgotten;
    bool m_stop = false;
    std::thread m_thread;
};
