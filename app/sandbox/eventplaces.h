// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

#include <vector>

// Which rows are a customer's, so that a question about one reads no others': one or two bytes an event, as
// each row is kept as the step from the one before.
class EventPlaces {
public:
    void add(QByteArrayView customer, qint64 row); // rows only grow
    void clear();
    std::vector<qint64> after(QByteArrayView customer, qint64 row) const; // newest first

private:
    struct List {
        QByteArray steps;
        qint64 last = 0;
    };
    QHash<QByteArray, List> m_lists;
};
