// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/icons.h"

#include <QWidget>

class Button;
class ComboBox;
class Field;
class IconMark;
class PrefixedEdit;
class QLabel;

// Sends a signed test event to a webhook handler on this computer, and says what it answered.
class CodeWebhook : public QWidget {
    Q_OBJECT

public:
    explicit CodeWebhook(Session &session, QWidget *parent = nullptr);

private:
    QLayout *makeAnswer();
    void showWhere();
    void send();
    void answered(const QString &host, const Result<Delivery> &delivery);
    void say(IconName icon, Ink ink, const QString &text);

    Session &m_session;
    PrefixedEdit *m_url;
    Field *m_urlField;
    ComboBox *m_type;
    Button *m_send;
    IconMark *m_mark;
    QLabel *m_answer;
};

bool isLoopback(const QString &url); // an http address of this computer
