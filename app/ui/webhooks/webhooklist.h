// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/webhookreceiver.h"

#include <QWidget>

class Button;
class EmptyState;
class JsonView;
class QLabel;
class QStackedWidget;
class QTableView;
class WebhookModel;

// The deliveries as they come, and below them the chosen one: why it was refused, its headers and its body as
// it came.
class WebhookList : public QWidget {
    Q_OBJECT

public:
    explicit WebhookList(QWidget *parent = nullptr);

    void set(const QList<ReceivedWebhook> &oldestFirst);
    void add(const ReceivedWebhook &delivery);
    void setEmpty(const QString &text); // what to do, while nothing came

Q_SIGNALS:
    void clearRequested();

private:
    QWidget *makeTable();
    QWidget *makeDetail();
    void showChosen();
    void showCount();
    void fit();
    void resizeEvent(QResizeEvent *event) override;

    WebhookModel *m_model;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QTableView *m_table = nullptr;
    QLabel *m_count = nullptr;
    Button *m_clear = nullptr;
    QLabel *m_reason = nullptr;
    JsonView *m_body = nullptr;
};
