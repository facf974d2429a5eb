// SPDX-License-Identifier: MIT
#include "eventlog/logfiltersieve.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Field = LogFilter::Field;

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr qint64 quarterMs = 15 * 60 * 1000;

bool isMarked(const LogFilter::Term &term, const LogRecord &record)
{
    if (term.field == Field::Pinned)
        return record.is(LogRecord::Pinned) == (term.number == 1);
    if (term.field == Field::Colour)
        return term.number < 0 ? record.colour > 0 : record.colour == term.number;
    const bool is[] = {record.is(LogRecord::Imported), record.is(LogRecord::Pinned),
        record.is(LogRecord::Noted), record.failed()};
    return is[term.number];
}

} // namespace

LogSieve::LogSieve(const LogFilter &filter, const LogNames &names)
    : m_names(names)
    , m_own(names.find("App"_ba))
{
    for (const LogFilter::Term &term : filter.terms()) {
        Test test;
        test.term = term;
        if (term.day) {
            const QDateTime from(*term.day, term.time.value_or(QTime(0, 0)));
            test.from = from.toMSecsSinceEpoch() * 1000;
        }
        m_tests.push_back(std::move(test));
    }
}

bool LogSieve::has(Test &test, LogNames::Id name)
{
    if (name >= test.names.size())
        test.names.resize(name + 1, Unknown);
    quint8 &seen = test.names[name];
    if (seen == Unknown) {
        const QString text = QString::fromUtf8(m_names.text(name));
        const bool is = test.term.field == Field::Quality
            ? text.compare(test.term.text, Qt::CaseInsensitive) == 0
            : text.contains(test.term.text, Qt::CaseInsensitive);
        seen = is ? Has : HasNot;
    }
    return seen == Has;
}

bool LogSieve::hasStatus(Test &test, int status)
{
    if (size_t(status) >= test.statuses.size())
        test.statuses.resize(size_t(status) + 1, Unknown);
    quint8 &seen = test.statuses[size_t(status)];
    if (seen == Unknown) {
        const QString &text = test.term.text;
        const bool is = test.term.field == Field::Any ? QString::number(status) == text
                                                      : logfilter::statusIs(status, text);
        seen = is ? Has : HasNot;
    }
    return seen == Has;
}

bool LogSieve::hasMethod(Test &test, quint8 code)
{
    quint8 &seen = test.methods[code];
    if (seen == Unknown) {
        const QString text = QString::fromLatin1(methodName(code));
        seen = text.contains(test.term.text, Qt::CaseInsensitive) ? Has : HasNot;
    }
    return seen == Has;
}

bool LogSieve::hasVerdict(Test &test, const LogRecord &record)
{
    const auto kind = record.verdict > 0 ? RowVerdict::Kind(record.verdict - 1)
                                         : kindOf(record, record.sender == m_own && m_own != LogNames::none);
    return logfilter::kindName(kind).compare(test.term.text, Qt::CaseInsensitive) == 0
        || (record.words != LogNames::none && has(test, record.words));
}

// Rows stand nearly in the order of time, so the offset of the one before nearly always holds.
qint64 LogSieve::localOffset(qint64 at)
{
    const qint64 ms = at / 1000;
    if (const qint64 quarter = ms / quarterMs; quarter != m_quarter) {
        m_quarter = quarter;
        m_offset = qint64(QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc()) * 1000;
    }
    return m_offset;
}

bool LogSieve::isLater(const Test &test, const LogRecord &record)
{
    if (test.term.day)
        return record.at >= test.from;
    const qint64 local = record.at / 1000 + localOffset(record.at);
    return (local % dayMs + dayMs) % dayMs >= test.term.time->msecsSinceStartOfDay();
}

// Where the store's search does not look.
bool LogSieve::outside(Test &test, const LogRecord &record)
{
    if (test.term.field == Field::Event)
        return has(test, record.eventName);
    if (test.term.field == Field::Id)
        return false;
    return has(test, record.sender) || (record.words != LogNames::none && has(test, record.words))
        || hasStatus(test, record.status) || hasMethod(test, record.method);
}

bool LogSieve::inRecord(Test &test, const LogRecord &record)
{
    if (outside(test, record)) {
        const int place = int(&test - m_tests.data());
        if (!m_outside.contains(place))
            m_outside.append(place);
        return true;
    }
    return test.term.field == Field::Any
        && (has(test, record.target) || has(test, record.eventName) || has(test, record.customer)
            || has(test, record.quality));
}

bool LogSieve::holds(Test &test, const LogRecord &record)
{
    switch (test.term.field) {
    case Field::Sender:
        return has(test, record.sender);
    case Field::Status:
        return hasStatus(test, record.status);
    case Field::Method:
        return hasMethod(test, record.method);
    case Field::Path:
        return has(test, record.target);
    case Field::Quality:
        return has(test, record.quality);
    case Field::Customer:
        return has(test, record.customer);
    case Field::Verdict:
        return hasVerdict(test, record);
    case Field::After:
        return isLater(test, record);
    case Field::Before:
        return !isLater(test, record);
    case Field::Took:
        return test.term.compares(record.took / 1000);
    case Field::Retry:
        return test.term.compares(record.retry);
    default:
        return isMarked(test.term, record);
    }
}

bool LogSieve::lets(const LogRecord &record, const QList<int> &answered)
{
    for (Test &test : m_tests) {
        if (!test.term.isText()) {
            if (test.term.field == Field::Verdict && record.verdict == 0 && asksVerdict(record))
                return false; // comes in when it is judged
            if (holds(test, record) == test.term.turned)
                return false;
        } else if (test.term.turned) {
            if (outside(test, record))
                return false;
        } else if (!answered.isEmpty() && answered.contains(int(&test - m_tests.data()))
            && !outside(test, record)) {
            return false;
        }
    }
    return true;
}

bool LogSieve::letsWhole(const LogRecord &record)
{
    if (!lets(record))
        return false;
    bool whole = true;
    for (Test &test : m_tests) {
        if (test.term.isText() && !test.term.turned)
            whole = inRecord(test, record) && whole;
    }
    return whole;
}

bool LogSieve::unjudged(const LogRecord &record)
{
    if (record.verdict > 0 || !asksVerdict(record))
        return false;
    return std::ranges::all_of(m_tests, [&](Test &test) {
        const bool open = test.term.field == Field::Verdict;
        return open || test.term.isText() || holds(test, record) != test.term.turned;
    });
}
