// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerydelegate.h"

#include "ui/gallery/gallerymodel.h"
#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int radius = 10;
constexpr int gap = 8; // picture to words
constexpr int lineGap = 2; // the two lines

void paintTick(QPainter &painter, const QRect &box)
{
    const Theme &t = theme();
    const QRect mark(box.right() - 31, box.top() + 8, 24, 24);
    paintBox(painter, mark, t.accent.ink, t.ground, 6, 2);
    paintIcon(painter, mark.adjusted(5, 5, -5, -5), IconName::Check, t.ground);
}

} // namespace

GalleryDelegate::Line GalleryDelegate::line(TextRole role)
{
    const QFont font = fontOf(role);
    return {font, QFontMetrics(font)};
}

GalleryDelegate::GalleryDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_prompt(line(TextRole::Small))
    , m_below(line(TextRole::Help))
{
}

void GalleryDelegate::refresh()
{
    m_prompt = line(TextRole::Small);
    m_below = line(TextRole::Help);
}

int GalleryDelegate::wordsHeight() const
{
    return gap + m_prompt.metrics.height() + lineGap + m_below.metrics.height() + frame;
}

void GalleryDelegate::paintLine(QPainter &painter, const QRect &box, const QString &text, const Line &line,
    const QColor &colour, Qt::Alignment side)
{
    if (text.isEmpty())
        return;
    painter.setFont(line.font);
    painter.setPen(colour);
    painter.drawText(box, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
        line.metrics.elidedText(text, Qt::ElideRight, box.width() + 1));
}

void GalleryDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect box(option.rect.left() + frame, option.rect.top() + frame, option.rect.width() - 2 * frame,
        option.rect.width() - 2 * frame);
    const bool chosen = option.state & QStyle::State_Selected;
    paintPicture(*painter, box, index);
    if (chosen) {
        paintBox(
            *painter, box.adjusted(-frame, -frame, frame, frame), {}, t.accent.ink, radius + frame - 1, 2);
        paintTick(*painter, box);
    } else if (option.state & QStyle::State_MouseOver) {
        paintBox(*painter, box.adjusted(-frame, -frame, frame, frame), {}, t.control, radius + frame - 1, 1);
    }
    if (option.state & QStyle::State_HasFocus)
        paintRing(*painter, option.rect, radius + frame - 1);
    paintCaption(*painter, box, index);
}

void GalleryDelegate::paintPicture(QPainter &painter, const QRect &box, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QImage thumb = index.data(GalleryModel::ThumbRole).value<QImage>();
    if (!thumb.isNull()) {
        const qreal ratio = painter.device()->devicePixelRatioF();
        const bool exact = thumb.width() == qRound(box.width() * ratio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, !exact);
        painter.drawImage(box, thumb);
        return;
    }
    paintBox(painter, box, t.hover, {}, radius);
    if (!index.data(GalleryModel::BrokenRole).toBool())
        return;
    const int words = m_below.metrics.height();
    const QRect middle(box.left() + 8, box.center().y() - (18 + 6 + words) / 2, box.width() - 16, 18);
    paintIcon(
        painter, QRectF(middle.center().x() - 9, middle.top(), 18, 18), IconName::TriangleAlert, t.amber.ink);
    paintLine(painter, QRect(middle.left(), middle.bottom() + 7, middle.width(), words),
        tr("File cannot be read"), m_below, t.mute, Qt::AlignHCenter);
}

void GalleryDelegate::paintCaption(QPainter &painter, const QRect &box, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect top(box.left(), box.bottom() + 1 + gap, box.width(), m_prompt.metrics.height());
    const QRect below(box.left(), top.bottom() + 1 + lineGap, box.width(), m_below.metrics.height());
    if (!index.data(GalleryModel::PictureRole).toBool()) {
        painter.fillRect(top.left(), top.center().y() - 4, top.width() * 3 / 4, 8, t.hover);
        painter.fillRect(below.left(), below.center().y() - 4, below.width() / 4, 8, t.hover);
        return;
    }
    paintLine(painter, top, index.data().toString(), m_prompt, t.text, Qt::AlignLeft);
    const QString day = index.data(GalleryModel::DayRole).toString();
    const int dayWidth = m_below.metrics.horizontalAdvance(day);
    paintLine(painter, below, day, m_below, t.mute, Qt::AlignRight);
    paintLine(painter, below.adjusted(0, 0, -dayWidth - gap, 0),
        index.data(GalleryModel::PriceRole).toString(), m_below,
        t.ink(Ink(index.data(GalleryModel::PriceInkRole).toInt())), Qt::AlignLeft);
}
