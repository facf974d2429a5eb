// SPDX-License-Identifier: MIT
#include "ui/parts/steadybar.h"

#include <QScrollArea>
#include <QScrollBar>

void keepRoomForBar(QScrollArea *area)
{
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    QScrollBar *bar = area->verticalScrollBar();
    bar->setEnabled(false); // painted without a handle: stylesheet.cpp
    QObject::connect(
        bar, &QScrollBar::rangeChanged, bar, [bar](int first, int last) { bar->setEnabled(last > first); });
}
