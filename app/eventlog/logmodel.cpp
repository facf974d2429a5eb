// SPDX-License-Identifier: MIT
#include "eventlog/logmodel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds flushAfter = 100ms;

QString requestText(const LogRow &row)
{
    const qsizetype query = row.target.indexOf('?');
    QString path = QString::fromUtf8(query < 0 ? row.target : row.target.first(query));
    // The last part says what it is; the ids before it stand in the detail pane.
    if (path.count(u'/') > 2)
        path = u"…"_s + path.sliced(path.lastIndexOf(u'/'));
    return QString::fromLatin1(row.method) + u' ' + path;
}

QString senderText(const Sender &sender)
{
    const bool plain = sender.kind == Sender::Kind::App || sender.version.isEmpty();
    return plain ? sender.name : sender.name + u' ' + sender.version;
}

QString latencyText(microseconds took)
{
    const qint64 ms = std::chrono::round<milliseconds>(took).count();
    if (ms >= 1000)
        return LogModel::tr("%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 2));
    return LogModel::tr("%1 ms").arg(ms);
}

QString eventText(const LogRow &row)
{
    const QString first = row.event().string();
    return row.eventCount > 1 ? LogModel::tr("%1 +%2").arg(first).arg(row.eventCount - 1) : first;
}

QString toolTip(const LogRow &row, int column)
{
    switch (column) {
    case LogModel::Time:
        return QString::fromLatin1(toIso(row.at));
    case LogModel::Request:
        return QString::fromLatin1(row.method) + u' ' + QString::fromUtf8(row.target);
    case LogModel::EventIdColumn:
        return row.event().string();
    default:
        return {};
    }
}

} // namespace

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_key(u"quality"_s)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(flushAfter);
    connect(&m_flush, &QTimer::timeout, this, &LogModel::flush);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogRow &row = this->row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole:
        if (const QString tip = toolTip(row, index.column()); !tip.isEmpty())
            return tip;
        return {};
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Latency ? Qt::AlignRight : Qt::AlignLeft));
    case RowRole:
        return QVariant::fromValue(row);
    case VerdictRole:
        return QVariant::fromValue(verdict(index.row()));
    case NameCheckRole:
        return nameCheck(row);
    default:
        return {};
    }
}

QString LogModel::display(int at, int column) const
{
    const LogRow &row = this->row(at);
    switch (column) {
    case Time:
        return QLocale().toString(toDateTime(row.at).toLocalTime(), u"d MMM hh:mm:ss.zzz"_s);
    case From:
        return senderText(row.sender);
    case Request:
        return requestText(row);
    case Status:
        return row.status == 0 ? tr("none") : QString::number(row.status);
    case Latency:
        return latencyText(row.took);
    case EventIdColumn:
        return eventText(row);
    case EventName:
        return QString::fromUtf8(row.eventName);
    case Quality:
        return QString::fromUtf8(row.quality);
    case VerdictColumn:
        return verdict(at).words;
    default:
        return {};
    }
}

// How the event's name misses the nearest meter's, for the letters to mark.
QVariant LogModel::nameCheck(const LogRow &row) const
{
    const auto verdict = row.eventCount == 1 ? m_known.constFind(row.event()) : m_known.cend();
    if (verdict == m_known.cend() || verdict->meters.isEmpty())
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

std::optional<Verdict> LogModel::verdictFor(const EventId &event) const
{
    const auto found = m_known.constFind(event);
    return found == m_known.cend() ? std::nullopt : std::optional(*found);
}

int LogModel::rowOf(const QUuid &exchange) const
{
    const auto found = std::find_if(
        m_rows.crbegin(), m_rows.crend(), [&](const LogRow &row) { return row.exchange == exchange; });
    return found == m_rows.crend() ? -1 : int(std::distance(found, m_rows.crend())) - 1;
}

void LogModel::append(const QList<LogRow> &rows)
{
    m_pending.append(rows);
    if (!m_pending.isEmpty() && !m_flush.isActive())
        m_flush.start();
}

void LogModel::flush()
{
    m_flush.stop();
    if (m_pending.isEmpty())
        return;
    const QList<LogRow> rows = std::exchange(m_pending, {});
    const int first = rowCount();
    QSet<int> touched;
    for (int i = 0; i < rows.size(); ++i)
        note(rows[i], first + i, touched);
    beginInsertRows({}, first, first + int(rows.size()) - 1);
    for (const LogRow &row : rows) {
        m_verdicts.push_back(judge(row));
        m_rows.push_back(row);
    }
    endInsertRows();
    touched.removeIf([first](int row) { return row >= first; });
    judgeAgain(touched);
}

// Remembers who brought an event in first; `touched` gets the rows that look different for it.
void LogModel::note(const LogRow &row, int at, QSet<int> &touched)
{
    for (const EventId &id : row.events) {
        QList<int> &sharing = m_rowsOf[id];
        if (!row.failed() && !m_accepted.contains(id)) {
            m_accepted.insert(id, {row.at, row.exchange});
            touched.unite(QSet<int>(sharing.cbegin(), sharing.cend()));
        }
        if (sharing.isEmpty() || sharing.last() != at)
            sharing.append(at);
    }
}

RowVerdict LogModel::judge(const LogRow &row) const
{
    SentBefore sent;
    if (row.eventCount == 1) {
        const auto accepted = m_accepted.constFind(row.event());
        if (accepted != m_accepted.cend() && accepted->exchange != row.exchange)
            (row.failed() ? sent.later : sent.earlier) = accepted->at;
    }
    // A failure after the event was in says nothing about it.
    if (row.failed() && sent.later && *sent.later < row.at)
        sent.later.reset();
    return verdictOf(row, m_known, sent);
}

void LogModel::judgeAgain(const QSet<int> &rows)
{
    if (rows.isEmpty())
        return;
    for (const int row : rows)
        m_verdicts[size_t(row)] = judge(m_rows[size_t(row)]);
    const auto [first, last] = std::ranges::minmax(rows);
    Q_EMIT dataChanged(index(first, EventName), index(last, VerdictColumn));
}

void LogModel::setVerdicts(const Verdicts &verdicts)
{
    QSet<int> touched;
    for (auto verdict = verdicts.cbegin(); verdict != verdicts.cend(); ++verdict) {
        m_known.insert(verdict.key(), *verdict);
        const QList<int> rows = m_rowsOf.value(verdict.key());
        touched.unite(QSet<int>(rows.cbegin(), rows.cend()));
    }
    judgeAgain(touched);
}

void LogModel::replace(const QList<LogRow> &rows)
{
    beginResetModel();
    m_flush.stop();
    m_pending.clear();
    m_rows.assign(rows.cbegin(), rows.cend());
    m_verdicts.clear();
    m_known.clear();
    m_accepted.clear();
    m_rowsOf.clear();
    QSet<int> touched;
    for (int i = 0; i < rows.size(); ++i)
        note(rows[i], i, touched);
    for (const LogRow &row : m_rows)
        m_verdicts.push_back(judge(row));
    endResetModel();
}

void LogModel::clear()
{
    replace({});
}

void LogModel::setShownKey(const QString &key)
{
    m_key = key;
    Q_EMIT headerDataChanged(Qt::Horizontal, Quality, Quality);
}
