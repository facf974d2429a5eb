// SPDX-License-Identifier: MIT
#include "ui/parts/slider.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QWheelEvent>

namespace {
constexpr int knob = 14;
}

Slider::Slider(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setRingRadius(this, 6);
    setFocusPolicy(Qt::StrongFocus);
}

void Slider::setMark(std::optional<int> value)
{
    m_mark = value;
    update();
}

QSize Slider::sizeHint() const
{
    return {160, 28};
}

QSize Slider::minimumSizeHint() const
{
    return {80, 28};
}

double Slider::xOf(int value) const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    const int at = QStyle::sliderPositionFromValue(
        minimum(), maximum(), value, width() - handle.width(), invertedAppearance());
    return at + handle.width() / 2.0;
}

void Slider::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const qreal middle = height() / 2.0;
    const double here = xOf(sliderPosition());
    paintBox(painter, QRectF(0, middle - 2, width(), 4), t.hover, {}, 2);
    paintBox(painter, QRectF(0, middle - 2, here, 4), isEnabled() ? t.accent.ink : t.off, {}, 2);
    if (m_mark)
        painter.fillRect(QRectF(xOf(*m_mark) - 1, middle - 7, 2, 14), t.mute);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.kind == Theme::Kind::Light ? QPen(t.control, 1) : QPen(Qt::NoPen));
    painter.setBrush(isEnabled() ? QColor(Qt::white) : t.off);
    const qreal radius = (isSliderDown() ? knob + 2 : knob) / 2.0;
    painter.drawEllipse(QPointF(std::clamp(here, radius, width() - radius), middle), radius, radius);
}

void Slider::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the column scrolls, the value stays
}

SteppedSpin::SteppedSpin(QWidget *parent)
    : QSpinBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SteppedSpin::paintEvent(QPaintEvent *event)
{
    QSpinBox::paintEvent(event);
    QPainter painter(this);
    const Theme &t = theme();
    const int side = scaled(14);
    const QRectF box(width() - 8 - side, (height() - side) / 2.0, side, side);
    paintIcon(painter, box, IconName::ChevronsUpDown, isEnabled() ? t.dim : t.off);
}

void SteppedSpin::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}
