// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class EventLog;
class QVBoxLayout;
struct PageActions;

// The log in a window of its own, for a second screen: F11 fills it, Ctrl with plus, minus and 0 sets the
// text size, which holds for the whole program. Where it stood is remembered.
class EventLogWindow : public QWidget {
    Q_OBJECT

public:
    EventLogWindow(EventLog &log, PageActions &actions, QWidget *owner);

    void open(QWidget *content, const QSize &size); // takes it until it is closed
    void setFull(bool full);
    void keep(); // where it stands

Q_SIGNALS:
    void closed(); // the content is to be fetched

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addKeys();
    bool restore();

    EventLog &m_log;
    PageActions &m_actions;
    QVBoxLayout *m_column;
};
