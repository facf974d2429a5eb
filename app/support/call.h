// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

// Progress of one call. Lives on the thread that made the call; signals reach other threads queued.
// A preview is an encoded PNG or raw bytes the receiver knows how to read; empty when there is none.
class CallProgress : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void stage(const QString &name, int done, int total, const QByteArray &preview);
};

// What a caller holds: a future that finishes exactly once, also when cancelled, and a cancel that reaches
// the work. Copies share one call. Cancelled is a Result with Error::Kind::Cancelled, never a cancelled
// future.
template<typename T>
class Call {
public:
    QFuture<Result<T>> future() const { return m_shared->promise.future(); }

    void cancel() const
    {
        m_shared->cancelled = true;
        std::function<void()> onCancel;
        {
            const std::lock_guard lock(m_shared->mutex);
            onCancel = m_shared->onCancel;
        }
        if (onCancel)
            onCancel();
    }

    CallProgress *progress() const { return m_shared->progress.get(); }

private:
    template<typename U>
    friend class CallSource;

    struct Shared {
        QPromise<Result<T>> promise;
        std::shared_ptr<CallProgress> progress{new CallProgress, [](CallProgress *p) { p->deleteLater(); }};
        std::atomic_bool cancelled = false;
        std::atomic_bool finished = false;
        std::mutex mutex;
        std::function<void()> onCancel;
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

// What the worker holds: finishes the call exactly once (later results are dropped).
template<typename T>
class CallSource {
public:
    CallSource() { m_call.m_shared->promise.start(); }

    Call<T> call() const { return m_call; }
    bool cancelled() const { return m_call.m_shared->cancelled; }
    CallProgress *progress() const { return m_call.progress(); }

    // Runs on the canceller's thread, at once when it was cancelled before.
    void onCancel(std::function<void()> handler) const
    {
        {
            const std::lock_guard lock(m_call.m_shared->mutex);
            m_call.m_shared->onCancel = handler;
        }
        if (cancelled() && handler)
            handler();
    }

    void finish(Result<T> result) const
    {
        const auto shared = m_call.m_shared;
        if (shared->finished.exchange(true))
            return;
        {
            const std::lock_guard lock(shared->mutex);
            shared->onCancel = nullptr;
        }
        shared->promise.addResult(std::move(result));
        shared->promise.finish(); // may run continuations at once: keep it last
    }

private:
    Call<T> m_call;
};

// Runs `handle` on the context's thread when the call is done; not at all when the context has died first.
template<typename T, typename Handler>
void whenDone(const QFuture<T> &future, QObject *context, Handler handle)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)] {
        watcher->deleteLater();
        if (!watcher->isCanceled())
            handle(watcher->result());
    });
    watcher->setFuture(future);
}

template<typename T, typename Handler>
void whenDone(const Call<T> &call, QObject *context, Handler handle)
{
    whenDone(call.future(), context, std::move(handle));
}
