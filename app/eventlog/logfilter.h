// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/rowverdict.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

// What the query field asks for. Words and tokens must all hold, without regard to case; a minus before one
// turns it round. A word is looked for in request, sender, ids, names and verdict; a token looks in one
// place:
//   sender: sdk: status: method: path: event: id: quality: customer: verdict:   part of the text
//   after: before:   a local time of day (10:30), a day (2026-11-25) or both (2026-11-25T10:30)
//   took:            milliseconds, with > or < before them
//   retry:           the try's number, 0 for the first
// status:4xx stands for a class. Quotes keep spaces together. A token whose value cannot be read asks for
// nothing and is named by unread().
class LogFilter {
public:
    LogFilter() = default;
    explicit LogFilter(const QString &query);

    bool isEmpty() const { return m_terms.isEmpty(); }
    QStringList unread() const { return m_unread; }
    bool matches(const LogRow &row, const RowVerdict &verdict) const;
    QStringList highlights() const; // what panes mark in the texts they show

    static QStringList tokens(); // "sender:", …: for completion

    friend bool operator==(const LogFilter &, const LogFilter &) = default;

private:
    enum class Field {
        Any,
        Sender,
        Status,
        Method,
        Path,
        Event,
        Id,
        Quality,
        Customer,
        Verdict,
        After,
        Before,
        Took,
        Retry
    };
    enum class Order { Equal, Less, More };
    struct Term {
        Field field = Field::Any;
        QString text;
        bool turned = false;
        Order order = Order::Equal; // of took:
        qint64 number = 0; // of took: and retry:
        std::optional<QDate> day; // of after: and before:
        std::optional<QTime> time;

        friend bool operator==(const Term &, const Term &) = default;
    };
    struct Token {
        QLatin1StringView text;
        Field field;
    };
    static const Token table[];
    static std::optional<Term> termOf(const QString &word);
    static bool read(Term &term);
    static bool holds(const Term &term, const LogRow &row, const RowVerdict &verdict);
    static bool isLater(const Term &term, const LogRow &row);

    QList<Term> m_terms;
    QStringList m_unread;
};
