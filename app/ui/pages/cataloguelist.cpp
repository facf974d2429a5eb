// SPDX-License-Identifier: MIT
#include "ui/pages/cataloguelist.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype searchFrom = 9; // a shorter list is read faster than searched
} // namespace

CatalogueList::CatalogueList(const QString &title, IconName icon, QWidget *parent)
    : Card(title, parent)
    , m_icon(icon)
    , m_showArchived(new Button(tr("Show archived"), ButtonRole::Quiet, this))
    , m_search(new PrefixedEdit(this))
    , m_searchRow(new QWidget(this))
    , m_empty(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_area(new QScrollArea(this))
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content))
    , m_foot(new QWidget(this))
    , m_footWords(makeLabel({}, TextRole::Help, Ink::Mute, m_foot))
    , m_more(new Button({}, ButtonRole::Secondary, m_foot))
    , m_skeleton(new SkeletonRows(this))
{
    m_showArchived->setButtonSize(ButtonSize::Small);
    m_showArchived->setCheckable(true);
    addHeadWidget(m_showArchived);
    connect(m_showArchived, &QAbstractButton::toggled, this, [this] {
        m_rest = false;
        m_limit = rowsAtOnce;
        rebuild();
    });

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
    buildSearch();
    body()->addWidget(m_empty);
    body()->addWidget(m_area);
    buildFoot();
    body()->addWidget(m_skeleton);
    m_skeleton->hide();
    connect(this, &QObject::objectNameChanged, this, &CatalogueList::nameParts);
    rebuild();
}

void CatalogueList::buildSearch()
{
    QLineEdit *edit = search();
    edit->addAction(icon(IconName::Search, Ink::Mute), QLineEdit::LeadingPosition);
    edit->setClearButtonEnabled(true);
    setSearchHint(tr("Name, id or event name"));
    auto *row = new QHBoxLayout(m_searchRow);
    row->setContentsMargins(15, 12, 15, 10);
    row->addWidget(m_search);
    body()->addWidget(m_searchRow);
    m_searchRow->hide();
    connect(edit, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_limit = rowsAtOnce;
        rebuild();
        Q_EMIT searchChanged(words.trimmed());
    });
}

void CatalogueList::buildFoot()
{
    m_footWords->setWordWrap(true);
    m_more->setButtonSize(ButtonSize::Small);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(16, 8, 15, 4);
    row->setSpacing(12);
    row->addWidget(m_footWords, 1);
    row->addWidget(m_more);
    body()->addWidget(m_foot);
    m_foot->hide();
    connect(m_more, &QAbstractButton::clicked, this,
        [this] { search()->text().trimmed().isEmpty() ? showMore() : loadRest(); });
}

void CatalogueList::nameParts()
{
    search()->setObjectName(objectName() + u"Search"_s);
    m_more->setObjectName(objectName() + u"More"_s);
    m_footWords->setObjectName(objectName() + u"FootWords"_s);
    m_empty->setObjectName(objectName() + u"Empty"_s);
    m_showArchived->setObjectName(objectName() + u"Archived"_s);
}

QLineEdit *CatalogueList::search() const
{
    return m_search->lineEdit();
}

void CatalogueList::setRowMenus(CatalogueRow::Menu menus)
{
    m_menus = menus;
    m_showArchived->setVisible(menus == CatalogueRow::Menu::Shown);
}

void CatalogueList::setSearchHint(const QString &words)
{
    m_search->setPlaceholderText(words);
    search()->setAccessibleName(tr("Search: %1").arg(words));
}

void CatalogueList::setLoading()
{
    m_live.clear();
    m_archived.clear();
    m_moreLive = m_moreArchived = m_rest = false;
    rebuild();
    setSub({});
    m_skeleton->show();
    m_empty->hide();
    m_area->hide();
}

void CatalogueList::stopLoading()
{
    m_rest = false;
    showFoot();
}

void CatalogueList::setEmptyText(const QString &text)
{
    m_emptyText = text;
    if (m_skeleton->isHidden())
        rebuild();
}

void CatalogueList::setItems(const QList<CatalogueItem> &live, const QList<CatalogueItem> &archived, int most)
{
    m_most = most;
    if (live == m_live && archived == m_archived && m_skeleton->isHidden())
        return showSub(); // the keyboard stays where it is
    m_live = live;
    m_archived = archived;
    rebuild();
}

void CatalogueList::setMore(bool live, bool archived)
{
    m_moreLive = live;
    m_moreArchived = archived;
    showSub();
    showFoot();
    if (m_rest && moreHeld())
        Q_EMIT moreRequested(m_showArchived->isChecked() ? State::Archived : State::Live);
    else if (std::exchange(m_rest, false))
        rebuild();
}

void CatalogueList::showSub()
{
    const QString count = QString::number(m_live.size());
    if (m_moreLive)
        setSub(tr("%1 loaded").arg(count));
    else
        setSub(m_most > 0 && m_live.size() <= m_most ? tr("%1 of %2").arg(count).arg(m_most) : count);
}

const QList<CatalogueItem> &CatalogueList::items() const
{
    return m_showArchived->isChecked() ? m_archived : m_live;
}

bool CatalogueList::moreHeld() const
{
    return m_showArchived->isChecked() ? m_moreArchived : m_moreLive;
}

QList<CatalogueItem> CatalogueList::found() const
{
    const QString words = search()->text().trimmed();
    if (words.isEmpty() || m_searchRow->isHidden())
        return items();
    QList<CatalogueItem> matching;
    std::ranges::copy_if(items(), std::back_inserter(matching),
        [&words](const CatalogueItem &item) { return item.matches(words); });
    return matching;
}

CatalogueRow *CatalogueList::makeRow()
{
    auto *row = new CatalogueRow(m_icon, m_menus, m_content);
    const QString number = QString::number(m_rows.size() + 1);
    row->setObjectName(objectName() + u"Row"_s + number);
    row->menuButton()->setObjectName(objectName() + u"Menu"_s + number);
    connect(row, &QAbstractButton::clicked, this, [this, row] {
        row->setChecked(row->item().id == m_current); // the page says what is chosen
        Q_EMIT chosen(row->item().id);
    });
    connect(row, &CatalogueRow::archiveRequested, this, &CatalogueList::archiveRequested);
    connect(row, &CatalogueRow::unarchiveRequested, this, &CatalogueList::unarchiveRequested);
    connect(row, &CatalogueRow::stepped, this, [this, row](int by) { step(row, by); });
    m_column->addWidget(row);
    m_rows.append(row);
    return row;
}

void CatalogueList::step(CatalogueRow *from, int by)
{
    const qsizetype to = m_rows.indexOf(from) + by;
    if (to >= m_shown.size())
        return m_more->isVisible() ? m_more->setFocus(Qt::TabFocusReason) : void();
    QWidget *next = to < 0 ? static_cast<QWidget *>(search()) : m_rows[to];
    if (!next->isVisible())
        return;
    next->setFocus(to < 0 ? Qt::BacktabFocusReason : Qt::TabFocusReason);
    m_area->ensureWidgetVisible(next, 0, 0);
}

void CatalogueList::rebuild()
{
    const bool archived = m_showArchived->isChecked();
    m_searchRow->setVisible(
        items().size() >= searchFrom || moreHeld() || !search()->text().trimmed().isEmpty());
    const QList<CatalogueItem> matching = found();
    const bool searching = matching.size() != items().size();
    m_shown = matching.mid(0, m_limit);
    showRows();
    m_showArchived->setText(archived ? tr("Show live") : tr("Show archived"));
    m_skeleton->hide();
    m_empty->setText(searching ? tr("Nothing matches “%1”.").arg(search()->text().trimmed())
            : archived         ? tr("Nothing is archived.")
                               : m_emptyText);
    m_empty->setVisible(m_shown.isEmpty());
    m_area->setVisible(!m_shown.isEmpty());
    showSub();
    showFoot();
    fitHeight();
}

// Rows are kept and filled again: making them is what takes time.
void CatalogueList::showRows()
{
    m_content->setUpdatesEnabled(false);
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        CatalogueRow *row = i < m_rows.size() ? m_rows[i] : makeRow();
        row->setItem(m_shown[i]);
        row->setChecked(m_shown[i].id == m_current);
        row->show();
    }
    for (qsizetype i = m_shown.size(); i < m_rows.size(); ++i)
        m_rows[i]->hide();
    m_content->setUpdatesEnabled(true);
}

void CatalogueList::showFoot()
{
    const bool searching = !m_searchRow->isHidden() && !search()->text().trimmed().isEmpty();
    const qsizetype loaded = items().size();
    const bool hidden = found().size() > m_shown.size();
    m_foot->setVisible(m_skeleton->isHidden() && (hidden || moreHeld()));
    if (searching && moreHeld()) {
        m_footWords->setText(tr("Searching the %1 loaded.").arg(loaded));
        m_more->setText(tr("Load the rest"));
    } else {
        m_footWords->setText(
            hidden ? tr("%1 of %2 shown").arg(m_shown.size()).arg(found().size()) : QString());
        m_more->setText(tr("Show more"));
    }
    m_rest ? m_more->startBusy() : m_more->stopBusy();
}

// What is loaded first, then the service's next page.
void CatalogueList::showMore()
{
    const bool hidden = m_shown.size() < found().size();
    m_limit += rowsAtOnce;
    if (hidden)
        return rebuild();
    Q_EMIT moreRequested(m_showArchived->isChecked() ? State::Archived : State::Live);
}

void CatalogueList::loadRest()
{
    if (!moreHeld())
        return showMore();
    m_rest = true;
    showFoot();
    Q_EMIT moreRequested(m_showArchived->isChecked() ? State::Archived : State::Live);
}

void CatalogueList::fitHeight()
{
    const qsizetype rows = std::min<qsizetype>(m_shown.size(), m_rowsShown);
    m_area->setFixedHeight(int(rows) * CatalogueRow::rowHeight());
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

void CatalogueList::focusSearch()
{
    if (m_searchRow->isVisible())
        search()->setFocus(Qt::ShortcutFocusReason);
}

QWidget *CatalogueList::firstFocus() const
{
    const bool rowsAlone = m_searchRow->isHidden() && !m_shown.isEmpty();
    return rowsAlone ? static_cast<QWidget *>(m_rows.first()) : search();
}

CatalogueRow *CatalogueList::row(const QString &id) const
{
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (m_shown[i].id == id)
            return m_rows[i];
    }
    return nullptr;
}
