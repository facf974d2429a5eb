// SPDX-License-Identifier: MIT
#include "eventlog/logview.h"

#include <algorithm>

namespace {

bool isOwnRead(const LogRow &row)
{
    return row.sender.kind == Sender::Kind::App && row.method == "GET" && !row.failed();
}

} // namespace

LogView::LogView(LogModel &log, EventLog *store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_store(store)
{
    connect(&log, &QAbstractItemModel::modelReset, this, &LogView::rebuild);
    connect(&log, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { insert(first, last); });
    connect(&log, &QAbstractItemModel::dataChanged, this, &LogView::follow);
    connect(&log, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    rebuild();
}

void LogView::setScope(Scope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    rebuild();
}

void LogView::setQuery(const QString &query)
{
    const LogFilter filter(query);
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild();
}

void LogView::setPinnedOnly(bool only)
{
    if (only == m_pinnedOnly)
        return;
    m_pinnedOnly = only;
    rebuild();
}

void LogView::sortBy(int column, Qt::SortOrder order)
{
    if (!canSort(column) || (column == m_column && order == m_order))
        return;
    m_column = column;
    m_order = order;
    rebuild();
}

bool LogView::scanning() const
{
    return false;
}

int LogView::percent() const
{
    return 100;
}

void LogView::cancel() { }

bool LogView::lets(int row) const
{
    const LogRow &is = m_log.row(row);
    if ((m_scope == Scope::Events && isOwnRead(is)) || (m_pinnedOnly && !is.mark.pinned))
        return false;
    return m_filter.isEmpty() || m_filter.matches(is, m_log.verdict(row));
}

void LogView::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (int row = 0; row < m_log.rowCount(); ++row) {
        if (lets(row))
            m_rows.push_back(row);
    }
    endResetModel();
    Q_EMIT scanned();
}

void LogView::insert(int first, int last)
{
    std::vector<int> found;
    for (int row = first; row <= last; ++row) {
        if (lets(row))
            found.push_back(row);
    }
    if (!found.empty()) {
        const int at = rowCount();
        beginInsertRows({}, at, at + int(found.size()) - 1);
        m_rows.insert(m_rows.end(), found.begin(), found.end());
        endInsertRows();
    }
    Q_EMIT scanned();
}

// A new verdict can bring a row in or take it out; the others are painted again as one range.
void LogView::follow(const QModelIndex &from, const QModelIndex &to)
{
    for (int row = from.row(); row <= to.row() && !m_filter.isEmpty(); ++row) {
        const auto at = std::ranges::lower_bound(m_rows, row);
        const bool shown = at != m_rows.end() && *at == row;
        const int place = int(at - m_rows.begin());
        if (lets(row) == shown)
            continue;
        if (shown) {
            beginRemoveRows({}, place, place);
            m_rows.erase(at);
            endRemoveRows();
        } else {
            beginInsertRows({}, place, place);
            m_rows.insert(at, row);
            endInsertRows();
        }
    }
    const int first = int(std::ranges::lower_bound(m_rows, from.row()) - m_rows.begin());
    const int end = int(std::ranges::upper_bound(m_rows, to.row()) - m_rows.begin());
    if (first < end)
        Q_EMIT dataChanged(index(first, from.column()), index(end - 1, to.column()));
}

int LogView::total() const
{
    int in = 0;
    for (int row = 0; row < m_log.rowCount(); ++row)
        in += m_scope == Scope::All || !isOwnRead(m_log.row(row));
    return in;
}

int LogView::logRow(int row) const
{
    return m_rows[size_t(row)];
}

LogRow LogView::row(int row) const
{
    return m_log.row(logRow(row));
}

RowVerdict LogView::verdict(int row) const
{
    return m_log.verdict(logRow(row));
}

int LogView::rowOfExchange(const QUuid &exchange) const
{
    const auto at = std::ranges::lower_bound(m_rows, m_log.rowOf(exchange));
    return at != m_rows.end() && m_log.row(*at).exchange == exchange ? int(at - m_rows.begin()) : -1;
}

int LogView::rowOfEvent(const EventId &event) const
{
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const LogRow &is = m_log.row(logRow(row));
        if (!is.events.contains(event))
            continue;
        if (!is.failed())
            return row;
        last = row;
    }
    return last;
}

int LogView::rowOfNumber(qint64 rowNumber) const
{
    const auto number = [this](int row) { return m_log.row(row).rowNumber; };
    const auto at = std::ranges::lower_bound(m_rows, rowNumber, {}, number);
    return at != m_rows.end() && number(*at) == rowNumber ? int(at - m_rows.begin()) : -1;
}

void LogView::setExpanded(int row, bool expanded)
{
    Q_UNUSED(row)
    Q_UNUSED(expanded)
}

bool LogView::isExpanded(int row) const
{
    Q_UNUSED(row)
    return false;
}

bool LogView::isExpandable(int row) const
{
    const LogRow is = this->row(row);
    return is.ingest && is.eventCount > 1;
}

std::optional<int> LogView::eventAt(int row) const
{
    Q_UNUSED(row)
    return std::nullopt;
}

int LogView::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogView::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LogModel::columns;
}

QVariant LogView::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return m_log.data(m_log.index(logRow(index.row()), index.column()), role);
}

QVariant LogView::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_log.headerData(section, orientation, role);
}
