// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerymenu.h"

#include "ui/icons.h"

using namespace Qt::StringLiterals;

GalleryMenu::GalleryMenu(QWidget *parent)
    : QMenu(parent)
{
    using Act = GalleryAct;
    setObjectName(u"galleryMenu"_s);
    add(Act::Open, "galleryMenuOpen", tr("Show large"));
    addSeparator();
    add(Act::Use, "galleryMenuUse", tr("Use these settings"));
    add(Act::Vary, "galleryMenuVary", tr("Vary"));
    add(Act::NewSeed, "galleryMenuNewSeed", tr("New seed"));
    add(Act::Again, "galleryMenuAgain", tr("Again"));
    addSeparator();
    add(Act::ShowEvent, "galleryMenuEvent", tr("Show event"));
    add(Act::ShowBill, "galleryMenuBill", tr("Show bill"));
    addSeparator();
    add(Act::Save, "galleryMenuSave", tr("Save"));
    add(Act::Copy, "galleryMenuCopy", tr("Copy"));
    add(Act::CopyPrompt, "galleryMenuCopyPrompt", tr("Copy prompt"));
    add(Act::Folder, "galleryMenuFolder", tr("Open folder"));
    add(Act::TextInside, "galleryMenuText", tr("Settings and receipt in saved files"));
    m_actions[Act::TextInside]->setCheckable(true);
    addSeparator();
    add(Act::Delete, "galleryMenuDelete", tr("Delete"));
    m_actions[Act::Delete]->setIcon(::icon(IconName::Trash, Ink::Red));
}

void GalleryMenu::add(GalleryAct act, const char *name, const QString &text)
{
    QAction *action = addAction(text, this, [this, act] { Q_EMIT chosen(act); });
    action->setObjectName(QLatin1StringView(name));
    m_actions.insert(act, action);
}

void GalleryMenu::fit(const Fits &fits)
{
    using Act = GalleryAct;
    const bool one = fits.pictures == 1;
    m_actions[Act::Open]->setVisible(!fits.open);
    m_actions[Act::Open]->setEnabled(one);
    for (const Act act : {Act::Use, Act::Vary, Act::NewSeed, Act::Again, Act::CopyPrompt, Act::Folder})
        m_actions[act]->setEnabled(one);
    for (const Act act : {Act::ShowEvent, Act::ShowBill})
        m_actions[act]->setEnabled(one && fits.event);
    for (const Act act : {Act::Save, Act::Copy})
        m_actions[act]->setEnabled(fits.pictures > 0);
    m_actions[Act::Delete]->setVisible(fits.kept);
    m_actions[Act::Delete]->setEnabled(fits.pictures > 0);
    m_actions[Act::TextInside]->setChecked(fits.textInside);
    const QString mark = fits.live ? tr("%1, LIVE") : u"%1"_s; // as marked buttons have it
    m_actions[Act::Vary]->setText(mark.arg(tr("Vary")));
    m_actions[Act::NewSeed]->setText(mark.arg(tr("New seed")));
    m_actions[Act::Again]->setText(mark.arg(tr("Again")));
}
