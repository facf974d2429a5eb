// SPDX-License-Identifier: MIT
#include "ui/pages/generatecolumns.h"

#include "ui/parts/steadybar.h"
#include "ui/theme.h"

#include <QEvent>
#include <QResizeEvent>
#include <QScrollArea>
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
constexpr int narrowWidth = 1040; // the guide's panel stands beside, or the text is large
constexpr int leastPicture = 280;
constexpr int leastAboveEvent = 240;
constexpr int eventGap = 12;
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
    column.body->setContentsMargins(ringRoom, ringRoom, 0, 12);
    column.body->setSpacing(12);
    column.area->setWidget(inside);
    keepRoomForBar(column.area);
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

void GenerateColumns::setEvent(QWidget *fields)
{
    m_event = fields;
    fields->setParent(this);
    fields->hide();
    place();
}

void GenerateColumns::setEventWanted(bool wanted)
{
    if (wanted == m_eventWanted)
        return;
    m_eventWanted = wanted;
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

// As large as the height allows, and the chain.
int GenerateColumns::pictureSide(int high, int most) const
{
    return std::clamp(high - scaled(pictureFoot), leastPicture, std::max(most, leastPicture));
}

// The largest picture that leaves room for the event below it; 0 when it would be too small. A narrower event
// may be higher, so what it needs is asked twice.
int GenerateColumns::sideAboveEvent(int high, int side) const
{
    const int room = high - scaled(pictureFoot) - eventGap;
    const int first = std::min(side, room - m_event->heightForWidth(side));
    const int above = std::min(first, room - m_event->heightForWidth(std::max(first, leastAboveEvent)));
    return above >= std::max(leastAboveEvent, side * 7 / 10) ? above : 0;
}

void GenerateColumns::putEvent(EventPlace place)
{
    if (place == m_eventPlace)
        return;
    m_eventPlace = place;
    m_chain.body->removeWidget(m_event);
    if (place == EventPlace::Chain)
        m_chain.body->insertWidget(m_chain.body->count() - 1, m_event); // over the stretch
    else
        m_event->setParent(this);
    if (place == EventPlace::Picture)
        m_event->stackUnder(m_chain.whole);
    m_event->setVisible(place != EventPlace::None);
}

void GenerateColumns::place()
{
    if (!m_picture || !m_history || !m_event)
        return;
    const int strip = m_history->sizeHint().expandedTo(m_history->minimumSize()).height();
    m_history->setGeometry(0, height() - strip, width(), strip);
    const bool narrow = width() < scaled(narrowWidth);
    const int high = height() - strip - top - top;
    const int options = scaled(m_compact ? 320 : 344);
    const int room = width() - 2 * margin - 2 * gap - options;
    const bool chain = m_chain.whole->isVisibleTo(this);
    const int most = room - std::min(scaled(narrow ? 300 : leastChain), room / 2);
    int side = pictureSide(high, most);
    const int above = m_eventWanted ? sideAboveEvent(high, side) : 0;
    putEvent(above > 0                ? EventPlace::Picture
            : m_eventWanted && narrow ? EventPlace::Chain
                                      : EventPlace::None);
    int x = margin;
    m_options.whole->setGeometry(x - ringRoom, top - ringRoom, options + barRoom + ringRoom, high + ringRoom);
    x += options + gap;
    if (above > 0) {
        side = above;
        const int event = m_event->heightForWidth(side);
        m_picture->setGeometry(x, top, side, high - event - eventGap);
        m_event->setGeometry(x, top + high - event, side, event);
    } else {
        m_picture->setGeometry(x, top, side, high);
    }
    x += side + gap;
    if (chain)
        m_chain.whole->setGeometry(
            x - ringRoom, top - ringRoom, width() - margin - x + barRoom + ringRoom, high + ringRoom);
}
