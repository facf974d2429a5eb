// SPDX-License-Identifier: MIT
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

class Button;
class EventLog;
class EventLogColumns;
class EventLogRows;
class EventLogTableHead;

// The log's table, newest at the bottom: it follows what comes in until someone scrolls up, then says how
// many rows wait below. Rows that are found later and stand further up never move what is in sight. Several
// rows can be chosen; a request of several events unfolds by its chevron or the right arrow key.
class EventLogTable : public QTableView {
    Q_OBJECT

public:
    static constexpr int pageMargin = 24;
    static constexpr int cellMargin = 12;

    EventLogTable(EventLogRows &rows, EventLog &log, QWidget *parent = nullptr);

    EventLogColumns &columns() const { return *m_columns; }
    EventLogTableHead *head() const { return m_head; }
    QPair<int, int> rowsInSight() const; // the first and the last; -1 without any
    bool following() const { return m_following; }
    void toBottom(); // and follow again
    void choose(int row); // selects it alone and brings it into sight
    void setHeld(int rows); // that wait while the log is paused; -1: it is not

Q_SIGNALS:
    void chosen(int row); // the one the keyboard is on
    void resumeRequested();
    void menuRequested(const QPoint &at); // on the screen

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &search) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    bool event(QEvent *event) override;

private:
    void connectAll();
    void setUpHead();
    void begin();
    void noteScroll();
    void showBelow();
    void unfold(int row, bool open);
    bool unfoldByKey(int key);

    EventLogRows &m_rows;
    EventLogTableHead *m_head;
    EventLogColumns *m_columns;
    Button *m_below;
    bool m_following = true;
    int m_new = 0; // rows that came since it stopped following
    int m_held = -1;
    QPersistentModelIndex m_top; // in sight while the layout changes
};
