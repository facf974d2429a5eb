// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "ui/eventlog/eventlogsendwords.h"

#include <QObject>

// What an event can start from: one of each recipe and meter, the last one of the log, an empty one.
class PayloadTemplates : public QObject {
    Q_OBJECT

public:
    PayloadTemplates(Session &session, EventLog &log, QObject *parent = nullptr); // both must outlive it

    QList<eventlogsend::Choice> choices() const;
    QString like(const eventlogsend::Choice &choice) const; // one that counts, where there is one
    QString first() const; // like the first choice
    QString empty() const;
    bool hasLast() const { return !m_last.isNull(); }
    void askLast(const std::function<void(const QString &)> &take);

private:
    void note(const QList<LogRow> &rows);

    Session &m_session;
    EventLog &m_log;
    QList<Recipe> m_recipes;
    QUuid m_last; // exchange that brought the last events
};
