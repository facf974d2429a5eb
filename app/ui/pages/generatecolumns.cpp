// SPDX-License-Identifier: MIT
#include "ui/pages/generatecolumns.h"

#include "ui/theme.h"

#include <QEvent>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr int top = 16;
constexpr int gap = 24;
constexpr int barRoom = 12; // a scroll bar stands in the gap
constexpr int compactWidth = 1360; // below either the page folds
constexpr int compactHeight = 700;
constexpr int leastChain = 340;
constexpr int leastPicture = 280;
constexpr int pictureFoot = 47; // caption and buttons under the square
constexpr int ringRoom = 2; // the focus ring of the outermost controls

} // namespace

GenerateColumns::GenerateColumns(QWidget *parent)
    : QWidget(parent)
    , m_options(makeColumn(u"optionsColumn"_s))
    , m_chain(makeColumn(u"chainColumn"_s))
{
}

GenerateColumns::Column GenerateColumns::makeColumn(const QString &name)
{
    Column column;
    column.whole = new QWidget(this);
    column.whole->setObjectName(name);
    column.whole->setProperty("pane", true);
    column.area = new QScrollArea(column.whole);
    column.area->setObjectName(name + u"Area"_s);
    column.area->setFrameShape(QFrame::NoFrame);
    column.area->setWidgetResizable(true);
    column.area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column.area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget;
    inside->setProperty("scrolled", true);
    column.body = new QVBoxLayout(inside);
    column.body->setContentsMargins(ringRoom, ringRoom, barRoom, 12);
    column.body->setSpacing(12);
    column.area->setWidget(inside);
    connect(column.area->verticalScrollBar(), &QScrollBar::rangeChanged, inside,
        [body = column.body](
            int, int last) { body->setContentsMargins(ringRoom, ringRoom, last > 0 ? 0 : barRoom, 12); });
    auto *rows = new QVBoxLayout(column.whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(column.area, 1);
    column.foot = new QVBoxLayout;
    column.foot->setContentsMargins(ringRoom, 0, barRoom, 0);
    column.foot->setSpacing(12);
    rows->addLayout(column.foot);
    return column;
}

void GenerateColumns::setPicture(QWidget *column)
{
    m_picture = column;
    column->setParent(this);
    column->setProperty("pane", true);
    // As one reads: options, picture, chain.
    m_picture->stackUnder(m_chain.whole);
    place();
}

void GenerateColumns::setHistory(QWidget *strip)
{
    m_history = strip;
    strip->setParent(this);
    strip->setProperty("pane", true);
    place();
}

void GenerateColumns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool compact = width() < scaled(compactWidth) || height() < scaled(compactHeight);
    if (compact != m_compact) {
        m_compact = compact;
        Q_EMIT compactChanged(compact);
    }
    place();
}

bool GenerateColumns::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::StyleChange)
        place();
    return done;
}

void GenerateColumns::place()
{
    if (!m_picture || !m_history)
        return;
    const int strip = m_history->sizeHint().expandedTo(m_history->minimumSize()).height();
    m_history->setGeometry(0, height() - strip, width(), strip);
    const int high = height() - strip - top - top;
    const int options = scaled(m_compact ? 320 : 344);
    const int room = width() - 2 * margin - 2 * gap - options;
    const bool chain = m_chain.whole->isVisibleTo(this);
    const int most = room - std::min(scaled(leastChain), room / 2);
    const int side = std::clamp(high - scaled(pictureFoot), leastPicture, std::max(most, leastPicture));
    int x = margin;
    m_options.whole->setGeometry(x - ringRoom, top - ringRoom, options + barRoom + ringRoom, high + ringRoom);
    x += options + gap;
    m_picture->setGeometry(x, top, side, high);
    x += side + gap;
    if (chain)
        m_chain.whole->setGeometry(
            x - ringRoom, top - ringRoom, width() - margin - x + barRoom + ringRoom, high + ringRoom);
}
