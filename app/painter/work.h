// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

struct PaintMonitor;

// The way one picture's loops learn that nobody wants it any more. Once cancelled it stays so, and every
// further loop ends at its first row.
class Work {
public:
    explicit Work(const PaintMonitor &monitor)
        : m_monitor(monitor)
    {
    }

    bool cancelled();

    // fn(y) for each row, asking between rows.
    template<typename Fn>
    void rows(int begin, int end, Fn fn)
    {
        for (int y = begin; y < end && !cancelled(); ++y)
            fn(y);
    }

private:
    const PaintMonitor &m_monitor;
    bool m_cancelled = false;
};
