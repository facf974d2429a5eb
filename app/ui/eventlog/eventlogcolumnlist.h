// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/generatepopup.h"

class Button;
class EventLogColumns;
class QListWidget;

// The log's columns as a list: Space shows or hides one, Alt with up and down moves it, Alt with left and
// right sets its width. For those who do not drag the table's head.
class EventLogColumnList : public GeneratePopup {
    Q_OBJECT

public:
    EventLogColumnList(EventLogColumns &columns, QWidget *anchor);

    void openList();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void step(int by);
    void widen(int by);
    int current() const; // logical; -1 for none

    EventLogColumns &m_columns;
    QListWidget *m_list;
    Button *m_reset;
    bool m_filling = false;
};
