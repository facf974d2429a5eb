// SPDX-License-Identifier: MIT
#include "ui/parts/charts.h"

#include "ui/parts/paint.h"

#include <QMouseEvent>
#include <QPainter>

namespace {

void paintDashedLine(QPainter &painter, const QPointF &from, const QPointF &to, const QColor &colour)
{
    QPen pen(colour, 1);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(from, to);
}

void paintRingDot(QPainter &painter, const QPointF &centre, const QColor &colour, qreal radius)
{
    painter.setPen(QPen(colour, 2));
    painter.setBrush(theme().surface);
    painter.drawEllipse(centre, radius, radius);
}

} // namespace

PriceChart::PriceChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumHeight(90);
    setAccessibleName(tr("Price over units"));
}

void PriceChart::setLine(const QList<QPointF> &points)
{
    m_points = points;
    update();
}

void PriceChart::setAmounts(const QList<AxisMark> &marks)
{
    m_amounts = marks;
    update();
}

void PriceChart::setThreshold(std::optional<AxisMark> mark)
{
    m_threshold = std::move(mark);
    update();
}

void PriceChart::setDot(std::optional<QPointF> dot)
{
    m_dot = dot;
    update();
}

void PriceChart::setDescription(const QString &numbers)
{
    setAccessibleDescription(numbers);
}

QSize PriceChart::sizeHint() const
{
    return {scaled(320), scaled(116)};
}

QRectF PriceChart::plot() const
{
    return QRectF(rect()).adjusted(0, lineHeightOf(TextRole::Axis) + 2, 0, -4);
}

QPointF PriceChart::place(const QPointF &value) const
{
    const QRectF box = plot();
    const double right = m_points.isEmpty() ? 1 : std::max(m_points.last().x(), 1e-9);
    double top = m_points.isEmpty() ? 1 : std::max(m_points.last().y(), 1e-9);
    for (const AxisMark &mark : m_amounts)
        top = std::max(top, mark.value);
    return {box.left() + box.width() * std::clamp(value.x() / right, 0.0, 1.0),
        box.bottom() - box.height() * value.y() / top};
}

void PriceChart::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setPen(t.line);
    const int high = lineHeightOf(TextRole::Axis);
    for (const AxisMark &mark : std::as_const(m_amounts)) {
        const int y = int(place({0, mark.value}).y());
        painter.setPen(t.line);
        painter.drawLine(0, y, width(), y);
        paintWords(painter, QRectF(0, y - high - 1, width() / 2.0, high), mark.text, TextRole::Axis, t.mute);
    }
    painter.setPen(t.control);
    painter.drawLine(QPointF(0, plot().bottom() + 0.5), QPointF(width(), plot().bottom() + 0.5));
    if (m_threshold) {
        const double x = place({m_threshold->value, 0}).x();
        paintDashedLine(painter, QPointF(x, plot().top() + high), QPointF(x, plot().bottom()), t.control);
        const int wide = widthOf(m_threshold->text, TextRole::Axis) + 6;
        const double left = x - wide < 0 ? x + 6 : x - wide;
        paintWords(painter, QRectF(left, plot().top() + high - 2, wide, high), m_threshold->text,
            TextRole::Axis, t.dim);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent.ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    for (const QPointF &point : std::as_const(m_points))
        line.append(place(point));
    painter.drawPolyline(line);
    if (m_dot)
        paintRingDot(painter, place(*m_dot), t.accent.ink, 5);
}

UsageChart::UsageChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
    setAccessibleName(tr("Usage over time"));
}

void UsageChart::setBars(const QList<UsageBar> &bars)
{
    m_bars = bars;
    m_hover = -1;
    update();
}

void UsageChart::setBefore(double units)
{
    m_before = units;
    update();
}

void UsageChart::setMarks(const QList<AxisMark> &marks)
{
    m_marks = marks;
    update();
}

void UsageChart::setThreshold(std::optional<AxisMark> mark)
{
    m_threshold = std::move(mark);
    update();
}

void UsageChart::setLastLabel(const QString &text)
{
    m_lastLabel = text;
    update();
}

void UsageChart::setDescription(const QString &numbers)
{
    setAccessibleDescription(numbers);
}

QSize UsageChart::sizeHint() const
{
    return {scaled(480), scaled(240)};
}

QSize UsageChart::minimumSizeHint() const
{
    return {scaled(240), 160};
}

QRectF UsageChart::plot() const
{
    int left = 0;
    for (const AxisMark &mark : m_marks)
        left = std::max(left, widthOf(mark.text, TextRole::Axis));
    const int high = lineHeightOf(TextRole::Axis);
    return QRectF(rect()).adjusted(left + 10, high, -2, -high - 10);
}

double UsageChart::top() const
{
    double most = 0;
    double total = m_before;
    for (const UsageBar &bar : m_bars)
        total += bar.past ? bar.free + bar.billable : 0;
    most = std::max(most, total);
    for (const AxisMark &mark : m_marks)
        most = std::max(most, mark.value);
    if (m_threshold)
        most = std::max(most, m_threshold->value);
    return std::max(most, 1e-9);
}

double UsageChart::yOf(double value) const
{
    return plot().bottom() - plot().height() * value / top();
}

QRectF UsageChart::slot(qsizetype index) const
{
    const double step = plot().width() / double(std::max<qsizetype>(m_bars.size(), 1));
    return {plot().left() + step * double(index), plot().top(), step, plot().height()};
}

double UsageChart::barWidth() const
{
    return std::min(slot(0).width() * 0.6, 36.0);
}

void UsageChart::paintGrid(QPainter &painter) const
{
    const Theme &t = theme();
    const int high = lineHeightOf(TextRole::Axis);
    for (const AxisMark &mark : m_marks) {
        const int y = int(yOf(mark.value));
        painter.setPen(t.line);
        painter.drawLine(int(plot().left()), y, width(), y);
        paintWords(painter, QRectF(0, y - high / 2.0, plot().left() - 8, high), mark.text, TextRole::Axis,
            t.mute, Qt::AlignRight | Qt::AlignVCenter);
    }
    int widest = 0;
    for (const UsageBar &bar : m_bars)
        widest = std::max(widest, widthOf(bar.label, TextRole::Axis) + 8);
    const auto every = std::max<qsizetype>(
        1, qsizetype(widest / std::max(slot(0).width(), 1.0)) + (widest > slot(0).width() ? 1 : 0));
    for (qsizetype i = 0; i < m_bars.size(); i += every) {
        const QRectF under(slot(i).center().x() - widest, plot().bottom() + 8, 2.0 * widest, high);
        paintWords(painter, under, m_bars[i].label, TextRole::Axis, t.mute, Qt::AlignCenter);
    }
}

void UsageChart::paintBars(QPainter &painter) const
{
    const Theme &t = theme();
    const int high = lineHeightOf(TextRole::Axis);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const UsageBar &bar = m_bars[i];
        const double wide = barWidth();
        const double left = slot(i).center().x() - wide / 2;
        const double freeTop = yOf(bar.free);
        const double allTop = yOf(bar.free + bar.billable);
        if (bar.free > 0)
            paintBox(painter, QRectF(left, freeTop, wide, plot().bottom() - freeTop), t.control, {}, 2);
        if (bar.billable > 0)
            paintBox(painter, QRectF(left, allTop, wide, freeTop - allTop), t.accent.ink, {}, 2);
        if (bar.value.isEmpty() || plot().bottom() - allTop < high + 4
            || wide < widthOf(bar.value, TextRole::Axis))
            continue;
        const QColor ink = bar.free <= 0 ? t.ground : t.kind == Theme::Kind::Dark ? t.text : t.surface;
        paintWords(painter, QRectF(left, plot().bottom() - high - 3, wide, high), bar.value, TextRole::Axis,
            ink, Qt::AlignCenter);
    }
}

void UsageChart::paintTotal(QPainter &painter) const
{
    const Theme &t = theme();
    QPolygonF line;
    double total = m_before;
    for (qsizetype i = 0; i < m_bars.size() && m_bars[i].past; ++i) {
        total += m_bars[i].free + m_bars[i].billable;
        line.append({slot(i).center().x(), yOf(total)});
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    if (m_bars.size() <= 31) {
        for (const QPointF &point : std::as_const(line)) {
            painter.setPen(QPen(t.text, 1.5));
            painter.setBrush(t.surface);
            painter.drawEllipse(point, 3, 3);
        }
    }
    if (line.isEmpty() || m_lastLabel.isEmpty())
        return;
    const int high = lineHeightOf(TextRole::Axis);
    const int wide = widthOf(m_lastLabel, TextRole::SmallMedium) + 4;
    const qsizetype at = line.size() - 1;
    const QPointF last = line.last();
    // Where the bar reaches up to the words, they stand beside the bar.
    const bool onBar = yOf(m_bars[at].free + m_bars[at].billable) < last.y() + high;
    const double beside = onBar ? barWidth() / 2 + 8 : 10;
    const double x = last.x() + beside + wide > width() ? last.x() - beside - wide : last.x() + beside;
    paintWords(
        painter, QRectF(x, last.y() - high, wide, 2.0 * high), m_lastLabel, TextRole::SmallMedium, t.text);
}

void UsageChart::paintThreshold(QPainter &painter) const
{
    if (!m_threshold)
        return;
    const Theme &t = theme();
    const double y = int(yOf(m_threshold->value)) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintDashedLine(painter, QPointF(plot().left(), y), QPointF(width(), y), t.accent.ink);
    const int high = lineHeightOf(TextRole::Axis);
    paintWords(painter, QRectF(plot().left(), y - high - 2, plot().width(), high), m_threshold->text,
        TextRole::Axis, t.accent.ink, Qt::AlignRight | Qt::AlignVCenter);
}

void UsageChart::paintHover(QPainter &painter) const
{
    if (m_hover < 0 || m_hover >= m_bars.size() || m_bars[m_hover].tip.isEmpty())
        return;
    const Theme &t = theme();
    const double x = int(slot(m_hover).center().x()) + 0.5;
    painter.setPen(t.mute);
    painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
    const QString &tip = m_bars[m_hover].tip;
    const int wide = widthOf(tip, TextRole::Help) + 16;
    const int high = lineHeightOf(TextRole::Help) + 8;
    const double left = x + 8 + wide > width() ? x - 8 - wide : x + 8;
    const QRectF box(left, plot().top() + 4, wide, high);
    paintBox(painter, box, t.raised, t.line, 6);
    paintWords(painter, box, tip, TextRole::Help, t.text, Qt::AlignCenter);
}

void UsageChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGrid(painter);
    paintBars(painter);
    paintThreshold(painter);
    paintTotal(painter);
    paintHover(painter);
}

void UsageChart::mouseMoveEvent(QMouseEvent *event)
{
    const double step = std::max(slot(0).width(), 1e-9);
    const double index = (event->position().x() - plot().left()) / step;
    m_hover = index < 0 ? -1 : int(index);
    update();
}

void UsageChart::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}
