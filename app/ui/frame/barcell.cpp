// SPDX-License-Identifier: MIT
#include "ui/frame/barcell.h"

#include "ui/style.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

BarCell::BarCell(Use use, QWidget *parent)
    : QAbstractButton(parent)
    , m_use(use)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(17, 0, 16, 1);
    m_row->setSpacing(8);
    setFocusPolicy(use == Use::Opens ? Qt::TabFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover, use == Use::Opens);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setRingRadius(this, 4);
}

void BarCell::add(QWidget *widget)
{
    widget->setAttribute(Qt::WA_TransparentForMouseEvents);
    addControl(widget);
}

void BarCell::addControl(QWidget *widget)
{
    m_row->addWidget(widget, 0, Qt::AlignVCenter);
}

void BarCell::setLine(const QColor &colour)
{
    m_line = colour;
    update();
}

void BarCell::setEndMargin(int px)
{
    m_row->setContentsMargins(17, 0, px, 1);
}

void BarCell::refit()
{
    m_row->invalidate();
    updateGeometry();
}

QSize BarCell::sizeHint() const
{
    return m_row->sizeHint();
}

QSize BarCell::minimumSizeHint() const
{
    return m_row->minimumSize();
}

void BarCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_use == Use::Opens && underMouse())
        painter.fillRect(rect().adjusted(1, 0, 0, -1), isDown() ? theme().hover : theme().raised);
    painter.fillRect(QRect(0, 0, 1, height()), m_line.isValid() ? m_line : theme().line);
}

void BarCell::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
