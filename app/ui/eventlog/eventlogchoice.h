// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/eventlog/eventlogverdict.h"

#include <QObject>

class EventLog;
class EventLogDetail;
class EventLogRows;
class EventLogTable;
class LogModel;

// The row the detail pane is about: reads its exchange and its verdict, keeps both fresh, and sends it again.
class EventLogChoice : public QObject {
    Q_OBJECT

public:
    EventLogChoice(Session &session, EventLog &log, LogModel &model, EventLogRows &rows, EventLogTable &table,
        EventLogDetail &detail, QObject *parent);

    const LogChoice &now() const { return m_now; }
    void choose(int row);
    void chooseEvent(const EventId &event); // of the chosen request
    void chooseAgain(); // after the list was built anew
    void refresh();
    void askVerdict();
    void sendAgain();

Q_SIGNALS:
    void changed(); // another row, or none
    void replayRequested(const QList<QUuid> &exchanges); // in place of sending to a live account at once

private:
    void take(const LogRow &row, const EventId &event);
    void readRow(qint64 number);
    void showNothing();
    void readExchange();
    void sentAgain(const QUuid &exchange, const Result<int> &ingested);

    Session &m_session;
    EventLog &m_log;
    LogModel &m_model;
    EventLogRows &m_rows;
    EventLogTable &m_table;
    EventLogDetail &m_detail;
    LogChoice m_now; // its row's exchange is null when nothing is chosen
    qint64 m_wanted = 0; // the number of a row that is being read
};
