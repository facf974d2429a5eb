// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogmarks.h"

#include "eventlog/log.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/theme.h"

#include <QTableView>

#include <algorithm>

namespace {
constexpr qsizetype readAtOnce = 2000; // rows whose notes are not here
} // namespace

EventLogMarks::EventLogMarks(EventLog &log, EventLogRows &rows, QTableView &table)
    : QObject(&table)
    , m_log(log)
    , m_rows(rows)
    , m_table(table)
{
}

// The colours of a payload's parts: they say nothing of their own in a table.
QColor EventLogMarks::colour(int number)
{
    const JsonColours &json = theme().json;
    const QColor colours[LogMark::colours] = {json.key, json.string, json.number, json.literal, json.comment};
    return colours[std::clamp(number, 1, LogMark::colours) - 1];
}

QString EventLogMarks::colourName(int number)
{
    const QString names[LogMark::colours + 1]
        = {tr("No colour"), tr("Blue"), tr("Orange"), tr("Green"), tr("Violet"), tr("Grey")};
    return names[std::clamp(number, 0, LogMark::colours)];
}

QList<int> EventLogMarks::selected() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_table.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    const auto same = std::ranges::unique(rows);
    rows.erase(same.begin(), same.end());
    return rows;
}

QList<int> EventLogMarks::chosen() const
{
    QList<int> rows = selected();
    for (int &row : rows) {
        if (const std::optional<int> event = m_rows.eventAt(row))
            row -= *event + 1;
    }
    const auto same = std::ranges::unique(rows);
    rows.erase(same.begin(), same.end());
    return rows;
}

QList<qint64> EventLogMarks::numbers() const
{
    QList<qint64> numbers;
    for (const int row : chosen())
        numbers.append(m_rows.row(row).rowNumber);
    return numbers;
}

bool EventLogMarks::pinned() const
{
    const QList<int> rows = chosen().mid(0, lookedAt);
    return !rows.isEmpty()
        && std::ranges::all_of(rows, [this](int row) { return markOf(m_rows.row(row)).pinned; });
}

int EventLogMarks::colour() const
{
    const QList<int> rows = chosen().mid(0, lookedAt);
    const int first = rows.isEmpty() ? -1 : markOf(m_rows.row(rows.first())).colour;
    const auto same = [&](int row) { return markOf(m_rows.row(row)).colour == first; };
    return std::ranges::all_of(rows, same) ? first : -1;
}

QString EventLogMarks::note() const
{
    for (const int row : chosen().mid(0, lookedAt)) {
        if (const QString note = markOf(m_rows.row(row)).note; !note.isEmpty())
            return note;
    }
    return {};
}

LogMark EventLogMarks::markOf(const LogRow &row) const
{
    return m_sent.value(row.rowNumber, row.mark);
}

// Two keys may follow one another faster than the first one is stored.
void EventLogMarks::send(const QList<qint64> &numbers, const LogMark &mark)
{
    for (const qint64 number : numbers)
        m_sent.insert(number, mark);
    whenDone(m_log.setMark(numbers, mark), this, [this, numbers, mark](const Result<void> &) {
        for (const qint64 number : numbers) {
            if (const auto sent = m_sent.constFind(number); sent != m_sent.cend() && *sent == mark)
                m_sent.erase(sent);
        }
    });
}

// A mark is written whole, and of a row that was never looked at the note stands in the store alone.
void EventLogMarks::change(const Change &apply)
{
    QList<LogRow> known;
    QList<qint64> unread;
    for (const int row : chosen()) {
        const LogRow is = m_rows.row(row);
        if (is.exchange.isNull() && !m_sent.contains(is.rowNumber))
            unread.append(is.rowNumber);
        else
            known.append(is);
    }
    changeKnown(known, apply);
    changeUnread(unread, apply);
}

void EventLogMarks::changeUnread(const QList<qint64> &numbers, const Change &apply)
{
    const QList<qint64> page = numbers.mid(0, readAtOnce);
    if (page.isEmpty())
        return;
    whenDone(m_log.rows(page), this,
        [this, rest = numbers.mid(page.size()), apply](const Result<QList<LogRow>> &rows) {
            changeKnown(rows.valueOr({}), apply);
            changeUnread(rest, apply);
        });
}

// Rows that have the same mark go together.
void EventLogMarks::changeKnown(const QList<LogRow> &rows, const Change &apply)
{
    QList<std::pair<LogMark, QList<qint64>>> groups;
    for (const LogRow &is : rows) {
        LogMark mark = markOf(is);
        apply(mark);
        const auto same = std::ranges::find(groups, mark, &std::pair<LogMark, QList<qint64>>::first);
        if (same == groups.end())
            groups.append({mark, {is.rowNumber}});
        else
            same->second.append(is.rowNumber);
    }
    for (const auto &[mark, numbers] : std::as_const(groups))
        send(numbers, mark);
}

void EventLogMarks::togglePin()
{
    change([on = !pinned()](LogMark &mark) { mark.pinned = on; });
}

void EventLogMarks::setColour(int number)
{
    change([number](LogMark &mark) { mark.colour = number; });
}

void EventLogMarks::setNote(const QString &note)
{
    change([note](LogMark &mark) { mark.note = note.trimmed().left(LogMark::longestNote); });
}
