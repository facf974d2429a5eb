// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogrows.h"

#include "eventlog/logfiltermodel.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/parts/rowdelegate.h"

#include <algorithm>

namespace {

Ink inkOf(int column, const LogRow &row)
{
    switch (column) {
    case LogModel::Request:
    case LogModel::EventName:
        return Ink::Text;
    case LogModel::Status:
        return row.failed() ? Ink::Red : Ink::Dim;
    default:
        return Ink::Dim;
    }
}

} // namespace

EventLogRows::EventLogRows(LogModel &log, LogFilterModel &filter, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_log(log)
    , m_filter(filter)
{
    setSourceModel(&filter);
    connect(&filter, &QAbstractItemModel::modelReset, this, &EventLogRows::rebuild);
    connect(&filter, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { insert(first, last); });
    connect(&filter, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { remove(first, last); });
    connect(&filter, &QAbstractItemModel::dataChanged, this, &EventLogRows::follow);
    connect(&filter, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    connect(&log, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_counted = m_total = 0; });
    rebuild();
}

bool EventLogRows::inScope(const LogRow &row) const
{
    const bool ownRead = row.sender.kind == Sender::Kind::App && row.method == "GET" && !row.failed();
    return m_scope == Scope::All || !ownRead;
}

void EventLogRows::setScope(Scope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    m_counted = m_total = 0;
    rebuild();
}

bool EventLogRows::scanning() const
{
    return m_filter.scanning();
}

// Counted when asked: only the rows that have come since.
int EventLogRows::total() const
{
    for (; m_counted < m_log.rowCount(); ++m_counted)
        m_total += inScope(m_log.row(m_counted));
    return m_total;
}

int EventLogRows::logRowOf(int filtered) const
{
    return m_filter.mapToSource(m_filter.index(filtered, 0)).row();
}

int EventLogRows::logRow(int row) const
{
    return logRowOf(m_rows[size_t(row)]);
}

void EventLogRows::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        if (inScope(m_log.row(logRowOf(row))))
            m_rows.push_back(row);
    }
    endResetModel();
}

// Nearly always at the end; in the middle only when a verdict brings an old row into the filter.
void EventLogRows::insert(int first, int last)
{
    const auto at = std::ranges::lower_bound(m_rows, first);
    const int place = int(at - m_rows.begin());
    for (auto later = at; later != m_rows.end(); ++later)
        *later += last - first + 1;
    std::vector<int> found;
    for (int row = first; row <= last; ++row) {
        if (inScope(m_log.row(logRowOf(row))))
            found.push_back(row);
    }
    if (found.empty())
        return;
    beginInsertRows({}, place, place + int(found.size()) - 1);
    m_rows.insert(m_rows.begin() + place, found.begin(), found.end());
    endInsertRows();
}

void EventLogRows::remove(int first, int last)
{
    const auto begin = std::ranges::lower_bound(m_rows, first);
    const auto end = std::ranges::upper_bound(m_rows, last);
    for (auto later = end; later != m_rows.end(); ++later)
        *later -= last - first + 1;
    if (begin == end)
        return;
    beginRemoveRows({}, int(begin - m_rows.begin()), int(end - m_rows.begin()) - 1);
    m_rows.erase(begin, end);
    endRemoveRows();
}

void EventLogRows::follow(const QModelIndex &from, const QModelIndex &to)
{
    const auto first = std::ranges::lower_bound(m_rows, from.row());
    const auto end = std::ranges::upper_bound(m_rows, to.row());
    if (first < end)
        Q_EMIT dataChanged(index(int(first - m_rows.begin()), from.column()),
            index(int(end - m_rows.begin()) - 1, to.column()));
}

int EventLogRows::rowOfEvent(const EventId &event) const
{
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const LogRow &is = this->row(row);
        if (!is.events.contains(event))
            continue;
        if (!is.failed())
            return row;
        last = row;
    }
    return last;
}

int EventLogRows::rowOfExchange(const QUuid &exchange) const
{
    const QModelIndex at = m_filter.mapFromSource(m_log.index(m_log.rowOf(exchange), 0));
    return mapFromSource(at).row();
}

int EventLogRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EventLogRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LogModel::columns;
}

QModelIndex EventLogRows::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex EventLogRows::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex EventLogRows::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid() || size_t(proxy.row()) >= m_rows.size())
        return {};
    return m_filter.index(m_rows[size_t(proxy.row())], proxy.column());
}

QModelIndex EventLogRows::mapFromSource(const QModelIndex &source) const
{
    const auto at = std::ranges::lower_bound(m_rows, source.row());
    if (!source.isValid() || at == m_rows.end() || *at != source.row())
        return {};
    return index(int(at - m_rows.begin()), source.column());
}

QVariant EventLogRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_filter.headerData(section, orientation, role);
}

QVariant EventLogRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role >= ChipRole)
        return look(index.row(), index.column(), role);
    // The times stand under one another at their ends: days have one digit or two.
    if (role == Qt::TextAlignmentRole && index.column() == LogModel::Time)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return m_log.data(m_log.index(logRow(index.row()), index.column()), role);
}

QVariant EventLogRows::look(int row, int column, int role) const
{
    switch (role) {
    case ChipRole: {
        const RowVerdict &is = verdict(row);
        if (column != LogModel::VerdictColumn || is.kind == RowVerdict::Kind::None)
            return {};
        return QVariant::fromValue(logwords::chip(is));
    }
    case MarksRole:
        return column == LogModel::EventName ? marks(row) : QVariant();
    case InkRole:
        return int(inkOf(column, this->row(row)));
    case FontRole:
        return int(column == LogModel::From || column == LogModel::VerdictColumn ? TextRole::Small
                                                                                 : TextRole::MonoSmall);
    case IconRole:
        return column == LogModel::From ? QVariant(int(logwords::senderIcon(this->row(row).sender)))
                                        : QVariant();
    default:
        return {};
    }
}

QVariant EventLogRows::marks(int row) const
{
    const QVariant check = m_log.data(m_log.index(logRow(row), LogModel::EventName), LogModel::NameCheckRole);
    return check.canConvert<NameCheck>() ? QVariant::fromValue(check.value<NameCheck>().oddInTyped)
                                         : QVariant();
}
