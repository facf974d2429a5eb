// SPDX-License-Identifier: MIT
#include "ui/pages/generatefiles.h"

#include "imaging/filename.h"
#include "outbox/outbox.h"
#include "ui/pages/generateimages.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPixmap>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

void askByDialog(
    QWidget *parent, const QString &suggested, const std::function<void(const QString &)> &chosen)
{
    const QStringList filters{GenerateFiles::tr("PNG picture (*.png)"),
        GenerateFiles::tr("JPEG picture (*.jpg *.jpeg)"), GenerateFiles::tr("WebP picture (*.webp)")};
    const QStringList endings{u"png"_s, u"jpg"_s, u"webp"_s};
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto *dialog = new QFileDialog(parent, GenerateFiles::tr("Save picture"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(endings.first());
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [=](const QString &filter) {
        dialog->setDefaultSuffix(endings.value(filters.indexOf(filter)));
        dialog->selectFile(QFileInfo(suggested).completeBaseName() + u'.' + dialog->defaultSuffix());
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

void dragAway(QWidget *source, QMimeData *data, const QPixmap &shown)
{
    if (!(QGuiApplication::mouseButtons() & Qt::LeftButton))
        return delete data;
    auto *drag = new QDrag(source);
    drag->setMimeData(data);
    constexpr int side = 128;
    if (!shown.isNull())
        drag->setPixmap(shown.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    drag->exec(Qt::CopyAction);
}

} // namespace

GenerateFiles::GenerateFiles(Outbox &outbox, QWidget *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_askFile(askByDialog)
    , m_startDrag(dragAway)
{
}

QString GenerateFiles::path(const ImageRow &row) const
{
    return m_outbox.files().path(row.file);
}

QWidget *GenerateFiles::window() const
{
    return static_cast<QWidget *>(parent());
}

void GenerateFiles::save(const ImageRow &row)
{
    const auto chosen = [this, from = path(row)](const QString &to) {
        if (to.isEmpty())
            return;
        const SaveOrder order{.source = from, .target = to, .text = m_text};
        whenDone(savePicture(order), this, [this](const Result<void> &done) {
            if (done)
                Q_EMIT saved();
            else
                Q_EMIT failed(tr("The picture was not saved"), done.error());
        });
    };
    m_askFile(window(), fileNameFor(row.prompt, row.at), chosen);
}

void GenerateFiles::copy(const ImageRow &row)
{
    whenDone(generate::loadedImage(path(row)), this, [this](const Result<QImage> &image) {
        if (!image) {
            Q_EMIT failed(tr("The picture was not copied"), image.error());
            return;
        }
        QGuiApplication::clipboard()->setImage(*image);
        Q_EMIT copied();
    });
}

void GenerateFiles::copyPrompt(const ImageRow &row)
{
    QGuiApplication::clipboard()->setText(row.prompt);
}

void GenerateFiles::openFolder(const ImageRow &row)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path(row)).absolutePath()));
}

// The file is ready a moment later; the button may be up again by then.
void GenerateFiles::drag(const ImageRow &row, const QPixmap &shown)
{
    const QString to = m_exports.filePath(fileNameFor(row.prompt, row.at));
    const SaveOrder order{.source = path(row), .target = to, .text = m_text};
    whenDone(savePicture(order), this, [this, to, shown](const Result<void> &done) {
        if (!done) {
            Q_EMIT failed(tr("The picture was not copied"), done.error());
            return;
        }
        auto *data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(to)});
        m_startDrag(window(), data, shown);
    });
}
