// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logsearch.h"
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
//   pinned:          yes or no
//   colour:          1 to 5, any or none
//   is:              imported, pinned, noted or failed
// status:4xx stands for a class. Quotes keep spaces together. A token whose value cannot be read asks for
// nothing and is named by unread().
class LogFilter {
public:
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
        Retry,
        Pinned,
        Colour,
        Is
    };
    enum class Order { Equal, Less, More };
    struct Term {
        Field field = Field::Any;
        QString text;
        bool turned = false;
        Order order = Order::Equal; // of took:
        qint64 number = 0; // of took:, retry: and colour:, which has -1 for any
        std::optional<QDate> day; // of after: and before:
        std::optional<QTime> time;

        bool isText() const { return field == Field::Any || field == Field::Event || field == Field::Id; }
        bool compares(qint64 value) const;
        friend bool operator==(const Term &, const Term &) = default;
    };

    LogFilter() = default;
    explicit LogFilter(const QString &query);

    bool isEmpty() const { return m_terms.isEmpty(); }
    const QList<Term> &terms() const { return m_terms; }
    bool asksTexts() const; // the store has to look through ids and payloads
    bool asksVerdicts() const;
    // What the store has to find, but for the terms that a row's record answers already.
    LogWanted wanted(const QList<int> &answered = {}) const;
    QStringList unread() const { return m_unread; }
    bool matches(const LogRow &row, const RowVerdict &verdict) const;
    QStringList highlights() const; // what panes mark in the texts they show

    static QStringList tokens(); // "sender:", …: for completion

    friend bool operator==(const LogFilter &, const LogFilter &) = default;

private:
    struct Token {
        QLatin1StringView text;
        Field field;
    };
    static const Token table[];
    static std::optional<Term> termOf(const QString &word);
    static bool read(Term &term);
    static bool readTime(Term &term);
    static bool readNumber(Term &term);
    static bool readChoice(Term &term);
    static bool holds(const Term &term, const LogRow &row, const RowVerdict &verdict);
    static bool isMarked(const Term &term, const LogRow &row);
    static bool isLater(const Term &term, const LogRow &row);

    QList<Term> m_terms;
    QStringList m_unread;
};

namespace logfilter {

bool statusIs(int status, const QString &word); // 400, 4xx, or what it begins with
QLatin1StringView kindName(RowVerdict::Kind kind); // as verdict: takes it

} // namespace logfilter
