// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "session/session.h"

#include <QWidget>

class Button;
class QLabel;
class QPlainTextEdit;

// Writes an event, checks it as it is typed, and sends it. Folded away until asked for.
class PayloadEditor : public QWidget {
    Q_OBJECT

public:
    PayloadEditor(Session &session, EventLog &log, QWidget *parent = nullptr); // both must outlive it

    void open(const QByteArray &eventJson = {}); // unfolded; without an event the text last typed is kept
    void replay(const QList<QUuid> &exchanges); // rows of the log once more
    void fold();
    bool cancelOrFold(); // Esc; false when it was folded already
    void primaryAction(); // Ctrl+Return
    void fit(const QSize &page); // how much there is room for

Q_SIGNALS:
    void toggled(); // folded or unfolded, or of another height
    void folded();
    void sent(const EventId &event); // the first one that was accepted

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Session &m_session;
    EventLog &m_log;
    QPlainTextEdit *m_text;
    QLabel *m_outcome;
    Button *m_send;
    Button *m_close;
};
