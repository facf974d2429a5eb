// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

#include <condition_variable>
#include <mutex>
#include <thread>

// The thread on which time passes (design.md, "Threads"): it renews what is due and sends the messages that
// are due, one after the other by their time, then sleeps until the next one or until it is woken.
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
    bool workOnce();
    bool sendOne(const Row &row);
    milliseconds untilNext() const;

    World &m_world;
    std::mutex m_mutex;
    std::condition_variable m_change;
    bool m_woken = true;
    bool m_idle = false;
    bool m_stop = false;
    int m_sent = 0; // since the history was last cut
    std::thread m_thread;
};
