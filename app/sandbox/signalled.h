// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <climits>
#include <cstdint>

#ifdef __linux__
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

// A number that only grows and that threads wait for: one call to the system wakes all of them.
// std::atomic's wait gives its processor away a few times before it sleeps; with as many threads as requests
// that costs more than the requests do.
class Signalled {
public:
    void await(uint32_t number)
    {
        for (uint32_t seen = m_reached; int32_t(seen - number) < 0; seen = m_reached)
            sleep(seen);
    }
    void reach(uint32_t number)
    {
        m_reached = number;
        wakeAll();
    }

private:
#ifdef __linux__
    static_assert(sizeof(std::atomic<uint32_t>) == sizeof(uint32_t));
    void sleep(uint32_t seen)
    {
        syscall(SYS_futex, &m_reached, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
    }
    void wakeAll()
    {
        syscall(SYS_futex, &m_reached, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
    }
#else
    void sleep(uint32_t seen)
    {
        m_reached.wait(seen);
    }
    void wakeAll()
    {
        m_reached.notify_all();
    }
#endif

    std::atomic<uint32_t> m_reached = 0;
};
