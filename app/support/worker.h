// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"

#include <QThread>

// One named thread with an event loop, for work that must stay off the GUI thread. Jobs run one after the
// other in the order they were posted, from any thread. The destructor lets posted jobs finish, then ends the
// thread.
class Worker {
public:
    explicit Worker(const QString &name);
    ~Worker();

    void post(std::function<void()> job) const;

    // Runs `job` there and hands its Result back. The caller's thread waits for nothing.
    template<typename T, typename Job>
    Call<T> ask(Job job) const
    {
        const CallSource<T> source;
        post([source, job = std::move(job)] { source.finish(job()); });
        return source.call();
    }

    // For opening only, where there is nothing to show yet: waits until the job is done.
    void runNow(std::function<void()> job) const;

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context; // lives on m_thread
};
