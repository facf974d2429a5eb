// SPDX-License-Identifier: MIT
#include "sandbox/invoicepaper.h"

#include "billing/money.h"

#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Points of A4.
constexpr double pageWidth = 595.28;
constexpr double pageHeight = 841.89;
constexpr double margin = 56;
constexpr double contentRight = pageWidth - margin;
constexpr double contentWidth = pageWidth - 2 * margin;
constexpr double bottom = pageHeight - 76; // of what is not the foot
constexpr double columnGap = 14;
constexpr double leastItemWidth = 132;
constexpr double headRowHeight = 24;
constexpr double totalLineHeight = 17;

// look.md: invoice paper, and the light theme's inks.
const QColor paper(0xfd, 0xfd, 0xfb);
const QColor ink(0x17, 0x17, 0x1a);
const QColor dim(0x50, 0x50, 0x5a);
const QColor faint(0xde, 0xde, 0xdb);

struct MarkLook {
    QString word;
    QColor ink;
    QColor fill;
    QColor edge;
};

MarkLook markOf(Invoice::State state)
{
    switch (state) {
    case Invoice::State::Paid:
        return {u"Paid"_s, QColor(0x46, 0x6f, 0x00), QColor(0xee, 0xf6, 0xdc), QColor(0xb7, 0xd5, 0x84)};
    case Invoice::State::Failed:
        return {u"Not paid"_s, QColor(0xb8, 0x26, 0x1c), QColor(0xfd, 0xeb, 0xe9), QColor(0xe8, 0xa8, 0xa3)};
    case Invoice::State::Open:
        break;
    }
    return {u"Open"_s, QColor(0x84, 0x50, 0x00), QColor(0xfd, 0xf3, 0xe0), QColor(0xe2, 0xbf, 0x83)};
}

QString day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).date(), u"d MMM yyyy"_s);
}

double units(double points)
{
    return points * InvoicePaper::unitsPerPoint;
}

} // namespace

InvoicePaper::InvoicePaper(QPainter &painter, const Invoice &invoice)
    : m_painter(painter)
    , m_invoice(invoice)
{
}

QFont InvoicePaper::fontOf(const Style &style) const
{
    QFont font(QStringList{u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(qRound(units(style.points)));
    font.setWeight(style.weight == Weight::Strong ? QFont::DemiBold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Inter's contextual forms, such as the hyphen beside capitals, have no character: they would be lost
    // when the text is selected.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

double InvoicePaper::widthOf(const QString &text, const Style &style) const
{
    return QFontMetricsF(fontOf(style), m_painter.device()).horizontalAdvance(text) / unitsPerPoint;
}

double InvoicePaper::heightOf(const QString &text, const Style &style, double width) const
{
    const QRectF room(0, 0, units(width), units(pageHeight));
    return QFontMetricsF(fontOf(style), m_painter.device())
               .boundingRect(room, Qt::TextWordWrap | Qt::TextWrapAnywhere, text)
               .height()
        / unitsPerPoint;
}

double InvoicePaper::write(
    double x, double y, double width, const QString &text, const Style &style, Side side) const
{
    if (!m_drawing)
        return heightOf(text, style, width);
    m_painter.setFont(fontOf(style));
    m_painter.setPen(style.colour);
    const int flags = Qt::TextWordWrap | Qt::TextWrapAnywhere | Qt::AlignTop
        | (side == Side::Left ? Qt::AlignLeft : Qt::AlignRight);
    QRectF used;
    m_painter.drawText(QRectF(units(x), units(y), units(width), units(pageHeight)), flags, text, &used);
    return used.height() / unitsPerPoint;
}

void InvoicePaper::rule(double y, const QColor &colour, double points) const
{
    m_painter.fillRect(QRectF(units(margin), units(y), units(contentWidth), units(points)), colour);
}

QStringList InvoicePaper::cellsOf(const PaymentLine &line) const
{
    const QString amount = displayMoney(Decimal(line.amount), m_invoice.currency);
    if (const auto &from = line.units) {
        return {displayCount(from->used), displayCount(from->free), displayCount(from->chargeable),
            displayMoney(from->pricePerUnit, m_invoice.currency), amount};
    }
    const bool whole = line.quantity > 0 && line.amount % line.quantity == 0;
    const QString each
        = whole ? displayMoney(Decimal(line.amount / line.quantity), m_invoice.currency) : QString();
    return {QString(), QString(), displayCount(Decimal(line.quantity)), each, amount};
}

InvoicePaper::TableRow InvoicePaper::rowOf(const PaymentLine &line) const
{
    return {.name = line.name, .below = line.units ? line.units->unit : QString(), .cells = cellsOf(line)};
}

// The figures that do not fit beside the item go below its name as words; the amount stays.
void InvoicePaper::foldUnits()
{
    for (TableRow &row : m_rows) {
        const QStringList cells = row.cells;
        if (!cells[0].isEmpty())
            row.below = u"%1 %2 used, %3 free, %4 billed at %5"_s.arg(
                cells[0], row.below, cells[1], cells[2], cells[3]);
        else if (!cells[3].isEmpty())
            row.below = u"%1 at %2"_s.arg(cells[2], cells[3]);
    }
    for (qsizetype i = 0; i + 1 < m_columns.size(); ++i)
        m_columns[i].width = 0;
}

void InvoicePaper::measure()
{
    for (const PaymentLine &line : m_invoice.lines)
        m_rows.append(rowOf(line));
    for (const auto &head : {u"Used"_s, u"Free"_s, u"Billed"_s, u"Unit price"_s, u"Amount"_s})
        m_columns.append({.head = head});
    const bool metered = std::ranges::any_of(
        m_invoice.lines, [](const PaymentLine &line) { return line.units.has_value(); });
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        if (i < 2 && !metered)
            continue;
        m_columns[i].width = widthOf(m_columns[i].head, {.points = 8.5}) + columnGap;
        for (const TableRow &row : m_rows)
            m_columns[i].width = std::max(m_columns[i].width, widthOf(row.cells[i], {}) + columnGap);
    }
    const auto taken = [this] {
        double out = 0;
        for (const Column &column : m_columns)
            out += column.width;
        return out;
    };
    if (contentWidth - taken() < leastItemWidth)
        foldUnits();
    m_itemWidth = contentWidth - taken();
    double right = margin + m_itemWidth;
    for (Column &column : m_columns)
        column.right = right += column.width;
    for (TableRow &row : m_rows) {
        row.height = 16 + heightOf(row.name, {.weight = Weight::Strong}, m_itemWidth);
        if (!row.below.isEmpty())
            row.height += 2 + heightOf(row.below, {.points = 8.5}, m_itemWidth);
    }
}

// Rows never part; the totals stay together and take the last row with them when there is no room left.
void InvoicePaper::paginate()
{
    double y = m_headEnd + headRowHeight;
    m_pages.append(QList<qsizetype>());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool last = i + 1 == m_rows.size();
        const double needed = m_rows[i].height + (last ? totalsHeight() : 0);
        if (y + needed > bottom && !m_pages.last().isEmpty()) {
            m_pages.append(QList<qsizetype>());
            y = margin + headRowHeight;
        }
        m_pages.last().append(i);
        y += m_rows[i].height;
    }
}

QList<InvoicePaper::TotalLine> InvoicePaper::totals() const
{
    QList<TotalLine> out{{u"Subtotal"_s, m_invoice.subtotal(), false}};
    if (m_invoice.discount > 0)
        out.append({u"Discount"_s, -m_invoice.discount, false});
    out.append({u"Tax"_s, m_invoice.tax, false});
    out.append({u"Total %1"_s.arg(QString::fromLatin1(m_invoice.currency)), m_invoice.total, true});
    return out;
}

double InvoicePaper::totalsHeight() const
{
    return 22 + totalLineHeight * double(totals().size());
}

void InvoicePaper::drawPaper(int page) const
{
    m_painter.fillRect(QRectF(0, 0, units(pageWidth), units(pageHeight)), paper);
    const double y = pageHeight - 52;
    rule(y - 10, faint, 0.6);
    const Style small{.points = 8, .weight = Weight::Regular, .colour = dim};
    write(margin, y, contentWidth * 0.7, u"Made by the PixelMeter sandbox. Not a tax document."_s, small);
    write(margin + contentWidth * 0.7, y, contentWidth * 0.3,
        u"Page %1 of %2"_s.arg(page + 1).arg(m_pages.size()), small, Side::Right);
}

double InvoicePaper::drawMark(double right, double y) const
{
    const MarkLook look = markOf(m_invoice.state);
    const Style style{.points = 9, .weight = Weight::Strong, .colour = look.ink};
    const double width = widthOf(look.word, style) + 16;
    if (!m_drawing)
        return width;
    const QRectF box(units(right - width), units(y), units(width), units(18));
    m_painter.setPen(QPen(look.edge, units(0.8)));
    m_painter.setBrush(look.fill);
    m_painter.drawRoundedRect(box, units(4), units(4));
    write(right - width + 8, y + 3.4, width, look.word, style);
    return width;
}

double InvoicePaper::drawBuyer(double y) const
{
    const double width = contentWidth * 0.45;
    y += write(margin, y, width, u"Billed to"_s, {.points = 8.5, .colour = dim}) + 3;
    for (qsizetype i = 0; i < m_invoice.buyer.size(); ++i) {
        const Style style{.weight = i == 0 ? Weight::Strong : Weight::Regular, .colour = i == 0 ? ink : dim};
        y += write(margin, y, width, m_invoice.buyer[i], style) + 2;
    }
    return y;
}

double InvoicePaper::drawFacts(double y) const
{
    QList<std::pair<QString, QString>> facts{
        {u"Invoice number"_s, m_invoice.number}, {u"Date"_s, day(m_invoice.issued)}};
    if (m_invoice.period)
        facts.append(
            {u"Usage period"_s, u"%1 to %2"_s.arg(day(m_invoice.period->start), day(m_invoice.period->end))});
    facts.append({u"Payment"_s, m_invoice.payment});
    if (!m_invoice.card.isEmpty())
        facts.append({u"Card"_s, m_invoice.card});
    if (!m_invoice.reason.isEmpty())
        facts.append({u"Reason"_s, m_invoice.reason});
    const double left = margin + contentWidth * 0.48;
    const double values = left + 84;
    for (const auto &[name, value] : facts) {
        write(left, y, 84, name, {.points = 8.5, .colour = dim});
        y += write(values, y - 0.6, contentRight - values, value, {.points = 9, .colour = ink}, Side::Right)
            + 4;
    }
    return y;
}

double InvoicePaper::drawHead() const
{
    write(margin, margin, contentWidth * 0.7, m_invoice.merchant,
        {.points = 20, .weight = Weight::Strong, .colour = ink});
    const double mark = drawMark(contentRight, margin + 4);
    write(margin, margin + 6, contentWidth - mark - 10, u"Invoice"_s,
        {.points = 12, .weight = Weight::Strong, .colour = ink}, Side::Right);
    const double y = margin + 52;
    return std::max(drawBuyer(y), drawFacts(y)) + 24;
}

double InvoicePaper::drawColumnHeads(double y) const
{
    const Style style{.points = 8.5, .weight = Weight::Regular, .colour = dim};
    write(margin, y, m_itemWidth, u"Item"_s, style);
    for (const Column &column : m_columns) {
        if (column.width > 0)
            write(column.right - column.width, y, column.width, column.head, style, Side::Right);
    }
    rule(y + 16, ink, 0.8);
    return y + headRowHeight;
}

double InvoicePaper::drawRow(double y, const TableRow &row) const
{
    double below = y;
    below += write(margin, y, m_itemWidth, row.name, {.weight = Weight::Strong, .colour = ink}) + 2;
    if (!row.below.isEmpty())
        write(margin, below, m_itemWidth, row.below, {.points = 8.5, .colour = dim});
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns[i];
        if (column.width > 0)
            write(column.right - column.width, y, column.width, row.cells[i], {.colour = ink}, Side::Right);
    }
    rule(y + row.height - 8, faint, 0.6);
    return y + row.height;
}

double InvoicePaper::drawTotals(double y) const
{
    y += 10;
    const double left = margin + contentWidth * 0.55;
    for (const TotalLine &line : totals()) {
        const Style style{.points = line.strong ? 12.0 : 9.5,
            .weight = line.strong ? Weight::Strong : Weight::Regular,
            .colour = line.strong ? ink : dim};
        y += line.strong ? 6 : 0;
        write(left, y, contentRight - left, line.name, style);
        write(left, y, contentRight - left, displayMoney(Decimal(line.amount), m_invoice.currency),
            {style.points, style.weight, ink}, Side::Right);
        y += totalLineHeight;
    }
    return y;
}

void InvoicePaper::draw(const std::function<void()> &newPage)
{
    measure();
    m_headEnd = drawHead(); // its height decides how many rows the first page takes
    paginate();
    m_drawing = true;
    for (qsizetype page = 0; page < m_pages.size(); ++page) {
        if (page > 0)
            newPage();
        drawPaper(int(page));
        double y = page == 0 ? drawHead() : margin;
        y = drawColumnHeads(y);
        for (const qsizetype row : m_pages[page])
            y = drawRow(y, m_rows[row]);
        if (page + 1 == m_pages.size())
            drawTotals(y);
    }
}
