// SPDX-License-Identifier: MIT
#include "eventlog/lognumbers.h"

#include <algorithm>

void LogNumbers::insert(int at, std::span<const quint32> numbers)
{
    const auto front = qsizetype(m_front.size());
    if (at < front || (at == 0 && !m_back.empty()))
        m_front.insert(m_front.end() - at, numbers.rbegin(), numbers.rend());
    else
        m_back.insert(m_back.begin() + (at - front), numbers.begin(), numbers.end());
}

void LogNumbers::erase(int at, int count)
{
    const int front = int(m_front.size());
    const int ofFront = std::clamp(front - at, 0, count);
    if (ofFront > 0)
        m_front.erase(m_front.end() - at - ofFront, m_front.end() - at);
    const int rest = count - ofFront;
    const int from = std::max(0, at - front);
    if (rest > 0)
        m_back.erase(m_back.begin() + from, m_back.begin() + from + rest);
}

void LogNumbers::assign(std::vector<quint32> numbers)
{
    m_front.clear();
    m_front.shrink_to_fit();
    m_back = std::move(numbers);
}

int LogNumbers::lowerBound(quint32 number) const
{
    int low = 0;
    int high = size();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if ((*this)[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::vector<quint32> LogNumbers::all() const
{
    std::vector<quint32> out(m_front.rbegin(), m_front.rend());
    out.insert(out.end(), m_back.begin(), m_back.end());
    return out;
}
