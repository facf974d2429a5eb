// SPDX-License-Identifier: MIT
#include "ui/pages/paperline.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

// The paper is white in both themes, so its inks are the light theme's.
const Theme &paperTheme()
{
    static const Theme light = Theme::light();
    return light;
}

constexpr int columnGap = 16;
constexpr int meterPadding = 8; // above and below a metered line's words

int rowHigh(TextRole role)
{
    return lineHeightOf(role) + scaled(4);
}

bool wraps(const QString &item, int room, TextRole role)
{
    return widthOf(item, role) > room;
}

// The first of two lines takes as many words as fit; the rest is shortened at its end.
std::pair<QString, QString> inTwo(const QString &item, int room, const QFontMetrics &metrics)
{
    qsizetype cut = -1;
    for (qsizetype at = item.indexOf(u' '); at >= 0; at = item.indexOf(u' ', at + 1)) {
        if (metrics.horizontalAdvance(item.left(at)) > room)
            break;
        cut = at;
    }
    if (cut < 0)
        return {metrics.elidedText(item, Qt::ElideRight, room), {}};
    return {item.left(cut), metrics.elidedText(item.mid(cut + 1), Qt::ElideRight, room)};
}

int cellsHigh(const QStringList &cells, const PaperColumns &columns, int width, TextRole role)
{
    return rowHigh(role) * (wraps(cells.value(0), columns.item(width), role) ? 2 : 1);
}

// Returns the height it took.
int paintCells(QPainter &painter, const QRect &box, const QStringList &cells, const PaperColumns &columns,
    TextRole role, const QColor &ink)
{
    painter.setFont(fontOf(role));
    painter.setPen(ink);
    const int high = rowHigh(role);
    int right = box.left() + box.width();
    for (int column = 3; column >= 1; --column) {
        const QRect cell(right - columns.width(column), box.top(), columns.width(column), high);
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, cells.value(column));
        right -= columns.width(column);
    }
    const QRect item(box.left(), box.top(), columns.item(box.width()), high);
    if (!wraps(cells.value(0), item.width(), role)) {
        painter.drawText(item, Qt::AlignLeft | Qt::AlignVCenter, cells.value(0));
        return high;
    }
    const auto [first, second] = inTwo(cells.value(0), item.width(), painter.fontMetrics());
    painter.drawText(item, Qt::AlignLeft | Qt::AlignVCenter, first);
    painter.drawText(item.translated(0, high), Qt::AlignLeft | Qt::AlignVCenter, second);
    return 2 * high;
}

void paintRow(QPainter &painter, QRect &box, const QString &text, TextRole role, const QColor &ink)
{
    painter.setFont(fontOf(role));
    painter.setPen(ink);
    painter.drawText(QRect(box.left(), box.top(), box.width(), rowHigh(role)),
        Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    box.setTop(box.top() + rowHigh(role));
}

void followWidth(QWidget *line)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    line->setSizePolicy(policy);
}

} // namespace

void PaperColumns::fit(const QStringList &cells)
{
    for (int column = 1; column <= 3; ++column) {
        const int wide = std::max(widthOf(cells.value(column), TextRole::SmallMedium),
            widthOf(cells.value(column), TextRole::Help));
        int &known = m_widths[size_t(column - 1)];
        known = std::max(known, wide + columnGap);
    }
}

int PaperColumns::item(int whole) const
{
    return std::max(whole - width(1) - width(2) - width(3), 24);
}

PaperLine::PaperLine(const QStringList &cells, const PaperColumns &columns, Weight weight, QWidget *parent)
    : QWidget(parent)
    , m_cells(cells)
    , m_columns(columns)
    , m_weight(weight)
{
    setAccessibleName(cells.join(u", "_s));
    followWidth(this);
}

void PaperLine::setBelow(const QString &text)
{
    m_below = text;
    setAccessibleDescription(text);
    updateGeometry();
}

QSize PaperLine::sizeHint() const
{
    return {scaled(300), heightForWidth(scaled(300))};
}

int PaperLine::heightForWidth(int width) const
{
    const TextRole role = m_weight == Weight::Head ? TextRole::Help : TextRole::SmallMedium;
    return cellsHigh(m_cells, m_columns, width - 2 * margin, role)
        + (m_below.isEmpty() ? 0 : rowHigh(TextRole::Help));
}

void PaperLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool head = m_weight == Weight::Head;
    QRect box = rect().adjusted(margin, 0, -margin, 0);
    const int high = paintCells(painter, box, m_cells, m_columns,
        head ? TextRole::Help : TextRole::SmallMedium, head ? paperTheme().mute : theme().paperInk);
    box.setTop(box.top() + high);
    if (!m_below.isEmpty())
        paintRow(painter, box, m_below, TextRole::Help, paperTheme().mute);
}

PaperMeterLine::PaperMeterLine(const QStringList &cells, const PaperColumns &columns,
    const QString &arithmetic, const QString &link, QWidget *parent)
    : QAbstractButton(parent)
    , m_cells(cells)
    , m_columns(columns)
    , m_arithmetic(arithmetic)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setLink(link);
    followWidth(this);
}

void PaperMeterLine::setLink(const QString &link)
{
    m_link = link;
    setText(link);
    setAccessibleName(u"%1, %2. %3"_s.arg(m_cells.value(0), m_arithmetic, link));
    update();
}

QSize PaperMeterLine::sizeHint() const
{
    return {scaled(300), heightForWidth(scaled(300))};
}

int PaperMeterLine::heightForWidth(int width) const
{
    const int cells = cellsHigh(m_cells, m_columns, width - 2 * PaperLine::margin, TextRole::SmallMedium);
    return cells + rowHigh(TextRole::Help) + rowHigh(TextRole::SmallMedium) + 2 * meterPadding;
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
    QRect box = rect().adjusted(PaperLine::margin, meterPadding, -PaperLine::margin, -meterPadding);
    const int high = paintCells(painter, box, m_cells, m_columns, TextRole::SmallMedium, theme().paperInk);
    box.setTop(box.top() + high);
    paintRow(painter, box, m_arithmetic, TextRole::Help, paperTheme().dim);
    paintRow(painter, box, m_link + u"  →"_s, TextRole::SmallMedium, paperTheme().accent.ink);
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
    QPainter(this).fillRect(rect().adjusted(PaperLine::margin, 0, -PaperLine::margin, 0), m_colour);
}
