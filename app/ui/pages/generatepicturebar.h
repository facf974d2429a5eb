// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"

#include <QWidget>

class Button;
class ElidedLabel;
class IconButton;
class QAbstractButton;
class QAction;
class QMenu;

// Under the picture: what it shows and who made it, and what can be done with it.
class GeneratePictureBar : public QWidget {
    Q_OBJECT

public:
    explicit GeneratePictureBar(QWidget *parent = nullptr);

    void describe(const ImageRow &row);
    void setCompact(bool compact);
    void setSending(bool sending); // whether a picture made from this one is billed
    void setKeepsSettings(bool keeps); // the switch in the menu; does not signal
    void showSaved();
    void showCopied();
    QWidget *menuButton() const;

Q_SIGNALS:
    void saveRequested();
    void copyRequested();
    void varyRequested(); // the next seed
    void newSeedRequested(); // any other seed
    void againRequested(); // exactly the same
    void useRequested(); // its settings into the form
    void settingsRequested(); // shown, the form stays
    void promptCopyRequested();
    void folderRequested();
    void deleteRequested();
    void keepsSettingsChanged(bool keeps); // inside the file

private:
    void addButtons();
    void fillMenu(QMenu *menu);
    void say();

    std::optional<ImageRow> m_row;
    bool m_compact = false;
    bool m_sending = true;
    QList<QAbstractButton *> m_vary;
    ElidedLabel *m_caption;
    ElidedLabel *m_maker;
    Button *m_save = nullptr;
    Button *m_copy = nullptr;
    IconButton *m_more = nullptr;
    QAction *m_keeps = nullptr;
    QList<QWidget *> m_roomyButtons;
    QList<QWidget *> m_compactButtons;
};
