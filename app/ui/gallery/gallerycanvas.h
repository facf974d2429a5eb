// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

// One picture: fitted, or at any size and moved about. The wheel and the keys zoom, the wheel towards the
// pointer; dragging and the arrow keys move it; fitted, the arrow keys go to the next one.
class GalleryCanvas : public QWidget {
    Q_OBJECT

public:
    enum class Corners { Round, Square }; // in the window, on the whole screen

    explicit GalleryCanvas(Corners corners, QWidget *parent = nullptr);

    void setImage(const QImage &image, const QString &name); // fits it
    void setWaiting(const QSize &shape); // its size, while it is decoded
    void setTrouble(const QString &sentence); // there is no picture to show
    const QImage &image() const { return m_image; }

    bool fitted() const { return m_zoom <= 0; }
    double zoom() const; // 1: a pixel of the picture is one of the screen
    void fit();
    void setZoom(double zoom, const QPointF &towards);
    void setZoom(double zoom) { setZoom(zoom, QRectF(rect()).center()); }
    void zoomBy(int steps);
    QRectF place() const; // of the picture in the widget

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void zoomChanged();
    void stepRequested(int by); // -1 the one before, 1 the next
    void endRequested(int end); // -1 the first, 1 the last
    void fullScreenRequested();
    void dragRequested(); // out of the window

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    double fitScale() const; // logical pixels a pixel of the picture
    double scale() const;
    void moveBy(const QPointF &by);
    void keepInSight();
    void refit();
    void zoomTo(double zoom, const QPointF &towards);
    void paintTrouble(QPainter &painter) const;
    bool arrow(int key);

    Corners m_corners;
    QImage m_image;
    QImage m_small; // fitted by the pool, smoother than painting can
    QSize m_shape;
    QString m_trouble;
    double m_zoom = 0; // 0: fitted
    QPointF m_middle; // the point of the picture in the middle of the widget
    QPointF m_grip;
    bool m_dragging = false;
    int m_round = 0; // of fitting; older answers are dropped
    QTimer m_refit;
};
