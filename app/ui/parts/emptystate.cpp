// SPDX-License-Identifier: MIT
#include "ui/parts/emptystate.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, TextRole::Strong, Ink::Text, this))
    , m_text(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_buttons(new QHBoxLayout)
{
    m_text->setWordWrap(true);
    for (QLabel *label : {m_icon, m_title, m_text})
        label->setAlignment(Qt::AlignHCenter);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    m_buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 20, 16, 16);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(m_icon);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addLayout(m_buttons);
    column->addStretch();
}

void EmptyState::setContent(IconName icon, const QString &title, const QString &text)
{
    m_iconName = icon;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    showIcon();
}

Button *EmptyState::addButton(const QString &text, ButtonRole role)
{
    auto *button = new Button(text, role, this);
    button->setButtonSize(ButtonSize::Small);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::setEdge(Edge edge)
{
    m_edge = edge;
    update();
}

void EmptyState::showIcon()
{
    m_icon->setPixmap(iconPixmap(m_iconName, scaled(18), theme().mute, devicePixelRatioF()));
}

void EmptyState::paintEvent(QPaintEvent *)
{
    if (m_edge == Edge::None)
        return;
    QPainter painter(this);
    paintBox(painter, rect(), {}, theme().line, 10, 1, Stroke::Dashed);
}

bool EmptyState::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcon();
    return QWidget::event(event);
}

SkeletonRows::SkeletonRows(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Loading"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SkeletonRows::setRows(int rows)
{
    m_rows = rows;
    updateGeometry();
    update();
}

QSize SkeletonRows::sizeHint() const
{
    return {scaled(320), m_rows * 32};
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    struct Piece {
        double at, wide; // shares of the width
    };
    constexpr Piece pieces[] = {{0.04, 0.20}, {0.29, 0.25}, {0.68, 0.09}, {0.82, 0.14}};
    constexpr double stretch[] = {1, 0.78, 1.12, 0.88}; // of the second piece, so that rows differ
    const Theme &t = theme();
    QPainter painter(this);
    for (int row = 0; row < m_rows; ++row) {
        for (size_t i = 0; i < std::size(pieces); ++i) {
            const double wide = pieces[i].wide * (i == 1 ? stretch[size_t(row) % std::size(stretch)] : 1);
            paintBox(
                painter, QRectF(width() * pieces[i].at, row * 32 + 11, width() * wide, 10), t.hover, {}, 5);
        }
        if (row + 1 < m_rows) {
            painter.setPen(t.line);
            painter.drawLine(0, row * 32 + 31, width(), row * 32 + 31);
        }
    }
}
