// SPDX-License-Identifier: MIT
#include "ui/parts/paint.h"

#include <QFontMetrics>
#include <QPainter>

void paintBox(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius,
    qreal width, Stroke stroke)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    qreal inset = 0;
    if (border.isValid()) {
        QPen pen(border, width);
        if (stroke == Stroke::Dashed)
            pen.setDashPattern({3 / width, 3 / width});
        painter.setPen(pen);
        inset = width / 2;
    } else {
        painter.setPen(Qt::NoPen);
    }
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter.restore();
}

void paintWords(QPainter &painter, const QRectF &box, const QString &text, TextRole role,
    const QColor &colour, Qt::Alignment alignment)
{
    const QFont font = fontOf(role);
    const bool middle = role == TextRole::Mono || role == TextRole::MonoSmall;
    painter.setFont(font);
    painter.setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(
        text, middle ? Qt::ElideMiddle : Qt::ElideRight, int(box.width()) + 1);
    painter.drawText(box, int(alignment) | Qt::TextSingleLine, shown);
}

int widthOf(const QString &text, TextRole role)
{
    return QFontMetrics(fontOf(role)).horizontalAdvance(text);
}

int lineHeightOf(TextRole role)
{
    return QFontMetrics(fontOf(role)).height();
}

QColor between(const QColor &from, const QColor &to, double share)
{
    const auto mix = [share](int a, int b) { return int(a + (b - a) * share + 0.5); };
    return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue()));
}
