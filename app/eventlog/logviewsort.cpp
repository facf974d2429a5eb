// SPDX-License-Identifier: MIT
#include "eventlog/logviewsort.h"

#include "eventlog/logmodel.h"

#include <algorithm>

namespace {

// A text's id stands in the lower half of a key.
constexpr quint64 idMask = 0xffffffff;

bool textLess(const QByteArray &a, const QByteArray &b)
{
    return QString::fromUtf8(a).compare(QString::fromUtf8(b), Qt::CaseInsensitive) < 0;
}

} // namespace

bool LogOrder::natural() const
{
    return m_column == LogModel::Time;
}

bool LogOrder::byText() const
{
    return m_column != LogModel::Time && m_column != LogModel::Status && m_column != LogModel::Latency;
}

LogOrder::Key LogOrder::keyOf(const LogRecord &record) const
{
    const auto both = [](quint64 high, quint64 low) { return high << 32 | low; };
    switch (m_column) {
    case LogModel::From:
        return {record.sender, record.number};
    case LogModel::Request:
        return {both(record.method, record.target), record.number};
    case LogModel::Status:
        return {record.status, record.number};
    case LogModel::Latency:
        return {record.took, record.number};
    case LogModel::EventName:
        return {record.eventName, record.number};
    case LogModel::Quality:
        return {record.quality, record.number};
    case LogModel::VerdictColumn:
        return {both(record.verdict, record.words), record.number};
    default:
        return {record.number, record.number};
    }
}

// Each text is read once.
void LogOrder::rank(std::vector<Key> &keys, const LogNames &names) const
{
    std::vector<quint32> rankOf(names.size());
    std::vector<std::pair<QString, LogNames::Id>> texts;
    for (const Key &key : keys) {
        const auto id = LogNames::Id(key.value & idMask);
        if (id >= rankOf.size())
            rankOf.resize(id + 1);
        if (std::exchange(rankOf[id], 1) == 0)
            texts.emplace_back(QString::fromUtf8(names.text(id)), id);
    }
    std::ranges::sort(texts,
        [](const auto &a, const auto &b) { return a.first.compare(b.first, Qt::CaseInsensitive) < 0; });
    quint32 last = 0;
    for (size_t i = 0; i < texts.size(); ++i) {
        if (i > 0 && texts[i].first.compare(texts[i - 1].first, Qt::CaseInsensitive) != 0)
            ++last;
        rankOf[texts[i].second] = last;
    }
    for (Key &key : keys)
        key.value = (key.value & ~idMask) | rankOf[key.value & idMask];
}

std::vector<quint32> LogOrder::sorted(std::vector<Key> keys, const LogNames &names) const
{
    if (byText())
        rank(keys, names);
    if (m_order == Qt::DescendingOrder) {
        for (Key &key : keys)
            key.value = ~key.value;
    }
    std::ranges::sort(keys, [](const Key &a, const Key &b) {
        return a.value != b.value ? a.value < b.value : a.number < b.number;
    });
    std::vector<quint32> numbers(keys.size());
    std::ranges::transform(keys, numbers.begin(), &Key::number);
    return numbers;
}

bool LogOrder::less(const LogRecord &a, const LogRecord &b, const LogNames &names) const
{
    Key first = keyOf(a);
    Key second = keyOf(b);
    if (first.value == second.value)
        return a.number < b.number;
    const bool falling = m_order == Qt::DescendingOrder;
    if (!byText() || (first.value & ~idMask) != (second.value & ~idMask))
        return (first.value < second.value) != falling;
    const QByteArray firstText = names.text(LogNames::Id(first.value & idMask));
    const QByteArray secondText = names.text(LogNames::Id(second.value & idMask));
    if (textLess(firstText, secondText))
        return !falling;
    return textLess(secondText, firstText) ? falling : a.number < b.number;
}
