// SPDX-License-Identifier: MIT
#pragma once

#include "ui/outbox/queuewords.h"

#include <QWidget>

class Button;
class ElidedLabel;
class QLabel;

// How sending stands, in one sentence, with the one thing to do about it. As high with a button as without.
class QueueHead : public QWidget {
    Q_OBJECT

public:
    explicit QueueHead(QWidget *parent = nullptr);
    void setHead(const queuewords::Head &head);
    const queuewords::Head &head() const { return m_head; }

Q_SIGNALS:
    void acted(queuewords::Head::Act act);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showIcon();

    queuewords::Head m_head;
    QLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_text;
    Button *m_act;
    Button *m_try; // this one sends
};
