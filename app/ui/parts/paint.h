// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fonts.h"

#include <QRectF>

class QPainter;

// The few strokes that own-drawn parts share.
enum class Stroke { Solid, Dashed };

// A filled, bordered, rounded box whose border lies inside `rect`. An invalid colour is left out.
void paintBox(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius,
    qreal width = 1, Stroke stroke = Stroke::Solid);

void paintWords(QPainter &painter, const QRectF &box, const QString &text, TextRole role,
    const QColor &colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
int widthOf(const QString &text, TextRole role);
int lineHeightOf(TextRole role);
QColor between(const QColor &from, const QColor &to, double share); // 0 gives from
