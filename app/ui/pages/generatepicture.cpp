// SPDX-License-Identifier: MIT
#include "ui/pages/generatepicture.h"

#include "imaging/filename.h"
#include "outbox/outbox.h"
#include "ui/pages/generateimages.h"
#include "ui/pages/generatewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/progresspanel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr auto fitAfter = 80ms; // a window being dragged larger settles first
constexpr int cellGap = 8;

void askByDialog(
    QWidget *parent, const QString &suggested, const std::function<void(const QString &)> &chosen)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto *dialog = new QFileDialog(
        parent, GeneratePicture::tr("Save picture"), folder, GeneratePicture::tr("PNG pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

int across(qsizetype pictures)
{
    return pictures <= 1 ? 1 : pictures <= 4 ? 2 : pictures <= 9 ? 3 : 4;
}

} // namespace

GeneratePicture::GeneratePicture(Outbox &outbox, QWidget *parent)
    : QWidget(parent)
    , m_outbox(outbox)
    , m_askFile(askByDialog)
    , m_strip(new MessageStrip(MessageStrip::Kind::Failure, this))
    , m_view(new PictureView(this))
{
    m_strip->setObjectName(u"generateFailure"_s);
    m_strip->hide();
    m_view->setObjectName(u"picture"_s);
    m_view->setEmptyText(tr("No picture yet"), tr("Describe one and press Generate."));
    m_foot = makeFoot();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_strip);
    column->addWidget(m_view, 1);
    column->addWidget(m_foot);
    connect(m_view, &PictureView::cancelled, this, &GeneratePicture::cancelled);
    connect(m_view, &PictureView::selectedChanged, this, [this](int index) {
        m_selected = index;
        describe();
        Q_EMIT selected(index);
    });
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(fitAfter);
    connect(&m_fitSoon, &QTimer::timeout, this, &GeneratePicture::fit);
    describe();
}

QWidget *GeneratePicture::makeFoot()
{
    auto *foot = new QWidget(this);
    QSizePolicy kept = foot->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the picture keeps its size
    foot->setSizePolicy(kept);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    m_caption = new ElidedLabel({}, TextRole::Small, Ink::Text, foot);
    m_caption->setObjectName(u"pictureCaption"_s);
    m_maker = new ElidedLabel({}, TextRole::Help, Ink::Mute, foot);
    m_maker->setObjectName(u"pictureMaker"_s);
    words->addWidget(m_caption);
    words->addWidget(m_maker);
    row->addLayout(words, 1);

    m_save = new Button(tr("Save"), ButtonRole::Secondary, foot);
    m_save->setIconName(IconName::Download);
    m_save->setButtonSize(ButtonSize::Small);
    m_save->setObjectName(u"savePicture"_s);
    connect(m_save, &QAbstractButton::clicked, this, &GeneratePicture::save);
    row->addWidget(m_save);
    const auto addPair = [&](const QString &text, IconName icon, const QString &name, auto act) {
        auto *wide = new Button(text, ButtonRole::Quiet, foot);
        wide->setIconName(icon, Ink::Dim);
        wide->setButtonSize(ButtonSize::Small);
        auto *narrow = new IconButton(icon, text, foot);
        m_roomyButtons.append(wide);
        m_compactButtons.append(narrow);
        for (QAbstractButton *button : std::initializer_list<QAbstractButton *>{wide, narrow}) {
            button->setObjectName(name);
            connect(button, &QAbstractButton::clicked, this, act);
            row->addWidget(button);
        }
    };
    addPair(tr("Copy"), IconName::Copy, u"copyPicture"_s, [this] { copy(); });
    addPair(tr("Vary"), IconName::Shuffle, u"varyPicture"_s, [this] {
        if (this->row())
            Q_EMIT varyRequested(*this->row());
    });
    m_vary = {m_roomyButtons.last(), m_compactButtons.last()};
    auto *more = new IconButton(IconName::Ellipsis, tr("More"), foot);
    more->setObjectName(u"pictureMore"_s);
    auto *menu = new QMenu(more);
    menu->setObjectName(u"pictureMenu"_s);
    fillMenu(menu);
    connect(more, &QAbstractButton::clicked, menu,
        [menu, more] { menu->popup(more->mapToGlobal(QPoint(0, more->height() + 4))); });
    row->addWidget(more);
    setDensity(Density::Roomy);
    return foot;
}

void GeneratePicture::fillMenu(QMenu *menu)
{
    QAction *folder = menu->addAction(icon(IconName::FolderOpen, Ink::Dim), tr("Show in folder"), this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path()).absolutePath())); });
    folder->setObjectName(u"showInFolder"_s);
    QAction *prompt = menu->addAction(icon(IconName::Copy, Ink::Dim), tr("Copy prompt"), this, [this] {
        if (row())
            QGuiApplication::clipboard()->setText(row()->prompt);
    });
    prompt->setObjectName(u"copyPrompt"_s);
    menu->addSeparator();
    QMenu *sure = menu->addMenu(icon(IconName::Trash, Ink::Red), tr("Delete picture"));
    sure->setObjectName(u"deletePicture"_s);
    QAction *confirm = sure->addAction(tr("Delete it. Its event stays billed."), this, [this] {
        if (row())
            Q_EMIT deleteRequested(row()->id);
    });
    confirm->setObjectName(u"confirmDelete"_s);
}

const ImageRow *GeneratePicture::row() const
{
    return m_selected < m_shown.size() ? &m_shown[m_selected].row : nullptr;
}

QString GeneratePicture::path() const
{
    return row() ? m_outbox.files().path(row()->file) : QString();
}

void GeneratePicture::describe()
{
    const ImageRow *shown = row();
    m_foot->setVisible(shown && !m_painting);
    if (!shown)
        return;
    const QString note = generate::wordsNote(*shown);
    const QString maker = generate::byWhom(*shown);
    m_caption->setText(generate::painted(*shown));
    const bool full = note.isEmpty() || (m_compact && shown->unknown.isEmpty());
    m_maker->setText(full ? maker : shown->unknown.isEmpty() ? maker + u' ' + note : note);
    m_maker->setToolTip(maker + u' ' + note);
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

void GeneratePicture::setVaryOff(const QString &why)
{
    for (QWidget *button : std::as_const(m_vary))
        button->setEnabled(why.isEmpty());
    static_cast<Button *>(m_vary.first())->setToolTip(why);
}

void GeneratePicture::setDensity(Density density)
{
    m_compact = density == Density::Compact;
    for (QWidget *button : std::as_const(m_roomyButtons))
        button->setVisible(!m_compact);
    for (QWidget *button : std::as_const(m_compactButtons))
        button->setVisible(m_compact);
    if (row())
        describe();
}

void GeneratePicture::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_shown.isEmpty())
        m_fitSoon.start();
}

void GeneratePicture::save()
{
    const ImageRow *shown = row();
    if (!shown)
        return;
    m_askFile(this, fileNameFor(shown->prompt, shown->at), [this, from = path()](const QString &to) {
        if (to.isEmpty())
            return;
        whenDone(generate::copiedFile(from, to), this, [this](const Result<void> &done) {
            done ? m_save->showDone(tr("Saved")) : report(tr("The picture was not saved"), done.error());
        });
    });
}

void GeneratePicture::copy()
{
    whenDone(generate::loadedImage(path()), this, [this](const Result<QImage> &image) {
        if (!image)
            return report(tr("The picture was not copied"), image.error());
        QGuiApplication::clipboard()->setImage(*image);
        if (auto *wide = static_cast<Button *>(m_roomyButtons.first()); wide->isVisible())
            wide->showDone(tr("Copied"));
    });
}

void GeneratePicture::report(const QString &title, const Error &error)
{
    m_strip->setKind(MessageStrip::Kind::Failure);
    m_strip->clearButtons();
    m_strip->setMessage(title, tr("%1 The picture is still kept here.").arg(error.message));
    m_strip->show();
}

void GeneratePicture::showFailure(const Error &error, bool painted)
{
    const bool refused = error.kind == Error::Kind::Refused;
    m_strip->clearButtons();
    m_strip->setKind(refused ? MessageStrip::Kind::Info : MessageStrip::Kind::Failure);
    if (refused) {
        m_strip->setMessage(tr("This prompt is not painted, and nothing is billed."), {});
        m_strip->show();
        return;
    }
    QString title = error.message;
    while (title.endsWith(u'.'))
        title.chop(1);
    m_strip->setMessage(title,
        painted
            ? tr("The picture was not kept, no event was sent and nothing is billed. Your prompt is kept.")
            : tr("No picture was made, no event was sent and nothing is billed. Your prompt is kept."));
    Button *again = m_strip->addButton(tr("Try again"));
    again->setObjectName(u"tryAgain"_s);
    connect(again, &QAbstractButton::clicked, this, &GeneratePicture::againRequested);
    Button *log = m_strip->addButton(tr("Show in log"));
    log->setObjectName(u"showInLog"_s);
    connect(log, &QAbstractButton::clicked, this, &GeneratePicture::logRequested);
    m_strip->show();
}

bool GeneratePicture::hideFailure()
{
    const bool shown = m_strip->isVisibleTo(this);
    m_strip->hide();
    return shown;
}
