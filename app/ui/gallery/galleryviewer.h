// SPDX-License-Identifier: MIT
#pragma once

#include "ui/gallery/gallerydetails.h"
#include "ui/gallery/galleryimages.h"

#include <QPointer>

class ElidedLabel;
class GalleryCanvas;
class IconButton;
class QMenu;
class QVBoxLayout;

// One picture large, with what stands beside it in the list a key away, its details at the right, and what
// can be done with it below.
class GalleryViewer : public QWidget {
    Q_OBJECT

public:
    using Origin = GalleryDetails::Origin;

    GalleryViewer(Session &session, GalleryPrices &prices, QWidget *parent = nullptr);

    // `place` is "12 of 1,204"; `beside` are the files one step further, decoded ahead.
    void show(const ImageRow &row, const QString &path, const QString &place, const QStringList &beside,
        Origin origin = Origin::Workspace);
    const ImageRow &picture() const { return m_details->picture(); }
    QString path() const { return m_path; }
    Origin origin() const { return m_origin; }
    GalleryDetails *details() const { return m_details; }
    GalleryCanvas *canvas() const { return m_canvas; }
    GalleryCanvas *fullScreen() const; // null when it is not
    void forget(const QString &path) { m_images.forget(path); }
    void setEnds(bool first, bool last); // whether there is none before, none after
    void setMenu(QMenu *menu); // behind "More" and the right button
    void saved(const QString &words); // says so on the button, for a moment
    void toggleFullScreen();
    bool cancel(); // leaves the whole screen, or the zoom; false when there is nothing to leave

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stepRequested(int by);
    void endRequested(int end);
    void closeRequested();
    void saveRequested();
    void copyRequested();
    void deleteRequested();
    void dragRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void connectCanvas(GalleryCanvas *canvas);
    void describe();
    void fold();
    void toggleDetails();
    void showZoom();

    GalleryImages m_images;
    QString m_path;
    Origin m_origin = Origin::Workspace;
    std::optional<bool> m_detailsWanted; // nullopt: as the width allows
    QPointer<GalleryCanvas> m_whole; // on the whole screen
    QMenu *m_menu = nullptr;
    GalleryCanvas *m_canvas;
    GalleryDetails *m_details;
    QWidget *m_side;
    ElidedLabel *m_place;
    QLabel *m_zoom;
    IconButton *m_before;
    IconButton *m_after;
    Button *m_fit;
    Button *m_toggle;
    ElidedLabel *m_caption;
    ElidedLabel *m_maker;
    Button *m_save;
    Button *m_delete;
    IconButton *m_more;
    QList<QWidget *> m_roomyParts;
};
