// SPDX-License-Identifier: MIT
#pragma once

#include "guide/story.h"

#include <QObject>
#include <QTimer>

class Guide;
class QWidget;

// Takes a picture of the window when the chapter in front is ticked, once what moves has settled. Kept as
// files, so that a walk resumed another day still has them.
class StoryPictures : public QObject {
    Q_OBJECT

public:
    // Both must outlive it. `folder` is made when the first picture is taken.
    StoryPictures(Guide &guide, QWidget &window, const QString &folder, QObject *parent = nullptr);

    QSet<int> ticked() const; // as it is now
    QMap<int, QString> files() const; // of the recipe that is walked, by chapter; those that are there
    void forget(); // of this recipe: the walk starts over

Q_SIGNALS:
    void taken(int chapter);

private:
    void take();
    QString path(int chapter) const;

    Guide &m_guide;
    QWidget &m_window;
    QString m_folder;
    int m_due = -1;
    QTimer m_settle;
};
