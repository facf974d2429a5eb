// SPDX-License-Identifier: MIT
#include "ui/parts/card.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

Card::Card(QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_headRow(new QHBoxLayout(m_head))
    , m_title(makeLabel({}, TextRole::Strong, Ink::Text, m_head))
    , m_sub(makeLabel({}, TextRole::Small, Ink::Mute, m_head))
    , m_body(new QVBoxLayout)
{
    m_headRow->setContentsMargins(16, 0, 8, 0);
    m_headRow->setSpacing(8);
    m_headRow->addWidget(m_title);
    m_headRow->addWidget(m_sub);
    m_headRow->addStretch();
    m_head->setMinimumHeight(44);
    m_head->hide();
    m_sub->hide();
    m_body->setContentsMargins(16, 16, 16, 16);
    m_body->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(m_body, 1);
}

Card::Card(const QString &title, QWidget *parent)
    : Card(parent)
{
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_head->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setSub(const QString &text)
{
    m_sub->setText(text);
    m_sub->setVisible(!text.isEmpty());
}

void Card::setEdge(Edge edge)
{
    m_edge = edge;
    update();
}

void Card::addHeadWidget(QWidget *widget)
{
    if (qobject_cast<QLabel *>(widget)) // words end where the body does; a button brings its own margin
        widget->setContentsMargins(0, 0, 8, 0);
    m_headRow->addWidget(widget);
}

void Card::setBar(Bar bar)
{
    m_bar = bar;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    const QColor border = m_edge == Edge::Line ? t.line
        : m_edge == Edge::Control              ? t.control
        : m_edge == Edge::Accent               ? t.accent.line
        : m_edge == Edge::Amber                ? t.amber.line
                                               : t.red.line;
    QPainter painter(this);
    paintBox(painter, rect(), t.surface, border, 10);
    if (m_head->isVisibleTo(this)) {
        painter.setPen(t.line);
        painter.drawLine(1, m_head->geometry().bottom(), width() - 2, m_head->geometry().bottom());
    }
    if (m_bar == Bar::Hidden)
        return;
    QPainterPath clip;
    clip.addRoundedRect(rect(), 10, 10);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(clip);
    painter.fillRect(QRect(0, 0, 3, height()), t.accent.ink);
}

QWidget *makeRule(QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setProperty("rule", true);
    rule->setFixedHeight(1);
    return rule;
}
