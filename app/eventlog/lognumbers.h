// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

// Row numbers in the order a view shows them, as two vectors: growing at either end moves nothing.
class LogNumbers {
public:
    int size() const { return int(m_front.size() + m_back.size()); }
    quint32 operator[](int at) const
    {
        const size_t front = m_front.size();
        return size_t(at) < front ? m_front[front - 1 - size_t(at)] : m_back[size_t(at) - front];
    }

    void insert(int at, std::span<const quint32> numbers);
    void erase(int at, int count);
    void assign(std::vector<quint32> numbers);
    void clear() { assign({}); }

    int lowerBound(quint32 number) const; // where numbers rise
    std::vector<quint32> all() const;

private:
    std::vector<quint32> m_front; // the first one last
    std::vector<quint32> m_back;
};
