// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logview.h"
#include "eventlog/logviewsort.h"

#include <QThreadPool>

#include <algorithm>

// What a LogView lists and in which order: how rows come in, move and leave.

namespace {
constexpr int sortedHere = 20'000; // rows; longer lists are sorted on the pool
}

void LogView::insertAt(int at, std::span<const quint32> numbers)
{
    const int count = int(numbers.size());
    const int first = displayOf(at);
    beginInsertRows({}, first, first + count - 1);
    m_list.insert(at, numbers);
    for (Open &open : m_open)
        open.at += open.at >= at ? count : 0;
    endInsertRows();
    if (m_sorting)
        m_late.insert(m_late.end(), numbers.begin(), numbers.end());
}

void LogView::eraseAt(int at, int count)
{
    const int first = displayOf(at);
    const int last = displayOf(at + count) - 1;
    if (m_sorting) {
        for (int place = at; place < at + count; ++place)
            m_left.insert(m_list[place]);
    }
    beginRemoveRows({}, first, last);
    m_list.erase(at, count);
    std::erase_if(m_open, [&](const Open &open) { return open.at >= at && open.at < at + count; });
    for (Open &open : m_open)
        open.at -= open.at >= at ? count : 0;
    endRemoveRows();
}

bool LogView::comesBefore(quint32 a, quint32 b) const
{
    const LogRecord &first = m_log.record(m_log.rowOfNumber(a));
    const LogRecord &second = m_log.record(m_log.rowOfNumber(b));
    return LogOrder(m_column, m_order).less(first, second, m_log.names());
}

int LogView::placeFor(quint32 number) const
{
    if (m_listed == Listed::Other)
        return m_list.size();
    if (m_listed == Listed::Natural)
        return m_list.lowerBound(number);
    int low = 0;
    int high = m_list.size();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (comesBefore(m_list[middle], number))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// A few ranges are told as such, so that what is selected and painted stays; many become one new layout.
void LogView::mergeIn(std::vector<quint32> numbers)
{
    if (m_listed == Listed::InOrder)
        std::ranges::sort(numbers, [this](quint32 a, quint32 b) { return comesBefore(a, b); });
    struct Run {
        int at;
        std::vector<quint32> numbers;
    };
    std::vector<Run> runs;
    for (const quint32 number : numbers) {
        const int at = placeFor(number);
        if (m_listed == Listed::Natural && at < m_list.size() && m_list[at] == number)
            continue; // found twice
        if (runs.empty() || runs.back().at != at)
            runs.push_back({at, {}});
        runs.back().numbers.push_back(number);
    }
    if (runs.size() <= mostRuns) {
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            insertAt(run->at, run->numbers);
        return;
    }
    const std::vector<quint32> listed = m_list.all();
    std::vector<quint32> target;
    std::vector<quint32> added;
    int from = 0;
    for (const Run &run : runs) {
        target.insert(target.end(), listed.begin() + from, listed.begin() + run.at);
        target.insert(target.end(), run.numbers.begin(), run.numbers.end());
        added.insert(added.end(), run.numbers.begin(), run.numbers.end());
        from = run.at;
    }
    target.insert(target.end(), listed.begin() + from, listed.end());
    insertAt(m_list.size(), added);
    layOut(std::move(target));
}

void LogView::removeAll(const std::vector<int> &places)
{
    const auto begins = [&](size_t i) { return i == 0 || places[i] != places[i - 1] + 1; };
    size_t runs = 0;
    for (size_t i = 0; i < places.size(); ++i)
        runs += begins(i);
    if (runs <= mostRuns) {
        for (size_t end = places.size(); end > 0;) {
            size_t first = end - 1;
            while (!begins(first))
                --first;
            eraseAt(places[first], int(end - first));
            end = first;
        }
        return;
    }
    std::vector<quint32> target;
    std::vector<quint32> leaving;
    for (int at = 0; at < m_list.size(); ++at) {
        const bool leaves = leaving.size() < places.size() && places[leaving.size()] == at;
        (leaves ? leaving : target).push_back(m_list[at]);
    }
    const int rest = int(target.size());
    target.insert(target.end(), leaving.begin(), leaving.end());
    layOut(std::move(target));
    eraseAt(rest, int(leaving.size()));
}

void LogView::layOut(std::vector<quint32> numbers)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QList<std::pair<quint32, int>> were;
    for (const QModelIndex &index : from) {
        const Place place = placeOf(index.row());
        were.append({m_list[place.at], place.event});
    }
    QHash<quint32, int> places;
    for (const auto &each : std::as_const(were))
        places.insert(each.first, -1);
    for (const Open &open : m_open)
        places.insert(open.number, -1);
    m_list.assign(std::move(numbers));
    for (int at = 0; at < m_list.size() && !places.isEmpty(); ++at) {
        if (const auto found = places.find(m_list[at]); found != places.end())
            *found = at;
    }
    for (Open &open : m_open)
        open.at = places.value(open.number);
    std::ranges::sort(m_open, {}, &Open::at);
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int row = displayOf(places.value(were[i].first)) + 1 + were[i].second;
        to.append(index(row, from[i].column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

QHash<quint32, int> LogView::placesOf(const QList<qint64> &rowNumbers) const
{
    QHash<quint32, int> places;
    if (m_listed == Listed::Natural) {
        for (const qint64 number : rowNumbers) {
            const int at = number < 0 ? m_list.size() : m_list.lowerBound(quint32(number));
            if (at < m_list.size() && m_list[at] == number)
                places.insert(quint32(number), at);
        }
        return places;
    }
    QSet<quint32> wanted;
    for (const qint64 number : rowNumbers)
        wanted.insert(quint32(number));
    for (int at = 0; at < m_list.size() && places.size() < wanted.size(); ++at) {
        if (wanted.contains(m_list[at]))
            places.insert(m_list[at], at);
    }
    return places;
}

// What is said of a row can bring it in or take it out; the others are painted again as one range.
void LogView::follow(const QList<qint64> &rowNumbers)
{
    const bool decides = !m_filter.isEmpty() || m_pinnedOnly;
    const QHash<quint32, int> places = placesOf(rowNumbers);
    std::vector<quint32> come;
    std::vector<int> go;
    for (const qint64 number : rowNumbers) {
        const int row
            = decides && number >= m_lookedFrom && number <= m_lookedTo ? m_log.rowOfNumber(number) : -1;
        if (row < 0)
            continue;
        const auto place = places.constFind(quint32(number));
        const LogRecord &record = m_log.record(row);
        if (place == places.cend()) {
            if (lets(record, row))
                come.push_back(quint32(number));
            else if (m_store && m_filter.asksTexts() && mayBe(record, {}))
                m_unchecked.push_back(quint32(number));
        } else if (m_store && m_filter.asksTexts() ? !mayBe(record, {}) : !lets(record, row)) {
            go.push_back(*place);
        }
    }
    const bool moved = !go.empty() || !come.empty();
    std::ranges::sort(go);
    removeAll(go);
    mergeIn(std::move(come));
    if (m_column == LogModel::VerdictColumn && m_listed == Listed::InOrder)
        m_sortAgain.start();
    checkNew();
    const QHash<quint32, int> shown = moved ? placesOf(rowNumbers) : places;
    if (shown.isEmpty())
        return;
    const auto [first, last] = std::ranges::minmax(shown.values());
    Q_EMIT dataChanged(
        index(displayOf(first), LogModel::EventIdColumn), index(displayOf(last), LogModel::VerdictColumn));
}

void LogView::leave(const QList<qint64> &rowNumbers)
{
    const QHash<quint32, int> places = placesOf(rowNumbers);
    std::vector<int> go(places.cbegin(), places.cend());
    std::ranges::sort(go);
    removeAll(go);
    goOn();
}

void LogView::unfold(quint32 number, const QList<LogEvent> &events)
{
    const QHash<quint32, int> places = placesOf({number});
    if (!m_opening.remove(number) || places.isEmpty() || events.isEmpty())
        return;
    const int at = places.cbegin().value();
    const int row = displayOf(at);
    beginInsertRows({}, row + 1, row + int(events.size()));
    m_open.insert(std::ranges::upper_bound(m_open, at, {}, &Open::at), Open{number, at, events});
    endInsertRows();
    Q_EMIT dataChanged(index(row, 0), index(row, LogModel::columns - 1));
}

void LogView::fold(int at)
{
    const auto open = std::ranges::find(m_open, at, &Open::at);
    if (open == m_open.end())
        return;
    const int row = displayOf(at);
    beginRemoveRows({}, row + 1, row + int(open->events.size()));
    m_open.erase(open);
    endRemoveRows();
    Q_EMIT dataChanged(index(row, 0), index(row, LogModel::columns - 1));
}

void LogView::repaintEvents()
{
    for (const Open &open : m_open) {
        const int row = displayOf(open.at) + 1;
        Q_EMIT dataChanged(index(row, 0), index(row + int(open.events.size()) - 1, LogModel::columns - 1));
    }
}

// A walk through the records in their own order: a million leaps through memory would take a frame too long.
std::vector<LogOrder::Key> LogView::keysBy(const LogOrder &order) const
{
    std::vector<LogOrder::Key> keys;
    keys.reserve(size_t(m_list.size()));
    const int rows = m_log.rowCount();
    const int first = m_log.firstFilled();
    const quint32 least = first < rows ? m_log.record(first).number : 0;
    std::vector<bool> listed(first < rows ? m_log.record(rows - 1).number - least + 1 : 0);
    for (int at = 0; at < m_list.size(); ++at)
        listed[m_list[at] - least] = true;
    for (int row = first; row < rows; ++row) {
        if (const LogRecord &record = m_log.record(row); listed[record.number - least])
            keys.push_back(order.keyOf(record));
    }
    return keys;
}

// Longer lists stay as they are until the pool has sorted them.
void LogView::sort()
{
    if (m_sorting)
        return;
    const LogOrder order(m_column, m_order);
    std::vector<LogOrder::Key> keys = keysBy(order);
    m_late.clear();
    m_left.clear();
    m_sorting = true;
    if (m_list.size() <= sortedHere)
        return finishSort(order.sorted(std::move(keys), m_log.names()));
    const CallSource<std::vector<quint32>> source;
    whenDone(source.call(), this,
        [this, epoch = m_epoch, column = m_column, by = m_order](
            const Result<std::vector<quint32>> &numbers) {
            if (epoch != m_epoch)
                return;
            if (column == m_column && by == m_order)
                return finishSort(numbers.valueOr({}));
            m_sorting = false; // another order was asked for meanwhile
            goOn();
        });
    m_pool.start([source, order, keys = std::move(keys), names = &m_log.names()]() mutable {
        source.finish(order.sorted(std::move(keys), *names));
    });
}

void LogView::finishSort(std::vector<quint32> numbers)
{
    m_sorting = false;
    layOut(withLate(std::move(numbers)));
    m_listed = sorted() ? Listed::InOrder : Listed::Natural;
    goOn();
}

// Rows that came or went while the others were sorted.
std::vector<quint32> LogView::withLate(std::vector<quint32> numbers)
{
    if (!m_left.isEmpty())
        std::erase_if(numbers, [this](quint32 number) { return m_left.contains(number); });
    std::erase_if(m_late, [this](quint32 number) { return m_left.contains(number); });
    const auto before = [this](quint32 a, quint32 b) { return comesBefore(a, b); };
    std::ranges::sort(m_late, before);
    std::vector<quint32> all; // built once: each put in by itself would move half of the others
    all.reserve(numbers.size() + m_late.size());
    auto from = numbers.cbegin();
    for (const quint32 number : std::exchange(m_late, {})) {
        const auto at = std::upper_bound(from, numbers.cend(), number, before);
        all.insert(all.end(), from, at);
        all.push_back(number);
        from = at;
    }
    all.insert(all.end(), from, numbers.cend());
    m_left.clear();
    return all;
}
