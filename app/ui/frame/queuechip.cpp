// SPDX-License-Identifier: MIT
#include "ui/frame/queuechip.h"

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

void QueueChip::setKind(ChipLook::Kind kind)
{
    if (std::exchange(m_kind, kind) == kind)
        return;
    updateGeometry();
    update();
}

QSize QueueChip::sizeHint() const
{
    const QSize chip = chipSize({m_kind, text()});
    return {chip.width(), std::max(chip.height(), 28)};
}

void QueueChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int high = scaled(24);
    paintChip(painter, QRect(0, (height() - high) / 2, width(), high), {m_kind, text()});
}

void QueueChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
