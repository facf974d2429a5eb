// SPDX-License-Identifier: MIT
#include "outbox/arrivals.h"

#include "outbox/workspace.h"
#include "support/faultpoint.h"

#include <algorithm>

Arrivals::Arrivals(const Worker &worker, Workspace &workspace, std::function<void(bool)> stored)
    : m_worker(worker)
    , m_workspace(workspace)
    , m_stored(std::move(stored))
{
}

void Arrivals::add(Arrival arrival)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(arrival));
        if (m_waiting.size() > 1)
            return; // one job is under way already
    }
    m_worker.post([this] { drain(); });
}

void Arrivals::drain()
{
    std::vector<Arrival> group;
    {
        const std::lock_guard lock(m_mutex);
        group.swap(m_waiting);
    }
    const Result<std::vector<Result<void>>> done = m_workspace.add(group);
    // What broke the commit need not be about all of them.
    std::vector<Result<void>> each;
    for (size_t i = 0; i < group.size(); ++i)
        each.push_back(done         ? (*done)[i]
                : group.size() == 1 ? Result<void>(done.error())
                                    : storedAlone(group[i]));
    if (std::ranges::any_of(each, &Result<void>::ok))
        reached(FaultPoint::Stored);
    bool pictures = false;
    for (size_t i = 0; i < group.size(); ++i) {
        pictures = pictures || (each[i] && group[i].image);
        group[i].done(each[i]);
    }
    m_stored(pictures);
}

Result<void> Arrivals::storedAlone(const Arrival &arrival)
{
    const auto done = m_workspace.add({arrival});
    return done ? done->front() : Result<void>(done.error());
}
