// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

// The amber chip of what waits to be sent; opens the panel that says how old it is.
class QueueChip : public QAbstractButton {
    Q_OBJECT

public:
    explicit QueueChip(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};
