// SPDX-License-Identifier: MIT
#include "ui/parts/pictureview.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/progresspanel.h"
#include "ui/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace {

constexpr qreal radius = 10;
constexpr int gap = 8;

// The largest box of the picture's shape inside `room`, in the middle.
QRectF fitted(const QSizeF &shape, const QRectF &room)
{
    QRectF box(QPointF(), shape.scaled(room.size(), Qt::KeepAspectRatio));
    box.moveCenter(room.center());
    return box;
}

} // namespace

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
    , m_emptyTitle(tr("No picture yet"))
    , m_panel(new ProgressPanel(this))
{
    setFocusPolicy(Qt::TabFocus);
    setRingRadius(this, int(radius));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setSizePolicy(policy);
    setAccessibleName(tr("Picture"));
    m_panel->hide();
    connect(m_panel, &ProgressPanel::cancelled, this, &PictureView::cancelled);
}

void PictureView::clear()
{
    setPictures({}, {});
}

void PictureView::setEmptyText(const QString &title, const QString &text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    update();
}

void PictureView::setPicture(const QImage &picture, const QString &caption)
{
    setPictures({picture}, {caption});
}

void PictureView::setPictures(const QList<QImage> &pictures, const QStringList &captions)
{
    m_pictures.clear();
    for (const QImage &picture : pictures)
        m_pictures.append(QPixmap::fromImage(picture));
    m_captions = captions;
    m_selected = 0;
    describe();
    update();
}

void PictureView::setSelected(int index)
{
    if (index < 0 || index >= count() || index == m_selected)
        return;
    m_selected = index;
    describe();
    update();
}

void PictureView::describe()
{
    setAccessibleDescription(m_pictures.isEmpty() ? m_emptyTitle : m_captions.value(m_selected));
}

void PictureView::showProgress(
    const QImage &preview, const QString &stage, const QString &detail, int percent)
{
    m_progress = true;
    if (preview.cacheKey() != m_previewKey) { // told again and again while the time goes on
        m_previewKey = preview.cacheKey();
        m_preview = preview.isNull() ? QPixmap() : QPixmap::fromImage(preview);
    }
    m_panel->setStage(stage, detail, percent);
    m_panel->show();
    layoutPanel();
    update();
}

void PictureView::endProgress()
{
    m_progress = false;
    m_preview = {};
    m_previewKey = 0;
    m_panel->hide();
    update();
}

QSize PictureView::sizeHint() const
{
    return {480, 480};
}

QSize PictureView::minimumSizeHint() const
{
    return {200, 200};
}

// The square as large as fits, at the top and in the middle.
QRectF PictureView::frame() const
{
    const int side = std::min(width(), height());
    return {(width() - side) / 2.0, 0, qreal(side), qreal(side)};
}

QRectF PictureView::cell(int index) const
{
    const int across = count() <= 1 ? 1 : count() <= 4 ? 2 : count() <= 9 ? 3 : 4;
    const qreal side = (frame().width() - gap * (across - 1)) / across;
    return {frame().left() + (side + gap) * (index % across), frame().top() + (side + gap) * (index / across),
        side, side};
}

void PictureView::paintPicture(QPainter &painter, const QRectF &box, const QPixmap &picture) const
{
    const QRectF place = fitted(picture.size(), box);
    QPainterPath clip;
    clip.addRoundedRect(place, radius, radius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(clip);
    painter.drawPixmap(place, picture, QRectF(picture.rect()));
    painter.restore();
    paintBox(painter, place, {}, theme().line, radius);
}

void PictureView::paintEmpty(QPainter &painter) const
{
    const Theme &t = theme();
    paintBox(painter, frame(), t.surface, t.line, radius, 1, Stroke::Dashed);
    const int title = lineHeightOf(TextRole::Strong);
    const int text = lineHeightOf(TextRole::Small);
    const int side = scaled(18);
    qreal y = frame().center().y() - (side + 10 + title + 6 + text) / 2.0;
    paintIcon(painter, QRectF(frame().center().x() - side / 2.0, y, side, side), IconName::Image, t.mute);
    y += side + 10;
    const qreal left = frame().left() + 12;
    const qreal wide = frame().width() - 24;
    paintWords(
        painter, QRectF(left, y, wide, title), m_emptyTitle, TextRole::Strong, t.text, Qt::AlignCenter);
    paintWords(painter, QRectF(left, y + title + 6, wide, text), m_emptyText, TextRole::Small, t.dim,
        Qt::AlignCenter);
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_progress) {
        paintBox(painter, frame(), theme().surface, theme().line, radius);
        if (!m_preview.isNull())
            paintPicture(painter, frame(), m_preview);
        return;
    }
    if (m_pictures.isEmpty()) {
        paintEmpty(painter);
        return;
    }
    for (int i = 0; i < count(); ++i) {
        paintPicture(painter, cell(i), m_pictures[i]);
        if (count() > 1 && i == m_selected)
            paintBox(painter, fitted(m_pictures[i].size(), cell(i)), {}, theme().accent.ink, radius, 2);
    }
}

// At the foot of the square, so that the preview stays in sight.
void PictureView::layoutPanel()
{
    const QRectF box = frame();
    const int wide = int(box.width()) - 32;
    const int high = std::min(m_panel->sizeHint().height(), int(box.height()) - 16);
    m_panel->setGeometry(int(box.left()) + 16, int(box.bottom()) - 16 - high, wide, high);
}

void PictureView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layoutPanel();
}

void PictureView::choose(int index)
{
    const int before = m_selected;
    setSelected(index);
    if (m_selected != before)
        Q_EMIT selectedChanged(m_selected);
}

// -1 beside the pictures.
int PictureView::indexAt(const QPointF &place) const
{
    for (int i = 0; i < count(); ++i) {
        if (cell(i).contains(place))
            return i;
    }
    return -1;
}

void PictureView::mousePressEvent(QMouseEvent *event)
{
    const int index = m_progress ? -1 : indexAt(event->position());
    m_pressed.reset();
    if (index < 0)
        return;
    choose(index);
    if (event->button() == Qt::LeftButton)
        m_pressed = event->position().toPoint();
}

void PictureView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed || !(event->buttons() & Qt::LeftButton))
        return;
    if ((event->position().toPoint() - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_pressed.reset();
    Q_EMIT draggedAway(m_selected);
}

void PictureView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_progress)
        return;
    if (const int index = indexAt(event->position()); index >= 0)
        Q_EMIT opened(index);
}

void PictureView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_progress && !m_pictures.isEmpty())
            Q_EMIT opened(m_selected);
        return;
    case Qt::Key_Left:
        return choose(m_selected - 1);
    case Qt::Key_Right:
        return choose(m_selected + 1);
    default:
        QWidget::keyPressEvent(event);
    }
}
