// SPDX-License-Identifier: MIT
#pragma once

#include "session/webhookdesk.h"
#include "ui/desk.h"

#include <QDialog>

class QScrollArea;
class WebhookList;
class WebhookSetup;

// Webhooks on this computer: start the receiver, register it with one press in the sandbox or through a
// tunnel at a real service, and see every delivery as it comes, with the reason where one was refused. Esc
// closes it; the receiver goes on.
class WebhookSheet : public QDialog {
    Q_OBJECT

public:
    explicit WebhookSheet(const Desk &desk, QWidget *parent = nullptr);

    void showSheet();
    WebhookDesk &webhooks() { return m_webhooks; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectDesk();
    void showEmpty();

    const Desk m_desk;
    WebhookDesk m_webhooks;
    WebhookSetup *m_setup;
    QScrollArea *m_area;
    WebhookList *m_list;
};
