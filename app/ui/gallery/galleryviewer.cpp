// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryviewer.h"

#include "ui/gallery/gallerycanvas.h"
#include "ui/gallery/gallerywords.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/style.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScreen>

using namespace Qt::StringLiterals;

namespace {

constexpr int detailsWidth = 336;
constexpr int foldBelow = 1200; // the picture takes the width
constexpr int tightBelow = 1080; // with the details: some buttons leave, their keys stay

Button *makeSmall(const char *name, const QString &text, IconName icon, QWidget *parent)
{
    auto *button = new Button(text, ButtonRole::Quiet, parent);
    button->setObjectName(QLatin1StringView(name));
    button->setButtonSize(ButtonSize::Small);
    if (icon != IconName::None)
        button->setIconName(icon, Ink::Dim);
    return button;
}

} // namespace

GalleryViewer::GalleryViewer(Session &session, GalleryPrices &prices, QWidget *parent)
    : QWidget(parent)
    , m_canvas(new GalleryCanvas(GalleryCanvas::Corners::Round, this))
    , m_details(new GalleryDetails(session, prices, this))
    , m_side(new QWidget(this))
{
    setObjectName(u"galleryViewer"_s);
    m_canvas->setObjectName(u"galleryCanvas"_s);
    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(24, 4, 24, 12);
    middle->setSpacing(12);
    auto *side = new QHBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    auto *line = new QFrame(m_side);
    line->setProperty("rule", true);
    line->setFixedWidth(1);
    side->addWidget(line);
    side->addWidget(m_details);
    QWidget *head = makeHead();
    middle->addWidget(m_canvas, 1);
    middle->addWidget(makeFoot());
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(head);
    left->addLayout(middle, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_side);
    connectCanvas(m_canvas);
    connect(m_canvas, &GalleryCanvas::zoomChanged, this, &GalleryViewer::showZoom);
    connect(&m_images, &GalleryImages::loaded, this, [this](const QString &, const QImage &image) {
        for (GalleryCanvas *canvas : {m_canvas, m_whole.data()}) {
            if (canvas)
                canvas->setImage(image, picture().prompt);
        }
    });
    connect(&m_images, &GalleryImages::failed, this, [this](const QString &, const Error &error) {
        for (GalleryCanvas *canvas : {m_canvas, m_whole.data()}) {
            if (canvas)
                canvas->setTrouble(error.message);
        }
    });
    fold();
}

QWidget *GalleryViewer::makeHead()
{
    auto *head = new QWidget(this);
    Button *back = makeSmall("galleryBack", tr("All pictures"), IconName::ArrowLeft, head);
    m_before = new IconButton(IconName::ChevronLeft, tr("Previous picture"), head);
    m_before->setObjectName(u"galleryBefore"_s);
    m_place = new ElidedLabel({}, TextRole::Small, Ink::Dim, head);
    m_place->setObjectName(u"galleryPlace"_s);
    m_after = new IconButton(IconName::ChevronRight, tr("Next picture"), head);
    m_after->setObjectName(u"galleryAfter"_s);
    auto *out = new IconButton(IconName::Minus, tr("Zoom out"), head);
    out->setObjectName(u"galleryZoomOut"_s);
    m_zoom = makeLabel({}, TextRole::Small, Ink::Dim, head);
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setObjectName(u"galleryZoom"_s);
    auto *in = new IconButton(IconName::Plus, tr("Zoom in"), head);
    in->setObjectName(u"galleryZoomIn"_s);
    m_fit = makeSmall("galleryFit", tr("Fit"), IconName::None, head);
    Button *whole = makeSmall("galleryWholeSize", tr("100 %"), IconName::None, head);
    Button *screen = makeSmall("galleryFullScreen", tr("Full screen"), IconName::Maximize, head);
    screen->setToolTip(u"F11"_s);
    m_roomyParts = {out, m_zoom, in, whole, screen};
    m_toggle = makeSmall("galleryToggleDetails", tr("Details"), IconName::Info, head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(4);
    row->addWidget(back);
    row->addSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_before, m_place, m_after})
        row->addWidget(part);
    row->addStretch(1);
    for (QWidget *part : std::initializer_list<QWidget *>{out, m_zoom, in, m_fit, whole, screen, m_toggle})
        row->addWidget(part);
    connect(back, &QAbstractButton::clicked, this, &GalleryViewer::closeRequested);
    connect(m_before, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(out, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(-1); });
    connect(in, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(1); });
    connect(m_fit, &QAbstractButton::clicked, m_canvas, &GalleryCanvas::fit);
    connect(whole, &QAbstractButton::clicked, this, [this] { m_canvas->setZoom(1); });
    connect(screen, &QAbstractButton::clicked, this, &GalleryViewer::toggleFullScreen);
    connect(m_toggle, &QAbstractButton::clicked, this, &GalleryViewer::toggleDetails);
    return head;
}

QWidget *GalleryViewer::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    m_caption = new ElidedLabel({}, TextRole::Small, Ink::Text, foot);
    m_caption->setObjectName(u"galleryCaption"_s);
    m_maker = new ElidedLabel({}, TextRole::Help, Ink::Mute, foot);
    m_maker->setObjectName(u"galleryMakerLine"_s);
    words->addWidget(m_caption);
    words->addWidget(m_maker);
    row->addLayout(words, 1);
    m_save = makeSmall("gallerySave", tr("Save"), IconName::Download, foot);
    m_save->setRole(ButtonRole::Secondary);
    Button *copy = makeSmall("galleryCopy", tr("Copy"), IconName::Copy, foot);
    m_delete = makeSmall("galleryDelete", tr("Delete"), IconName::Trash, foot);
    m_more = new IconButton(IconName::Ellipsis, tr("More"), foot);
    m_more->setObjectName(u"galleryMore"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_save, copy, m_delete, m_more})
        row->addWidget(part);
    connect(m_save, &QAbstractButton::clicked, this, &GalleryViewer::saveRequested);
    connect(copy, &QAbstractButton::clicked, this, &GalleryViewer::copyRequested);
    connect(m_delete, &QAbstractButton::clicked, this, &GalleryViewer::deleteRequested);
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
    });
    return foot;
}

void GalleryViewer::connectCanvas(GalleryCanvas *canvas)
{
    connect(canvas, &GalleryCanvas::stepRequested, this, &GalleryViewer::stepRequested);
    connect(canvas, &GalleryCanvas::endRequested, this, &GalleryViewer::endRequested);
    connect(canvas, &GalleryCanvas::fullScreenRequested, this, &GalleryViewer::toggleFullScreen);
    connect(canvas, &GalleryCanvas::dragRequested, this, &GalleryViewer::dragRequested);
}

void GalleryViewer::show(
    const ImageRow &row, const QString &path, const QString &place, const QStringList &beside, Origin origin)
{
    m_path = path;
    m_origin = origin;
    m_details->setPicture(row, origin);
    m_place->setText(place);
    m_delete->setVisible(origin == Origin::Workspace);
    describe();
    for (GalleryCanvas *canvas : {m_canvas, m_whole.data()}) {
        if (canvas)
            canvas->setWaiting(row.size);
    }
    m_images.want(path, beside);
}

void GalleryViewer::describe()
{
    const ImageRow &row = picture();
    m_caption->setText(row.caption.isEmpty() ? row.prompt : generate::painted(row));
    if (row.engine.isEmpty()) { // a file of another program
        m_maker->setText(row.prompt.isEmpty() ? QString() : tr("Made by another program."));
        return;
    }
    const QString note = generate::wordsNote(row);
    m_maker->setText(note.isEmpty() ? generate::byWhom(row) : generate::byWhom(row) + u' ' + note);
}

void GalleryViewer::setEnds(bool first, bool last)
{
    m_before->setEnabled(!first);
    m_after->setEnabled(!last);
}

void GalleryViewer::setMenu(QMenu *menu)
{
    m_menu = menu;
}

void GalleryViewer::saved(const QString &words)
{
    m_save->showDone(words);
}

void GalleryViewer::showZoom()
{
    m_zoom->setText(tr("%1 %").arg(qRound(m_canvas->zoom() * 100)));
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(u"1600 %"_s));
    m_fit->setEnabled(!m_canvas->fitted());
}

// Less than its parts ask for: they fold when it comes to that.
QSize GalleryViewer::minimumSizeHint() const
{
    return {scaled(640), 320};
}

void GalleryViewer::fold()
{
    const bool shown = m_detailsWanted.value_or(width() >= scaled(foldBelow));
    m_side->setVisible(shown);
    for (QWidget *part : std::as_const(m_roomyParts))
        part->setVisible(!shown || width() >= scaled(tightBelow));
    m_details->setFixedWidth(scaled(detailsWidth));
    m_toggle->setText(shown ? tr("Hide details") : tr("Details"));
}

void GalleryViewer::toggleDetails()
{
    m_detailsWanted = !m_side->isVisibleTo(this);
    fold();
}

GalleryCanvas *GalleryViewer::fullScreen() const
{
    return m_whole;
}

void GalleryViewer::toggleFullScreen()
{
    if (m_whole) {
        m_whole->close();
        return;
    }
    m_whole = new GalleryCanvas(GalleryCanvas::Corners::Square, this);
    m_whole->setWindowFlag(Qt::Window);
    m_whole->setObjectName(u"galleryWhole"_s);
    m_whole->setWindowTitle(picture().prompt);
    m_whole->setAttribute(Qt::WA_DeleteOnClose);
    m_whole->installEventFilter(this);
    setOwnRing(m_whole);
    connectCanvas(m_whole);
    m_whole->setGeometry(screen()->geometry());
    m_whole->setWaiting(picture().size);
    if (!m_canvas->image().isNull())
        m_whole->setImage(m_canvas->image(), picture().prompt);
    m_whole->showFullScreen();
    m_whole->setFocus(Qt::OtherFocusReason);
}

bool GalleryViewer::cancel()
{
    if (m_whole) {
        m_whole->close();
        return true;
    }
    if (m_canvas->fitted())
        return false;
    m_canvas->fit();
    return true;
}

bool GalleryViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_whole && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_whole->close();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void GalleryViewer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void GalleryViewer::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_PageUp:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_PageDown:
        return Q_EMIT stepRequested(1);
    case Qt::Key_F11:
        return toggleFullScreen();
    case Qt::Key_Delete:
        if (m_origin == Origin::Workspace)
            Q_EMIT deleteRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GalleryViewer::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_menu)
        m_menu->popup(event->globalPos());
}
