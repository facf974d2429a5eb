// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fonts.h"

#include <QFontMetrics>
#include <QStyledItemDelegate>

// Paints one picture of the grid: the square, its prompt, what it was charged and its day. Chosen ones wear
// the accent frame and a tick, the current one the ring.
class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int frame = 4; // around the picture, for the frame of a chosen one

    explicit GalleryDelegate(QObject *parent = nullptr);

    void refresh(); // theme or text size changed
    int wordsHeight() const; // under the picture
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    // Looking a font up costs more than painting with it.
    struct Line {
        QFont font;
        QFontMetrics metrics;
    };
    static Line line(TextRole role);
    static void paintLine(QPainter &painter, const QRect &box, const QString &text, const Line &line,
        const QColor &colour, Qt::Alignment side);
    void paintPicture(QPainter &painter, const QRect &box, const QModelIndex &index) const;
    void paintCaption(QPainter &painter, const QRect &box, const QModelIndex &index) const;

    Line m_prompt;
    Line m_below;
};
