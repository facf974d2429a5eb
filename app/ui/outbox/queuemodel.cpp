// SPDX-License-Identifier: MIT
#include "ui/outbox/queuemodel.h"

#include "session/placewords.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/rowdelegate.h"

namespace {

constexpr auto together = 150ms; // changes of the outbox that are read at once
constexpr int mostSteps = 100; // of rows that come and go; beyond them the table starts anew

bool isNumber(int column)
{
    return column == QueueModel::Age || column == QueueModel::Left || column == QueueModel::Tries;
}

} // namespace

QueueModel::QueueModel(Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(together);
    connect(&m_soon, &QTimer::timeout, this, [this] { read(std::max(pageSize, int(m_rows.size())), 0); });
}

void QueueModel::setQuery(const OutboxQuery &query)
{
    m_query = query;
    m_loaded = false;
    m_again = false;
    m_wantsMore = false;
    m_reading = false;
    ++m_run;
    beginResetModel();
    m_rows.clear();
    m_more = false;
    endResetModel();
    read(pageSize, 0);
}

void QueueModel::reload()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void QueueModel::read(int limit, int offset)
{
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    whenDone(m_session.outbox().page(m_query, limit, offset), this,
        [this, limit, offset, run = m_run](const Result<QList<OutboxEntry>> &entries) {
            if (run != m_run)
                return; // another question was asked meanwhile
            m_reading = false;
            entries ? take(*entries, limit, offset) : Q_EMIT failed(entries.error());
            if (std::exchange(m_again, false))
                reload();
            if (std::exchange(m_wantsMore, false))
                fetchMore({});
        });
}

void QueueModel::take(const QList<OutboxEntry> &entries, int limit, int offset)
{
    QList<QueueRow> rows;
    rows.reserve(entries.size());
    for (const OutboxEntry &entry : entries)
        rows.append(queueRowOf(entry));
    m_more = rows.size() == limit;
    m_loaded = true;
    if (offset == 0) {
        replace(std::move(rows));
    } else if (!rows.isEmpty() && offset == m_rows.size()) {
        beginInsertRows({}, offset, offset + int(rows.size()) - 1);
        m_rows += rows;
        endInsertRows();
    }
    Q_EMIT loaded();
}

// What stayed keeps its row, so that the choice and the place in the list stay.
void QueueModel::replace(QList<QueueRow> rows)
{
    QSet<EventId> kept;
    for (const QueueRow &row : std::as_const(rows))
        kept.insert(row.entry.id);
    dropGone(kept);
    insertNew(rows);
    const bool same = std::ranges::equal(
        m_rows, rows, {}, [](const QueueRow &row) { return row.entry.id; },
        [](const QueueRow &row) { return row.entry.id; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    } else if (!rows.isEmpty()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
    }
}

void QueueModel::dropGone(const QSet<EventId> &kept)
{
    int steps = 0;
    for (int last = int(m_rows.size()) - 1; last >= 0 && steps < mostSteps; --last) {
        if (kept.contains(m_rows[last].entry.id))
            continue;
        int first = last;
        while (first > 0 && !kept.contains(m_rows[first - 1].entry.id))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
        ++steps;
    }
}

void QueueModel::insertNew(const QList<QueueRow> &rows)
{
    QSet<EventId> known;
    for (const QueueRow &row : std::as_const(m_rows))
        known.insert(row.entry.id);
    int steps = 0;
    for (int first = 0; first < rows.size() && steps < mostSteps; ++first) {
        if (known.contains(rows[first].entry.id))
            continue;
        int end = first + 1;
        while (end < rows.size() && !known.contains(rows[end].entry.id))
            ++end;
        if (first > m_rows.size())
            return;
        beginInsertRows({}, first, end - 1);
        m_rows = m_rows.first(first) + rows.sliced(first, end - first) + m_rows.sliced(first);
        endInsertRows();
        first = end;
        ++steps;
    }
}

const QueueRow *QueueModel::row(int index) const
{
    return index >= 0 && index < m_rows.size() ? &m_rows[index] : nullptr;
}

int QueueModel::rowOf(const EventId &id) const
{
    const auto it = std::ranges::find(m_rows, id, [](const QueueRow &row) { return row.entry.id; });
    return it == m_rows.cend() ? -1 : int(it - m_rows.cbegin());
}

void QueueModel::tick(int first, int last)
{
    last = std::min(last, int(m_rows.size()) - 1);
    if (first < 0 || last < first)
        return;
    Q_EMIT dataChanged(
        index(first, State), index(last, ColumnCount - 1), {Qt::DisplayRole, InkRole, ChipRole});
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool QueueModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void QueueModel::fetchMore(const QModelIndex &parent)
{
    if (m_reading)
        m_wantsMore = true; // the view does not ask twice
    else if (canFetchMore(parent))
        read(pageSize, int(m_rows.size()));
}

QString QueueModel::text(const QueueRow &row, int column) const
{
    const OutboxEntry &entry = row.entry;
    const TimePoint now = m_session.nowIn(entry.destination);
    switch (column) {
    case State:
        return queuewords::state(entry, now).text;
    case Name:
        return QString::fromUtf8(row.name);
    case Customer:
        return row.customer.string();
    case Made:
        return queuewords::made(entry.eventAt);
    case Age:
        return queuewords::span(now - entry.eventAt);
    case Left:
        return queuewords::left(entry, now);
    case Tries:
        return queuewords::number(entry.tries);
    case Next:
        return entry.destination == m_session.world()
            ? queuewords::nextTry(entry, m_session.outbox().standing(), now)
            : QString();
    case Place:
        return placewords::title(entry.destination);
    case Why:
        return queuewords::why(entry, now);
    case Id:
        return entry.id.string();
    default:
        return {};
    }
}

QVariant QueueModel::ink(const QueueRow &row, int column) const
{
    if (column == Left) {
        switch (latenessOf(row.entry.eventAt, m_session.nowIn(row.entry.destination))) {
        case Lateness::Late:
            return int(Ink::Red);
        case Lateness::Near:
            return int(Ink::Amber);
        case Lateness::Fresh:
            break;
        }
    }
    return int(column == Name || column == Why ? Ink::Text : Ink::Dim);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    const QueueRow *found = index.isValid() ? row(index.row()) : nullptr;
    if (!found)
        return {};
    const bool mono = index.column() == Customer || index.column() == Id || index.column() == Made;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*found, index.column());
    case Qt::ToolTipRole:
        return index.column() == Why || index.column() == Id || index.column() == Customer
            ? text(*found, index.column())
            : QVariant();
    case ChipRole:
        return index.column() == State
            ? QVariant::fromValue(queuewords::state(found->entry, m_session.nowIn(found->entry.destination)))
            : QVariant();
    case InkRole:
        return ink(*found, index.column());
    case FontRole:
        return mono ? QVariant(int(TextRole::MonoSmall)) : QVariant();
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const heads[] = {QT_TR_NOOP("State"), QT_TR_NOOP("Event name"), QT_TR_NOOP("Customer"),
        QT_TR_NOOP("Made at"), QT_TR_NOOP("Age"), QT_TR_NOOP("Time left"), QT_TR_NOOP("Tries"),
        QT_TR_NOOP("Next try"), QT_TR_NOOP("For"), QT_TR_NOOP("Why"), QT_TR_NOOP("Event id")};
    return tr(heads[section]);
}
