// SPDX-License-Identifier: MIT
#include "eventlog/logmodel.h"

#include "eventlog/log.h"
#include "eventlog/logmodeltext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr milliseconds frame = 16ms;
constexpr quint8 unsaid = quint8(RowVerdict::Kind::None) + 1; // nothing was seen, or nothing worth it
} // namespace

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_key(u"quality"_s)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(frame);
    connect(&m_flush, &QTimer::timeout, this, &LogModel::flush);
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &LogModel::ask);
}

void LogModel::setNames(LogNames &names)
{
    m_names = &names;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_unfilled + m_records.size() - m_held;
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() < m_unfilled)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole:
        if (const QString tip = logmodel::toolTip(row(index.row()), index.column()); !tip.isEmpty())
            return tip;
        return {};
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Latency ? Qt::AlignRight : Qt::AlignLeft));
    case RowRole:
        return QVariant::fromValue(row(index.row()));
    case VerdictRole:
        return QVariant::fromValue(verdict(index.row()));
    case NameCheckRole:
        return nameCheck(row(index.row()));
    default:
        return {};
    }
}

QString LogModel::display(int at, int column) const
{
    if (column == EventIdColumn || column == VerdictColumn)
        want(record(at));
    if (column == VerdictColumn)
        return verdict(at).words;
    if (const LogRow *here = whole(at))
        return logmodel::cellText(*here, column);
    return logmodel::cellText(row(at), column);
}

// How the event's name misses the nearest meter's, for the letters to mark.
QVariant LogModel::nameCheck(const LogRow &row) const
{
    const Verdict *verdict = row.eventCount == 1 ? m_verdicts.find(row.event()) : nullptr;
    if (!verdict || verdict->meters.isEmpty())
        return {};
    const MeterVerdict &nearest = verdict->meters.first();
    if (nearest.reason != MeterVerdict::Reason::NameDiffers)
        return {};
    return QVariant::fromValue(nearest.name);
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Latency ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString names[columns] = {tr("Time"), tr("Sender"), tr("Request"), tr("Status"), tr("Latency"),
        tr("Event id"), tr("Event name"), m_key, tr("Verdict")};
    return names[section];
}

void LogModel::setShownKey(const QString &key)
{
    m_key = key;
    Q_EMIT headerDataChanged(Qt::Horizontal, Quality, Quality);
}

const LogRecord &LogModel::record(int row) const
{
    static const LogRecord unread;
    return row < m_unfilled ? unread : m_records[row - m_unfilled];
}

const LogRow *LogModel::whole(int row) const
{
    return m_rows.find(record(row).number);
}

LogRow LogModel::row(int row) const
{
    const LogRow *here = whole(row);
    return here ? *here : ::rowOf(record(row), *m_names);
}

// What was seen of it before stands until its verdicts are here again.
RowVerdict LogModel::verdict(int row) const
{
    const LogRecord &record = this->record(row);
    if (const RowVerdict *said = m_said.object(record.number))
        return *said;
    const LogRow *here = m_rows.find(record.number);
    RowVerdict is;
    if (here && (m_verdicts.decided(*here) || record.verdict <= unsaid))
        is = m_verdicts.say(*here);
    else if (record.verdict > 0)
        is = {RowVerdict::Kind(record.verdict - 1), QString::fromUtf8(m_names->text(record.words))};
    else
        is.kind = kindOf(record, ::rowOf(record, *m_names).sender.kind == Sender::Kind::App);
    m_said.insert(record.number, new RowVerdict(is));
    return is;
}

std::optional<Verdict> LogModel::verdictFor(const EventId &event) const
{
    const Verdict *known = m_verdicts.find(event);
    return known ? std::optional(*known) : std::nullopt;
}

int LogModel::rowOfNumber(qint64 rowNumber) const
{
    const int at = m_records.find(rowNumber);
    return at < 0 || at >= m_records.size() - m_held ? -1 : m_unfilled + at;
}

int LogModel::rowOf(const QUuid &exchange) const
{
    return rowOfNumber(m_rows.numberOf(exchange));
}

QList<int> LogModel::rowsOfEvent(const EventId &event) const
{
    QList<int> rows;
    for (const qint64 number : m_rows.rowsOf(event)) {
        if (const int row = rowOfNumber(number); row >= 0)
            rows.append(row);
    }
    return rows;
}

int LogModel::rowFrom(qint64 rowNumber) const
{
    return m_unfilled + std::min(m_records.lowerBound(rowNumber), m_records.size() - m_held);
}

QVariant LogModel::eventData(const LogRow &row, int column, int role) const
{
    if (role == NameCheckRole)
        return nameCheck(row);
    if (role == Qt::ToolTipRole && column == EventIdColumn)
        return row.event().string();
    if (role != Qt::DisplayRole)
        return {};
    if (column != VerdictColumn)
        return logmodel::cellText(row, column);
    m_verdicts.want(row);
    if (m_verdicts.wants() && !m_ask.isActive())
        m_ask.start();
    return m_verdicts.say(row).words;
}

qint64 LogModel::lastNumber() const
{
    return m_records.size() == 0 ? 0 : m_records[m_records.size() - 1].number;
}

void LogModel::append(const QList<LogRow> &rows)
{
    QSet<qint64> touched;
    for (const LogRow &row : rows)
        add(row, touched);
    announce(touched.values());
    tellSeen();
    if (m_paused)
        Q_EMIT held(m_held);
    else if (m_held > 0 && !m_flush.isActive())
        m_flush.start();
}

// A row that no store has numbered stands behind the last one.
void LogModel::add(LogRow row, QSet<qint64> &touched)
{
    if (row.rowNumber == 0)
        row.rowNumber = lastNumber() + 1;
    if (row.rowNumber <= lastNumber())
        return;
    learn(row, touched);
    LogRecord record = recordOf(row, *m_names);
    noteVerdict(record, row);
    m_records.append(record);
    m_rows.append(row);
    m_ownReads += record.is(LogRecord::OwnRead);
    m_ownHeld += record.is(LogRecord::OwnRead);
    ++m_held;
}

// What the rows that are here and this one say of each other; the store knows it of those that are not. Those
// before the last one that brought the event in have learnt it from that one.
void LogModel::learn(LogRow &row, QSet<qint64> &touched)
{
    if (row.failed())
        return;
    for (const EventId &event : std::as_const(row.events)) {
        const QList<qint64> numbers = m_rows.rowsOf(event);
        for (auto number = numbers.crbegin(); number != numbers.crend(); ++number) {
            LogRow earlier = *m_rows.find(*number);
            if (!earlier.failed()) {
                if (row.eventCount == 1 && !row.acceptedBefore)
                    row.acceptedBefore = earlier.acceptedBefore.value_or(earlier.at);
                break;
            }
            if (earlier.eventCount != 1 || earlier.acceptedLater)
                continue;
            earlier.acceptedLater = row.at;
            m_rows.change(earlier);
            noteVerdict(earlier);
            touched.insert(*number);
        }
    }
}

void LogModel::flush()
{
    m_flush.stop();
    if (m_held == 0 || m_paused)
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + m_held - 1);
    m_held = 0;
    m_ownHeld = 0;
    endInsertRows();
}

void LogModel::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    flush();
    m_paused = paused;
    flush();
    Q_EMIT held(this->paused());
}

void LogModel::setVerdicts(const Verdicts &verdicts)
{
    QSet<qint64> touched;
    for (auto verdict = verdicts.cbegin(); verdict != verdicts.cend(); ++verdict) {
        m_verdicts.keep(verdict.key(), *verdict);
        for (const qint64 number : m_rows.rowsOf(verdict.key()))
            touched.insert(number);
    }
    for (const qint64 number : touched)
        noteVerdict(*m_rows.find(number));
    announce(touched.values());
    tellSeen();
    Q_EMIT verdictsSet();
}

void LogModel::announce(QList<qint64> rowNumbers)
{
    if (rowNumbers.isEmpty())
        return;
    std::ranges::sort(rowNumbers);
    for (const qint64 number : std::as_const(rowNumbers))
        m_said.remove(number);
    const int shown = m_records.size() - m_held;
    const int first = m_records.lowerBound(rowNumbers.first());
    const int last = std::min(shown, m_records.lowerBound(rowNumbers.last() + 1)) - 1;
    if (first <= last)
        Q_EMIT dataChanged(index(m_unfilled + first, EventIdColumn), index(m_unfilled + last, VerdictColumn));
    Q_EMIT changed(rowNumbers);
}
