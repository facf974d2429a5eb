// SPDX-License-Identifier: MIT
#include "ui/code/guidesaver.h"

#include "guide/guide.h"
#include "support/call.h"

#include <QPointer>
#include <QThreadPool>
#include <QWidget>

using namespace Qt::StringLiterals;

GuideSaver::GuideSaver(Guide &guide, QWidget &window, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_guide(guide)
    , m_window(window)
    , m_pictures(guide, window, folder)
    , m_ask(askFolderByDialog())
{
}

void GuideSaver::save()
{
    m_ask(
        &m_window, tr("Save this guide in a new folder in"), [self = QPointer(this)](const QString &parent) {
            if (self)
                self->saveIn(parent);
        });
}

void GuideSaver::saveIn(const QString &parent)
{
    const CallSource<QString> source;
    whenDone(source.call(), this, [this](const Result<QString> &folder) {
        if (folder)
            Q_EMIT saved(*folder);
        else
            Q_EMIT failed(folder.error());
    });
    const Walk walk{.ticked = m_pictures.ticked(), .pictures = {}};
    QThreadPool::globalInstance()->start(
        [source, parent, walk, book = m_guide.book(), facts = m_guide.facts(), files = m_pictures.files()] {
            Walk whole = walk;
            for (auto file = files.begin(); file != files.end(); ++file)
                whole.pictures.insert(file.key(), QImage(file.value()));
            source.finish(saveStory(storyOf(book, facts, whole), parent));
        });
}
