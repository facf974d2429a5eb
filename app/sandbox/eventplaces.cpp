// SPDX-License-Identifier: MIT
#include "sandbox/eventplaces.h"

namespace {

constexpr int bitsEach = 7; // of a step, in each of its bytes; all but the last one have the high bit
constexpr uchar goesOn = 0x80;

void appendStep(QByteArray &out, quint64 step)
{
    for (; step >= goesOn; step >>= bitsEach)
        out.append(char(uchar(step) | goesOn));
    out.append(char(step));
}

// The step that ends before `end`, which moves to its beginning.
qint64 takeStep(const QByteArray &steps, qsizetype &end)
{
    quint64 out = uchar(steps[--end]);
    while (end > 0 && (uchar(steps[end - 1]) & goesOn) != 0)
        out = (out << bitsEach) | (uchar(steps[--end]) & uchar(~goesOn));
    return qint64(out);
}

} // namespace

void EventPlaces::add(QByteArrayView customer, qint64 row)
{
    auto list = m_lists.find(QByteArray::fromRawData(customer.data(), customer.size()));
    if (list == m_lists.end())
        list = m_lists.insert(customer.toByteArray(), {});
    appendStep(list->steps, quint64(row - list->last));
    list->last = row;
}

void EventPlaces::clear()
{
    m_lists.clear();
}

std::vector<qint64> EventPlaces::after(QByteArrayView customer, qint64 row) const
{
    std::vector<qint64> out;
    const auto list = m_lists.constFind(QByteArray::fromRawData(customer.data(), customer.size()));
    if (list == m_lists.constEnd())
        return out;
    qint64 at = list->last;
    for (qsizetype end = list->steps.size(); end > 0 && at > row;) {
        out.push_back(at);
        at -= takeStep(list->steps, end);
    }
    return out;
}
