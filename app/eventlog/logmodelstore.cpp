// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logmodel.h"

#include <QMetaMethod>

#include <algorithm>

// What the LogModel has from the log's store, and asks it for.

void LogModel::reset(int unfilled)
{
    m_flush.stop();
    m_records.clear();
    m_unfilled = unfilled;
    m_held = 0;
    m_ownHeld = 0;
    m_ownReads = 0;
    m_rows.clear();
    m_verdicts.clear();
    m_said.clear();
    m_wanted.clear();
    m_asking.clear();
    m_judging.clear();
    m_seen.clear();
}

void LogModel::open(const LogOpening &opening)
{
    beginResetModel();
    const bool remembered = opening.records.size() == size_t(opening.newest.size());
    reset(int(std::max<qint64>(0, opening.rows - opening.newest.size())));
    QSet<qint64> touched;
    for (qsizetype i = 0; i < opening.newest.size(); ++i) {
        add(opening.newest[i], touched);
        if (remembered && m_records.size() > 0 && m_records[m_records.size() - 1].verdict == 0) {
            LogRecord &record = m_records[m_records.size() - 1];
            record.verdict = opening.records[size_t(i)].verdict;
            record.words = opening.records[size_t(i)].words;
        }
    }
    m_held = 0;
    m_ownHeld = 0;
    endResetModel();
    tellSeen();
    if (m_paused)
        Q_EMIT held(0);
}

void LogModel::replace(const QList<LogRow> &rows)
{
    open({.rows = rows.size(), .newest = rows, .records = {}});
}

void LogModel::clear()
{
    replace({});
}

void LogModel::earlier(const std::vector<LogRecord> &records)
{
    if (records.empty())
        return;
    const int count = int(records.size());
    const int more = std::max(0, count - m_unfilled); // than was said at opening
    if (more > 0)
        beginInsertRows({}, 0, more - 1);
    m_records.prepend(records);
    m_unfilled -= count - more;
    for (const LogRecord &record : records)
        m_ownReads += record.is(LogRecord::OwnRead);
    if (more > 0)
        endInsertRows();
    else
        Q_EMIT dataChanged(index(m_unfilled, 0), index(m_unfilled + count - 1, columns - 1));
    Q_EMIT earlierRead();
}

void LogModel::drop(const QList<qint64> &rowNumbers)
{
    QList<int> at;
    int unread = 0;
    for (const qint64 number : rowNumbers) {
        if (const int found = m_records.find(number); found >= 0)
            at.append(found);
        else if (m_records.size() == 0 || number < m_records[0].number)
            ++unread;
    }
    if (!at.isEmpty() && at.last() >= m_records.size() - m_held) {
        const bool paused = std::exchange(m_paused, false);
        flush();
        m_paused = paused;
    }
    Q_EMIT leaving(rowNumbers);
    for (const qint64 number : rowNumbers) {
        m_rows.drop(number);
        m_said.remove(number);
    }
    removeRows(at);
    if (unread = std::min(unread, m_unfilled); unread > 0) {
        beginRemoveRows({}, 0, unread - 1);
        m_unfilled -= unread;
        endRemoveRows();
    }
}

// Ranges from the last to the first: those before them keep their places.
void LogModel::removeRows(const QList<int> &at)
{
    for (qsizetype end = at.size(); end > 0;) {
        qsizetype begin = end - 1;
        while (begin > 0 && at[begin - 1] == at[begin] - 1)
            --begin;
        for (int row = at[begin]; row <= at[end - 1]; ++row)
            m_ownReads -= m_records[row].is(LogRecord::OwnRead);
        beginRemoveRows({}, m_unfilled + at[begin], m_unfilled + at[end - 1]);
        m_records.drop(at[begin], int(end - begin));
        endRemoveRows();
        end = begin;
    }
}

void LogModel::mark(const QList<qint64> &rowNumbers, const LogMark &mark)
{
    const auto flag = [](LogRecord &record, LogRecord::Flag which, bool on) {
        record.flags = quint8(on ? record.flags | which : record.flags & ~which);
    };
    QList<qint64> marked;
    for (const qint64 number : rowNumbers) {
        const int at = m_records.find(number);
        if (at < 0)
            continue;
        LogRecord &record = m_records[at];
        flag(record, LogRecord::Pinned, mark.pinned);
        flag(record, LogRecord::Noted, !mark.note.isEmpty());
        record.colour = quint8(mark.colour);
        if (const LogRow *here = m_rows.find(number)) {
            LogRow row = *here;
            row.mark = mark;
            m_rows.change(row);
        }
        marked.append(number);
    }
    announce(marked);
}

// Words are kept as long as there is room for names that rows need more.
void LogModel::noteVerdict(LogRecord &record, const LogRow &row)
{
    if (!m_verdicts.decided(row))
        return;
    const RowVerdict is = m_verdicts.say(row);
    const QByteArray words = is.words.toUtf8();
    const LogNames::Id id
        = m_names->size() < LogNames::most / 2 ? m_names->idOf(words) : m_names->find(words);
    const auto kind = quint8(int(is.kind) + 1);
    if (record.verdict == kind && record.words == id)
        return;
    record.verdict = kind;
    record.words = id;
    if (is.kind != RowVerdict::Kind::None || !words.isEmpty())
        m_seen.append({row.rowNumber, {kind, id}});
}

void LogModel::noteVerdict(const LogRow &row)
{
    if (const int at = m_records.find(row.rowNumber); at >= 0)
        noteVerdict(m_records[at], row);
}

void LogModel::tellSeen()
{
    if (!m_seen.isEmpty())
        Q_EMIT verdictsSeen(std::exchange(m_seen, {}));
}

// Called while painting: what is missing is asked for once the frame is done.
void LogModel::want(const LogRecord &record) const
{
    const LogRow *here = m_rows.look(record.number);
    if (here) {
        m_verdicts.want(*here);
    } else if (!m_asking.contains(record.number)) {
        m_wanted.removeOne(record.number);
        m_wanted.append(record.number);
        if (m_wanted.size() > mostWanted)
            m_wanted.removeFirst();
    }
    if ((!m_wanted.isEmpty() || m_verdicts.wants()) && !m_ask.isActive())
        m_ask.start();
}

void LogModel::ask()
{
    static const QMetaMethod rows = QMetaMethod::fromSignal(&LogModel::rowsWanted);
    static const QMetaMethod verdicts = QMetaMethod::fromSignal(&LogModel::verdictsWanted);
    if (m_asking.size() < mostWanted && !m_wanted.isEmpty()) {
        const QList<qint64> wanted = std::exchange(m_wanted, {});
        if (isSignalConnected(rows)) {
            m_asking.unite(QSet<qint64>(wanted.cbegin(), wanted.cend()));
            Q_EMIT rowsWanted(wanted);
        }
    }
    const QList<EventId> events = m_verdicts.takeWanted();
    if (events.isEmpty())
        return;
    if (isSignalConnected(verdicts))
        Q_EMIT verdictsWanted(events);
    else
        answered(events);
}

void LogModel::takeRows(const QList<qint64> &asked, const QList<LogRow> &rows)
{
    QList<qint64> here;
    QList<qint64> settled;
    for (const LogRow &row : rows) {
        if (m_records.find(row.rowNumber) < 0)
            continue;
        m_rows.add(row);
        noteVerdict(row);
        here.append(row.rowNumber);
        const bool judging = m_judging.contains(row.rowNumber) && !m_verdicts.decided(row);
        if (judging)
            m_verdicts.want(row);
        if (!judging || !m_verdicts.waits(row))
            settled.append(row.rowNumber);
    }
    for (const qint64 number : asked) {
        m_asking.remove(number);
        if (!here.contains(number))
            settled.append(number); // gone
    }
    announce(here);
    tellSeen();
    settle(settled);
    if (m_verdicts.wants() || !m_wanted.isEmpty())
        ask();
}

void LogModel::answered(const QList<EventId> &asked)
{
    QList<qint64> settled;
    for (const EventId &event : asked) {
        m_verdicts.answered(event);
        settled += m_rows.rowsOf(event);
    }
    settle(settled);
}

void LogModel::judge(const QList<qint64> &rowNumbers)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&LogModel::rowsWanted);
    if (!isSignalConnected(signal))
        return Q_EMIT judged();
    QList<qint64> missing;
    QList<qint64> settled;
    m_judging.unite(QSet<qint64>(rowNumbers.cbegin(), rowNumbers.cend()));
    for (const qint64 number : rowNumbers) {
        const LogRow *here = m_rows.find(number);
        if (here && !m_verdicts.decided(*here)) {
            m_verdicts.want(*here);
            if (!m_verdicts.waits(*here))
                settled.append(number);
        } else if (!m_asking.contains(number)) {
            missing.append(number); // answered with the row itself, here or not
        }
    }
    m_asking.unite(QSet<qint64>(missing.cbegin(), missing.cend()));
    if (!missing.isEmpty())
        Q_EMIT rowsWanted(missing);
    ask();
    settle(settled);
}

void LogModel::judgeAgain(const QList<qint64> &rowNumbers)
{
    for (const qint64 number : rowNumbers) {
        if (const LogRow *here = m_rows.find(number))
            m_verdicts.wantAgain(*here);
    }
    ask();
}

// Those that nobody could judge are known to have no verdict.
void LogModel::settle(const QList<qint64> &rowNumbers)
{
    if (m_judging.isEmpty())
        return;
    QList<qint64> unsaid;
    for (const qint64 number : rowNumbers) {
        const int at = m_judging.remove(number) ? m_records.find(number) : -1;
        if (at < 0 || m_records[at].verdict > 0)
            continue;
        m_records[at].verdict = quint8(RowVerdict::Kind::None) + 1;
        unsaid.append(number);
    }
    announce(unsaid);
    if (m_judging.isEmpty())
        Q_EMIT judged();
}
