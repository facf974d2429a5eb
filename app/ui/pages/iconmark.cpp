// SPDX-License-Identifier: MIT
#include "ui/pages/iconmark.h"

#include <QPainter>

IconMark::IconMark(IconName icon, Ink ink, Look look, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_ink(ink)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconMark::setIcon(IconName icon, Ink ink)
{
    m_icon = icon;
    m_ink = ink;
    update();
}

QSize IconMark::sizeHint() const
{
    return m_look == Look::Tile ? QSize(34, 34) : QSize(16, 16);
}

void IconMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_look == Look::Tile) {
        painter.setPen(QPen(theme().line, 1));
        painter.setBrush(theme().raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    QRectF box(0, 0, 16, 16);
    box.moveCenter(QRectF(rect()).center());
    paintIcon(painter, box, m_icon, theme().ink(m_ink));
}
