// SPDX-License-Identifier: MIT
#include "support/worker.h"

Worker::Worker(const QString &name)
    : m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker()
{
    post([this] { m_thread.quit(); }); // behind every job posted before
    m_thread.wait();
}

void Worker::post(std::function<void()> job) const
{
    QMetaObject::invokeMethod(m_context.get(), std::move(job), Qt::QueuedConnection);
}

void Worker::runNow(std::function<void()> job) const
{
    QMetaObject::invokeMethod(m_context.get(), std::move(job), Qt::BlockingQueuedConnection);
}
