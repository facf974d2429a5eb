// SPDX-License-Identifier: MIT
#include "ui/frame/queuechip.h"

#include "ui/parts/chip.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

QueueChip::QueueChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setRingRadius(this, 5);
}

QSize QueueChip::sizeHint() const
{
    const QSize chip = chipSize({ChipLook::Kind::Waiting, text()});
    return {chip.width(), std::max(chip.height(), 28)};
}

void QueueChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int high = scaled(24);
    paintChip(painter, QRect(0, (height() - high) / 2, width(), high), {ChipLook::Kind::Waiting, text()});
}

void QueueChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
