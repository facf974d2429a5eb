// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/rowverdict.h"

#include <QStringList>

// What the query field asks for. Words and tokens must all hold, without regard to case. A word is looked for
// in request, sender, ids, names and verdict; sender: status: event: verdict: customer: look in one place.
// status:4xx stands for a class. Quotes keep spaces together.
class LogFilter {
public:
    LogFilter() = default;
    explicit LogFilter(const QString &query);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const LogRow &row, const RowVerdict &verdict) const;

    friend bool operator==(const LogFilter &, const LogFilter &) = default;

private:
    enum class Field { Any, Sender, Status, Event, Verdict, Customer };
    struct Term {
        Field field = Field::Any;
        QString text;

        friend bool operator==(const Term &, const Term &) = default;
    };
    static Term termOf(const QString &word);
    static bool holds(const Term &term, const LogRow &row, const RowVerdict &verdict);

    QList<Term> m_terms;
};
