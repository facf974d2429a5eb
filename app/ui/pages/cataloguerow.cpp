// SPDX-License-Identifier: MIT
#include "ui/pages/cataloguerow.h"

#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/chip.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/sendingmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int height100 = 58;

ElidedLabel *makeLine(TextRole role, Ink ink, QWidget *parent)
{
    auto *line = new ElidedLabel({}, role, ink, parent);
    line->setAttribute(Qt::WA_TransparentForMouseEvents);
    return line;
}

QLabel *makeRight(TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel({}, role, ink, parent);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

} // namespace

bool CatalogueItem::matches(const QString &words) const
{
    return name.contains(words, Qt::CaseInsensitive) || second.contains(words, Qt::CaseInsensitive)
        || id.contains(words, Qt::CaseInsensitive);
}

CatalogueRow::CatalogueRow(IconName icon, Menu menu, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(makeLine(TextRole::Body, Ink::Text, this))
    , m_second(makeLine(TextRole::MonoSmall, Ink::Dim, this))
    , m_played(new Chip({ChipLook::Kind::Done, tr("In use")}, this))
    , m_right(makeRight(TextRole::Small, Ink::Text, this))
    , m_rightSecond(makeRight(TextRole::Help, Ink::Mute, this))
    , m_menu(new IconButton(IconName::Ellipsis, {}, this))
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    m_menu->setVisible(menu == Menu::Shown);
    build(icon);
}

void CatalogueRow::build(IconName icon)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(12);
    row->addWidget(new IconMark(icon, Ink::Dim, IconMark::Look::Tile, this));

    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addStretch();
    names->addWidget(m_name);
    m_second->setElideMode(Qt::ElideMiddle);
    names->addWidget(m_second);
    names->addStretch();
    row->addLayout(names, 1);

    m_played->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_played->hide();
    row->addWidget(m_played);
    auto *right = new QVBoxLayout;
    right->setSpacing(2);
    right->addStretch();
    right->addWidget(m_right);
    right->addWidget(m_rightSecond);
    right->addStretch();
    row->addLayout(right);

    connect(m_menu, &QAbstractButton::clicked, this, &CatalogueRow::openMenu);
    row->addWidget(m_menu);
}

void CatalogueRow::setItem(const CatalogueItem &item)
{
    if (item == m_item && !m_item.id.isEmpty())
        return;
    m_item = item;
    m_name->setText(item.name);
    m_second->setText(item.second);
    m_right->setText(item.right);
    m_rightSecond->setText(item.rightSecond);
    const bool played = item.use == CatalogueItem::Use::Played;
    m_played->setVisible(played);
    m_menu->setName(tr("More for %1").arg(item.name));
    const QString said = tr("%1, %2, %3 %4").arg(item.name, item.second, item.right, item.rightSecond);
    setAccessibleName(played ? tr("%1, used by this program").arg(said) : said);
    update();
}

void CatalogueRow::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool live = m_item.state == CatalogueItem::State::Live;
    const QString words = live ? tr("Archive") : tr("Unarchive");
    const QAction *archive = menu->addAction(isBillingLive(this) ? tr("%1, LIVE").arg(words) : words);
    connect(archive, &QAction::triggered, this, [this, live, id = m_item.id] {
        if (live)
            Q_EMIT archiveRequested(id);
        else
            Q_EMIT unarchiveRequested(id);
    });
    connect(menu->addAction(tr("Copy id")), &QAction::triggered, this,
        [id = m_item.id] { QGuiApplication::clipboard()->setText(id); });
    menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

int CatalogueRow::rowHeight()
{
    return scaled(height100);
}

QSize CatalogueRow::sizeHint() const
{
    return {240, rowHeight()};
}

void CatalogueRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        return Q_EMIT stepped(event->key() == Qt::Key_Down ? 1 : -1);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void CatalogueRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (isChecked()) {
        painter.fillRect(rect(), theme().select);
        painter.fillRect(QRect(0, 0, 3, height()), theme().accent.ink);
    } else if (underMouse() || isDown()) {
        painter.fillRect(rect(), isDown() ? theme().pressed : theme().hover);
    }
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
}
