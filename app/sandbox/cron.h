// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

// The thread on which time passes (design.md, "Threads"): it draws usage from credits, renews what is due and
// lets the messages that are due be sent, then sleeps until the next one or until it is woken. Each address
// gets its own one after the other by their time, on a thread that lives for one message, so that none waits
// for a receiver that hangs.
class Cron {
public:
    explicit Cron(World &world);
    void start();
    ~Cron(); // a message under way is given up only when the store stops

    void wake(); // something may be due now; any thread
    // Returns when all that is due has happened, or the time is over.
    void waitUntilIdle(milliseconds most);

private:
    void loop();
    void drawDue();
    milliseconds untilDraw() const;
    bool workOnce();
    bool sendDue(TimePoint now);
    QByteArrayList busyEndpoints();
    bool beginSending(const Row &row);
    bool sendOne(const Row &row);
    void joinEnded();
    milliseconds untilNext() const;

    struct Sender {
        std::thread thread;
        bool ended = false;
    };

    World &m_world;
    std::mutex m_mutex;
    std::condition_variable m_change;
    bool m_woken = true;
    bool m_idle = false;
    bool m_stop = false;
    std::map<QByteArray, Sender> m_senders; // by endpoint
    std::chrono::steady_clock::time_point m_lastDraw; // of the cron's own thread
    std::atomic<int> m_sent = 0; // since the history was last cut
    std::thread m_thread;
};
