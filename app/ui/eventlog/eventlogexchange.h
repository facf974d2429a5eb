// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"
#include "ui/eventlog/eventlogpane.h"

struct LogChoice;
class Button;
class JsonView;
class QLabel;

// What was sent: the line, the key as bullets, the body with the deciding values in amber.
class EventLogRequest : public EventLogPane {
    Q_OBJECT

public:
    explicit EventLogRequest(QWidget *parent = nullptr);
    void showChoice(const LogChoice &choice);
    void showNothing();

private:
    JsonView *m_json;
    Button *m_copy;
    QUuid m_shown;
    QByteArray m_body;
};

// What came back, and a foot with one sentence and "Send again".
class EventLogAnswer : public EventLogPane {
    Q_OBJECT

public:
    explicit EventLogAnswer(QWidget *parent = nullptr);
    void showChoice(const LogChoice &choice);
    void showNothing();
    void setFoot(const QString &sentence);
    Button *sendAgain() const { return m_again; }

Q_SIGNALS:
    void sendAgainRequested();

private:
    JsonView *m_json;
    QWidget *m_foot;
    QLabel *m_sentence;
    Button *m_again;
    QUuid m_shown;
};
