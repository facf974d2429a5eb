// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/chip.h"

#include <QAbstractButton>

// The amber chip of what waits to be sent; opens the panel that says how old it is. Red when nothing can be
// stored.
class QueueChip : public QAbstractButton {
    Q_OBJECT

public:
    explicit QueueChip(QWidget *parent = nullptr);
    void setKind(ChipLook::Kind kind);
    ChipLook::Kind kind() const { return m_kind; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ChipLook::Kind m_kind = ChipLook::Kind::Waiting;
};
