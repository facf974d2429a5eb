// SPDX-License-Identifier: MIT
#include "ui/pages/paperline.h"

#include "ui/fonts.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// The paper is white in both themes, so its inks are the light theme's.
const Theme &paperTheme()
{
    static const Theme light = Theme::light();
    return light;
}

int columnWidth(int column) // quantity, price, amount
{
    static constexpr std::array widths{52, 72, 76};
    return scaled(widths[size_t(column - 1)]);
}

void paintCells(QPainter &painter, const QRect &box, const QStringList &cells, const QColor &ink)
{
    painter.setPen(ink);
    int right = box.right();
    for (int column = 3; column >= 1; --column) {
        const QRect cell(right - columnWidth(column), box.top(), columnWidth(column), box.height());
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, cells.value(column));
        right -= columnWidth(column);
    }
    const QRect item(box.left(), box.top(), right - box.left() - 8, box.height());
    const QString name = painter.fontMetrics().elidedText(cells.value(0), Qt::ElideRight, item.width());
    painter.drawText(item, Qt::AlignLeft | Qt::AlignVCenter, name);
}

} // namespace

PaperLine::PaperLine(const QStringList &cells, Weight weight, QWidget *parent)
    : QWidget(parent)
    , m_cells(cells)
    , m_weight(weight)
{
    setAccessibleName(cells.join(u", "_s));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PaperLine::sizeHint() const
{
    return {scaled(300), scaled(24)};
}

void PaperLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(m_weight == Weight::Head ? TextRole::Help : TextRole::SmallMedium));
    paintCells(painter, rect(), m_cells, m_weight == Weight::Head ? paperTheme().mute : theme().paperInk);
}

PaperMeterLine::PaperMeterLine(
    const QStringList &cells, const QString &arithmetic, const QString &link, QWidget *parent)
    : QAbstractButton(parent)
    , m_cells(cells)
    , m_arithmetic(arithmetic)
    , m_link(link)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setText(link);
    setAccessibleName(u"%1, %2. %3"_s.arg(cells.value(0), arithmetic, link));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PaperMeterLine::sizeHint() const
{
    return {scaled(300), scaled(84)};
}

void PaperMeterLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath ground;
    ground.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.fillPath(ground, paperTheme().accent.tint);
    if (hasFocus()) {
        painter.setPen(QPen(paperTheme().ring, 2));
        painter.drawPath(ground);
    }
    const QRect box = rect().adjusted(12, 8, -12, -8);
    const int row = box.height() / 3;
    painter.setFont(fontOf(TextRole::SmallMedium));
    paintCells(painter, {box.left(), box.top(), box.width(), row}, m_cells, theme().paperInk);
    painter.setFont(fontOf(TextRole::Help));
    painter.setPen(paperTheme().dim);
    painter.drawText(
        QRect(box.left(), box.top() + row, box.width(), row), Qt::AlignLeft | Qt::AlignVCenter, m_arithmetic);
    painter.setFont(fontOf(TextRole::SmallMedium));
    painter.setPen(paperTheme().accent.ink);
    painter.drawText(QRect(box.left(), box.top() + 2 * row, box.width(), row),
        Qt::AlignLeft | Qt::AlignVCenter, m_link + u"  →"_s);
}

bool PaperMeterLine::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            click();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QAbstractButton::event(event);
}

PaperRule::PaperRule(const QColor &colour, QWidget *parent)
    : QWidget(parent)
    , m_colour(colour)
{
    setFixedHeight(1);
}

QColor PaperRule::faint()
{
    return paperTheme().line;
}

void PaperRule::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_colour);
}
