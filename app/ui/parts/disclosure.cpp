// SPDX-License-Identifier: MIT
#include "ui/parts/disclosure.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"

#include <QKeyEvent>
#include <QPainter>

Disclosure::Disclosure(QWidget *parent)
    : Disclosure({}, Look::Leading, parent)
{
}

Disclosure::Disclosure(const QString &text, Look look, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Disclosure::setSub(const QString &text)
{
    m_sub = text;
    setAccessibleDescription(text);
    update();
}

void Disclosure::setTarget(QWidget *target)
{
    target->setVisible(isChecked());
    connect(this, &QAbstractButton::toggled, target, &QWidget::setVisible);
}

QSize Disclosure::sizeHint() const
{
    const TextRole role = m_look == Look::Section ? TextRole::Section : TextRole::Small;
    return {widthOf(text(), role) + widthOf(m_sub, TextRole::Small) + scaled(16) + 24,
        scaled(m_look == Look::Section ? 36 : 28)};
}

QSize Disclosure::minimumSizeHint() const
{
    return {scaled(120), sizeHint().height()};
}

void Disclosure::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const int side = scaled(16);
    const bool section = m_look == Look::Section;
    const qreal top = (height() - side) / 2.0;
    const QRectF arrow(section ? width() - side - 4 : 0, top, side, side);
    const IconName chevron = !isChecked() && !section ? IconName::ChevronRight
        : isChecked() && section                      ? IconName::ChevronUp
                                                      : IconName::ChevronDown;
    paintIcon(painter, arrow, chevron, underMouse() ? t.text : t.dim);
    const TextRole role = section ? TextRole::Section : TextRole::Small;
    QRectF words(section ? 0 : side + 8, 0, section ? width() - side - 12 : width() - side - 8, height());
    paintWords(painter, words, text(), role, section || underMouse() ? t.text : t.dim);
    words.setLeft(words.left() + widthOf(text(), role) + 8);
    if (words.width() > 20)
        paintWords(painter, words, m_sub, section ? TextRole::Small : TextRole::Help, t.mute);
}

void Disclosure::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
