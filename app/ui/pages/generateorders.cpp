// SPDX-License-Identifier: MIT
#include "ui/pages/generateorders.h"

#include "session/studio.h"

#include <algorithm>

GenerateOrders::GenerateOrders(Studio &studio, QObject *parent)
    : QObject(parent)
    , m_studio(studio)
{
}

std::optional<Error> GenerateOrders::add(const PictureOrder &order)
{
    const Result<QList<PictureJob *>> jobs = m_studio.order(order);
    if (!jobs)
        return jobs.error();
    auto *run = new GenerateRun(order, *jobs, this);
    for (PictureJob *made : *jobs)
        m_jobs.insert(made->track().id, made);
    const bool first = !busy();
    m_runs.append(run);
    if (first)
        m_current = run;
    connect(run, &GenerateRun::changed, this, &GenerateOrders::changed);
    connect(run, &GenerateRun::stored, this, &GenerateOrders::stored);
    connect(run, &GenerateRun::ended, this, [this](PictureJob *job) {
        Q_EMIT ended(job);
        tidy();
    });
    connect(run, &GenerateRun::over, this, [this, run] { runOver(run); });
    Q_EMIT changed();
    return std::nullopt;
}

void GenerateOrders::runOver(GenerateRun *run)
{
    Q_EMIT over(run);
    if (run == m_current) {
        const auto next = std::ranges::find_if(m_runs, &GenerateRun::busy);
        if (next != m_runs.end())
            m_current = *next;
    }
    tidy();
    Q_EMIT changed();
}

// A run goes on to the bill after its pictures are made; only then it may go.
void GenerateOrders::tidy()
{
    const QList<GenerateRun *> all = m_runs;
    for (GenerateRun *run : all) {
        if (run == m_current || !run->finished())
            continue;
        m_runs.removeOne(run);
        run->deleteLater();
    }
}

QList<GenerateRun *> GenerateOrders::waiting() const
{
    QList<GenerateRun *> waiting;
    for (GenerateRun *run : m_runs) {
        if (run != m_current && run->busy())
            waiting.append(run);
    }
    return waiting;
}

PictureJob *GenerateOrders::job(const EventId &id) const
{
    return m_jobs.value(id).data();
}

int GenerateOrders::waitsBehind(const PictureJob *job) const
{
    int before = 0;
    for (const GenerateRun *run : m_runs) {
        if (run->number(job) > 0)
            return before + run->waitsBehind(job);
        before += run->left();
    }
    return 0;
}

void GenerateOrders::cancelCurrent()
{
    if (m_current)
        m_current->cancel();
}

void GenerateOrders::cancelWaiting()
{
    const QList<GenerateRun *> all = waiting();
    for (GenerateRun *run : all)
        run->cancel();
}
