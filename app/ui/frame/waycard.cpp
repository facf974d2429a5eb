// SPDX-License-Identifier: MIT
#include "ui/frame/waycard.h"

#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

WayCard::WayCard(IconName icon, const QString &title, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
    , m_text(text)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingRadius(this, 10);
}

QSize WayCard::sizeHint() const
{
    const int words = std::max(widthOf(text(), TextRole::Section), widthOf(m_text, TextRole::Small));
    return {words + 77 + 48, scaled(80)};
}

QSize WayCard::minimumSizeHint() const
{
    return {scaled(260), scaled(80)};
}

void WayCard::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    paintBox(painter, rect(),
        isDown()           ? t.hover
            : underMouse() ? t.raised
                           : t.surface,
        underMouse() ? t.control : t.line, 10);
    const int tile = scaled(40);
    const QRectF box(20, (height() - tile) / 2.0, tile, tile);
    paintBox(painter, box, t.raised, {}, 8);
    const int side = scaled(18);
    paintIcon(painter, QRectF(box.center().x() - side / 2.0, box.center().y() - side / 2.0, side, side),
        m_icon, t.dim);
    const int title = lineHeightOf(TextRole::Section);
    const int text = lineHeightOf(TextRole::Small);
    const qreal left = box.right() + 16;
    const qreal wide = width() - left - 48;
    const qreal top = (height() - title - text - 4) / 2.0;
    paintWords(painter, QRectF(left, top, wide, title), this->text(), TextRole::Section, t.text);
    paintWords(painter, QRectF(left, top + title + 4, wide, text), m_text, TextRole::Small, t.dim);
    paintIcon(painter, QRectF(width() - 22 - side, (height() - side) / 2.0, side, side),
        IconName::ChevronRight, t.dim);
}

void WayCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
