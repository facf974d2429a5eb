// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/picturefile.h"
#include "outbox/imagerow.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>

class Outbox;
class QMimeData;

// Asks where to save; calls back with the file's path when there is one. Replaced by tests.
using AskFile = std::function<void(
    QWidget *parent, const QString &suggested, std::function<void(const QString &)> chosen)>;
// Carries a file out of the window until it is dropped. Replaced by tests.
using StartDrag = std::function<void(QWidget *source, QMimeData *data, const QPixmap &shown)>;

// A kept picture on its way out of the program: to a file, the clipboard, another program, or its folder.
// Files are named by words of the prompt and the day.
class GenerateFiles : public QObject {
    Q_OBJECT

public:
    GenerateFiles(Outbox &outbox, QWidget *parent);

    void setAskFile(AskFile ask) { m_askFile = std::move(ask); }
    void setStartDrag(StartDrag start) { m_startDrag = std::move(start); }
    void setText(PictureText text) { m_text = text; } // inside the files

    void save(const ImageRow &row); // PNG, JPEG or WebP, as the name's ending says
    void copy(const ImageRow &row);
    void copyPrompt(const ImageRow &row);
    void openFolder(const ImageRow &row);
    void drag(const ImageRow &row, const QPixmap &shown);

Q_SIGNALS:
    void saved();
    void copied();
    void failed(const QString &what, const Error &error);

private:
    QString path(const ImageRow &row) const;
    QWidget *window() const;

    Outbox &m_outbox;
    AskFile m_askFile;
    StartDrag m_startDrag;
    PictureText m_text = PictureText::Inside;
    QTemporaryDir m_exports; // what was dragged out; a target may read it late
};
