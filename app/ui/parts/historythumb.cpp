// SPDX-License-Identifier: MIT
#include "ui/parts/historythumb.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace {

constexpr int ring = 4; // frame of the chosen one and the gap inside it

// Square from the middle, no larger than it is ever shown on a dense screen.
QPixmap squareOf(const QImage &picture)
{
    if (picture.isNull())
        return {};
    const int side = std::min(picture.width(), picture.height());
    const QRect middle((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
    return QPixmap::fromImage(
        picture.copy(middle).scaled(160, 160, Qt::KeepAspectRatio, Qt::SmoothTransformation));
}

} // namespace

HistoryThumb::HistoryThumb(const HistoryItem &item, QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingRadius(this, 10);
    setItem(item);
}

void HistoryThumb::setItem(const HistoryItem &item)
{
    m_item = item;
    m_shown = squareOf(item.thumb);
    m_item.thumb = {}; // the pixmap is enough
    setAccessibleName(item.name);
    setAccessibleDescription(item.price);
    setToolTip(item.name);
    update();
}

void HistoryThumb::setDensity(HistoryStrip::Density density)
{
    m_density = density;
    updateGeometry();
    update();
}

int HistoryThumb::side() const
{
    return m_density == HistoryStrip::Density::Compact ? 48 : 76;
}

QSize HistoryThumb::sizeHint() const
{
    const int words = m_density == HistoryStrip::Density::Compact ? 0 : lineHeightOf(TextRole::Axis) + 2;
    return {side() + 2 * ring, side() + 2 * ring + words};
}

void HistoryThumb::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const QRectF box(ring, ring, side(), side());
    QPainterPath clip;
    clip.addRoundedRect(box, 6, 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(clip);
    painter.fillRect(box, t.hover);
    if (!m_shown.isNull())
        painter.drawPixmap(box, m_shown, QRectF(m_shown.rect()));
    painter.restore();
    if (isChecked())
        paintBox(painter, box.adjusted(-ring, -ring, ring, ring), {}, t.accent.ink, 9, 2);
    else if (underMouse())
        paintBox(painter, box.adjusted(-ring, -ring, ring, ring), {}, t.control, 9, 1);
    if (m_density == HistoryStrip::Density::Roomy)
        paintWords(painter, QRectF(0, box.bottom() + ring, width(), height() - box.bottom() - ring),
            m_item.price, TextRole::Axis, t.ink(m_item.priceInk), Qt::AlignCenter);
}

void HistoryThumb::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End)
        event->ignore(); // HistoryStrip walks
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
