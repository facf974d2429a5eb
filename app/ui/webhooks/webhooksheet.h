// SPDX-License-Identifier: MIT
#pragma once

#include "session/webhookdesk.h"
#include "ui/desk.h"

#include <QDialog>

class Button;
class Field;
class MessageStrip;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class WebhookList;

// Webhooks on this computer: start the receiver, register it with one press in the sandbox or through a
// tunnel at a real service, and see every delivery as it comes, with the reason where one was refused. Esc
// closes it; the receiver goes on.
class WebhookSheet : public QDialog {
    Q_OBJECT

public:
    WebhookSheet(const Desk &desk, QWidget *parent = nullptr);
    ~WebhookSheet() override;

    void showSheet();
    WebhookDesk &webhooks() { return m_webhooks; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeReceiver();
    QWidget *makeService();
    QWidget *makeTunnel();
    QLayout *makeFoot();
    void connectDesk();
    void refresh();
    void refreshService();
    void toggle();
    void toggleRegistration();
    void pasteSecret();
    void sendTest();
    void report(const Error &error);

    const Desk m_desk;
    WebhookDesk m_webhooks;
    QLabel *m_address = nullptr;
    Button *m_run = nullptr;
    Button *m_copy = nullptr;
    QLabel *m_serviceLine = nullptr;
    Button *m_register = nullptr;
    Button *m_test = nullptr;
    QWidget *m_tunnelPart = nullptr;
    QLineEdit *m_tunnel = nullptr;
    Field *m_tunnelField = nullptr;
    Button *m_secret = nullptr;
    MessageStrip *m_strip = nullptr;
    WebhookList *m_list = nullptr;
};
