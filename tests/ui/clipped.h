// SPDX-License-Identifier: MIT
#pragma once

#include "keyboard.h"
#include "ui/parts/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLabel>
#include <QLineEdit>

// What a widget needs of its words at the width it has; empty when it asks for nothing.
inline QSize needOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->wordWrap())
        return {0, label->heightForWidth(label->width())};
    if (qobject_cast<const QLineEdit *>(widget->parentWidget()))
        return {}; // Qt's own button inside an edit
    if (qobject_cast<const QLabel *>(widget))
        return widget->sizeHint();
    if (qobject_cast<const QAbstractButton *>(widget)) // the least is that of its words, where it says one
        return {widget->minimumSizeHint().isValid() ? widget->minimumSizeHint().width()
                                                    : widget->sizeHint().width(),
            widget->hasHeightForWidth() ? widget->heightForWidth(widget->width())
                                        : std::max(widget->minimumSizeHint().height(), 0)};
    if (qobject_cast<const ElidedLabel *>(widget) || qobject_cast<const QLineEdit *>(widget))
        return widget->minimumSizeHint();
    return {};
}

// A widget inside what scrolls may lie out of sight; what scrolls itself may not.
inline bool insideItsParents(const QWidget *widget)
{
    const QRect own = widget->rect();
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent->parentWidget()))
            return true;
        const QPoint at = widget->mapTo(parent, QPoint());
        if (!parent->rect().contains(own.translated(at)))
            return false;
        if (parent->isWindow())
            break;
    }
    return true;
}

// Every visible label, button and line edit that has less room than its words need, or stands outside its
// parents.
inline QStringList clippedIn(const QWidget &window)
{
    QStringList clipped;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const QSize need = needOf(widget);
        if (!widget->isVisible() || widget->size().isEmpty() || need.isEmpty())
            continue;
        if (widget->width() < need.width() || widget->height() < need.height())
            clipped << u"%1 has %2x%3, needs %4x%5"_s.arg(called(widget))
                           .arg(widget->width())
                           .arg(widget->height())
                           .arg(need.width())
                           .arg(need.height());
        else if (!insideItsParents(widget))
            clipped << u"%1 stands outside its parent"_s.arg(called(widget));
    }
    return clipped;
}
