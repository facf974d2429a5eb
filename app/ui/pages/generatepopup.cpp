// SPDX-License-Identifier: MIT
#include "ui/pages/generatepopup.h"

#include "ui/parts/paint.h"

#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace {
constexpr int away = 4; // from the anchor
}

GeneratePopup::GeneratePopup(const QString &name, QWidget *anchor)
    : QWidget(anchor, Qt::Popup | Qt::FramelessWindowHint)
    , m_anchor(anchor)
    , m_body(new QVBoxLayout(this))
{
    setAccessibleName(name);
    setAttribute(Qt::WA_TranslucentBackground); // round corners
    m_body->setContentsMargins(12, 12, 12, 12);
    m_body->setSpacing(8);
}

void GeneratePopup::open()
{
    adjustSize();
    const QRect button(m_anchor->mapToGlobal(QPoint()), m_anchor->size());
    const QRect screen = m_anchor->screen()->availableGeometry();
    const int above = button.top() - screen.top();
    const bool up = above > screen.bottom() - button.bottom();
    const int y = up ? button.top() - height() - away : button.bottom() + away;
    const int x = std::clamp(button.left(), screen.left(), std::max(screen.left(), screen.right() - width()));
    move(x, std::max(y, screen.top()));
    show();
}

void GeneratePopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().surface, theme().control, 10);
}

void GeneratePopup::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_anchor->isVisible())
        m_anchor->setFocus(Qt::PopupFocusReason);
}
