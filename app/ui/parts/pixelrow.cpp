// SPDX-License-Identifier: MIT
#include "ui/parts/pixelrow.h"

#include "ui/parts/paint.h"

#include <QLocale>
#include <QPainter>

PixelRow::PixelRow(QWidget *parent)
    : QWidget(parent)
    , m_unit(tr("units"))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    describe();
}

void PixelRow::setUnits(qint64 free, qint64 billable, qint64 next)
{
    m_free = free;
    m_billable = billable;
    m_next = next;
    describe();
    updateGeometry();
    update();
}

void PixelRow::setUnitName(const QString &plural)
{
    m_unit = plural;
    describe();
}

void PixelRow::setSquare(int px, int gap)
{
    m_square = px;
    m_gap = gap;
    updateGeometry();
}

void PixelRow::setPerRow(int squares)
{
    m_perRow = squares;
    updateGeometry();
}

void PixelRow::describe()
{
    const QLocale english(QLocale::English);
    QString words = tr("%1 %2: %3 free, %4 billable")
                        .arg(english.toString(m_free + m_billable), m_unit, english.toString(m_free),
                            english.toString(m_billable));
    if (m_next > 0)
        words += tr(", %1 next").arg(english.toString(m_next));
    setAccessibleName(words);
    setToolTip(words);
}

int PixelRow::columns(int width) const
{
    const int step = scaled(m_square) + m_gap;
    const int fitting = std::max((width + m_gap) / step, 1);
    return m_perRow > 0 ? std::min(m_perRow, fitting) : fitting;
}

QSize PixelRow::sizeHint() const
{
    const int step = scaled(m_square) + m_gap;
    const int shown = int(std::clamp<qint64>(total(), 1, mostSquares));
    const int width = step * (m_perRow > 0 ? std::min(m_perRow, shown) : std::min(shown, 20)) - m_gap;
    return {width, heightForWidth(width)};
}

QSize PixelRow::minimumSizeHint() const
{
    return {5 * (scaled(m_square) + m_gap), scaled(m_square)};
}

int PixelRow::heightForWidth(int width) const
{
    if (total() > mostSquares)
        return scaled(m_square);
    const int across = columns(width);
    const int rows = int((std::max<qint64>(total(), 1) + across - 1) / across);
    return rows * (scaled(m_square) + m_gap) - m_gap;
}

void PixelRow::paintSquare(QPainter &painter, const QRectF &box, qint64 index) const
{
    const Theme &t = theme();
    const qreal radius = box.width() / 6;
    if (index < m_free)
        paintBox(painter, box, t.control, {}, radius);
    else if (index < m_free + m_billable)
        paintBox(painter, box, t.accent.ink, {}, radius);
    else
        paintBox(painter, box, {}, t.accent.ink, radius, 1, Stroke::Dashed);
}

void PixelRow::paintBar(QPainter &painter) const
{
    const Theme &t = theme();
    const qreal high = std::min(height(), 10);
    const QRectF bar(0, (height() - high) / 2.0, width(), high);
    const double share = double(m_free) / double(std::max<qint64>(m_free + m_billable, 1));
    const qreal gap = m_free > 0 && m_billable > 0 ? 2 : 0;
    const qreal split
        = std::clamp(bar.width() * share, m_free > 0 ? 3.0 : 0.0, bar.width() - (m_billable > 0 ? 3.0 : 0.0));
    if (m_free > 0)
        paintBox(painter, QRectF(bar.left(), bar.top(), split - gap / 2, high), t.control, {}, 3);
    if (m_billable > 0)
        paintBox(painter, QRectF(split + gap / 2, bar.top(), bar.width() - split - gap / 2, high),
            t.accent.ink, {}, 3);
}

void PixelRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (total() > mostSquares) {
        paintBar(painter);
        return;
    }
    const int side = scaled(m_square);
    const int across = columns(width());
    for (qint64 i = 0; i < total(); ++i) {
        const QPointF at(double(i % across) * (side + m_gap), double(i / across) * (side + m_gap));
        paintSquare(painter, QRectF(at, QSizeF(side, side)), i);
    }
}
