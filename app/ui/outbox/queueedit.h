// SPDX-License-Identifier: MIT
#pragma once

#include "session/queueview.h"
#include "session/session.h"

#include <QDialog>
#include <QTimer>

class Button;
class PayloadText;
class QLabel;

// The event of one entry as text, checked while it is typed, to be sent with the same id and another content.
class QueueEdit : public QDialog {
    Q_OBJECT

public:
    QueueEdit(Session &session, const OutboxEntry &entry, QWidget *parent = nullptr); // must outlive it

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeFoot();
    void check();
    QString look(); // what is wrong with the text, in a sentence; empty when it can be sent
    void send();

    Session &m_session;
    const OutboxEntry m_entry;
    PayloadText *m_text;
    QLabel *m_remark;
    Button *m_send;
    QTimer m_wait; // for a pause in the typing
};
