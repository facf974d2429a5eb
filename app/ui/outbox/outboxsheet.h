// SPDX-License-Identifier: MIT
#pragma once

#include "ui/desk.h"

#include <QDialog>

class AuditPart;
class ComparePart;
class QStackedWidget;
class QueuePart;
class Segments;

// What is still to be sent and why it waits, what the service holds of what was sent, and every call to a
// live account. Esc closes it.
class OutboxSheet : public QDialog {
    Q_OBJECT

public:
    explicit OutboxSheet(const Desk &desk, QWidget *parent = nullptr);

    void showQueue();
    void showOwed(); // as showQueue(), with what other places have still to get
    void showReconcile();
    void showAudit();

Q_SIGNALS:
    void keyRequested(); // the service refused the key: it is to be changed
    void connectionRequested(); // the address is wrong

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeHead();
    void choose(int part);
    void comeForward();

    Segments *m_which;
    QStackedWidget *m_parts;
    QueuePart *m_queue;
    ComparePart *m_compare;
    AuditPart *m_audit;
};
