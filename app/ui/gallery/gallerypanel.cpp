// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerypanel.h"

#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerycanvas.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerymodel.h"
#include "ui/gallery/galleryshelf.h"
#include "ui/gallery/galleryviewer.h"
#include "ui/gallery/gallerywords.h"
#include "ui/parts/emptystate.h"

#include <QKeyEvent>
#include <QLocale>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto tilesSetting = "gallery.tiles";

} // namespace

GalleryPanel::GalleryPanel(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_thumbs(new GalleryThumbs(desk.session.outbox().files(), this))
    , m_prices(new GalleryPrices(desk.session, this))
    , m_model(new GalleryModel(desk.session, *m_thumbs, *m_prices, this))
    , m_actions(new GalleryActions(desk.studio, this))
    , m_menu(new GalleryMenu(this))
    , m_pages(new QStackedWidget(this))
    , m_list(new QStackedWidget(this))
{
    setObjectName(u"galleryPanel"_s);
    setProperty("ground", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    buildList();
    buildViewer();
    buildShelf();
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_pages);
    setFocusProxy(m_grid);
    connectGrid();
    connectActions();
    const int tiles = m_desk.session.outbox().setting(QLatin1StringView(tilesSetting), u"1"_s).toInt();
    setTiles(std::clamp(tiles, 0, 2));
    connect(&m_desk.session.outbox(), &Outbox::imagesChanged, this, [this] {
        m_stale = !isVisible();
        if (!m_stale)
            reload();
    });
    reload();
}

void GalleryPanel::buildList()
{
    auto *list = new QWidget(m_pages);
    m_bar = new GalleryBar(m_desk.session, list);
    m_grid = new GalleryGrid(m_list);
    m_grid->setObjectName(u"galleryGrid"_s);
    m_grid->setModel(m_model);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->addWidget(m_grid);
    auto *nothing = new QWidget(m_list);
    m_empty = new EmptyState(nothing);
    m_empty->setObjectName(u"galleryEmpty"_s);
    m_wayOut = m_empty->addButton({});
    m_wayOut->setObjectName(u"galleryWayOut"_s);
    auto *around = new QVBoxLayout(nothing);
    around->setContentsMargins(24, 4, 24, 24);
    around->addWidget(m_empty);
    m_list->addWidget(nothing);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_list, 1);
    m_pages->addWidget(list);
    connect(m_bar, &GalleryBar::changed, this, &GalleryPanel::narrow);
    connect(m_bar, &GalleryBar::tilesChanged, this, &GalleryPanel::setTiles);
    connect(m_bar, &GalleryBar::closeRequested, this, &GalleryPanel::closed);
    connect(m_bar, &GalleryBar::left, this, [this] { m_grid->setFocus(Qt::TabFocusReason); });
    connect(m_wayOut, &QAbstractButton::clicked, this, [this] {
        if (m_bar->narrows())
            m_bar->clear();
        else
            Q_EMIT closed();
    });
}

void GalleryPanel::buildViewer()
{
    m_viewer = new GalleryViewer(m_desk.session, *m_prices, m_pages);
    m_viewer->setMenu(m_menu);
    m_pages->addWidget(m_viewer);
    connect(m_viewer, &GalleryViewer::stepRequested, this, &GalleryPanel::step);
    connect(m_viewer, &GalleryViewer::endRequested, this,
        [this](int end) { showLarge(end < 0 ? 0 : m_model->rowCount() - 1); });
    connect(m_viewer, &GalleryViewer::closeRequested, this, &GalleryPanel::backToGrid);
    connect(m_viewer, &GalleryViewer::saveRequested, this, [this] { act(GalleryAct::Save); });
    connect(m_viewer, &GalleryViewer::copyRequested, this, [this] { act(GalleryAct::Copy); });
    connect(m_viewer, &GalleryViewer::deleteRequested, this, &GalleryPanel::remove);
    connect(m_viewer, &GalleryViewer::dragRequested, this, &GalleryPanel::drag);
    GalleryDetails *details = m_viewer->details();
    connect(details, &GalleryDetails::useRequested, this, [this] { act(GalleryAct::Use); });
    connect(details, &GalleryDetails::varyRequested, this, [this] { act(GalleryAct::Vary); });
    connect(details, &GalleryDetails::newSeedRequested, this, [this] { act(GalleryAct::NewSeed); });
    connect(details, &GalleryDetails::againRequested, this, [this] { act(GalleryAct::Again); });
    connect(details, &GalleryDetails::eventRequested, this, [this] { act(GalleryAct::ShowEvent); });
    connect(details, &GalleryDetails::billRequested, this, [this] { act(GalleryAct::ShowBill); });
}

void GalleryPanel::buildShelf()
{
    m_shelf = new GalleryShelf(this);
    const auto add = [this](const char *name, const QString &text, IconName icon, GalleryAct what) {
        Button *button = m_shelf->addButton(name, text, icon);
        connect(button, &QAbstractButton::clicked, this, [this, what] { act(what); });
        return button;
    };
    m_oneButtons = {add("galleryShelfOpen", tr("Show large"), IconName::Maximize, GalleryAct::Open),
        add("galleryShelfUse", tr("Use these settings"), IconName::SquarePen, GalleryAct::Use)};
    m_manyButtons = {add("galleryShelfSave", tr("Save"), IconName::Download, GalleryAct::Save),
        add("galleryShelfCopy", tr("Copy"), IconName::Copy, GalleryAct::Copy),
        add("galleryShelfDelete", tr("Delete"), IconName::Trash, GalleryAct::Delete)};
    m_undo = m_shelf->addButton("galleryUndo", tr("Undo"), IconName::Undo);
    connect(m_undo, &QAbstractButton::clicked, this, &GalleryPanel::undo);
    auto *keys = new QShortcut(QKeySequence::Undo, this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, this, [this] {
        if (m_undo->isVisible())
            undo();
    });
    connect(m_shelf, &GalleryShelf::closed, this, &GalleryPanel::closeShelf);
}

void GalleryPanel::connectGrid()
{
    connect(m_grid, &GalleryGrid::sightChanged, this, &GalleryPanel::sightChanged);
    connect(m_grid, &GalleryGrid::sideChanged, this,
        [this](int side) { m_thumbs->setSide(qRound(side * devicePixelRatioF())); });
    connect(
        m_grid, &GalleryGrid::tilesChanged, this, [this](GalleryGrid::Size size) { setTiles(int(size)); });
    connect(m_grid, &GalleryGrid::openRequested, this,
        [this](const QModelIndex &index) { showLarge(index.row()); });
    connect(m_grid, &GalleryGrid::deleteRequested, this, &GalleryPanel::remove);
    connect(m_grid, &GalleryGrid::dragRequested, this, &GalleryPanel::drag);
    connect(m_grid, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_grid->selectionModel()->hasSelection())
            m_menu->popup(m_grid->viewport()->mapToGlobal(at));
    });
    connect(
        m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GalleryPanel::choiceChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &GalleryPanel::choiceChanged);
    connect(m_model, &GalleryModel::listed, this, &GalleryPanel::listed);
    connect(m_model, &GalleryModel::fetched, this, &GalleryPanel::showDay);
    connect(m_model, &GalleryModel::failed, this,
        [this](const Error &error) { say(tr("The pictures cannot be listed. %1").arg(error.message)); });
}

void GalleryPanel::connectActions()
{
    connect(m_menu, &QMenu::aboutToShow, this, &GalleryPanel::fitMenu);
    connect(m_menu, &GalleryMenu::chosen, this, &GalleryPanel::act);
    connect(m_actions, &GalleryActions::failed, this,
        [this](const QString &title, const QString &why) { say(title + u' ' + why); });
    const auto done = [this](const QString &words, Button *button) {
        large() ? m_viewer->saved(words) : button->showDone(words);
    };
    connect(m_actions, &GalleryActions::saved, this,
        [this, done](const QString &words) { done(words, m_manyButtons[0]); });
    connect(m_actions, &GalleryActions::copied, this, [this, done] { done(tr("Copied"), m_manyButtons[1]); });
}

void GalleryPanel::setAsk(GalleryActions::Ask ask)
{
    m_actions->setAsk(std::move(ask));
}

void GalleryPanel::reload()
{
    m_stale = false;
    m_model->reload();
    whenDone(m_desk.session.outbox().imageFacets(), this, [this](const Result<ImageFacets> &facets) {
        if (facets)
            m_bar->setFacets(*facets);
    });
}

void GalleryPanel::narrow()
{
    m_grid->scrollToTop();
    m_model->setQuery(m_bar->query());
}

void GalleryPanel::listed()
{
    m_bar->setCount(m_model->rowCount());
    showEmpty();
    if (!m_swept && m_model->query() == ImageQuery{}) {
        m_swept = true;
        m_thumbs->removeStrays(m_model->ids());
    }
    if (large() && m_viewer->origin() == GalleryViewer::Origin::Workspace && !m_shown.isEmpty()) {
        const int row = m_model->rowOf(m_shown);
        if (row >= 0 && row != m_shownRow) // newer ones stand in front of it by now
            showLarge(row);
    }
}

void GalleryPanel::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_list->setCurrentIndex(empty ? 1 : 0);
    if (!empty)
        return;
    m_bar->setDay({});
    if (m_bar->narrows()) {
        m_empty->setContent(IconName::Search, tr("No picture fits"),
            tr("Other words, another day or another engine may find it."));
        m_wayOut->setText(tr("Show all pictures"));
        return;
    }
    m_empty->setContent(IconName::Image, tr("No pictures yet"),
        tr("Every picture you make is kept here, with its settings and its price."));
    m_wayOut->setText(tr("Make a picture"));
}

void GalleryPanel::sightChanged(int first, int last)
{
    m_firstInSight = first;
    m_model->setSight(first, last);
    showDay();
}

void GalleryPanel::showDay()
{
    if (const ImageRow *row = m_model->picture(m_firstInSight))
        m_bar->setDay(gallery::longDay(row->at, m_desk.session.now()));
}

void GalleryPanel::setTiles(int size)
{
    m_grid->setTiles(GalleryGrid::Size(size));
    m_bar->setTiles(size);
    m_desk.session.outbox().setSetting(QLatin1StringView(tilesSetting), QString::number(size));
}

bool GalleryPanel::large() const
{
    return m_pages->currentWidget() == m_viewer;
}

GalleryItem GalleryPanel::item(const ImageRow &row) const
{
    return {row, m_desk.session.outbox().files().path(row.file)};
}

void GalleryPanel::openPicture(const EventId &id)
{
    whenDone(m_desk.session.outbox().image(id), this, [this](const Result<std::optional<ImageRow>> &row) {
        if (!row || !*row)
            return say(tr("This picture is not in this workspace."));
        showLarge(**row);
    });
}

void GalleryPanel::showLarge(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const QList<EventId> &all = m_model->ids();
    const EventId id = all[row];
    m_shown = id;
    m_shownRow = row;
    m_model->fetch({id}, [this, id](const QList<ImageRow> &rows) {
        if (m_shown == id && !rows.isEmpty())
            showLarge(rows.first());
    });
}

// With the pictures beside it, which are decoded ahead of time.
void GalleryPanel::showLarge(const ImageRow &row)
{
    m_shown = row.id;
    m_shownRow = m_model->rowOf(row.id);
    QList<EventId> beside;
    for (const int at : {m_shownRow + 1, m_shownRow - 1}) {
        if (m_shownRow >= 0 && at >= 0 && at < m_model->rowCount())
            beside.append(m_model->ids()[at]);
    }
    m_model->fetch(beside, [this, row](const QList<ImageRow> &rows) {
        if (m_shown != row.id)
            return;
        QStringList ahead;
        for (const ImageRow &one : rows)
            ahead.append(item(one).path);
        const QString place = m_shownRow < 0
            ? QString()
            : tr("%1 of %2").arg(m_shownRow + 1).arg(QLocale(QLocale::English).toString(m_model->rowCount()));
        m_viewer->show(row, item(row).path, place, ahead);
        m_viewer->setEnds(m_shownRow <= 0, m_shownRow < 0 || m_shownRow + 1 >= m_model->rowCount());
        if (large())
            return;
        m_pages->setCurrentWidget(m_viewer);
        m_viewer->canvas()->setFocus(Qt::OtherFocusReason);
        showShelf();
    });
}

void GalleryPanel::step(int by)
{
    if (m_shownRow >= 0)
        showLarge(m_shownRow + by);
}

void GalleryPanel::backToGrid()
{
    m_viewer->cancel();
    m_pages->setCurrentIndex(0);
    if (const int row = m_model->rowOf(m_shown); row >= 0) {
        m_grid->setCurrentIndex(m_model->index(row));
        m_grid->scrollTo(m_model->index(row));
    }
    m_shown = {};
    m_grid->setFocus(Qt::OtherFocusReason);
    showShelf();
}

void GalleryPanel::focusQuery()
{
    if (large())
        backToGrid();
    m_bar->focusSearch();
}

bool GalleryPanel::cancel()
{
    if (large()) {
        if (!m_viewer->cancel())
            backToGrid();
        return true;
    }
    if (m_grid->selectionModel()->hasSelection()) {
        m_grid->clearSelection();
        return true;
    }
    if (m_shelf->isVisible()) {
        closeShelf();
        return true;
    }
    if (!m_bar->narrows())
        return false;
    m_bar->clear();
    return true;
}

void GalleryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_viewer->details()->setSending(!m_desk.studio.withoutBilling());
    if (m_stale)
        reload();
    if (!focusWidget())
        m_grid->setFocus(Qt::OtherFocusReason);
}

void GalleryPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (!cancel())
        Q_EMIT closed();
}
