// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryactions.h"

#include "imaging/filename.h"
#include "ui/gallery/gallerywords.h"
#include "ui/pages/generateimages.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImageWriter>
#include <QStandardPaths>
#include <QUrl>

#include <future>

using namespace Qt::StringLiterals;

namespace {

constexpr int dragSide = 128;

void askByDialog(QWidget *parent, GalleryActions::What what, const QString &suggested,
    const std::function<void(const QString &)> &chosen)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto *dialog = new QFileDialog(parent, GalleryActions::tr("Save"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (what == GalleryActions::What::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        QStringList kinds{
            GalleryActions::tr("PNG pictures (*.png)"), GalleryActions::tr("JPEG pictures (*.jpg *.jpeg)")};
        if (QImageWriter::supportedImageFormats().contains("webp"))
            kinds.append(GalleryActions::tr("WebP pictures (*.webp)"));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters(kinds);
        dialog->setDefaultSuffix(u"png"_s);
        const QStringList suffixes{u"png"_s, u"jpg"_s, u"webp"_s};
        QObject::connect(
            dialog, &QFileDialog::filterSelected, dialog, [dialog, kinds, suffixes](const QString &kind) {
                dialog->setDefaultSuffix(suffixes.value(kinds.indexOf(kind), u"png"_s));
            });
        dialog->selectFile(suggested);
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

// A name nobody has in this folder yet: "-2", "-3" before the ending.
QString freeName(const QString &folder, const QString &name, const QSet<QString> &taken)
{
    const QFileInfo wanted(name);
    QString free = folder + u'/' + name;
    for (int n = 2; taken.contains(free) || QFileInfo::exists(free); ++n)
        free = u"%1/%2-%3.%4"_s.arg(folder, wanted.completeBaseName()).arg(n).arg(wanted.suffix());
    return free;
}

QStringList freeNames(const QString &folder, const QList<GalleryItem> &items)
{
    QStringList names;
    QSet<QString> taken;
    for (const GalleryItem &item : items) {
        names.append(freeName(folder, fileNameFor(item.row.prompt, item.row.at), taken));
        taken.insert(names.last());
    }
    return names;
}

QVariantList writeAll(const QList<SaveOrder> &orders)
{
    QVariantList urls;
    for (const SaveOrder &order : orders) {
        const Result<QByteArray> bytes = exportedBytes(order);
        QFile file(order.target);
        if (bytes && file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size())
            urls.append(QUrl::fromLocalFile(order.target));
    }
    return urls;
}

// Files that are copied under speaking names while they are dragged: dropping waits for what is left. Copies,
// so that a program that changes what it was given does not change the workspace.
class CopiedFiles : public QMimeData {
public:
    explicit CopiedFiles(const QList<SaveOrder> &orders)
        : m_urls(std::async(std::launch::async, writeAll, orders))
    {
    }

    bool hasFormat(const QString &format) const override { return format == list(); }
    QStringList formats() const override { return {list()}; }

protected:
    QVariant retrieveData(const QString &format, QMetaType) const override
    {
        return format == list() ? QVariant(m_urls.get()) : QVariant();
    }

private:
    static QString list() { return u"text/uri-list"_s; }

    std::shared_future<QVariantList> m_urls;
};

} // namespace

GalleryActions::GalleryActions(Studio &studio, QWidget *parent)
    : QObject(parent)
    , m_studio(studio)
    , m_parent(parent)
    , m_ask(askByDialog)
{
}

bool GalleryActions::textInside() const
{
    return m_studio.withMetadata();
}

void GalleryActions::setTextInside(bool on)
{
    m_studio.setWithMetadata(on);
}

void GalleryActions::save(const QList<GalleryItem> &items)
{
    if (items.isEmpty())
        return;
    if (items.size() == 1) {
        const ImageRow &row = items.first().row;
        m_ask(m_parent, What::File, fileNameFor(row.prompt, row.at), [this, items](const QString &path) {
            if (!path.isEmpty())
                write(items, {path});
        });
        return;
    }
    m_ask(m_parent, What::Folder, {}, [this, items](const QString &folder) {
        if (!folder.isEmpty())
            write(items, freeNames(folder, items));
    });
}

// With what the service says of each by now: price, period and verdict stand in the saved file.
void GalleryActions::write(const QList<GalleryItem> &items, const QList<QString> &targets)
{
    const PictureText text = textInside() ? PictureText::Inside : PictureText::LeftOut;
    const auto all = [this, items, targets, text](const QHash<EventId, Verdict> &verdicts) {
        struct Tally {
            qsizetype left = 0;
            qsizetype done = 0;
        };
        auto tally = std::make_shared<Tally>(Tally{items.size(), 0});
        for (qsizetype i = 0; i < items.size(); ++i) {
            const auto verdict = verdicts.constFind(items[i].row.id);
            const SaveOrder order{.source = items[i].path,
                .target = targets[i],
                .format = {},
                .text = text,
                .bill = gallery::bill(
                    verdict == verdicts.cend() ? std::nullopt : std::optional<Verdict>(*verdict))};
            whenDone(savePicture(order), this, [this, tally](const Result<void> &done) {
                if (!done)
                    Q_EMIT failed(tr("The picture was not saved."), done.error().message);
                tally->done += done ? 1 : 0;
                if (--tally->left == 0 && tally->done > 0)
                    Q_EMIT saved(tally->done == 1 ? tr("Saved") : tr("%1 saved").arg(tally->done));
            });
        }
    };
    QList<EventId> billed;
    for (const GalleryItem &item : items) {
        if (item.row.event)
            billed.append(item.row.id);
    }
    if (billed.isEmpty() || text == PictureText::LeftOut)
        return all({});
    whenDone(m_studio.session().verdicts(billed), this, [all](const Result<QList<Verdict>> &verdicts) {
        QHash<EventId, Verdict> known;
        for (const Verdict &verdict : verdicts.valueOr({}))
            known.insert(verdict.event, verdict);
        all(known);
    });
}

void GalleryActions::copy(const QList<GalleryItem> &items)
{
    if (items.size() > 1) {
        QGuiApplication::clipboard()->setMimeData(files(items).release());
        return Q_EMIT copied();
    }
    if (items.isEmpty())
        return;
    whenDone(generate::loadedImage(items.first().path), this, [this](const Result<QImage> &image) {
        if (!image)
            return Q_EMIT failed(tr("The picture was not copied."), image.error().message);
        QGuiApplication::clipboard()->setImage(*image);
        Q_EMIT copied();
    });
}

void GalleryActions::showInFolder(const GalleryItem &item)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(item.path).absolutePath()));
}

std::unique_ptr<QMimeData> GalleryActions::files(const QList<GalleryItem> &items)
{
    if (!m_dragged)
        m_dragged = std::make_unique<QTemporaryDir>();
    const QString folder = m_dragged->filePath(QString::number(++m_drags));
    QDir().mkpath(folder);
    const QStringList names = freeNames(folder, items);
    QList<SaveOrder> orders;
    for (qsizetype i = 0; i < items.size(); ++i)
        orders.append({.source = items[i].path,
            .target = names[i],
            .format = "png",
            .text = textInside() ? PictureText::Inside : PictureText::LeftOut,
            .bill = {}});
    return std::make_unique<CopiedFiles>(orders);
}

void GalleryActions::drag(const QList<GalleryItem> &items, const QImage &picture, QWidget *source)
{
    if (items.isEmpty())
        return;
    auto *drag = new QDrag(source);
    drag->setMimeData(files(items).release());
    if (!picture.isNull())
        drag->setPixmap(QPixmap::fromImage(
            picture.scaled(dragSide, dragSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    drag->exec(Qt::CopyAction);
}
