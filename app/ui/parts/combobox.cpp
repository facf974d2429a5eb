// SPDX-License-Identifier: MIT
#include "ui/parts/combobox.h"

#include "ui/icons.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/paint.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace {
constexpr int chevron = 16;
}

ComboBox::ComboBox(QWidget *parent)
    : QComboBox(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setItemDelegate(new QStyledItemDelegate(this)); // the style sheet styles its rows only with this one
    setMaxVisibleItems(12);
    setFocusPolicy(Qt::StrongFocus);
}

void ComboBox::setLook(Look look)
{
    m_look = look;
    updateGeometry();
    update();
}

void ComboBox::setSmall()
{
    m_small = true;
    updateGeometry();
    update();
}

int ComboBox::widestItem() const
{
    const TextRole role = m_small ? TextRole::Small : TextRole::Body;
    int widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = std::max(widest, widthOf(itemText(i), role) + (itemIcon(i).isNull() ? 0 : 24));
    return widest;
}

QSize ComboBox::sizeHint() const
{
    const int padding = m_look == Look::Inside ? 6 + 6 : m_small ? 8 + 8 : 12 + 12;
    const int height = m_look == Look::Inside ? 30 : m_small ? 28 : 36;
    return {widestItem() + padding + 8 + scaled(chevron), scaled(height)};
}

QSize ComboBox::minimumSizeHint() const
{
    if (m_look == Look::Inside)
        return sizeHint();
    return {std::min(sizeHint().width(), scaled(80)), sizeHint().height()};
}

void ComboBox::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    if (m_look == Look::Framed)
        paintInputFrame(painter, rect(), this, hasFocus());
    else if (hasFocus() || underMouse())
        paintBox(
            painter, QRectF(rect()).adjusted(0, 1, 0, -1), t.hover, hasFocus() ? t.ring : QColor(), 6, 2);
    const int padding = m_look == Look::Inside ? 6 : m_small ? 8 : 12;
    const int side = scaled(chevron);
    const QRectF arrow(width() - padding - side, (height() - side) / 2.0, side, side);
    const QColor ink = isEnabled() ? t.text : t.off;
    paintIcon(painter, arrow, IconName::ChevronDown, isEnabled() ? t.dim : t.off);
    QRectF words(padding, 0, arrow.left() - 8 - padding, height());
    if (const QIcon shown = itemIcon(currentIndex()); !shown.isNull()) {
        shown.paint(&painter, QRect(int(words.left()), (height() - 16) / 2, 16, 16));
        words.setLeft(words.left() + 24);
    }
    const bool empty = currentIndex() < 0 || currentText().isEmpty();
    const TextRole role = m_small || m_look == Look::Inside ? TextRole::Small : TextRole::Body;
    paintWords(painter, words, empty ? placeholderText() : currentText(), role, empty ? t.mute : ink);
}

void ComboBox::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the form scrolls, the choice stays
}

bool ComboBox::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QComboBox::event(event);
}
