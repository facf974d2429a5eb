// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"

#include <QWidget>

class QLabel;
class QTableWidget;

// Every try of the chosen event, oldest first: time, status, sender, what became of it. A click or Return
// asks for its row. Hidden when there was only one.
class EventLogTries : public QWidget {
    Q_OBJECT

public:
    explicit EventLogTries(QWidget *parent = nullptr);
    void setTries(const QList<LogRow> &tries, const QUuid &shown); // shown: the row that is chosen

Q_SIGNALS:
    void rowRequested(const QUuid &exchange);

protected:
    bool event(QEvent *event) override;

private:
    void addTry(const LogRow &row);
    void fit();

    QLabel *m_title;
    QTableWidget *m_table;
    QList<LogRow> m_tries;
};

namespace logtries {
bool accepted(const LogRow &row); // it brought its events in
QString outcome(const LogRow &row); // accepted; known before; Customer unknown; no answer
} // namespace logtries
