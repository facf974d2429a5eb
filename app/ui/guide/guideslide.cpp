// SPDX-License-Identifier: MIT
#include "ui/guide/guideslide.h"

#include "ui/theme.h"

#include <QEvent>

#include <algorithm>

using namespace std::chrono_literals;

GuideSlide::GuideSlide(QWidget *panel, QWidget *window)
    : QWidget(window)
    , m_panel(panel)
    , m_window(window)
{
    panel->setParent(this);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
        [this](const QVariant &width) { setFixedWidth(width.toInt()); });
    connect(&m_slide, &QVariantAnimation::finished, this, &GuideSlide::fit);
    window->installEventFilter(this);
    hide();
}

int GuideSlide::wanted() const
{
    return std::clamp(m_window->width() - pageLeast, least, std::max(scaled(usual), least));
}

void GuideSlide::setOpen(bool open, Motion motion)
{
    if (open == m_open)
        return;
    m_open = open;
    m_slide.stop();
    const int time = motion == Motion::Jump ? 0 : int(motionTime(160ms).count());
    if (time == 0)
        return fit();
    m_slide.setStartValue(isHidden() ? 0 : width());
    m_slide.setEndValue(open ? wanted() : 0);
    m_slide.setDuration(time);
    m_slide.start();
    show();
}

void GuideSlide::fit()
{
    if (m_slide.state() == QAbstractAnimation::Running)
        return;
    setFixedWidth(wanted());
    setVisible(m_open);
}

// The panel keeps its width while it slides: nothing in it wraps anew.
void GuideSlide::resizeEvent(QResizeEvent *)
{
    m_panel->setGeometry(0, 0, wanted(), height());
}

bool GuideSlide::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        fit();
    return handled;
}

bool GuideSlide::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}
