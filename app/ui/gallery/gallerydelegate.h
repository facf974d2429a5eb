// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

// Paints one picture of the grid: the square, its prompt, what it was charged and its day. Chosen ones wear
// the accent frame and a tick, the current one the ring.
class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int frame = 4; // around the picture, for the frame of a chosen one

    using QStyledItemDelegate::QStyledItemDelegate;

    static int wordsHeight(); // under the picture
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintPicture(QPainter &painter, const QRect &box, const QModelIndex &index) const;
    void paintCaption(QPainter &painter, const QRect &box, const QModelIndex &index) const;
};
