// SPDX-License-Identifier: MIT
#include "dodo/readqueue.h"

ReadQueue::ReadQueue(const ReadLimits &limits, Now now, QObject *parent)
    : QObject(parent)
    , m_budget(limits)
    , m_now(std::move(now))
{
    m_turn.setSingleShot(true);
    m_turn.setTimerType(Qt::PreciseTimer);
    connect(&m_turn, &QTimer::timeout, this, &ReadQueue::pump);
}

void ReadQueue::enter(QObject *who, std::function<void()> go)
{
    m_waiting.push_back({who, std::move(go)});
    pump();
}

void ReadQueue::leave(QObject *who)
{
    if (std::erase_if(m_waiting, [who](const Waiting &waiting) { return waiting.who == who; }) > 0)
        Q_EMIT changed();
}

void ReadQueue::done()
{
    --m_underWay;
    pump();
}

void ReadQueue::sent()
{
    m_budget.countSent(m_now());
}

void ReadQueue::answered(int status, const Headers &head, TimePoint wallNow)
{
    m_budget.learn(status, head, m_now(), wallNow);
    pump();
}

void ReadQueue::pump()
{
    m_turn.stop();
    while (!m_waiting.empty() && m_underWay < m_budget.limits().atOnce) {
        const milliseconds wait = m_budget.waitForRead(m_now());
        if (wait > 0ms) {
            m_turn.start(wait);
            break;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_underWay;
        m_budget.countRead(m_now());
        next.go();
    }
    Q_EMIT changed();
}
