// SPDX-License-Identifier: MIT
#include "ui/frame/liveframe.h"

#include "ui/theme.h"

#include <QEvent>
#include <QPainter>

LiveFrame::LiveFrame(QWidget *around)
    : QWidget(around)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    around->installEventFilter(this);
    fit();
}

// What is added to the window later lies over it until it is raised again.
bool LiveFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::ChildAdded)
        fit();
    return QWidget::eventFilter(watched, event);
}

void LiveFrame::fit()
{
    const QRect whole = parentWidget()->rect();
    setGeometry(whole);
    const QRect inside = whole.adjusted(thickness, thickness, -thickness, -thickness);
    setMask(QRegion(whole).subtracted(inside));
    raise();
}

void LiveFrame::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().liveFill);
}
