// SPDX-License-Identifier: MIT
#include "ui/guide/flowlayout.h"

#include <algorithm>

FlowLayout::FlowLayout(int gap, int lineGap)
    : m_gap(gap)
    , m_lineGap(lineGap)
{
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return flow(QRect(0, 0, width, 0), Act::Measure);
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + (width > 0 ? m_gap : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return {width, height};
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    }
    return least;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    flow(rect, Act::Place);
}

// What stands on one line is centred on it.
int FlowLayout::flow(const QRect &rect, Act act) const
{
    int top = rect.top();
    QList<std::pair<QLayoutItem *, QRect>> line;
    const auto endLine = [&] {
        int high = 0;
        for (const auto &[item, box] : std::as_const(line))
            high = std::max(high, box.height());
        for (const auto &[item, box] : std::as_const(line)) {
            if (act == Act::Place)
                item->setGeometry(box.translated(0, top + (high - box.height()) / 2));
        }
        top += high;
        line.clear();
    };
    int x = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size(std::min(item->sizeHint().width(), rect.width()), item->sizeHint().height());
        if (!line.isEmpty() && x + size.width() > rect.width()) {
            endLine();
            top += m_lineGap;
            x = 0;
        }
        line.append({item, QRect(QPoint(rect.left() + x, 0), size)});
        x += size.width() + m_gap;
    }
    endLine();
    return top - rect.top();
}
