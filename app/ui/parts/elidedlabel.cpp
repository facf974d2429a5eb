// SPDX-License-Identifier: MIT
#include "ui/parts/elidedlabel.h"

#include "ui/parts/paint.h"

#include <QEvent>
#include <QPainter>

ElidedLabel::ElidedLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

ElidedLabel::ElidedLabel(const QString &text, TextRole role, Ink ink, QWidget *parent)
    : ElidedLabel(parent)
{
    m_role = role;
    m_ink = ink;
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setRole(TextRole role)
{
    m_role = role;
    updateGeometry();
    update();
}

void ElidedLabel::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment sides)
{
    m_alignment = sides;
    update();
}

void ElidedLabel::setMinimumLetters(int letters)
{
    m_letters = letters;
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    return {widthOf(m_text, m_role) + 1, lineHeightOf(m_role)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int shortened = widthOf(m_text.left(m_letters) + QChar(0x2026), m_role);
    return {std::min(shortened, sizeHint().width()), lineHeightOf(m_role)};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(m_role));
    painter.setPen(theme().ink(isEnabled() ? m_ink : Ink::Off));
    const QString shown = painter.fontMetrics().elidedText(m_text, m_elide, width());
    painter.drawText(rect(), int(m_alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::ToolTip)
        setToolTip(width() < sizeHint().width() - 1 ? m_text : QString());
    return QWidget::event(event);
}
