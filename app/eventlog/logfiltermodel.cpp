// SPDX-License-Identifier: MIT
#include "eventlog/logfiltermodel.h"

#include "eventlog/logmodel.h"

#include <algorithm>

LogFilterModel::LogFilterModel(LogModel &log, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_log(log)
{
    setSourceModel(&log);
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &LogFilterModel::scan);
    connect(&log, &QAbstractItemModel::rowsInserted, this, &LogFilterModel::scan);
    connect(&log, &QAbstractItemModel::modelReset, this, &LogFilterModel::restart);
    connect(&log, &QAbstractItemModel::dataChanged, this, &LogFilterModel::follow);
    connect(&log, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    restart();
}

void LogFilterModel::setQuery(const QString &query)
{
    const LogFilter filter(query);
    if (filter == m_filter)
        return;
    m_filter = filter;
    restart();
}

int LogFilterModel::total() const
{
    return m_log.rowCount();
}

bool LogFilterModel::scanning() const
{
    return m_next < total();
}

// The first slice is there at once; the rest follows between the user's keys.
void LogFilterModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_next = 0;
    endResetModel();
    scan();
}

void LogFilterModel::scan()
{
    const int end = std::min(m_next + slice, total());
    std::vector<int> found;
    for (; m_next < end; ++m_next) {
        if (lets(m_next))
            found.push_back(m_next);
    }
    if (!found.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + int(found.size()) - 1);
        m_rows.insert(m_rows.end(), found.begin(), found.end());
        endInsertRows();
    }
    if (scanning())
        m_slice.start(0);
    else
        Q_EMIT scanned();
}

bool LogFilterModel::lets(int row) const
{
    return m_filter.isEmpty() || m_filter.matches(m_log.row(row), m_log.verdict(row));
}

// A new verdict can bring a row in or take it out; the others are painted again as one range.
void LogFilterModel::follow(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles)
{
    const int last = std::min(to.row(), m_next - 1);
    for (int row = from.row(); row <= last && !m_filter.isEmpty(); ++row) {
        const size_t at = size_t(std::ranges::lower_bound(m_rows, row) - m_rows.begin());
        const bool shown = at < m_rows.size() && m_rows[at] == row;
        if (lets(row) != shown)
            shown ? removeAt(at) : insertAt(at, row);
    }
    const auto first = std::ranges::lower_bound(m_rows, from.row());
    const auto end = std::ranges::upper_bound(m_rows, last);
    if (first >= end)
        return;
    Q_EMIT dataChanged(index(int(first - m_rows.begin()), from.column()),
        index(int(end - m_rows.begin()) - 1, to.column()), roles);
}

void LogFilterModel::insertAt(size_t at, int row)
{
    beginInsertRows({}, int(at), int(at));
    m_rows.insert(m_rows.begin() + qsizetype(at), row);
    endInsertRows();
}

void LogFilterModel::removeAt(size_t at)
{
    beginRemoveRows({}, int(at), int(at));
    m_rows.erase(m_rows.begin() + qsizetype(at));
    endRemoveRows();
}

int LogFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_log.columnCount();
}

QModelIndex LogFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex LogFilterModel::parent(const QModelIndex &child) const
{
    Q_UNUSED(child)
    return {};
}

// The base class asks row 0, which an empty list has not.
QVariant LogFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_log.headerData(section, orientation, role);
}

QModelIndex LogFilterModel::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid() || size_t(proxy.row()) >= m_rows.size())
        return {};
    return m_log.index(m_rows[size_t(proxy.row())], proxy.column());
}

QModelIndex LogFilterModel::mapFromSource(const QModelIndex &source) const
{
    const auto at = std::ranges::lower_bound(m_rows, source.row());
    if (!source.isValid() || at == m_rows.end() || *at != source.row())
        return {};
    return index(int(at - m_rows.begin()), source.column());
}
