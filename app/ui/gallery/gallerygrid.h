// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemView>
#include <QTimer>

class GalleryDelegate;

// The pictures in rows of squares that fill the width. Mouse, wheel and keys choose one or several; Return
// or a double click opens; Ctrl with the wheel changes the size. Says what is in sight.
class GalleryGrid : public QAbstractItemView {
    Q_OBJECT

public:
    enum class Size { Small, Medium, Large };

    explicit GalleryGrid(QWidget *parent = nullptr);

    void setTiles(Size size);
    Size tiles() const { return m_tiles; }
    int side() const { return m_side; } // of a picture, in logical pixels
    int columns() const { return m_columns; }
    void setFootRoom(int px); // below the last row, for what lies over the grid

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    void keyboardSearch(const QString &) override { } // letters go to the search field

Q_SIGNALS:
    void sightChanged(int first, int last); // rows
    void sideChanged(int side);
    void tilesChanged(Size size); // by the wheel
    void openRequested(const QModelIndex &index);
    void deleteRequested();
    void dragRequested();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void startDrag(Qt::DropActions actions) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    QRect tile(int row) const; // in the content
    int rows() const { return model() ? model()->rowCount() : 0; }
    int rowAt(int y) const; // the first of a line, by its place in the content
    int pitch() const { return m_pitch; } // from one line to the next
    void saySight();
    void listChanged();

    Size m_tiles = Size::Medium;
    int m_columns = 1;
    int m_side = 160;
    int m_left = 0;
    int m_pitch = 200;
    GalleryDelegate *m_delegate;
    QPoint m_pressed; // in the content
    QRect m_band; // of the rubber band, in the content
    int m_footRoom = 0;
    bool m_ring = false; // the keys were used last
    QTimer m_sight; // once a turn of the loop
};
