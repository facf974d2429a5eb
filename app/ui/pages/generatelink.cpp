// SPDX-License-Identifier: MIT
#include "ui/pages/generatelink.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

namespace {
constexpr int iconSide = 14;
constexpr int gap = 6;
} // namespace

GenerateLink::GenerateLink(IconName icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 6);
}

QSize GenerateLink::sizeHint() const
{
    return {scaled(iconSide) + gap + widthOf(text(), TextRole::Small) + gap, scaled(28)};
}

void GenerateLink::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = underMouse() ? theme().text : theme().dim;
    const int side = scaled(iconSide);
    paintIcon(painter, QRectF(0, (height() - side) / 2.0, side, side), m_icon, ink);
    paintWords(painter, QRectF(side + gap, 0, width() - side - gap, height()), text(), TextRole::Small, ink);
}

void GenerateLink::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
