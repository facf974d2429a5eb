// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcolumns.h"

#include "eventlog/log.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/eventlog/eventlogtablehead.h"
#include "ui/parts/paint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopedValueRollback>

#include <numeric>

using namespace Qt::StringLiterals;

namespace {

const QString key = u"columns"_s;
constexpr int requestShare = 45; // per cent of the spare width; the last column takes the rest
constexpr int folding[] = {LogModel::EventIdColumn, LogModel::Quality, LogModel::Latency};
constexpr int widest = 1200; // px at 100 % text

// The longest text a column is made for; longer ones are shortened.
QString sampleOf(int column)
{
    switch (column) {
    case LogModel::Time:
        return u"25 Nov 10:14:22.520"_s;
    case LogModel::From:
        return u"TypeScript 2.52.0"_s;
    case LogModel::Request:
        return u"POST /events/ingest"_s;
    case LogModel::Status:
        return u"200"_s;
    case LogModel::Latency:
        return u"1,234 ms"_s;
    case LogModel::EventIdColumn:
        return u"img_7f3a9c41e2d8"_s;
    case LogModel::EventName:
        return u"image.generated "_s;
    case LogModel::Quality:
        return u"standard"_s;
    default:
        return u"Sent before at 10:14:22"_s;
    }
}

QList<int> numbersOf(const QJsonValue &json)
{
    QList<int> numbers;
    for (const QJsonValue each : json.toArray())
        numbers.append(each.toInt(-1));
    return numbers;
}

QJsonArray jsonOf(const QList<int> &numbers)
{
    QJsonArray json;
    for (const int number : numbers)
        json.append(number);
    return json;
}

QList<int> allColumns()
{
    QList<int> all(LogModel::columns);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

int unscaled(int px)
{
    return px * 1000 / std::max(1, scaled(1000));
}

} // namespace

EventLogColumns::EventLogColumns(
    EventLog &log, EventLogRows &rows, QTableView &table, EventLogTableHead &head)
    : QObject(&table)
    , m_log(log)
    , m_rows(rows)
    , m_table(table)
    , m_head(head)
    , m_byHand(LogModel::columns, 0)
{
    restore();
    connect(&head, &QHeaderView::sectionClicked, this, &EventLogColumns::clicked);
    connect(&head, &QHeaderView::sectionResized, this,
        [this](int column, int, int width) { resized(column, width); });
    connect(&head, &QHeaderView::sectionMoved, this, [this] {
        if (m_fitting)
            return;
        fit();
        keep();
    });
}

QString EventLogColumns::name(int column) const
{
    return m_rows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

QList<int> EventLogColumns::order() const
{
    QList<int> columns;
    for (int i = 0; i < m_head.count(); ++i)
        columns.append(m_head.logicalIndex(i));
    return columns;
}

void EventLogColumns::setWanted(int column, bool wanted)
{
    if (wanted == this->wanted(column) || (!wanted && m_unwanted.size() == LogModel::columns - 1))
        return;
    wanted ? void(m_unwanted.removeAll(column)) : m_unwanted.append(column);
    fit();
    keep();
}

void EventLogColumns::move(int column, int by)
{
    const int from = m_head.visualIndex(column);
    m_head.moveSection(from, std::clamp(from + by, 0, m_head.count() - 1));
}

void EventLogColumns::widen(int column, int by)
{
    const int now = unscaled(m_head.sectionSize(column));
    m_byHand[column] = std::clamp(now + by, unscaled(narrowest(column)), widest);
    fit();
    keep();
}

void EventLogColumns::sortBy(int column, Qt::SortOrder order)
{
    if (!LogView::canSort(column))
        return;
    m_sorted = column;
    m_sortOrder = order;
    m_head.setSorted(column, order);
    m_rows.sortBy(column, order);
    keep();
}

// Once up, once down, then back to the order of arrival.
void EventLogColumns::clicked(int column)
{
    if (column != m_sorted)
        sortBy(column, Qt::AscendingOrder);
    else if (m_sortOrder == Qt::AscendingOrder)
        sortBy(column, Qt::DescendingOrder);
    else
        sortBy(LogModel::Time, Qt::AscendingOrder);
}

// The last column's width changes with the table's too; only a drag is somebody's wish.
void EventLogColumns::resized(int column, int width)
{
    if (m_fitting || width == 0 || !m_head.dragged())
        return;
    m_byHand[column] = std::clamp(unscaled(width), unscaled(narrowest(column)), widest);
    fit();
    keep();
}

bool EventLogColumns::isFirst() const
{
    return m_unwanted.isEmpty() && m_byHand == QList<int>(LogModel::columns, 0) && order() == allColumns()
        && !m_rows.sorted();
}

void EventLogColumns::reset()
{
    m_unwanted.clear();
    m_byHand.fill(0);
    const QScopedValueRollback fitting(m_fitting, true);
    for (int column = 0; column < m_head.count(); ++column)
        m_head.moveSection(m_head.visualIndex(column), column);
    sortBy(LogModel::Time, Qt::AscendingOrder);
    fit();
    keep();
}

int EventLogColumns::narrowest(int column) const
{
    const int first
        = column == m_head.firstShown() ? EventLogTable::pageMargin - EventLogTable::cellMargin : 0;
    return scaled(28) + 2 * EventLogTable::cellMargin + first;
}

int EventLogColumns::natural(int column) const
{
    const bool plain = column == LogModel::From || column == LogModel::VerdictColumn;
    const int icon = plain ? scaled(14) + 8 : 0;
    const int words = widthOf(sampleOf(column), plain ? TextRole::Small : TextRole::MonoSmall) + icon;
    const int first
        = column == m_head.firstShown() ? EventLogTable::pageMargin - EventLogTable::cellMargin : 0;
    const int arrow = scaled(12) + 4;
    return std::max(words, widthOf(name(column), TextRole::Help) + arrow) + 2 * EventLogTable::cellMargin
        + first + 2;
}

int EventLogColumns::width(int column) const
{
    return m_byHand[column] > 0 ? std::max(scaled(m_byHand[column]), narrowest(column)) : natural(column);
}

void EventLogColumns::fit()
{
    const QScopedValueRollback fitting(m_fitting, true);
    const int room = m_table.viewport()->width();
    int needed = 0;
    for (int column = 0; column < LogModel::columns; ++column)
        m_head.setSectionHidden(column, !wanted(column));
    for (int column = 0; column < LogModel::columns; ++column)
        needed += wanted(column) ? width(column) : 0;
    for (const int column : folding) {
        if (needed <= room)
            break;
        if (!wanted(column) || m_unwanted.size() == LogModel::columns - 1)
            continue;
        needed -= width(column);
        m_head.setSectionHidden(column, true);
    }
    const int spare = std::max(0, room - needed);
    for (int column = 0; column < LogModel::columns; ++column) {
        const bool grows = column == LogModel::Request && m_byHand[column] == 0;
        if (!m_head.isSectionHidden(column))
            m_head.resizeSection(column, width(column) + (grows ? spare * requestShare / 100 : 0));
    }
    Q_EMIT changed();
}

void EventLogColumns::restore()
{
    const QJsonObject kept = QJsonDocument::fromJson(m_log.setting(key).toUtf8()).object();
    QList<int> order = numbersOf(kept["order"_L1]);
    QList<int> sorted = order;
    std::ranges::sort(sorted);
    if (sorted == allColumns()) {
        for (int i = 0; i < order.size(); ++i)
            m_head.moveSection(m_head.visualIndex(order[i]), i);
    }
    for (const int column : numbersOf(kept["without"_L1])) {
        if (column >= 0 && column < LogModel::columns && m_unwanted.size() < LogModel::columns - 1
            && wanted(column))
            m_unwanted.append(column);
    }
    const QList<int> widths = numbersOf(kept["widths"_L1]);
    for (int column = 0; column < LogModel::columns && widths.size() == LogModel::columns; ++column)
        m_byHand[column] = std::clamp(widths[column], 0, widest);
    const int by = kept["sort"_L1].toInt();
    if (by >= 0 && by < LogModel::columns)
        sortBy(by, kept["falling"_L1].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void EventLogColumns::keep()
{
    const QJsonObject json{{"order"_L1, jsonOf(order())}, {"without"_L1, jsonOf(m_unwanted)},
        {"widths"_L1, jsonOf(m_byHand)}, {"sort"_L1, m_sorted},
        {"falling"_L1, m_sortOrder == Qt::DescendingOrder}};
    m_log.setSetting(
        key, isFirst() ? QString() : QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}
