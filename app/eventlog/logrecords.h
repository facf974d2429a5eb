// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrecord.h"

#include <deque>
#include <memory>
#include <span>

// The records of a long log, oldest first, in chunks: growing at either end and dropping from the front copy
// nothing. Row numbers rise.
class LogRecords {
public:
    static constexpr size_t chunk = 4096;

    int size() const { return int(m_size); }
    const LogRecord &operator[](int at) const { return (*this)(size_t(at) + m_skipped); }
    LogRecord &operator[](int at) { return const_cast<LogRecord &>(std::as_const(*this)[at]); }

    void append(const LogRecord &record);
    void prepend(std::span<const LogRecord> records); // in order
    void drop(int first, int count); // those before them move up, so that only the front is freed
    void clear();

    int lowerBound(qint64 number) const; // the first with that number or a higher one
    int find(qint64 number) const; // -1 when it is not here

private:
    const LogRecord &operator()(size_t slot) const { return m_chunks[slot / chunk][slot % chunk]; }
    LogRecord &at(size_t slot) { return m_chunks[slot / chunk][slot % chunk]; }

    std::deque<std::unique_ptr<LogRecord[]>> m_chunks;
    size_t m_skipped = 0; // free slots of the first chunk
    size_t m_size = 0;
};
