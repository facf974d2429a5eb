// SPDX-License-Identifier: MIT
#include "ui/parts/rowdelegate.h"

#include "ui/icons.h"
#include "ui/parts/chip.h"
#include "ui/parts/paint.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace {

int rowHeight(RowDelegate::Height height)
{
    return scaled(height == RowDelegate::Height::Log ? 28 : 32);
}

bool isLastColumn(const QModelIndex &index)
{
    return index.column() == index.model()->columnCount(index.parent()) - 1;
}

bool isFirstColumn(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    return table ? table->horizontalHeader()->visualIndex(index.column()) == 0 : index.column() == 0;
}

} // namespace

RowDelegate::RowDelegate(Height height, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_height(height)
{
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(*painter, option, index);
    const QRect box = option.rect.adjusted(m_margin, 0, -m_margin, 0);
    const QVariant chip = index.data(ChipRole);
    if (chip.canConvert<ChipLook>()) {
        const auto look = chip.value<ChipLook>();
        const QSize size = chipSize(look);
        const QRect place(box.left(), box.center().y() - size.height() / 2 + 1,
            std::min(size.width(), box.width()), size.height());
        paintChip(*painter, place, look);
    } else {
        paintText(*painter, box, option, index);
    }
    painter->restore();
}

void RowDelegate::paintGround(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter.fillRect(option.rect, t.select);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, t.hover);
    else if (const double share = index.data(TintRole).toDouble(); share > 0)
        painter.fillRect(option.rect, between(t.ground, t.accent.tint, share));
    painter.setPen(selected ? t.accent.line : t.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (selected && isFirstColumn(option, index))
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), t.accent.ink);
    // The ring runs around the whole row; each cell draws its part.
    const bool keyboard = option.widget && option.widget->hasFocus()
        && option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange) && selected;
    if (!keyboard)
        return;
    const QRect &r = option.rect;
    painter.fillRect(QRect(r.left(), r.top(), r.width(), 2), t.ring);
    painter.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), t.ring);
    if (isLastColumn(index))
        painter.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), t.ring);
}

void RowDelegate::paintText(
    QPainter &painter, const QRect &box, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant inkData = index.data(InkRole);
    const QVariant fontData = index.data(FontRole);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor ink = theme().ink(!enabled ? Ink::Off
            : inkData.isValid()             ? Ink(inkData.toInt())
                                            : Ink::Text);
    const TextRole role = fontData.isValid() ? TextRole(fontData.toInt()) : TextRole::Small;
    QRect words = box;
    if (const QVariant name = index.data(IconRole); name.isValid()) {
        const int side = scaled(14);
        paintIcon(painter, QRectF(box.left(), box.center().y() - side / 2.0 + 0.5, side, side),
            IconName(name.toInt()), ink);
        words.setLeft(box.left() + side + 6);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto marks = index.data(MarksRole).value<QList<int>>();
    if (!marks.isEmpty()) {
        painter.setFont(fontOf(role));
        paintMarked(painter, words, text, marks, ink);
        return;
    }
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const auto sides
        = alignment.isValid() ? Qt::Alignment(alignment.toInt()) & Qt::AlignHorizontal_Mask : Qt::AlignLeft;
    paintWords(painter, words, text, role, ink, sides | Qt::AlignVCenter);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QVariant chip = index.data(ChipRole);
    if (chip.canConvert<ChipLook>())
        return {chipSize(chip.value<ChipLook>()).width() + 2 * m_margin, rowHeight(m_height)};
    const QVariant font = index.data(FontRole);
    const TextRole role = font.isValid() ? TextRole(font.toInt()) : TextRole::Small;
    const int iconWidth = index.data(IconRole).isValid() ? scaled(14) + 6 : 0;
    return {widthOf(index.data(Qt::DisplayRole).toString(), role) + iconWidth + 2 * m_margin + 2,
        rowHeight(m_height)};
}

void prepareTable(QTableView *table, RowDelegate::Height height)
{
    table->setItemDelegate(new RowDelegate(height, table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setMouseTracking(true);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(rowHeight(height));
    table->verticalHeader()->setMinimumSectionSize(rowHeight(height));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setMinimumSectionSize(24);
    if (!themeHost())
        return;
    QObject::connect(themeHost(), &ThemeHost::changed, table, [table, height] {
        table->verticalHeader()->setMinimumSectionSize(rowHeight(height));
        table->verticalHeader()->setDefaultSectionSize(rowHeight(height));
    });
}

int paintMarked(
    QPainter &painter, const QRect &box, const QString &text, const QList<int> &marks, const QColor &ink)
{
    const QFontMetrics metrics = painter.fontMetrics();
    int x = box.left();
    for (int i = 0; i < text.size(); ++i) {
        const bool marked = marks.contains(i);
        // Two halves of one character stay together.
        const int length = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QString letter = text.mid(i, length);
        const int width
            = std::max(metrics.horizontalAdvance(letter), marked ? metrics.averageCharWidth() : 0);
        const QRect cell(x, box.center().y() - metrics.height() / 2, width, metrics.height());
        if (marked)
            paintBox(painter, QRectF(cell).adjusted(-0.5, 0, 0.5, 0), theme().markFill, {}, 2);
        painter.setPen(marked ? theme().markInk : ink);
        if (marked && letter.trimmed().isEmpty()) // a space has no shape of its own: an open box
            painter.drawPolyline(
                QPolygon{{cell.left() + 1, cell.bottom() - 5}, {cell.left() + 1, cell.bottom() - 2},
                    {cell.right() - 1, cell.bottom() - 2}, {cell.right() - 1, cell.bottom() - 5}});
        else
            painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, letter);
        x += width;
        i += length - 1;
    }
    return x - box.left();
}
