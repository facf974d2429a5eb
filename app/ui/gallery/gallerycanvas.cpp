// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerycanvas.h"

#include "ui/icons.h"
#include "ui/pages/generateimages.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace {

constexpr double step = 1.25; // a notch of the wheel
constexpr double largest = 16;
constexpr double smallest = 0.02;
constexpr double sharpFrom = 3; // from here on its pixels are shown as they are
constexpr int arrowMove = 64;
constexpr qreal radius = 10;
constexpr auto refitAfter = 80ms; // a window being dragged larger settles first

} // namespace

GalleryCanvas::GalleryCanvas(Corners corners, QWidget *parent)
    : QWidget(parent)
    , m_corners(corners)
{
    setFocusPolicy(Qt::StrongFocus);
    setRingRadius(this, int(radius));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Picture"));
    setMouseTracking(false);
    m_refit.setSingleShot(true);
    m_refit.setInterval(refitAfter);
    connect(&m_refit, &QTimer::timeout, this, &GalleryCanvas::refit);
}

void GalleryCanvas::setImage(const QImage &image, const QString &name)
{
    m_image = image;
    m_small = {};
    m_shape = image.size();
    m_trouble.clear();
    setAccessibleDescription(name);
    fit();
    refit();
}

void GalleryCanvas::setWaiting(const QSize &shape)
{
    m_image = {};
    m_small = {};
    m_shape = shape;
    m_trouble.clear();
    fit();
}

void GalleryCanvas::setTrouble(const QString &sentence)
{
    setWaiting({});
    m_trouble = sentence;
    setAccessibleDescription(sentence);
}

double GalleryCanvas::fitScale() const
{
    if (m_shape.isEmpty())
        return 1;
    return std::min(double(width()) / m_shape.width(), double(height()) / m_shape.height());
}

double GalleryCanvas::scale() const
{
    return fitted() ? fitScale() : m_zoom / devicePixelRatioF();
}

double GalleryCanvas::zoom() const
{
    return scale() * devicePixelRatioF();
}

QRectF GalleryCanvas::place() const
{
    const QSizeF size = QSizeF(m_shape) * scale();
    const QPointF middle = fitted() ? QPointF(m_shape.width() / 2.0, m_shape.height() / 2.0) : m_middle;
    return {QRectF(rect()).center() - middle * scale(), size};
}

void GalleryCanvas::fit()
{
    m_zoom = 0;
    setCursor(Qt::ArrowCursor);
    update();
    Q_EMIT zoomChanged();
}

void GalleryCanvas::setZoom(double zoom, const QPointF &towards)
{
    if (m_image.isNull())
        return;
    const QRectF before = place();
    const QPointF point = (towards - before.topLeft()) / scale(); // stays under the pointer
    m_zoom = std::clamp(zoom, smallest, largest);
    m_middle = point - (towards - QRectF(rect()).center()) / scale();
    keepInSight();
    setCursor(Qt::OpenHandCursor);
    update();
    Q_EMIT zoomChanged();
}

// Zooming out past the fitted size ends there.
void GalleryCanvas::zoomTo(double zoom, const QPointF &towards)
{
    const double whole = fitScale() * devicePixelRatioF();
    zoom < this->zoom() && zoom <= whole &&whole <= 1 ? fit() : setZoom(zoom, towards);
}

void GalleryCanvas::zoomBy(int steps)
{
    zoomTo(zoom() * std::pow(step, steps), QRectF(rect()).center());
}

// The picture's edges come no further in than the widget's, and what is smaller stands in the middle.
void GalleryCanvas::keepInSight()
{
    const QSizeF room = QSizeF(size()) / scale();
    const auto held = [](double at, double whole, double seen) {
        return whole <= seen ? whole / 2 : std::clamp(at, seen / 2, whole - seen / 2);
    };
    m_middle = {held(m_middle.x(), m_shape.width(), room.width()),
        held(m_middle.y(), m_shape.height(), room.height())};
}

void GalleryCanvas::moveBy(const QPointF &by)
{
    m_middle -= by / scale();
    keepInSight();
    update();
}

void GalleryCanvas::refit()
{
    if (m_image.isNull())
        return;
    const QSize box = (QSizeF(size()) * devicePixelRatioF()).toSize();
    whenDone(
        generate::fittedImage(m_image, box), this, [this, round = ++m_round](const Result<QImage> &small) {
            if (round != m_round || !small || m_image.isNull())
                return;
            m_small = *small;
            update();
        });
}

void GalleryCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!fitted())
        keepInSight();
    m_refit.start();
    Q_EMIT zoomChanged();
}

void GalleryCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().ground);
    if (!m_trouble.isEmpty())
        return paintTrouble(painter);
    const QRectF box = place();
    if (m_image.isNull()) {
        if (!m_shape.isEmpty())
            paintBox(painter, box, theme().hover, {}, m_corners == Corners::Round ? radius : 0);
        return;
    }
    const bool small = fitted() && !m_small.isNull();
    const QImage &image = small ? m_small : m_image;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < sharpFrom);
    if (fitted() && m_corners == Corners::Round) {
        QPainterPath clip;
        clip.addRoundedRect(box, radius, radius);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(clip);
    }
    painter.drawImage(box, image, QRectF(image.rect()));
}

void GalleryCanvas::paintTrouble(QPainter &painter) const
{
    const Theme &t = theme();
    paintBox(painter, rect(), t.surface, t.line, radius, 1, Stroke::Dashed);
    const int words = lineHeightOf(TextRole::Small);
    const QPointF middle = QRectF(rect()).center();
    paintIcon(painter, QRectF(middle.x() - 9, middle.y() - 26, 18, 18), IconName::TriangleAlert, t.amber.ink);
    paintWords(painter, QRectF(16, middle.y(), width() - 32, words), m_trouble, TextRole::Small, t.dim,
        Qt::AlignCenter);
}

bool GalleryCanvas::arrow(int key)
{
    const QPointF way = key == Qt::Key_Left ? QPointF(1, 0)
        : key == Qt::Key_Right              ? QPointF(-1, 0)
        : key == Qt::Key_Up                 ? QPointF(0, 1)
        : key == Qt::Key_Down               ? QPointF(0, -1)
                                            : QPointF();
    if (way.isNull())
        return false;
    if (!fitted())
        moveBy(way * arrowMove);
    else
        Q_EMIT stepRequested(way.x() + way.y() > 0 ? -1 : 1);
    return true;
}

void GalleryCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return QWidget::keyPressEvent(event);
    if (arrow(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_PageUp:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_PageDown:
        return Q_EMIT stepRequested(1);
    case Qt::Key_Home:
        return Q_EMIT endRequested(-1);
    case Qt::Key_End:
        return Q_EMIT endRequested(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1);
    case Qt::Key_Minus:
        return zoomBy(-1);
    case Qt::Key_0:
        return fit();
    case Qt::Key_1:
        return setZoom(1);
    case Qt::Key_F11:
        return Q_EMIT fullScreenRequested();
    default:
        QWidget::keyPressEvent(event);
    }
}

void GalleryCanvas::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        zoomTo(zoom() * std::pow(step, notches), event->position());
    event->accept();
}

void GalleryCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_grip = event->position();
    m_dragging = !m_image.isNull();
    if (!fitted())
        setCursor(Qt::ClosedHandCursor);
}

void GalleryCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging || !(event->buttons() & Qt::LeftButton))
        return;
    const QPointF by = event->position() - m_grip;
    if (!fitted()) {
        m_grip = event->position();
        moveBy(by);
    } else if (by.manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = false;
        Q_EMIT dragRequested();
    }
}

void GalleryCanvas::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
    if (!fitted())
        setCursor(Qt::OpenHandCursor);
}

void GalleryCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT fullScreenRequested();
}
