// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

// The switch, 36×20 in a 28 high hit area. On is accent with the knob at the right.
class Toggle : public QAbstractButton {
    Q_OBJECT

public:
    explicit Toggle(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};
