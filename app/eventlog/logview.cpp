// SPDX-License-Identifier: MIT
#include "eventlog/logview.h"

#include "eventlog/log.h"

#include <QThreadPool>

#include <algorithm>

namespace {
constexpr milliseconds busyAfter = 100ms;
constexpr milliseconds sortAgainAfter = 1s; // verdicts that come in change that column's order
constexpr qsizetype parsedHere = 100'000; // bytes; longer bodies are read on the pool
} // namespace

LogView::LogView(LogModel &log, EventLog *store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_store(store)
{
    m_slice.setSingleShot(true);
    m_slice.setInterval(0);
    m_busyDelay.setSingleShot(true);
    m_busyDelay.setInterval(busyAfter);
    m_sortAgain.setSingleShot(true);
    m_sortAgain.setInterval(sortAgainAfter);
    connect(&m_slice, &QTimer::timeout, this, &LogView::work);
    connect(&m_busyDelay, &QTimer::timeout, this, &LogView::showBusy);
    connect(&m_sortAgain, &QTimer::timeout, this, &LogView::sort);
    connect(&log, &QAbstractItemModel::modelReset, this, &LogView::restart);
    connect(&log, &QAbstractItemModel::rowsInserted, this, &LogView::work);
    connect(&log, &LogModel::earlierRead, this, &LogView::work);
    connect(&log, &LogModel::changed, this, &LogView::follow);
    connect(&log, &LogModel::leaving, this, &LogView::leave);
    connect(&log, &LogModel::verdictsSet, this, &LogView::repaintEvents);
    connect(&log, &LogModel::judged, this, &LogView::judgeNext, Qt::QueuedConnection);
    connect(&log, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    restart();
}

LogView::~LogView() = default;

void LogView::setScope(Scope scope)
{
    if (std::exchange(m_scope, scope) != scope)
        restart();
}

void LogView::setQuery(const QString &query)
{
    LogFilter filter(query);
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    restart();
}

void LogView::setPinnedOnly(bool only)
{
    if (std::exchange(m_pinnedOnly, only) != only)
        restart();
}

void LogView::sortBy(int column, Qt::SortOrder order)
{
    if (!canSort(column) || (column == m_column && order == m_order))
        return;
    m_column = column;
    m_order = order;
    m_listed = m_listed == Listed::Natural && !m_sorting ? Listed::Natural : Listed::Other;
    goOn();
}

int LogView::total() const
{
    return m_log.rowCount() - (m_scope == Scope::All ? 0 : m_log.ownReads());
}

LogView::Place LogView::placeOf(int row) const
{
    int below = 0; // rows of events before it
    for (const Open &open : m_open) {
        const int first = open.at + below + 1;
        if (row < first)
            break;
        if (row < first + int(open.events.size()))
            return {open.at, row - first};
        below += int(open.events.size());
    }
    return {row - below, -1};
}

int LogView::displayOf(int at) const
{
    int row = at;
    for (const Open &open : m_open)
        row += open.at < at ? int(open.events.size()) : 0;
    return row;
}

const LogView::Open *LogView::openAt(int at) const
{
    const auto found = std::ranges::find(m_open, at, &Open::at);
    return found == m_open.end() ? nullptr : &*found;
}

const LogRecord &LogView::recordAt(int at) const
{
    return m_log.record(m_log.rowOfNumber(m_list[at]));
}

int LogView::logRow(int row) const
{
    return m_log.rowOfNumber(m_list[placeOf(row).at]);
}

LogRow LogView::row(int row) const
{
    const Place place = placeOf(row);
    if (place.event < 0)
        return m_log.row(m_log.rowOfNumber(m_list[place.at]));
    return eventRow(*openAt(place.at), place.event);
}

LogRow LogView::eventRow(const Open &open, int event) const
{
    LogRow row = m_log.row(m_log.rowOfNumber(open.number));
    const LogEvent &is = open.events[event];
    row.events = {is.id};
    row.eventCount = 1;
    row.ingested = row.ingested == 0 ? 0 : 1;
    row.eventName = is.name;
    row.customer = is.customer;
    row.quality = is.quality;
    return row;
}

RowVerdict LogView::verdict(int row) const
{
    const Place place = placeOf(row);
    return place.event < 0 ? m_log.verdict(m_log.rowOfNumber(m_list[place.at]))
                           : m_log.verdictOf(eventRow(*openAt(place.at), place.event));
}

int LogView::rowOfNumber(qint64 rowNumber) const
{
    const auto places = placesOf({rowNumber});
    return places.isEmpty() ? -1 : displayOf(places.cbegin().value());
}

int LogView::rowOfExchange(const QUuid &exchange) const
{
    const int row = m_log.rowOf(exchange);
    return row < 0 ? -1 : rowOfNumber(m_log.record(row).number);
}

int LogView::rowOfEvent(const EventId &event) const
{
    int last = -1;
    for (const int row : m_log.rowsOfEvent(event)) {
        const int listed = rowOfNumber(m_log.record(row).number);
        if (listed >= 0 && !m_log.record(row).failed())
            return listed;
        last = listed >= 0 ? listed : last;
    }
    return last;
}

bool LogView::isExpandable(int row) const
{
    const Place place = placeOf(row);
    const LogRecord &record = recordAt(place.at);
    return place.event < 0 && record.is(LogRecord::Ingest) && record.eventCount > 1;
}

bool LogView::isExpanded(int row) const
{
    const Place place = placeOf(row);
    return place.event < 0 && (openAt(place.at) || m_opening.contains(m_list[place.at]));
}

std::optional<int> LogView::eventAt(int row) const
{
    const Place place = placeOf(row);
    return place.event < 0 ? std::nullopt : std::optional(place.event);
}

// The events stand in the stored body; of a request that is gone, its ids alone are known.
void LogView::setExpanded(int row, bool expanded)
{
    const Place place = placeOf(row);
    const quint32 number = m_list[place.at];
    if (!expanded) {
        m_opening.remove(number);
        return fold(place.at);
    }
    if (!isExpandable(row) || isExpanded(row) || int(m_open.size()) >= mostExpanded)
        return;
    const LogRow request = m_log.row(m_log.rowOfNumber(number));
    QList<LogEvent> ids;
    for (const EventId &id : request.events)
        ids.append({.id = id, .name = {}, .customer = {}, .quality = {}});
    m_opening.insert(number);
    if (!m_store || request.exchange.isNull())
        return unfold(number, ids);
    const QByteArray key = headerData(LogModel::Quality, Qt::Horizontal, Qt::DisplayRole).toString().toUtf8();
    whenDone(m_store->exchange(request.exchange), this,
        [this, number, ids, key](const Result<std::optional<Exchange>> &exchange) {
            if (!exchange || !*exchange)
                return unfold(number, ids);
            if ((*exchange)->requestBody.size() < parsedHere)
                return unfold(number, eventsOf(**exchange, key));
            const CallSource<QList<LogEvent>> source;
            whenDone(source.call(), this, [this, number](const Result<QList<LogEvent>> &events) {
                unfold(number, events.valueOr({}));
            });
            QThreadPool::globalInstance()->start(
                [source, exchange = **exchange, key] { source.finish(eventsOf(exchange, key)); });
        });
}

int LogView::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    int rows = m_list.size();
    for (const Open &open : m_open)
        rows += int(open.events.size());
    return rows;
}

int LogView::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LogModel::columns;
}

QVariant LogView::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeOf(index.row());
    if (place.event >= 0)
        return eventData(*openAt(place.at), place.event, index, role);
    return m_log.data(m_log.index(m_log.rowOfNumber(m_list[place.at]), index.column()), role);
}

// What all events of a request share stands in the request's own row.
QVariant LogView::eventData(const Open &open, int event, const QModelIndex &index, int role) const
{
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return m_log.data(m_log.index(m_log.rowOfNumber(open.number), column), role);
    const LogRow row = eventRow(open, event);
    if (role == LogModel::RowRole)
        return QVariant::fromValue(row);
    if (role == LogModel::VerdictRole)
        return QVariant::fromValue(m_log.verdictOf(row));
    const bool own = column == LogModel::EventIdColumn || column == LogModel::EventName
        || column == LogModel::Quality || column == LogModel::VerdictColumn;
    return own ? m_log.eventData(row, column, role) : QVariant();
}

QVariant LogView::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_log.headerData(section, orientation, role);
}
