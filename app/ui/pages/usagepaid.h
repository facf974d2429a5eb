// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"

#include <QAbstractButton>
#include <QImage>

// An event that a line of the bill charges for, with the picture it was sent for, if this workspace has it.
struct PaidEvent {
    EventId id;
    QString title; // the picture's prompt, or the event id
    QString when; // "unit 11, 10:14:22"
    QString price;
    QImage thumb;
};

// One of them on the paper; a click opens its event.
class PaidEventRow : public QAbstractButton {
    Q_OBJECT

public:
    explicit PaidEventRow(const PaidEvent &event, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    PaidEvent m_event;
};
