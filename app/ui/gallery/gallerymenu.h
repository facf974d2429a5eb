// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QMenu>

// What can be done with a picture, or with several.
enum class GalleryAct {
    Open,
    Use,
    Vary,
    NewSeed,
    Again,
    ShowEvent,
    ShowBill,
    Save,
    Copy,
    CopyPrompt,
    Folder,
    TextInside,
    Delete
};

// The same of them behind the right button in the grid, and behind "More" in the viewer.
class GalleryMenu : public QMenu {
    Q_OBJECT

public:
    explicit GalleryMenu(QWidget *parent);

    struct Fits {
        qsizetype pictures = 0;
        bool open = false; // large already
        bool event = false; // one was sent for it, and is in the present place
        bool kept = true; // in the workspace
        bool textInside = true;
        bool live = false; // what is made from it is billed live
    };
    void fit(const Fits &fits);

Q_SIGNALS:
    void chosen(GalleryAct act);

private:
    void add(GalleryAct act, const char *name, const QString &text);

    QHash<GalleryAct, QAction *> m_actions;
};
