// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logfiltersieve.h"
#include "eventlog/logmodel.h"
#include "eventlog/lognumbers.h"
#include "eventlog/logviewsort.h"

#include <QPointer>
#include <QThreadPool>

class EventLog;
class QElapsedTimer;

// The rows of a LogModel that a table shows: those in scope that the query lets through, in the order asked
// for, with the events of unfolded requests below them. Looked through in slices, newest rows first, so that
// no key press waits for a long log; what is found later is put in front of what is there.
class LogView : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Scope {
        Events, // leaves out what this program only read, unless it failed
        All
    };
    static constexpr int mostExpanded = 200; // requests unfolded at once
    static constexpr int mostRuns = 16; // ranges told one by one; more become one change of layout

    // Without a store, words are looked for in the rows alone.
    LogView(LogModel &log, EventLog *store, QObject *parent = nullptr);
    ~LogView() override;

    void setScope(Scope scope);
    void setQuery(const QString &query);
    const LogFilter &filter() const { return m_filter; }
    void setPinnedOnly(bool only);
    // Time ascending is the order of arrival and costs nothing. Event ids have no order: false.
    static bool canSort(int column) { return column != LogModel::EventIdColumn; }
    void sortBy(int column, Qt::SortOrder order);
    bool sorted() const { return m_column != LogModel::Time || m_order != Qt::AscendingOrder; }

    bool busy() const { return m_busy; } // for more than 100 ms
    bool scanning() const; // something is still looked through
    int percent() const;
    void cancel(); // what was found stays

    int total() const; // rows in scope, filtered or not
    int requests() const { return m_list.size(); } // listed, without the events of unfolded ones
    int logRow(int row) const; // of the LogModel
    LogRow row(int row) const; // of an event's row: the request with that event alone
    RowVerdict verdict(int row) const;
    int rowOfExchange(const QUuid &exchange) const; // -1 when it is not here, as the next two
    int rowOfEvent(const EventId &event) const; // the one that brought it in, else the last
    int rowOfNumber(qint64 rowNumber) const;

    void setExpanded(int row, bool expanded);
    bool isExpanded(int row) const;
    bool isExpandable(int row) const; // an ingest of several events
    std::optional<int> eventAt(int row) const; // its place in the request, of a row below an unfolded one

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void scanned(); // the whole log has been looked through
    void busyChanged(bool busy);

private:
    enum class Listed {
        Natural, // by arrival
        InOrder, // as asked for
        Other // to be sorted
    };
    struct Open { // an unfolded request
        quint32 number;
        int at; // its place in m_list
        QList<LogEvent> events;
    };
    struct Place {
        int at; // in m_list
        int event; // -1 for the request itself
    };

    // What is listed (logview.cpp, logviewlist.cpp).
    Place placeOf(int row) const;
    int displayOf(int at) const; // the row of a place
    const Open *openAt(int at) const;
    const LogRecord &recordAt(int at) const;
    LogRow eventRow(const Open &open, int event) const;
    QVariant eventData(const Open &open, int event, const QModelIndex &index, int role) const;
    void unfold(quint32 number, const QList<LogEvent> &events);
    void fold(int at);
    void insertAt(int at, std::span<const quint32> numbers);
    void eraseAt(int at, int count);
    void mergeIn(std::vector<quint32> numbers); // rising
    void removeAll(const std::vector<int> &places); // rising
    void layOut(std::vector<quint32> numbers); // the same ones in another order
    int placeFor(quint32 number) const;
    QHash<quint32, int> placesOf(const QList<qint64> &rowNumbers) const;
    void follow(const QList<qint64> &rowNumbers);
    void leave(const QList<qint64> &rowNumbers);
    void repaintEvents();
    // The order (logviewlist.cpp).
    std::vector<LogOrder::Key> keysBy(const LogOrder &order) const;
    void sort();
    void finishSort(std::vector<quint32> numbers);
    std::vector<quint32> withLate(std::vector<quint32> numbers);
    bool comesBefore(quint32 a, quint32 b) const;
    // What is looked through (logviewscan.cpp).
    void restart();
    void work();
    void lookAtNewer(const QElapsedTimer &clock);
    void lookAtOlder(const QElapsedTimer &clock);
    bool lets(const LogRecord &record, int row);
    bool mayBe(const LogRecord &record, const QList<int> &answered); // texts aside
    bool newerLeft() const;
    void goOn(); // whatever comes next
    void search();
    void takeFound(const std::vector<quint32> &falling);
    void addPasses();
    void checkNew();
    void judgeNext();
    void stop();
    void refreshBusy();
    void showBusy();

    LogModel &m_log;
    EventLog *m_store;
    LogFilter m_filter;
    Scope m_scope = Scope::Events;
    bool m_pinnedOnly = false;
    LogNumbers m_list;
    Listed m_listed = Listed::Natural;
    std::vector<Open> m_open; // by place
    QSet<quint32> m_opening;

    int m_column = LogModel::Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_sorting = false; // somewhere else; meanwhile:
    std::vector<quint32> m_late;
    QSet<quint32> m_left;
    QTimer m_sortAgain;

    int m_epoch = 0; // raised by restart(): what an older job brings is dropped
    std::unique_ptr<LogSieve> m_sieve;
    qint64 m_lookedFrom = 1; // row numbers from here
    qint64 m_lookedTo = 0; // to here have been looked at
    bool m_older = false; // there are older ones to look at
    QTimer m_slice;
    QPointer<LogSearch> m_search;
    QList<int> m_pass; // terms that records answer in this search
    QList<QList<int>> m_passes; // searches to come
    QList<QList<int>> m_allPasses;
    bool m_passesAdded = false;
    bool m_excludes = false; // a text must not be there
    std::vector<quint32> m_unchecked; // new rows whose texts have to be looked at
    bool m_checking = false;
    std::vector<quint32> m_unjudged; // newest first
    size_t m_judged = 0; // of them
    bool m_judging = false;
    bool m_busy = false;
    QTimer m_busyDelay;
    QThreadPool m_pool; // sorts by the log's names: finished before they go
};
