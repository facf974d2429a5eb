// SPDX-License-Identifier: MIT
#include "ui/code/storypictures.h"

#include "guide/guide.h"
#include "ui/theme.h"

#include <QDir>
#include <QPixmap>
#include <QThreadPool>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto settled = 600ms; // the longest motion of look.md
}

StoryPictures::StoryPictures(Guide &guide, QWidget &window, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_guide(guide)
    , m_window(window)
    , m_folder(folder)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &StoryPictures::take);
    // A tick of another chapter would show a page that is not its own.
    connect(&guide, &Guide::tickedChapter, this, [this](int chapter) {
        if (chapter != m_guide.chapter())
            return;
        m_due = chapter;
        m_settle.start(motionTime(settled));
    });
    connect(&guide, &Guide::chapterShown, this, [this](int chapter) {
        if (m_due >= 0 && chapter != m_due)
            take(); // before the next page stands still
    });
}

// A tick may be taken away and set again: the newest picture is the true one.
void StoryPictures::take()
{
    m_settle.stop();
    const int chapter = std::exchange(m_due, -1);
    if (chapter < 0 || !m_window.isVisible())
        return;
    QThreadPool::globalInstance()->start(
        [image = m_window.grab().toImage(), folder = m_folder, path = path(chapter)] {
            if (QDir().mkpath(folder))
                image.save(path, "PNG");
        });
    Q_EMIT taken(chapter);
}

QString StoryPictures::path(int chapter) const
{
    return u"%1/%2-%3.png"_s.arg(m_folder, m_guide.recipe().id, m_guide.book().chapters.value(chapter).id);
}

QSet<int> StoryPictures::ticked() const
{
    QSet<int> ticked;
    for (int i = 0; i < int(m_guide.book().chapters.size()); ++i) {
        if (m_guide.ticked(i))
            ticked.insert(i);
    }
    return ticked;
}

QMap<int, QString> StoryPictures::files() const
{
    QMap<int, QString> files;
    for (int i = 0; i < int(m_guide.book().chapters.size()); ++i) {
        if (QFileInfo::exists(path(i)))
            files.insert(i, path(i));
    }
    return files;
}

void StoryPictures::forget()
{
    m_settle.stop();
    m_due = -1;
    for (const QString &file : files())
        QFile::remove(file);
}
