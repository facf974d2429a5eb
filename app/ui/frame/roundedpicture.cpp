// SPDX-License-Identifier: MIT
#include "ui/frame/roundedpicture.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

RoundedPicture::RoundedPicture(QWidget *parent)
    : QWidget(parent)
{
}

void RoundedPicture::setPicture(const QImage &picture)
{
    m_picture = QPixmap::fromImage(picture);
    update();
}

void RoundedPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QPainterPath clip; // reaches past the right edge, so that only the left corners are round
    clip.addRoundedRect(QRectF(rect()).adjusted(0, 0, 20, 0), 9, 9);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(clip);
    painter.fillRect(rect(), theme().hover);
    if (m_picture.isNull())
        return;
    const QSizeF shown = QSizeF(m_picture.size()).scaled(size(), Qt::KeepAspectRatioByExpanding);
    painter.drawPixmap(QRectF(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), shown),
        m_picture, QRectF(m_picture.rect()));
}
