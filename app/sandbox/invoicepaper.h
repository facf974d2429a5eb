// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/invoice.h"

#include <QFont>
#include <QPainter>

#include <functional>

// Draws an invoice on pages of A4. Coordinates are points; the device has `unitsPerPoint` times as many, so
// that letters stand where the font puts them.
class InvoicePaper {
public:
    static constexpr double unitsPerPoint = 10;

    InvoicePaper(QPainter &painter, const Invoice &invoice);

    void draw(const std::function<void()> &newPage);

private:
    enum class Weight { Regular, Strong };
    enum class Side { Left, Right };
    struct Style {
        double points = 9.5;
        Weight weight = Weight::Regular;
        QColor colour = {};
    };
    struct Column {
        QString head;
        double width = 0; // 0: left out
        double right = 0;
    };
    struct TableRow {
        QString name;
        QString below; // second line, dim; empty when there is none
        QStringList cells;
        double height = 0;
    };
    struct TotalLine {
        QString name;
        qint64 amount;
        bool strong;
    };

    QFont fontOf(const Style &style) const;
    double widthOf(const QString &text, const Style &style) const;
    double heightOf(const QString &text, const Style &style, double width) const;
    // Wrapped into the width; returns its height, which is all it does while the paper is measured.
    double write(double x, double y, double width, const QString &text, const Style &style,
        Side side = Side::Left) const;
    void rule(double y, const QColor &colour, double points) const;

    QStringList cellsOf(const PaymentLine &line) const;
    TableRow rowOf(const PaymentLine &line) const;
    void measure();
    void foldUnits();
    void paginate();
    double totalsHeight() const;
    QList<TotalLine> totals() const;

    void drawPaper(int page) const;
    double drawHead() const;
    double drawMark(double right, double y) const;
    double drawBuyer(double y) const;
    double drawFacts(double y) const;
    double drawColumnHeads(double y) const;
    double drawRow(double y, const TableRow &row) const;
    double drawTotals(double y) const;

    bool m_drawing = false;
    QPainter &m_painter;
    const Invoice &m_invoice;
    QList<Column> m_columns; // right of the item
    QList<TableRow> m_rows;
    double m_itemWidth = 0;
    double m_headEnd = 0; // where the table begins on the first page
    QList<QList<qsizetype>> m_pages; // row numbers; the totals stand on the last
};
