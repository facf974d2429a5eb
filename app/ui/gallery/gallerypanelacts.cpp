// SPDX-License-Identifier: MIT
// What is done with pictures in the gallery, and what the shelf says of it.
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerycanvas.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerymodel.h"
#include "ui/gallery/gallerypanel.h"
#include "ui/gallery/galleryshelf.h"
#include "ui/gallery/galleryviewer.h"
#include "ui/gallery/gallerywords.h"
#include "ui/parts/button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int viewerLift = 52; // the viewer's own buttons stay free
}

QList<EventId> GalleryPanel::chosenIds() const
{
    if (large())
        return {m_viewer->picture().id};
    QList<int> rows;
    for (const QModelIndex &index : m_grid->selectionModel()->selectedIndexes())
        rows.append(index.row());
    std::ranges::sort(rows);
    QList<EventId> ids;
    for (const int row : std::as_const(rows))
        ids.append(m_model->ids()[row]);
    return ids;
}

void GalleryPanel::withChosen(std::function<void(const QList<GalleryItem> &)> then)
{
    if (large())
        return then({{m_viewer->picture(), m_viewer->path()}});
    m_model->fetch(chosenIds(), [this, then = std::move(then)](const QList<ImageRow> &rows) {
        QList<GalleryItem> items;
        for (const ImageRow &row : rows)
            items.append(item(row));
        then(items);
    });
}

void GalleryPanel::fitMenu()
{
    const QList<EventId> ids = chosenIds();
    const ImageRow *row = large() ? &m_viewer->picture()
        : ids.size() == 1         ? m_model->picture(m_model->rowOf(ids.first()))
                                  : nullptr;
    m_menu->fit({.pictures = ids.size(),
        .open = large(),
        .event = row && row->event && m_prices->elsewhere(*row).isEmpty(),
        .kept = !large() || m_viewer->origin() == GalleryViewer::Origin::Workspace,
        .textInside = m_actions->textInside(),
        .live = m_desk.session.isLive() && !m_desk.studio.withoutBilling()});
}

void GalleryPanel::act(GalleryAct act)
{
    switch (act) {
    case GalleryAct::Delete:
        return remove();
    case GalleryAct::TextInside:
        return m_actions->setTextInside(!m_actions->textInside());
    case GalleryAct::ShowBill:
        return Q_EMIT billRequested();
    default:
        break;
    }
    withChosen([this, act](const QList<GalleryItem> &items) {
        if (items.isEmpty())
            return;
        if (act == GalleryAct::Save)
            m_actions->save(items);
        else if (act == GalleryAct::Copy)
            m_actions->copy(items);
        else if (act == GalleryAct::Folder)
            m_actions->showInFolder(items.first());
        else if (items.size() == 1)
            make(act, items.first().row);
    });
}

void GalleryPanel::make(GalleryAct act, const ImageRow &row)
{
    switch (act) {
    case GalleryAct::Open:
        return showLarge(row);
    case GalleryAct::Use:
        return Q_EMIT useSettings(row);
    case GalleryAct::Vary:
        return Q_EMIT varyRequested(row);
    case GalleryAct::NewSeed:
        return Q_EMIT newSeedRequested(row);
    case GalleryAct::Again:
        return Q_EMIT againRequested(row);
    case GalleryAct::ShowEvent:
        return Q_EMIT eventRequested(row.id);
    case GalleryAct::CopyPrompt:
        return QGuiApplication::clipboard()->setText(row.prompt);
    default:
        break;
    }
}

void GalleryPanel::drag()
{
    withChosen([this](const QList<GalleryItem> &items) {
        if (items.isEmpty())
            return;
        const QImage picture = large() ? m_viewer->canvas()->image() : m_thumbs->find(items.first().row.id);
        m_actions->drag(items, picture, large() ? static_cast<QWidget *>(m_viewer) : m_grid);
    });
}

// Hidden at once; Undo brings them back.
void GalleryPanel::remove()
{
    const QList<EventId> ids = chosenIds();
    if (ids.isEmpty() || (large() && m_viewer->origin() == GalleryViewer::Origin::File))
        return;
    const int row = large() ? m_shownRow : m_model->rowOf(ids.first());
    whenDone(m_desk.session.outbox().hideImages(ids), this, [this, ids, row](const Result<void> &done) {
        if (!done)
            return say(tr("Nothing was deleted. %1").arg(done.error().message));
        m_deleted = ids;
        m_trouble.clear();
        m_thumbs->forget(ids);
        m_viewer->forget(m_viewer->path());
        m_grid->clearSelection();
        m_model->remove(ids);
        listed();
        if (large() && m_model->rowCount() > 0)
            showLarge(std::clamp(row, 0, m_model->rowCount() - 1));
        else if (large())
            backToGrid();
        else if (m_model->rowCount() > 0) // keys go on where they were, and nothing is chosen
            m_grid->selectionModel()->setCurrentIndex(
                m_model->index(std::min(row, m_model->rowCount() - 1)), QItemSelectionModel::NoUpdate);
        showShelf();
    });
}

void GalleryPanel::undo()
{
    const QList<EventId> ids = std::exchange(m_deleted, {});
    whenDone(m_desk.session.outbox().restoreImages(ids), this, [this, ids](const Result<void> &done) {
        if (!done) {
            m_deleted = ids;
            return say(tr("The pictures did not come back. %1").arg(done.error().message));
        }
        reload();
        if (large() && ids.size() == 1)
            openPicture(ids.first());
    });
    showShelf();
}

void GalleryPanel::choiceChanged()
{
    m_trouble.clear();
    showShelf();
}

void GalleryPanel::say(const QString &trouble)
{
    m_trouble = trouble;
    showShelf();
}

void GalleryPanel::closeShelf()
{
    if (m_trouble.isEmpty() && m_grid->selectionModel()->hasSelection() && !large())
        return m_grid->clearSelection();
    m_trouble.clear();
    m_deleted.clear();
    showShelf();
}

// Trouble first, then what is chosen, then what can be undone.
void GalleryPanel::showShelf()
{
    const qsizetype chosen = large() ? 0 : m_grid->selectionModel()->selectedIndexes().size();
    QList<Button *> buttons;
    if (!m_trouble.isEmpty()) {
        m_shelf->setMessage(m_trouble, Ink::Amber);
    } else if (chosen > 0) {
        m_shelf->setMessage(tr("%1 chosen").arg(gallery::count(chosen)));
        buttons = chosen == 1 ? m_oneButtons + m_manyButtons : m_manyButtons;
    } else if (!m_deleted.isEmpty()) {
        m_shelf->setMessage(
            tr("%1 deleted. What was billed stays billed.").arg(gallery::count(m_deleted.size())));
        buttons = {m_undo};
    }
    const bool shown = !m_trouble.isEmpty() || chosen > 0 || !m_deleted.isEmpty();
    m_shelf->setVisible(shown);
    m_shelf->setLift(large() ? viewerLift : 0);
    m_shelf->setButtons(buttons);
    m_shelf->raise();
    m_grid->setFootRoom(shown ? m_shelf->room() : 0);
}

void GalleryPanel::openFile(const QString &path)
{
    whenDone(readDropped(path), this, [this, path](const Result<DroppedPicture> &dropped) {
        if (!dropped)
            return say(dropped.error().message);
        const auto show = [this, path, picture = *dropped](const ImageRow &row) {
            m_shown = row.id;
            m_shownRow = -1;
            m_pages->setCurrentWidget(m_viewer);
            m_viewer->show(row, path, tr("Opened from a file"), {}, GalleryViewer::Origin::File);
            m_viewer->setEnds(true, true);
            m_viewer->canvas()->setFocus(Qt::OtherFocusReason);
            say(picture.why);
        };
        if (!dropped->receipt)
            return show(gallery::rowOf(dropped->settings.value_or(PictureSettings{}), dropped->size));
        const ImageRow row = gallery::rowOf(*dropped->receipt);
        whenDone(m_desk.session.outbox().image(row.id), this,
            [this, row, show](const Result<std::optional<ImageRow>> &kept) {
                kept &&*kept ? showLarge(**kept) : show(row);
            });
    });
}
