// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogverdict.h"

class Button;
class EventLog;
class EventLogAnswer;
class EventLogRequest;
class EventLogTimeline;
class Segments;
class Session;

// Verdict, request and answer of the chosen row: side by side, or one at a time behind tabs where the window
// is narrow or low. The timeline of its event stands in the answer's place, or behind a fourth tab.
class EventLogDetail : public QWidget {
    Q_OBJECT

public:
    enum class Fold { Columns, Tabs };

    EventLogDetail(Session &session, EventLog &log, QWidget *parent = nullptr);

    void showChoice(const LogChoice &choice);
    void showNothing();
    void setWords(const QStringList &words); // of the page's query: marked in both bodies
    bool cancel(); // one step back out of what is open here; false when nothing is
    EventLogVerdict *verdict() const { return m_verdict; }
    EventLogRequest *request() const { return m_request; }
    EventLogAnswer *answer() const { return m_answer; }
    void setFold(Fold fold);
    void setLowest(int height); // at 100 % text

Q_SIGNALS:
    void eventChosen(const EventId &event); // another one of the same request
    void rowRequested(const QUuid &exchange);
    void meterRequested(const MeterId &meter);
    void productRequested(const ProductId &product);
    void customerRequested(const CustomerId &customer);
    void invoiceRequested();
    void pictureRequested(const EventId &event);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Tab { VerdictTab, RequestTab, AnswerTab, TimelineTab };
    void buildTabs();
    void buildPanes();
    void connectPanes();
    void arrange();
    void showTab(int tab);
    void showTimeline(bool on);
    void readTries();
    void takeTries(const QList<LogRow> &tries);
    void noteRows(const QList<LogRow> &rows);

    Session &m_session;
    EventLog &m_log;
    Segments *m_tabs;
    QWidget *m_lines[2];
    EventLogVerdict *m_verdict;
    EventLogRequest *m_request;
    EventLogAnswer *m_answer;
    EventLogTimeline *m_timeline;
    Button *m_fromTimeline; // in its head, where the answer has the button that opens it
    Fold m_fold = Fold::Columns;
    int m_tab = VerdictTab; // with columns: AnswerTab or TimelineTab say which stands there
    int m_lowest = 240;
    EventId m_event; // whose tries are shown
    QUuid m_exchange;
};
