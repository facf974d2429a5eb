// SPDX-License-Identifier: MIT
#include "ui/pages/generatepicture.h"

#include "ui/pages/generateimages.h"
#include "ui/pages/generatenotice.h"
#include "ui/pages/generatepicturebar.h"
#include "ui/pages/generatesettings.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/progresspanel.h"

#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr auto fitAfter = 80ms; // a window being dragged larger settles first
constexpr int cellGap = 8;

int across(qsizetype pictures)
{
    return pictures <= 1 ? 1 : pictures <= 4 ? 2 : pictures <= 9 ? 3 : 4;
}

} // namespace

GeneratePicture::GeneratePicture(Outbox &outbox, QWidget *parent)
    : QWidget(parent)
    , m_files(new GenerateFiles(outbox, this))
    , m_notice(new GenerateNotice(this))
    , m_view(new PictureView(this))
    , m_bar(new GeneratePictureBar(this))
    , m_settings(new GenerateSettings(m_bar->menuButton()))
{
    m_view->setObjectName(u"picture"_s);
    m_view->setEmptyText(tr("No picture yet"), tr("Describe one and press Generate."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    column->addWidget(m_view, 1);
    column->addWidget(m_bar);
    connect(m_view, &PictureView::cancelled, this, &GeneratePicture::cancelled);
    connect(m_view, &PictureView::selectedChanged, this, [this](int index) {
        m_selected = index;
        describe();
        Q_EMIT selected(index);
    });
    connect(m_view, &PictureView::draggedAway, this, [this] {
        if (row())
            m_files->drag(*row(), QPixmap::fromImage(m_fitted.value(m_selected)));
    });
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(fitAfter);
    connect(&m_fitSoon, &QTimer::timeout, this, &GeneratePicture::fit);
    connectBar();
    describe();
}

void GeneratePicture::connectBar()
{
    const auto withRow = [this](auto act) {
        return [this, act] {
            if (row())
                act(*row());
        };
    };
    using Bar = GeneratePictureBar;
    connect(m_bar, &Bar::saveRequested, this, withRow([this](const ImageRow &row) { m_files->save(row); }));
    connect(m_bar, &Bar::copyRequested, this, withRow([this](const ImageRow &row) { m_files->copy(row); }));
    connect(m_bar, &Bar::promptCopyRequested, this,
        withRow([this](const ImageRow &row) { m_files->copyPrompt(row); }));
    connect(m_bar, &Bar::folderRequested, this,
        withRow([this](const ImageRow &row) { m_files->openFolder(row); }));
    connect(m_bar, &Bar::settingsRequested, this,
        withRow([this](const ImageRow &row) { m_settings->openFor(row); }));
    connect(m_settings, &GenerateSettings::useRequested, this,
        withRow([this](const ImageRow &row) { Q_EMIT useRequested(row); }));
    connect(
        m_bar, &Bar::useRequested, this, withRow([this](const ImageRow &row) { Q_EMIT useRequested(row); }));
    connect(m_bar, &Bar::varyRequested, this,
        withRow([this](const ImageRow &row) { Q_EMIT varyRequested(row); }));
    connect(m_bar, &Bar::newSeedRequested, this,
        withRow([this](const ImageRow &row) { Q_EMIT newSeedRequested(row); }));
    connect(m_bar, &Bar::againRequested, this,
        withRow([this](const ImageRow &row) { Q_EMIT againRequested(row); }));
    connect(m_bar, &Bar::deleteRequested, this,
        withRow([this](const ImageRow &row) { Q_EMIT deleteRequested(row); }));
    connect(m_files, &GenerateFiles::saved, m_bar, &Bar::showSaved);
    connect(m_files, &GenerateFiles::copied, m_bar, &Bar::showCopied);
    connect(m_files, &GenerateFiles::failed, m_notice, &GenerateNotice::report);
}

const ImageRow *GeneratePicture::row() const
{
    return m_selected < m_shown.size() ? &m_shown[m_selected].row : nullptr;
}

void GeneratePicture::describe()
{
    m_bar->setVisible(row() && !m_painting);
    if (row())
        m_bar->describe(*row());
}

void GeneratePicture::setShown(const QList<Shown> &pictures, int selected)
{
    m_shown = pictures;
    m_selected = selected;
    m_fitSoon.stop();
    describe();
    fit();
}

// Every picture in the size of its cell, on the pool; shown when all are there.
void GeneratePicture::fit()
{
    ++m_round;
    m_fitted = QList<QImage>(m_shown.size());
    m_waiting = int(m_shown.size());
    if (m_waiting == 0) {
        m_view->clear();
        return;
    }
    const int columns = across(m_shown.size());
    const int side = (std::min(m_view->width(), m_view->height()) - cellGap * (columns - 1)) / columns;
    const int pixels = std::max(int(std::ceil(side * devicePixelRatioF())), 16);
    for (int i = 0; i < m_shown.size(); ++i) {
        whenDone(generate::fittedImage(m_shown[i].image, {pixels, pixels}), this,
            [this, round = m_round, i](const Result<QImage> &image) {
                if (image)
                    fitted(round, i, *image);
            });
    }
}

void GeneratePicture::fitted(int round, int index, const QImage &image)
{
    if (round != m_round)
        return;
    m_fitted[index] = image;
    if (--m_waiting > 0)
        return;
    QStringList captions;
    for (const Shown &shown : std::as_const(m_shown))
        captions.append(shown.row.prompt);
    m_view->setPictures(m_fitted, captions);
    m_view->setSelected(m_selected);
    if (!m_painting)
        m_view->endProgress();
}

void GeneratePicture::showPainting(const Painting &painting)
{
    const bool started = !m_painting;
    m_painting = true;
    m_view->showProgress(painting.preview, painting.stage, painting.detail, painting.percent);
    m_view->progressPanel()->setElapsed(painting.elapsed);
    m_view->progressPanel()->setCancelNote(painting.cancelNote);
    if (started)
        describe();
}

void GeneratePicture::endPainting()
{
    m_painting = false;
    describe();
    if (m_waiting == 0)
        m_view->endProgress();
}

void GeneratePicture::setDensity(Density density)
{
    m_bar->setCompact(density == Density::Compact);
}

void GeneratePicture::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_shown.isEmpty())
        m_fitSoon.start();
}
