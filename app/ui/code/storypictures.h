// SPDX-License-Identifier: MIT
#pragma once

#include "guide/story.h"

#include <QObject>
#include <QTimer>

class Guide;
class QWidget;

// Takes a picture of the window when a chapter of the guide is ticked, once what moves has settled. Forgets
// them when the walk starts over.
class StoryPictures : public QObject {
    Q_OBJECT

public:
    // Both must outlive it.
    StoryPictures(Guide &guide, QWidget &window, QObject *parent = nullptr);

    Walk walk() const; // ticks as they are now
    void forget();

private:
    void ticked(int chapter);
    void take();

    Guide &m_guide;
    QWidget &m_window;
    QMap<int, QImage> m_pictures;
    QSet<int> m_due;
    QTimer m_settle;
};
