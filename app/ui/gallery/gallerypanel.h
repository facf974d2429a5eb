// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "ui/desk.h"
#include "ui/frame/pageactions.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerymenu.h"

#include <QWidget>

class Button;
class EmptyState;
class GalleryBar;
class GalleryGrid;
class GalleryModel;
class GalleryPrices;
class GalleryShelf;
class GalleryThumbs;
class GalleryViewer;
class QStackedWidget;

// Every picture ever made: found by words, engine, day and customer, seen large, with what it was made of,
// what it cost and what it was billed. Whoever shows it passes on the keys of PageActions.
class GalleryPanel : public QWidget, public PageActions {
    Q_OBJECT

public:
    explicit GalleryPanel(const Desk &desk, QWidget *parent = nullptr);

    void reload(); // from the workspace
    void openPicture(const EventId &id); // large
    void openFile(const QString &path); // a dropped file: its picture, settings, event and bill
    void setAsk(GalleryActions::Ask ask);

    void focusQuery() override; // the search
    bool cancel() override; // the zoom, the picture shown large, the choice; false when the grid is bare

Q_SIGNALS:
    void useSettings(const ImageRow &row); // into the form
    void varyRequested(const ImageRow &row); // the same with the next seed
    void newSeedRequested(const ImageRow &row); // the same with another seed
    void againRequested(const ImageRow &row); // exactly the same
    void eventRequested(const EventId &id); // in the event log
    void billRequested();
    void closed(); // back to where the gallery was opened

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildList();
    void buildShelf();
    void buildViewer();
    void connectGrid();
    void connectActions();

    void listed();
    void narrow();
    void showEmpty();
    void sightChanged(int first, int last);
    void showDay();
    void setTiles(int size);

    void showLarge(int row);
    void showLarge(const ImageRow &row);
    void step(int by);
    void backToGrid();
    bool large() const;

    void act(GalleryAct act);
    void make(GalleryAct act, const ImageRow &row);
    void fitMenu();
    QList<EventId> chosenIds() const;
    void withChosen(std::function<void(const QList<GalleryItem> &)> then);
    GalleryItem item(const ImageRow &row) const;
    void drag();
    void remove();
    void undo();

    void choiceChanged();
    void showShelf();
    void say(const QString &trouble);
    void closeShelf();

    Desk m_desk;
    GalleryThumbs *m_thumbs;
    GalleryPrices *m_prices;
    GalleryModel *m_model;
    GalleryActions *m_actions;
    GalleryMenu *m_menu;
    QStackedWidget *m_pages; // the list, one picture
    QStackedWidget *m_list; // the grid, nothing
    GalleryBar *m_bar = nullptr;
    GalleryGrid *m_grid = nullptr;
    EmptyState *m_empty = nullptr;
    Button *m_wayOut = nullptr;
    GalleryViewer *m_viewer = nullptr;
    GalleryShelf *m_shelf = nullptr;
    QList<Button *> m_oneButtons; // of the shelf, for one chosen picture
    QList<Button *> m_manyButtons;
    Button *m_undo = nullptr;
    QList<EventId> m_deleted; // last, can be undone
    QString m_trouble;
    EventId m_shown; // large
    int m_shownRow = -1;
    int m_firstInSight = 0;
    bool m_stale = false; // pictures came or went while it was hidden
    bool m_swept = false;
};
