// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogpanebody.h"

struct LogChoice;
class Button;
class EventLogBatch;
class EventLogCopyAs;
class EventLogLinks;
class EventLogTries;
class QLabel;
class Session;

// What was sent: the line, the key as bullets, the body with the deciding values in amber, and where its
// event leads to. Of a request of several the chosen event is marked.
class EventLogRequest : public EventLogPaneBody {
    Q_OBJECT

public:
    explicit EventLogRequest(Session &session, QWidget *parent = nullptr);
    void showChoice(const LogChoice &choice);
    void showNothing();
    EventLogBatch *batch() const { return m_batch; }
    EventLogLinks *links() const { return m_links; }

private:
    Session &m_session;
    EventLogBatch *m_batch;
    EventLogCopyAs *m_copyAs;
    EventLogLinks *m_links = nullptr;
    QUuid m_shown;
};

// What came back, the other tries of the event, and a foot with one sentence and "Send again".
class EventLogAnswer : public EventLogPaneBody {
    Q_OBJECT

public:
    explicit EventLogAnswer(QWidget *parent = nullptr);
    void showChoice(const LogChoice &choice);
    void showNothing();
    void setFoot(const QString &sentence);
    Button *sendAgain() const { return m_again; }
    Button *toTimeline() const { return m_timeline; }
    EventLogTries *tries() const { return m_tries; }
    void allowTimeline(bool on); // its button: not where it has a tab

Q_SIGNALS:
    void sendAgainRequested();

private:
    QWidget *makeFoot();

    Button *m_timeline;
    EventLogTries *m_tries = nullptr;
    QWidget *m_foot = nullptr;
    QLabel *m_sentence = nullptr;
    Button *m_again = nullptr;
    QUuid m_shown;
    bool m_timelineAllowed = true;
    bool m_hasEvent = false;
};
