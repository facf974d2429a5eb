// SPDX-License-Identifier: MIT
#pragma once

#include "ui/code/askfolder.h"
#include "ui/code/storypictures.h"

// "Save this guide": asks for a folder and writes the walk with the person's own values and pictures into a
// new one there, off the window's thread.
class GuideSaver : public QObject {
    Q_OBJECT

public:
    // Both must outlive it. `folder` keeps the pictures between runs: `guide` in the workspace.
    GuideSaver(Guide &guide, QWidget &window, const QString &folder, QObject *parent = nullptr);

    void setAskFolder(AskFolder ask) { m_ask = std::move(ask); }
    StoryPictures &pictures() { return m_pictures; }
    void save();

Q_SIGNALS:
    void saved(const QString &folder);
    void failed(const Error &error);

private:
    void saveIn(const QString &parent);

    Guide &m_guide;
    QWidget &m_window;
    StoryPictures m_pictures;
    AskFolder m_ask;
};
