// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"

#include <QList>
#include <QWidget>

class IconButton;
class QLabel;

// Steps through the events of one request: "3 of 12". Hidden for a request of one.
class EventLogBatch : public QWidget {
    Q_OBJECT

public:
    explicit EventLogBatch(QWidget *parent = nullptr);

    void setEvents(const QList<QByteArray> &ids, const EventId &chosen);
    int at() const { return m_at; } // -1 when there are not several

Q_SIGNALS:
    void eventChosen(const EventId &event);

private:
    void step(int by);
    void say();

    QList<QByteArray> m_ids;
    int m_at = -1; // kept where an id stands twice
    IconButton *m_before;
    IconButton *m_after;
    QLabel *m_place;
};
