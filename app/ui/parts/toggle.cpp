// SPDX-License-Identifier: MIT
#include "ui/parts/toggle.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

Toggle::Toggle(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 11);
}

QSize Toggle::sizeHint() const
{
    return {scaled(36), scaled(28)};
}

void Toggle::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const qreal high = scaled(20);
    const QRectF track(0, (height() - high) / 2, width(), high);
    QColor fill = isChecked() ? t.accent.ink : t.hover;
    QColor border = isChecked() ? QColor() : t.control;
    QColor knob = isChecked() ? t.ground : t.dim;
    if (!isEnabled()) {
        fill = t.offFill;
        border = t.line;
        knob = t.off;
    }
    paintBox(painter, track, fill, border, high / 2);
    const qreal side = high - 6;
    const qreal x = isChecked() ? track.right() - side - 3 : track.left() + 3;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(knob);
    painter.drawEllipse(QRectF(x, track.top() + 3, side, side));
}

void Toggle::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool ours = key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Left && isChecked())
        || (key == Qt::Key_Right && !isChecked());
    if (ours && isEnabled())
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
