// SPDX-License-Identifier: MIT
#pragma once

#include "session/webhookdesk.h"

#include <QWidget>

class Button;
class Card;
class ComboBox;
class Field;
class MessageStrip;
class QLabel;
class QLineEdit;

// The left of the webhook window: the receiver with its address, and what the service has to know of it.
class WebhookSetup : public QWidget {
    Q_OBJECT

public:
    WebhookSetup(Session &session, WebhookDesk &webhooks, QWidget *parent = nullptr);

    void refresh();
    void focusFirst();

private:
    Card *makeReceiver();
    Card *makeService();
    QWidget *makeTunnel();
    QWidget *makeTest();
    void connectButtons();
    void refreshService();
    QString serviceLine() const;
    QString offReason() const; // why it cannot be registered now
    void toggle();
    void toggleRegistration();
    void pasteSecret();
    void sendTest();
    void report(const std::optional<Error> &error);
    void tell(const Delivery &delivery);

    Session &m_session;
    WebhookDesk &m_webhooks;
    QLabel *m_state = nullptr;
    QLabel *m_address = nullptr;
    Button *m_run = nullptr;
    Button *m_copy = nullptr;
    Card *m_service = nullptr;
    QLabel *m_line = nullptr;
    QLabel *m_secretLine = nullptr;
    Button *m_register = nullptr;
    Button *m_secret = nullptr;
    QWidget *m_tunnelPart = nullptr;
    QLabel *m_tunnelWords = nullptr;
    QLineEdit *m_tunnel = nullptr;
    Field *m_tunnelField = nullptr;
    QWidget *m_testPart = nullptr;
    ComboBox *m_type = nullptr;
    Button *m_test = nullptr;
    MessageStrip *m_strip = nullptr;
    bool m_hasAddress = false; // a tunnel's field was filled with what is kept
};
