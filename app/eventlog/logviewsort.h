// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/lognames.h"
#include "eventlog/logrecord.h"

#include <Qt>

#include <vector>

// The order of the rows of a view by one column. Texts count by their names' places in the alphabet, ties by
// arrival.
class LogOrder {
public:
    LogOrder(int column, Qt::SortOrder order)
        : m_column(column)
        , m_order(order)
    {
    }

    struct Key {
        quint64 value;
        quint32 number;
    };
    bool natural() const; // the order of arrival, or the opposite
    Key keyOf(const LogRecord &record) const; // where texts are their names' ids
    // Any thread, a second or less for many millions.
    std::vector<quint32> sorted(std::vector<Key> keys, const LogNames &names) const;
    bool less(const LogRecord &a, const LogRecord &b, const LogNames &names) const;

private:
    bool byText() const;
    void rank(std::vector<Key> &keys, const LogNames &names) const;

    int m_column;
    Qt::SortOrder m_order;
};
