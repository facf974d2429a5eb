// SPDX-License-Identifier: MIT
#pragma once

#include "session/logfollower.h"
#include "ui/eventlog/eventlogverdict.h"
#include "ui/frame/pageactions.h"

#include <QPointer>
#include <QWidget>

class EmptyState;
class EventLogBar;
class EventLogChoice;
class EventLogDetail;
class EventLogEmpty;
class EventLogExport;
class EventLogRows;
class EventLogSend;
class EventLogSplit;
class EventLogTable;
class EventLogWindow;
class LogFilterModel;
class MessageStrip;
class QStackedLayout;
class QVBoxLayout;

// Tab 5: every exchange, newest at the bottom, and of the chosen one why it counted or not, what was sent and
// what came back. Can stand in a window of its own.
class EventLogPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    EventLogPage(
        Session &session, EventLog &log, LogModel &model, LogFollower &follower, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override; // it folds
    void primaryAction() override; // Send again; in the strip that sends events, Send
    void focusQuery() override;
    bool cancel() override; // closes the strip, empties the query, then folds the strip that sends events

    void showEvent(const EventId &event); // chooses its row, now or when it arrives
    void showQuery(const QString &query);
    EventLogExport &exporter() const { return *m_export; }

Q_SIGNALS:
    void generateRequested();
    void meterRequested();
    void customerRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildContent();
    void buildEmpty();
    void connectRows();
    void connectSend();
    void refreshRows();
    void fit();
    void detach();
    void attach();

    Session &m_session;
    EventLog &m_log;
    LogModel &m_model;
    LogFilterModel *m_filter;
    EventLogRows *m_rows;
    EventId m_awaited; // to choose as soon as it arrives

    QVBoxLayout *m_column;
    QWidget *m_content; // all of it: moves to the window of its own
    EmptyState *m_away; // stands here meanwhile
    EventLogBar *m_bar;
    MessageStrip *m_strip;
    EventLogExport *m_export;
    EventLogSend *m_send;
    QStackedLayout *m_stack;
    EventLogSplit *m_split;
    EventLogTable *m_table;
    EventLogDetail *m_detail;
    EventLogChoice *m_choice;
    EventLogEmpty *m_empty;
    EmptyState *m_noMatch;
    QPointer<EventLogWindow> m_window;
};
