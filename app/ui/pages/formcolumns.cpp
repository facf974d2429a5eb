// SPDX-License-Identifier: MIT
#include "ui/pages/formcolumns.h"

#include "ui/parts/pagehead.h"
#include "ui/parts/steadybar.h"
#include "ui/theme.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int sideMargin = 24;
constexpr int gap = 24;
constexpr int belowHead = 16;
constexpr int below = 16;
constexpr int compactWidth = 1040; // below it the guide's panel stands beside, or the text is large
constexpr int barRoom = 12; // a scroll bar stands in the gap, so that the content keeps its width

} // namespace

FormColumns::FormColumns(PageHead *head, QWidget *parent)
    : QWidget(parent)
    , m_head(head)
{
    head->setParent(this);
    m_form = makeColumn(u"formColumn"_s, m_formBody);
    m_side = makeColumn(u"sideColumn"_s, m_sideBody);
}

QScrollArea *FormColumns::makeColumn(const QString &name, QVBoxLayout *&body)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(name);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);

    auto *content = new QWidget;
    content->setProperty("scrolled", true);
    body = new QVBoxLayout(content);
    body->setContentsMargins(0, 0, 0, below);
    body->setSpacing(16);
    area->setWidget(content);
    keepRoomForBar(area);
    return area;
}

void FormColumns::scrollFormToTop()
{
    m_form->verticalScrollBar()->setValue(0);
}

void FormColumns::showInForm(QWidget *widget)
{
    m_form->ensureWidgetVisible(widget, 0, 48);
}

void FormColumns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

bool FormColumns::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::StyleChange)
        place(); // the head is as high as its words need
    return done;
}

void FormColumns::place()
{
    const bool compact = width() < scaled(compactWidth);
    if (compact != m_compact) {
        m_compact = compact;
        Q_EMIT compactChanged(compact);
    }
    const int room = width() - 2 * sideMargin;
    const int leastSide = compact ? 340 : 400;
    const int wanted = std::clamp(room * 58 / 100, compact ? 520 : 560, 860);
    const int form = std::max(std::min(wanted, room - gap - leastSide), 320);
    const int side = std::clamp(room - form - gap, 320, 640);
    const int left = std::max((width() - form - gap - side) / 2, sideMargin);

    const int whole = form + gap + side;
    const int headHeight
        = m_head->heightForWidth(whole) > 0 ? m_head->heightForWidth(whole) : m_head->sizeHint().height();
    m_head->setGeometry(left, 0, whole, headHeight);
    const int top = headHeight + belowHead;
    m_form->setGeometry(left, top, form + barRoom, height() - top);
    m_side->setGeometry(left + form + gap, top, side + barRoom, height() - top);
}
