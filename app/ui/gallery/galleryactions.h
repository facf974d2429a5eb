// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/picturefile.h"
#include "session/studio.h"

#include <QMimeData>
#include <QTemporaryDir>
#include <QWidget>

#include <functional>
#include <memory>

// A picture and where its file lies.
struct GalleryItem {
    ImageRow row;
    QString path;
};

// Saving, copying and dragging out: one picture or several, under the words of their prompts.
class GalleryActions : public QObject {
    Q_OBJECT

public:
    enum class What { File, Folder };
    // Asks where to save; calls back with a path when there is one. Replaced by tests.
    using Ask = std::function<void(
        QWidget *parent, What what, const QString &suggested, std::function<void(const QString &)> chosen)>;

    GalleryActions(Studio &studio, QWidget *parent);

    void setAsk(Ask ask) { m_ask = std::move(ask); }
    bool textInside() const; // whether files tell how they were made: one switch for the whole workspace
    void setTextInside(bool on);

    void save(const QList<GalleryItem> &items); // one: its name and kind are asked for; several: a folder
    void copy(const QList<GalleryItem> &items); // one as a picture, several as files
    void showInFolder(const GalleryItem &item);
    std::unique_ptr<QMimeData> files(const QList<GalleryItem> &items); // for drag and clipboard
    void drag(const QList<GalleryItem> &items, const QImage &picture, QWidget *source);

Q_SIGNALS:
    void saved(const QString &words); // "Saved", "12 saved"
    void copied();
    void failed(const QString &title, const QString &why);

private:
    void write(const QList<GalleryItem> &items, const QList<QString> &targets);

    Studio &m_studio;
    QWidget *m_parent;
    Ask m_ask;
    std::unique_ptr<QTemporaryDir> m_dragged; // copies under speaking names; gone when the program ends
    int m_drags = 0;
};
