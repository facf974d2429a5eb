// SPDX-License-Identifier: MIT
#pragma once

#include "billing/namecheck.h"

#include <QWidget>

// The event's name over the meter's, letter over letter in mono, the odd ones marked in both.
class EventLogNames : public QWidget {
    Q_OBJECT

public:
    explicit EventLogNames(const NameCheck &check, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int labelWidth() const;

    NameCheck m_check;
};
