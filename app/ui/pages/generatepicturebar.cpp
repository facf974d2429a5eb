// SPDX-License-Identifier: MIT
#include "ui/pages/generatepicturebar.h"

#include "ui/pages/generatewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GeneratePictureBar::GeneratePictureBar(QWidget *parent)
    : QWidget(parent)
    , m_caption(new ElidedLabel({}, TextRole::Small, Ink::Text, this))
    , m_maker(new ElidedLabel({}, TextRole::Help, Ink::Mute, this))
{
    QSizePolicy kept = sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the picture keeps its size
    setSizePolicy(kept);
    m_caption->setObjectName(u"pictureCaption"_s);
    m_maker->setObjectName(u"pictureMaker"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_caption);
    words->addWidget(m_maker);
    row->addLayout(words, 1);
    addButtons();
    setCompact(false);
}

void GeneratePictureBar::addButtons()
{
    m_save = new Button(tr("Save"), ButtonRole::Secondary, this);
    m_save->setIconName(IconName::Download);
    m_save->setButtonSize(ButtonSize::Small);
    m_save->setObjectName(u"savePicture"_s);
    connect(m_save, &QAbstractButton::clicked, this, &GeneratePictureBar::saveRequested);
    layout()->addWidget(m_save);
    const auto addPair = [this](const QString &text, IconName icon, const QString &name, auto signal) {
        auto *wide = new Button(text, ButtonRole::Quiet, this);
        wide->setIconName(icon, Ink::Dim);
        wide->setButtonSize(ButtonSize::Small);
        auto *narrow = new IconButton(icon, text, this);
        m_roomyButtons.append(wide);
        m_compactButtons.append(narrow);
        for (QAbstractButton *button : std::initializer_list<QAbstractButton *>{wide, narrow}) {
            button->setObjectName(name);
            connect(button, &QAbstractButton::clicked, this, signal);
            layout()->addWidget(button);
        }
        return wide;
    };
    m_copy = addPair(tr("Copy"), IconName::Copy, u"copyPicture"_s, &GeneratePictureBar::copyRequested);
    addPair(tr("Vary"), IconName::Shuffle, u"varyPicture"_s, &GeneratePictureBar::varyRequested);
    m_vary = {static_cast<QAbstractButton *>(m_roomyButtons.last()),
        static_cast<QAbstractButton *>(m_compactButtons.last())};
    setSending(true);
    m_more = new IconButton(IconName::Ellipsis, tr("More"), this);
    m_more->setObjectName(u"pictureMore"_s);
    auto *menu = new QMenu(m_more);
    menu->setObjectName(u"pictureMenu"_s);
    fillMenu(menu);
    connect(m_more, &QAbstractButton::clicked, menu,
        [menu, more = m_more] { menu->popup(more->mapToGlobal(QPoint(0, more->height() + 4))); });
    layout()->addWidget(m_more);
}

void GeneratePictureBar::fillMenu(QMenu *menu)
{
    using Self = GeneratePictureBar;
    const auto add = [&](IconName mark, const QString &text, const QString &name, auto signal) {
        QAction *action = menu->addAction(icon(mark, Ink::Dim), text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, signal);
        return action;
    };
    QAction *seed = add(IconName::Dices, tr("New seed"), u"pictureNewSeed"_s, &Self::newSeedRequested);
    QAction *again = add(IconName::Refresh, tr("Regenerate"), u"regenerate"_s, &Self::againRequested);
    connect(menu, &QMenu::aboutToShow, this, [this, seed, again] { // as marked buttons have it
        const QString mark = m_sending && isBillingLive(this) ? tr("%1, LIVE") : u"%1"_s;
        seed->setText(mark.arg(tr("New seed")));
        again->setText(mark.arg(tr("Regenerate")));
    });
    menu->addSeparator();
    add(IconName::CornerDownLeft, tr("Use these settings"), u"useSettings"_s, &Self::useRequested);
    add(IconName::Info, tr("Show settings"), u"showSettings"_s, &Self::settingsRequested);
    add(IconName::Copy, tr("Copy prompt"), u"copyPrompt"_s, &Self::promptCopyRequested);
    add(IconName::FolderOpen, tr("Open folder"), u"showInFolder"_s, &Self::folderRequested);
    m_keeps = menu->addAction(tr("Keep settings in the file"));
    m_keeps->setObjectName(u"keepSettings"_s);
    m_keeps->setCheckable(true);
    connect(m_keeps, &QAction::toggled, this, &Self::keepsSettingsChanged);
    menu->addSeparator();
    QAction *gone = add(IconName::Trash, tr("Delete"), u"deletePicture"_s, &Self::deleteRequested);
    gone->setIcon(icon(IconName::Trash, Ink::Red));
}

void GeneratePictureBar::describe(const ImageRow &row)
{
    m_row = row;
    say();
}

void GeneratePictureBar::say()
{
    if (!m_row)
        return;
    const QString note = generate::wordsNote(*m_row);
    const QString maker = generate::byWhom(*m_row);
    m_caption->setText(generate::painted(*m_row));
    const bool full = note.isEmpty() || (m_compact && m_row->unknown.isEmpty());
    m_maker->setText(full ? maker : m_row->unknown.isEmpty() ? maker + u' ' + note : note);
    m_maker->setToolTip(maker + u' ' + note);
}

void GeneratePictureBar::setCompact(bool compact)
{
    m_compact = compact;
    for (QWidget *button : std::as_const(m_roomyButtons))
        button->setVisible(!compact);
    for (QWidget *button : std::as_const(m_compactButtons))
        button->setVisible(compact);
    say();
}

void GeneratePictureBar::setSending(bool sending)
{
    m_sending = sending;
    for (QAbstractButton *button : std::as_const(m_vary))
        sending ? markSending(button) : unmarkSending(button);
}

void GeneratePictureBar::setKeepsSettings(bool keeps)
{
    const QSignalBlocker quiet(m_keeps);
    m_keeps->setChecked(keeps);
}

void GeneratePictureBar::showSaved()
{
    m_save->showDone(tr("Saved"));
}

void GeneratePictureBar::showCopied()
{
    if (m_copy->isVisible())
        m_copy->showDone(tr("Copied"));
}

QWidget *GeneratePictureBar::menuButton() const
{
    return m_more;
}
