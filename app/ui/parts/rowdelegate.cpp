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

// The outermost column that is shown, from one side of the header.
bool isOutermost(const QStyleOptionViewItem &option, const QModelIndex &index, bool first)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    const int columns = index.model()->columnCount(index.parent());
    if (!table)
        return index.column() == (first ? 0 : columns - 1);
    const QHeaderView *head = table->horizontalHeader();
    for (int i = 0; i < columns; ++i) {
        const int column = head->logicalIndex(first ? i : columns - 1 - i);
        if (!head->isSectionHidden(column))
            return column == index.column();
    }
    return false;
}

bool isLastColumn(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return isOutermost(option, index, false);
}

bool isFirstColumn(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return isOutermost(option, index, true);
}

constexpr int edgeAt = 4; // beside the bar of a selected row
constexpr int edgeWidth = 4;
constexpr int trailGap = 6;

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
    QRect box = option.rect.adjusted(m_margin, 0, -m_margin, 0);
    if (isFirstColumn(option, index)) {
        if (m_firstMargin >= 0)
            box.setLeft(option.rect.left() + m_firstMargin);
        paintLead(*painter, option.rect, index);
    }
    const QVariant chip = index.data(ChipRole);
    if (isLastColumn(option, index)) {
        const int words = chip.canConvert<ChipLook>() ? chipSize(chip.value<ChipLook>()).width() : 0;
        box.setRight(box.right() - paintTrail(*painter, box, words, index));
    }
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
    if (isLastColumn(option, index))
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
    if (const QStringList found = index.data(FoundRole).toStringList(); !found.isEmpty())
        paintFound(painter, words, text, found, role, ink, sides | Qt::AlignVCenter);
    else
        paintWords(painter, words, text, role, ink, sides | Qt::AlignVCenter);
}

QRect RowDelegate::branchRect(const QRect &firstCell)
{
    return {firstCell.left(), firstCell.top(), std::max(28, scaled(28)), firstCell.height()};
}

void RowDelegate::paintLead(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    if (const QVariant edge = index.data(EdgeRole); edge.canConvert<QColor>())
        paintBox(painter, QRectF(cell.left() + edgeAt, cell.top() + 4, edgeWidth, cell.height() - 9),
            edge.value<QColor>(), {}, 2);
    const QRectF place = branchRect(cell);
    const QRectF box(
        place.left() + edgeAt + edgeWidth + 1, place.center().y() - scaled(14) / 2.0, scaled(14), scaled(14));
    switch (Branch(index.data(BranchRole).toInt())) {
    case Branch::None:
        break;
    case Branch::Closed:
        paintIcon(painter, box, IconName::ChevronRight, theme().dim);
        break;
    case Branch::Open:
        paintIcon(painter, box, IconName::ChevronDown, theme().dim);
        break;
    case Branch::Leaf:
        painter.setPen(theme().line);
        painter.drawLine(QPointF(box.center().x(), cell.top()), QPointF(box.center().x(), cell.bottom() - 1));
        break;
    }
}

// The words get what the cell's own leave free. Returns the width that is taken.
int RowDelegate::paintTrail(QPainter &painter, const QRect &box, int used, const QModelIndex &index) const
{
    const int side = scaled(14);
    int right = box.right() + 1;
    for (const int name : index.data(TrailIconsRole).value<QList<int>>()) {
        paintIcon(painter, QRectF(right - side, box.center().y() - side / 2.0 + 0.5, side, side),
            IconName(name), theme().dim);
        right -= side + trailGap;
    }
    const QString text = index.data(TrailTextRole).toString();
    if (!text.isEmpty()) {
        const int width
            = std::min(widthOf(text, TextRole::Help) + 2, right - box.left() - used - 2 * trailGap);
        if (width > side) {
            paintWords(painter, QRectF(right - width, box.top(), width, box.height()), text, TextRole::Help,
                theme().mute, Qt::AlignRight | Qt::AlignVCenter);
            right -= width + trailGap;
        }
    }
    return box.right() + 1 - right;
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

void paintFound(QPainter &painter, const QRect &box, const QString &text, const QStringList &words,
    TextRole role, const QColor &ink, Qt::Alignment alignment)
{
    const bool middle = role == TextRole::Mono || role == TextRole::MonoSmall;
    painter.setFont(fontOf(role));
    const QFontMetrics metrics = painter.fontMetrics();
    const QString shown
        = metrics.elidedText(text, middle ? Qt::ElideMiddle : Qt::ElideRight, box.width() + 1);
    const int width = metrics.horizontalAdvance(shown);
    const int left = alignment & Qt::AlignRight ? box.right() + 1 - width : box.left();
    QRegion marked;
    for (const QString &word : words) {
        qsizetype at = word.isEmpty() ? -1 : shown.indexOf(word, 0, Qt::CaseInsensitive);
        for (; at >= 0; at = shown.indexOf(word, at + word.size(), Qt::CaseInsensitive)) {
            const int from = left + metrics.horizontalAdvance(shown, int(at));
            const int to = left + metrics.horizontalAdvance(shown, int(at + word.size()));
            marked += QRect(from, box.center().y() - metrics.height() / 2, to - from, metrics.height());
        }
    }
    const auto draw = [&](const QColor &colour) {
        painter.setPen(colour);
        painter.drawText(QRect(left, box.top(), width + 1, box.height()),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    };
    draw(ink);
    if (marked.isEmpty())
        return;
    painter.save();
    painter.setClipRegion(marked, Qt::IntersectClip);
    for (const QRect &rect : marked)
        painter.fillRect(rect, theme().markFill);
    draw(theme().markInk);
    painter.restore();
}
