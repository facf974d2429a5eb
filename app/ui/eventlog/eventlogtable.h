// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

class Button;
class EventLogRows;

// The log's table, newest at the bottom: it follows what comes in until someone scrolls up, then says how
// many rows wait below. Columns fold by width: first the event id goes, then the quality, then the latency.
class EventLogTable : public QTableView {
    Q_OBJECT

public:
    explicit EventLogTable(EventLogRows &rows, QWidget *parent = nullptr);

    bool following() const { return m_following; }
    void toBottom(); // and follow again
    void choose(int row); // selects it and brings it into sight

Q_SIGNALS:
    void chosen(int row);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void follow(int first, int last);
    void noteScroll();
    void showBelow();
    void fitColumns();
    int wanted(int column) const;

    EventLogRows &m_rows;
    Button *m_below;
    bool m_following = true;
    int m_new = 0; // rows that came since it stopped following
};
