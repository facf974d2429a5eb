// SPDX-License-Identifier: MIT
#include "ui/pages/cataloguelist.h"

#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/iconbutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 58;

ElidedLabel *makeLine(const QString &text, TextRole role, Ink ink, QWidget *parent)
{
    auto *line = new ElidedLabel(text, role, ink, parent);
    line->setAttribute(Qt::WA_TransparentForMouseEvents);
    return line;
}

QLabel *makeRight(const QString &text, TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel(text, role, ink, parent);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

} // namespace

CatalogueRow::CatalogueRow(const CatalogueItem &item, IconName icon, QWidget *parent)
    : QAbstractButton(parent)
    , m_item(item)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("%1, %2, %3 %4").arg(item.name, item.second, item.right, item.rightSecond));
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
    names->addWidget(makeLine(m_item.name, TextRole::Body, Ink::Text, this));
    ElidedLabel *second = makeLine(m_item.second, TextRole::MonoSmall, Ink::Dim, this);
    second->setElideMode(Qt::ElideMiddle);
    names->addWidget(second);
    names->addStretch();
    row->addLayout(names, 1);

    auto *right = new QVBoxLayout;
    right->setSpacing(2);
    right->addStretch();
    right->addWidget(makeRight(m_item.right, TextRole::Small, Ink::Text, this));
    right->addWidget(makeRight(m_item.rightSecond, TextRole::Help, Ink::Mute, this));
    right->addStretch();
    row->addLayout(right);

    m_menu = new IconButton(IconName::Ellipsis, tr("More for %1").arg(m_item.name), this);
    connect(m_menu, &QAbstractButton::clicked, this, &CatalogueRow::openMenu);
    row->addWidget(m_menu);
}

void CatalogueRow::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_item.state == CatalogueItem::State::Live) {
        connect(menu->addAction(tr("Archive")), &QAction::triggered, this, &CatalogueRow::archiveRequested);
    } else {
        connect(
            menu->addAction(tr("Unarchive")), &QAction::triggered, this, &CatalogueRow::unarchiveRequested);
    }
    connect(menu->addAction(tr("Copy id")), &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(m_item.id); });
    menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

QSize CatalogueRow::sizeHint() const
{
    return {240, scaled(rowHeight)};
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

CatalogueList::CatalogueList(const QString &title, IconName icon, QWidget *parent)
    : Card(title, parent)
    , m_icon(icon)
    , m_showArchived(new Button(tr("Show archived"), ButtonRole::Quiet, this))
    , m_empty(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_area(new QScrollArea(this))
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content))
    , m_skeleton(new SkeletonRows(this))
{
    m_showArchived->setButtonSize(ButtonSize::Small);
    m_showArchived->setCheckable(true);
    addHeadWidget(m_showArchived);
    connect(m_showArchived, &QAbstractButton::toggled, this, &CatalogueList::rebuild);

    body()->setContentsMargins(1, 0, 1, 6);
    body()->setSpacing(0);
    m_empty->setContentsMargins(16, 12, 16, 8);
    m_empty->setWordWrap(true);
    m_content->setProperty("scrolled", true);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_content);
    m_skeleton->setRows(3);
    body()->addWidget(m_empty);
    body()->addWidget(m_area);
    body()->addWidget(m_skeleton);
    m_skeleton->hide();
    rebuild();
}

void CatalogueList::setLoading()
{
    m_skeleton->show();
    m_empty->hide();
    m_area->hide();
}

void CatalogueList::setEmptyText(const QString &text)
{
    m_emptyText = text;
    rebuild();
}

void CatalogueList::setItems(const QList<CatalogueItem> &live, const QList<CatalogueItem> &archived, int most)
{
    setSub(most > 0 ? tr("%1 of %2").arg(live.size()).arg(most) : QString::number(live.size()));
    if (live == m_live && archived == m_archived && m_skeleton->isHidden())
        return; // the keyboard stays where it is
    m_live = live;
    m_archived = archived;
    rebuild();
}

void CatalogueList::addRow(const CatalogueItem &item)
{
    auto *row = new CatalogueRow(item, m_icon, m_content);
    row->setObjectName(objectName() + u"Row"_s + QString::number(m_rows.size() + 1));
    row->menuButton()->setObjectName(objectName() + u"Menu"_s + QString::number(m_rows.size() + 1));
    row->setChecked(item.id == m_current);
    connect(row, &QAbstractButton::clicked, this, [this, id = item.id] { Q_EMIT chosen(id); });
    connect(
        row, &CatalogueRow::archiveRequested, this, [this, id = item.id] { Q_EMIT archiveRequested(id); });
    connect(row, &CatalogueRow::unarchiveRequested, this,
        [this, id = item.id] { Q_EMIT unarchiveRequested(id); });
    m_column->addWidget(row);
    m_rows.append(row);
}

void CatalogueList::rebuild()
{
    for (CatalogueRow *row : std::as_const(m_rows))
        row->deleteLater(); // a row's own menu may be what asks for this
    m_rows.clear();
    const bool archived = m_showArchived->isChecked();
    for (const CatalogueItem &item : archived ? m_archived : m_live)
        addRow(item);
    m_showArchived->setText(archived ? tr("Show live") : tr("Show archived"));
    m_skeleton->hide();
    m_empty->setText(archived ? tr("Nothing is archived.") : m_emptyText);
    m_empty->setVisible(m_rows.isEmpty());
    m_area->setVisible(!m_rows.isEmpty());
    fitHeight();
}

void CatalogueList::fitHeight()
{
    const qsizetype rows = std::min<qsizetype>(m_rows.size(), m_rowsShown);
    m_area->setFixedHeight(int(rows) * scaled(rowHeight));
}

void CatalogueList::setRowsShown(int rows)
{
    m_rowsShown = rows;
    fitHeight();
}

void CatalogueList::setCurrent(const QString &id)
{
    m_current = id;
    for (CatalogueRow *row : std::as_const(m_rows))
        row->setChecked(row->item().id == id);
}

CatalogueRow *CatalogueList::row(const QString &id) const
{
    for (CatalogueRow *row : m_rows) {
        if (row->item().id == id)
            return row;
    }
    return nullptr;
}
