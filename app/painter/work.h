// SPDX-License-Identifier: MIT
#pragma once

#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <thread>

struct PaintMonitor;

// The way one picture's loops learn that nobody wants it any more, and find a second pair of hands. Once
// cancelled it stays so, and every further loop ends at its first row.
class Work {
public:
    explicit Work(const PaintMonitor &monitor)
        : m_monitor(monitor)
    {
    }

    bool cancelled(); // only the painting thread asks the monitor

    // fn(y) for each row, asking between rows.
    template<typename Fn>
    void rows(int begin, int end, Fn fn)
    {
        for (int y = begin; y < end && !cancelled(); ++y)
            fn(y);
    }

    // fn(y) for each row, in any order and on idle threads too: for loops that share nothing but what they read.
    template<typename Fn>
    void spread(int begin, int end, Fn fn)
    {
        bands(begin, end, 16, [&](int first, int last) {
            for (int y = first; y < last && !cancelled(); ++y)
                fn(y);
        });
    }

    // fn(first, last) for bands of `size` rows, on idle threads too. Which thread paints which band is open,
    // so a band may write nothing that another one reads or writes.
    template<typename Fn>
    void bands(int begin, int end, int size, Fn fn)
    {
        const int count = (end - begin + size - 1) / size;
        std::atomic<int> next = 0;
        QSemaphore finished;
        const auto paint = [&] {
            for (int band = next++; band < count && !cancelled(); band = next++)
                fn(begin + band * size, std::min(begin + (band + 1) * size, end));
        };
        const int helpers = std::min(QThread::idealThreadCount(), count) - 1;
        int started = 0;
        for (int i = 0; i < helpers; ++i) {
            const bool idle = QThreadPool::globalInstance()->tryStart([&] {
                paint();
                finished.release();
            });
            started += int(idle);
        }
        paint();
        finished.acquire(started);
    }

private:
    const PaintMonitor &m_monitor;
    const std::thread::id m_painter = std::this_thread::get_id();
    std::atomic<bool> m_cancelled = false;
};
