// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogpane.h"
#include "ui/eventlog/eventlogtimelinesteps.h"

class EventLogTimelineRow;
class QScrollArea;
class Session;

// One event's way from prompt to bill, with its picture when this program made it. What nobody kept is said
// so. A click opens what a step shows.
class EventLogTimeline : public EventLogPane {
    Q_OBJECT

public:
    explicit EventLogTimeline(Session &session, QWidget *parent = nullptr);

    void showChoice(const LogChoice &choice);
    void setTries(const QList<LogRow> &tries);
    void showNothing();
    const QList<TimelineStep> &steps() const { return m_steps; }
    QScrollArea *list() const { return m_area; }

Q_SIGNALS:
    void pictureRequested(const EventId &event);
    void rowRequested(const QUuid &exchange);
    void meterRequested(const MeterId &meter);
    void invoiceRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void refresh();
    void rebuild();
    void readThumb();
    void open(const TimelineStep &step);

    Session &m_session;
    TimelineFacts m_facts;
    EventId m_read; // its picture and its place in the outbox are asked for
    QList<TimelineStep> m_steps;
    QList<EventLogTimelineRow *> m_rows;
    QImage m_thumb;
    QScrollArea *m_area;
};
