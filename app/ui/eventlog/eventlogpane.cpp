// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpane.h"

#include "ui/fonts.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace {
constexpr int headHeight = 40;
constexpr int margin = 16;
} // namespace

EventLogPane::EventLogPane(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_headRow(new QHBoxLayout(m_head))
    , m_title(makeLabel(title, TextRole::SmallStrong, Ink::Text, m_head))
    , m_sub(new ElidedLabel({}, TextRole::Small, Ink::Mute, m_head))
    , m_body(new QVBoxLayout)
{
    setAccessibleName(title);
    m_headRow->setContentsMargins(margin, 0, margin / 2, 0);
    m_headRow->setSpacing(8);
    m_headRow->addWidget(m_title);
    m_headRow->addWidget(m_sub, 1);
    m_head->setMinimumHeight(scaled(headHeight));
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeRule(this));
    column->addLayout(m_body, 1);
}

void EventLogPane::setSub(const QString &text)
{
    m_sub->setText(text);
}

QString EventLogPane::sub() const
{
    return m_sub->text();
}

void EventLogPane::addHeadWidget(QWidget *widget)
{
    m_headRow->addWidget(widget);
}

void EventLogPane::setTabsWidth(int width)
{
    m_title->setVisible(width == 0);
    m_headRow->setContentsMargins(width == 0 ? margin : width + margin, 0, margin / 2, 0);
}

bool EventLogPane::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        m_head->setMinimumHeight(scaled(headHeight));
    return handled;
}

void EventLogPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().surface);
}
