// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/jsonview.h"

#include <QTextLayout>

// Paints the rows of a JsonView that are in sight, and knows where their letters stand.
class JsonPainter {
public:
    explicit JsonPainter(const JsonView &view);

    void paint(QPainter &painter) const;
    qreal left(int row) const; // of its first letter
    qreal top(int row) const;
    int columnAt(int row, qreal x) const;

private:
    using Span = JsonView::Span;
    void lay(QTextLayout &layout, int row) const;
    QList<QTextLayout::FormatRange> formats(int row) const;
    void addTokens(int row, QList<QTextLayout::FormatRange> &formats) const;
    void addFound(int row, QList<QTextLayout::FormatRange> &formats) const;
    void paintGround(QPainter &painter, int row) const;
    void paintFold(QPainter &painter, int row) const;
    void paintBehind(QPainter &painter, int row, const QTextLayout &layout) const;
    void paintMark(QPainter &painter, int row, const QTextLayout &layout, const Span &mark) const;
    QList<QTextLayout::FormatRange> selected(int row, int length) const;

    const JsonView &m_view;
    const JsonRows &m_rows;
};
