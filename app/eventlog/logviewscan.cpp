// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logview.h"

#include <QElapsedTimer>

#include <algorithm>

// How a LogView looks through the log: new rows as they come, older ones in slices from the newest down, what
// only the store can answer by searches, and what nobody has judged by asking.

namespace {

constexpr qint64 slice = 2; // ms; with what the table does about it, 4
constexpr int rowsBetweenLooks = 1024; // at the clock
constexpr size_t judgedAtOnce = 200;
constexpr size_t checkedAtOnce = 2000;

} // namespace

void LogView::restart()
{
    ++m_epoch;
    beginResetModel();
    stop();
    m_list.clear();
    m_listed = Listed::Natural;
    m_open.clear();
    m_opening.clear();
    m_sorting = false;
    m_checking = false;
    m_sieve = std::make_unique<LogSieve>(m_filter, m_log.names());
    const int rows = m_log.rowCount();
    m_lookedTo = rows > m_log.firstFilled() ? m_log.record(rows - 1).number : 0;
    m_lookedFrom = m_lookedTo + 1;
    m_older = true;
    m_allPasses.clear();
    m_excludes = std::ranges::any_of(
        m_filter.terms(), [](const LogFilter::Term &term) { return term.isText() && term.turned; });
    if (m_store && m_filter.asksTexts()) {
        QList<int> named; // event: with a whole name asks no ids
        for (int i = 0; i < m_filter.terms().size(); ++i) {
            const LogFilter::Term &term = m_filter.terms()[i];
            const bool whole = m_log.names().find(term.text.toUtf8()) != LogNames::none;
            if (term.field == LogFilter::Field::Event && !term.turned && whole)
                named.append(i);
        }
        m_passes = m_allPasses = {named};
    }
    endResetModel();
    work();
}

void LogView::stop()
{
    m_older = false;
    m_passes.clear();
    m_passesAdded = false;
    delete m_search;
    m_unchecked.clear();
    m_unjudged.clear();
    m_judged = 0;
    m_judging = false;
}

void LogView::cancel()
{
    stop();
    m_passesAdded = true;
    goOn();
}

bool LogView::newerLeft() const
{
    return m_log.rowFrom(m_lookedTo + 1) < m_log.rowCount();
}

bool LogView::scanning() const
{
    return m_older || newerLeft() || m_search || !m_passes.isEmpty() || m_judged < m_unjudged.size()
        || m_judging || m_sorting;
}

int LogView::percent() const
{
    const auto part = [](qint64 done, qint64 all) { return int(all <= 0 ? 100 : done * 100 / all); };
    if (m_search)
        return m_search->percent();
    if (m_older)
        return part(m_log.rowCount() - m_log.rowFrom(m_lookedFrom), m_log.rowCount());
    return part(qint64(m_judged), qint64(m_unjudged.size()));
}

// One slice. Rows that came in go first: they are what is watched.
void LogView::work()
{
    QElapsedTimer clock;
    clock.start();
    lookAtNewer(clock);
    lookAtOlder(clock);
    goOn();
}

bool LogView::mayBe(const LogRecord &record, const QList<int> &answered)
{
    if (m_scope == Scope::Events && record.is(LogRecord::OwnRead))
        return false;
    return (!m_pinnedOnly || record.is(LogRecord::Pinned)) && m_sieve->lets(record, answered);
}

// Without a store, as in a log that was just put together, the row itself is all there is.
bool LogView::lets(const LogRecord &record, int row)
{
    if (m_filter.isEmpty() || !m_store || !m_filter.asksTexts()) {
        const bool inScope = m_scope == Scope::All || !record.is(LogRecord::OwnRead);
        if (!inScope || (m_pinnedOnly && !record.is(LogRecord::Pinned)))
            return false;
        if (m_filter.isEmpty())
            return true;
        return m_store ? m_sieve->lets(record) : m_filter.matches(m_log.row(row), m_log.verdict(row));
    }
    // What must not stand in the texts is known only when they were looked through.
    return !m_excludes && mayBe(record, {}) && m_sieve->letsWhole(record);
}

void LogView::lookAtNewer(const QElapsedTimer &clock)
{
    std::vector<quint32> found;
    const int end = m_log.rowCount();
    int looked = 0;
    for (int row = m_log.rowFrom(m_lookedTo + 1); row < end; ++row) {
        const LogRecord &record = m_log.record(row);
        m_lookedTo = record.number;
        if (lets(record, row))
            found.push_back(record.number);
        else if (m_store && m_filter.asksTexts() && mayBe(record, {}))
            m_unchecked.push_back(record.number);
        if (++looked % rowsBetweenLooks == 0 && clock.hasExpired(slice))
            break;
    }
    mergeIn(std::move(found));
    checkNew();
}

void LogView::lookAtOlder(const QElapsedTimer &clock)
{
    if (!m_older)
        return;
    std::vector<quint32> found;
    const int first = m_log.firstFilled();
    const bool judges = m_store && m_filter.asksVerdicts();
    int row = std::min(m_log.rowFrom(m_lookedFrom), m_log.rowCount()) - 1;
    for (int looked = 1; row >= first; --row, ++looked) {
        const LogRecord &record = m_log.record(row);
        m_lookedFrom = record.number;
        if (lets(record, row))
            found.push_back(record.number);
        else if (judges && m_sieve->unjudged(record))
            m_unjudged.push_back(record.number);
        if (looked % rowsBetweenLooks == 0 && clock.hasExpired(slice)) {
            --row;
            break;
        }
    }
    std::ranges::reverse(found);
    mergeIn(std::move(found));
    if (row < first && m_log.filled()) {
        m_older = false;
        addPasses();
    }
}

// Words that stand where the store does not look, in some row: there each may be answered either way.
void LogView::addPasses()
{
    if (m_allPasses.isEmpty() || std::exchange(m_passesAdded, true))
        return;
    const QList<int> first = m_allPasses.first();
    QList<int> outside = m_sieve->foundOutside();
    outside.removeIf([&](int term) { return first.contains(term) || m_filter.terms()[term].turned; });
    QList<QList<int>> more;
    if (outside.size() == 2)
        more = {{outside[0]}, {outside[1]}};
    if (!outside.isEmpty())
        more.append(outside);
    for (const QList<int> &answered : std::as_const(more))
        m_allPasses.append(first + answered);
    m_passes += m_allPasses.mid(1);
}

void LogView::goOn()
{
    search();
    const bool waits = m_older && m_log.rowFrom(m_lookedFrom) <= m_log.firstFilled() && !m_log.filled();
    if (newerLeft() || (m_older && !waits)) {
        m_slice.start();
        return refreshBusy();
    }
    const bool listed = !m_older && !m_search && m_passes.isEmpty();
    if (listed && !m_sorting && (m_listed == Listed::Other || (sorted() && m_listed == Listed::Natural)))
        return sort();
    if (!m_older && !m_judging)
        judgeNext();
    refreshBusy();
    if (!scanning())
        Q_EMIT scanned();
}

// Newest first; the records have to be here to take what is found.
void LogView::search()
{
    while (!m_search && !m_passes.isEmpty() && m_log.filled()) {
        m_pass = m_passes.takeFirst();
        const LogWanted wanted = m_filter.wanted(m_pass);
        if (wanted.isEmpty())
            continue;
        m_search = m_store->search(wanted, this);
        connect(m_search, &LogSearch::found, this,
            [this](const std::vector<quint32> &falling, qint64) { takeFound(falling); });
        const auto done = [this] {
            m_search->disconnect(this); // it may say both that it ended and that it failed
            m_search->deleteLater();
            m_search = nullptr;
            goOn();
        };
        connect(m_search, &LogSearch::finished, this, done);
        connect(m_search, &LogSearch::failed, this, done);
    }
}

void LogView::takeFound(const std::vector<quint32> &falling)
{
    std::vector<quint32> found;
    for (auto number = falling.rbegin(); number != falling.rend(); ++number) {
        const int row = m_log.rowOfNumber(*number);
        if (row >= 0 && *number <= m_lookedTo && mayBe(m_log.record(row), m_pass))
            found.push_back(*number);
    }
    mergeIn(std::move(found));
}

// New rows wait together for the store's answer, one question at a time.
void LogView::checkNew()
{
    if (m_checking || m_unchecked.empty() || m_allPasses.isEmpty())
        return;
    const size_t count = std::min(m_unchecked.size(), checkedAtOnce);
    const QList<qint64> asked(m_unchecked.begin(), m_unchecked.begin() + qsizetype(count));
    m_unchecked.erase(m_unchecked.begin(), m_unchecked.begin() + qsizetype(count));
    const QList<int> answered = m_allPasses.first();
    m_checking = true;
    whenDone(m_store->holding(asked, m_filter.wanted(answered)), this,
        [this, epoch = m_epoch, answered](const Result<QList<qint64>> &holding) {
            if (epoch != m_epoch)
                return;
            m_checking = false;
            // What was said of a row meanwhile may have brought it in, or have asked for it once more.
            const QHash<quint32, int> listed = placesOf(holding.valueOr({}));
            std::vector<quint32> found;
            for (const qint64 number : holding.valueOr({})) {
                const int row = m_log.rowOfNumber(number);
                const bool again
                    = listed.contains(quint32(number)) || (!found.empty() && found.back() == quint32(number));
                if (row >= 0 && !again && mayBe(m_log.record(row), answered))
                    found.push_back(quint32(number));
            }
            mergeIn(std::move(found));
            checkNew();
            if (!scanning())
                Q_EMIT scanned();
        });
}

// Answers come in as changes of the rows; then the next are asked for.
void LogView::judgeNext()
{
    m_judging = false;
    if (m_older)
        return;
    if (m_judged < m_unjudged.size()) {
        QList<qint64> rowNumbers;
        for (; m_judged < m_unjudged.size() && size_t(rowNumbers.size()) < judgedAtOnce; ++m_judged)
            rowNumbers.append(m_unjudged[m_judged]);
        m_judging = true;
        return m_log.judge(rowNumbers);
    }
    if (!m_unjudged.empty()) {
        m_unjudged.clear();
        m_judged = 0;
        goOn();
    }
}

// Work that is done within 100 ms is not worth a sign.
void LogView::refreshBusy()
{
    const bool works = scanning();
    if (works && !m_busy) {
        if (!m_busyDelay.isActive())
            m_busyDelay.start();
        return;
    }
    if (!works)
        m_busyDelay.stop();
    if (!works && std::exchange(m_busy, false))
        Q_EMIT busyChanged(false);
}

void LogView::showBusy()
{
    if (scanning() && !std::exchange(m_busy, true))
        Q_EMIT busyChanged(true);
}
