// SPDX-License-Identifier: MIT
#include "ui/parts/chip.h"

#include "ui/parts/paint.h"

#include <QEvent>
#include <QPainter>

namespace {

struct Look {
    QColor ink, fill, frame;
    IconName icon = IconName::None;
};

Look lookOf(ChipLook::Kind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case ChipLook::Kind::Counted:
        return {t.accent.ink, t.accent.tint, {}};
    case ChipLook::Kind::Free:
        return {t.dim, t.raised, {}};
    case ChipLook::Kind::NotCounted:
        return {t.amber.ink, t.amber.tint, {}};
    case ChipLook::Kind::Refused:
        return {t.red.ink, t.red.tint, {}, IconName::OctagonX};
    case ChipLook::Kind::SentBefore:
        return {t.dim, {}, t.line, IconName::Copy};
    case ChipLook::Kind::Queued:
        return {t.dim, {}, t.line, IconName::Clock};
    case ChipLook::Kind::Done:
        return {t.accent.ink, t.accent.tint, {}, IconName::Check};
    case ChipLook::Kind::Waiting:
        return {t.amber.ink, t.amber.tint, {}, IconName::CloudOff};
    case ChipLook::Kind::Plain:
        return {t.dim, t.raised, {}};
    }
    return {};
}

constexpr int padding = 8;
constexpr int gap = 6;

bool hasSquare(ChipLook::Kind kind)
{
    return kind == ChipLook::Kind::Counted || kind == ChipLook::Kind::Free
        || kind == ChipLook::Kind::NotCounted;
}

int shapeWidth(ChipLook::Kind kind)
{
    if (hasSquare(kind))
        return scaled(8);
    return lookOf(kind).icon == IconName::None ? 0 : scaled(14);
}

void paintSquare(QPainter &painter, const QRectF &box, ChipLook::Kind kind, const Look &look)
{
    if (kind == ChipLook::Kind::Free) {
        paintBox(painter, box, {}, look.ink, 1.5);
        return;
    }
    paintBox(painter, box, look.ink, {}, 1.5);
    if (kind != ChipLook::Kind::NotCounted)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.fill, 1.4));
    painter.drawLine(box.bottomLeft() + QPointF(1.6, -1.6), box.topRight() + QPointF(-1.6, 1.6));
}

} // namespace

QSize chipSize(const ChipLook &chip)
{
    const int shape = shapeWidth(chip.kind);
    return {widthOf(chip.text, TextRole::Help) + 2 * padding + (shape ? shape + gap : 0) + 2,
        lineHeightOf(TextRole::Help) + 5};
}

void paintChip(QPainter &painter, const QRect &rect, const ChipLook &chip)
{
    const Look look = lookOf(chip.kind);
    paintBox(painter, rect, look.fill, look.frame, 5);
    qreal x = rect.left() + padding;
    const int shape = shapeWidth(chip.kind);
    const QRectF box(x, rect.top() + (rect.height() - shape) / 2.0, shape, shape);
    if (hasSquare(chip.kind))
        paintSquare(painter, box, chip.kind, look);
    else
        paintIcon(painter, box, look.icon, look.ink);
    x += shape ? shape + gap : 0;
    QFont font = fontOf(TextRole::Help);
    font.setWeight(QFont::Medium);
    painter.setFont(font);
    painter.setPen(look.ink);
    const QRectF words(x, rect.top(), rect.right() - x - padding + 5, rect.height());
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(chip.text, Qt::ElideRight, int(words.width())));
}

Chip::Chip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Chip::Chip(const ChipLook &look, QWidget *parent)
    : Chip(parent)
{
    setLook(look);
}

void Chip::setLook(const ChipLook &look)
{
    m_look = look;
    setAccessibleName(look.text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return chipSize(m_look);
}

QSize Chip::minimumSizeHint() const
{
    return sizeHint();
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_look);
}

bool Chip::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}
