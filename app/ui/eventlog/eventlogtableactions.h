// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QUuid>

#include <functional>

class EventLog;
class EventLogMarks;
class EventLogRows;
class EventLogTable;
class QAction;
class QMenu;
struct LogRow;

// What can be done with the chosen rows: by key while the table has the keyboard, and in its menu.
class EventLogTableActions : public QObject {
    Q_OBJECT

public:
    static constexpr int mostAtOnce = 1000; // rows whose ids are copied or that are sent once more

    EventLogTableActions(EventLog &log, EventLogRows &rows, EventLogTable &table, EventLogMarks &marks);

    void setLive(bool live); // then one row may be sent again, not several

Q_SIGNALS:
    void replayRequested(const QList<QUuid> &exchanges);
    void exportRequested();
    void noteRequested();
    void columnsRequested();

private:
    void addAll();
    void addColours();
    QAction *add(const QString &text, const QString &name, const QList<QKeySequence> &keys,
        const std::function<void()> &act);
    void showMenu(const QPoint &at);
    void fillMenu(QMenu &menu);
    void refresh();
    void copyIds();
    void replay();
    void toggleBranches();
    void withRows(const QList<int> &rows, const std::function<void(const QList<LogRow> &)> &act);

    EventLog &m_log;
    EventLogRows &m_rows;
    EventLogTable &m_table;
    EventLogMarks &m_marks;
    bool m_live = false;
    QAction *m_copy;
    QAction *m_replay;
    QAction *m_export;
    QAction *m_pin;
    QAction *m_note;
    QAction *m_unfold;
    QAction *m_columns;
    QList<QAction *> m_colours; // the first takes the colour away
};
