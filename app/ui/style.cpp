// SPDX-License-Identifier: MIT
#include "ui/style.h"

#include "ui/icons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QButtonGroup>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace {

constexpr auto radiusProperty = "ringRadius";
constexpr auto ownProperty = "ownRing";
constexpr int ringGap = 3; // 2 px ring, 1 px of ground

bool byKey(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
}

bool showsFocusItself(const QWidget *widget)
{
    return hasOwnRing(widget) || qobject_cast<const QLineEdit *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QAbstractItemView *>(widget)
        || (qobject_cast<const QAbstractScrollArea *>(widget) && widget->property("input").toBool());
}

void paintCheck(QPainter &painter, const QStyleOption &option)
{
    const Theme &t = theme();
    const bool on = option.state & QStyle::State_On;
    const bool enabled = option.state & QStyle::State_Enabled;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on ? (enabled ? t.accent.ink : t.off) : (enabled ? t.control : t.line), 1));
    painter.setBrush(on ? (enabled ? t.accent.ink : t.offFill) : t.field);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 4, 4);
    if (on)
        paintIcon(painter, box.adjusted(1, 1, -1, -1), IconName::Check, enabled ? t.ground : t.off);
}

void paintDot(QPainter &painter, const QStyleOption &option)
{
    const Theme &t = theme();
    const bool on = option.state & QStyle::State_On;
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on ? t.accent.ink : t.control, 1));
    painter.setBrush(on ? t.accent.ink : t.field);
    painter.drawEllipse(box);
    if (!on)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ground);
    painter.drawEllipse(box.center(), 3, 3);
}

} // namespace

AppStyle::AppStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (widget->focusPolicy() != Qt::NoFocus)
        widget->installEventFilter(this);
}

void AppStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool AppStyle::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget && event->type() == QEvent::FocusIn && !showsFocusItself(widget)) {
        if (byKey(static_cast<QFocusEvent *>(event)->reason())) {
            if (!m_ring)
                m_ring = new QFocusFrame(widget); // moves with the focus
            m_ring->setWidget(widget);
        }
    } else if (widget && event->type() == QEvent::FocusOut && m_ring && m_ring->widget() == widget) {
        m_ring->setWidget(nullptr);
    }
    return QProxyStyle::eventFilter(watched, event);
}

void AppStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element != CE_FocusFrame) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    const auto *frame = qobject_cast<const QFocusFrame *>(widget);
    const QVariant radius = frame && frame->widget() ? frame->widget()->property(radiusProperty) : QVariant();
    paintRing(*painter, option->rect, (radius.isValid() ? radius.toInt() : 8) + ringGap);
}

void AppStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
        return; // the ring stands around the control
    case PE_IndicatorCheckBox:
        return paintCheck(*painter, *option);
    case PE_IndicatorRadioButton:
        return paintDot(*painter, *option);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return ringGap;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_FocusFrame_Mask:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_Menu_Scrollable: // one column, also where the text is large
        return 1;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Widget_Animation_Duration:
        if (themeHost() && themeHost()->motion() == ThemeHost::Motion::Reduced)
            return 0;
        break;
    default:
        break;
    }
    return QProxyStyle::styleHint(hint, option, widget, data);
}

void setRingRadius(QWidget *widget, int px)
{
    widget->setProperty(radiusProperty, px);
}

void setOwnRing(QWidget *widget)
{
    widget->setProperty(ownProperty, true);
}

bool hasOwnRing(const QWidget *widget)
{
    return widget->property(ownProperty).toBool();
}

void keepOneTabStop(QButtonGroup *group)
{
    const QList<QAbstractButton *> buttons = group->buttons();
    const QAbstractButton *stop = group->checkedButton();
    if (!stop && !buttons.isEmpty())
        stop = buttons.first();
    for (QAbstractButton *button : buttons)
        button->setFocusPolicy(button == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

void paintRing(QPainter &painter, const QRectF &around, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().ring, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    painter.restore();
}
