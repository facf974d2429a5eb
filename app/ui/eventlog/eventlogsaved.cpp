// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogsaved.h"

#include "eventlog/log.h"
#include "ui/fonts.h"
#include "ui/pages/generatepopup.h"
#include "ui/parts/rowdelegate.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

const QString key = u"saved"_s;
constexpr int popupWidth = 420;
constexpr int listHeight = 260;
constexpr int longestName = 60;

QList<SavedQuery> readyMade()
{
    return {{EventLogSaved::tr("Not counted"), u"verdict:not-counted"_s},
        {EventLogSaved::tr("Refused"), u"verdict:refused"_s},
        {EventLogSaved::tr("Sent before"), u"verdict:duplicate"_s},
        {EventLogSaved::tr("From SDKs"), u"-sender:app"_s}, {EventLogSaved::tr("Retries"), u"-retry:0"_s},
        {EventLogSaved::tr("Slower than 100 ms"), u"took:>100"_s}};
}

QList<SavedQuery> read(const QString &text)
{
    if (text.isEmpty())
        return readyMade();
    QList<SavedQuery> saved;
    for (const QJsonValue each : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const SavedQuery one{each["name"_L1].toString(), each["query"_L1].toString()};
        if (!one.name.isEmpty() && !one.query.isEmpty() && saved.size() < EventLogSaved::most)
            saved.append(one);
    }
    return saved;
}

QString write(const QList<SavedQuery> &saved)
{
    QJsonArray json;
    for (const SavedQuery &each : saved)
        json.append(QJsonObject{{"name"_L1, each.name}, {"query"_L1, each.query}});
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

EventLogSaved::EventLogSaved(EventLog &log, QWidget *parent)
    : Button(tr("Saved"), ButtonRole::Outlined, parent)
    , m_log(log)
    , m_saved(read(log.setting(key)))
    , m_popup(new GeneratePopup(tr("Saved queries"), this))
{
    setObjectName(u"logSaved"_s);
    setIconName(IconName::Bookmark);
    setAccessibleDescription(tr("Opens the queries that are kept"));
    buildPopup();
    connect(this, &QAbstractButton::clicked, this, &EventLogSaved::open);
    list(0);
}

void EventLogSaved::buildPopup()
{
    m_popup->setObjectName(u"logSavedPopup"_s);
    buildKeep();
    buildList();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [&](const QString &text, const QString &name) {
        auto *button = new Button(text, ButtonRole::Quiet, m_popup);
        button->setObjectName(name);
        button->setButtonSize(ButtonSize::Small);
        row->addWidget(button);
        return button;
    };
    m_rename = add(tr("Rename"), u"logSavedRename"_s);
    m_remove = add(tr("Delete"), u"logSavedDelete"_s);
    m_undo = add(tr("Undo"), u"logSavedUndo"_s);
    row->addStretch(1);
    m_popup->body()->addLayout(row);
    connect(m_rename, &QAbstractButton::clicked, this, [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_remove, &QAbstractButton::clicked, this, &EventLogSaved::removeCurrent);
    connect(m_undo, &QAbstractButton::clicked, this, &EventLogSaved::undoRemove);
}

void EventLogSaved::buildKeep()
{
    QLabel *label = makeLabel(tr("Keep the query as"), TextRole::Small, Ink::Dim, m_popup);
    m_name = new QLineEdit(m_popup);
    m_name->setObjectName(u"logSavedName"_s);
    m_name->setAccessibleName(tr("Name of the query"));
    m_name->setMaxLength(longestName);
    label->setBuddy(m_name);
    m_keep = new Button(tr("Keep"), ButtonRole::Primary, m_popup);
    m_keep->setObjectName(u"logSavedKeep"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_name, 1);
    row->addWidget(m_keep);
    m_popup->body()->addWidget(label);
    m_popup->body()->addLayout(row);
    connect(m_name, &QLineEdit::textChanged, this, &EventLogSaved::showButtons);
    connect(m_name, &QLineEdit::returnPressed, this, &EventLogSaved::keepQuery);
    connect(m_keep, &QAbstractButton::clicked, this, &EventLogSaved::keepQuery);
}

void EventLogSaved::buildList()
{
    m_list = new QListWidget(m_popup);
    m_list->setObjectName(u"logSavedList"_s);
    m_list->setAccessibleName(tr("Saved queries"));
    m_list->setItemDelegate(new RowDelegate(RowDelegate::Height::Table, m_list));
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_none = makeLabel(tr("No query is kept."), TextRole::Small, Ink::Mute, m_popup);
    m_popup->body()->addWidget(m_list);
    m_popup->body()->addWidget(m_none);
    connect(m_list, &QListWidget::itemClicked, this, &EventLogSaved::choose);
    connect(m_list, &QListWidget::itemChanged, this, &EventLogSaved::rename);
    connect(m_list, &QListWidget::currentRowChanged, this, &EventLogSaved::showButtons);
}

void EventLogSaved::setQuery(const QString &query)
{
    m_query = query.trimmed();
}

void EventLogSaved::open()
{
    m_removed.reset();
    m_name->clear();
    m_list->setFixedSize(scaled(popupWidth), scaled(listHeight));
    list(std::max(0, m_list->currentRow()));
    m_popup->open();
    (m_query.isEmpty() ? static_cast<QWidget *>(m_list) : m_name)->setFocus(Qt::PopupFocusReason);
}

// Another query under the same name replaces the first one.
void EventLogSaved::keepQuery()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty() || !m_keep->isEnabled())
        return;
    const auto same = std::ranges::find(m_saved, name, &SavedQuery::name);
    const qsizetype at = same - m_saved.begin();
    if (same != m_saved.end())
        same->query = m_query;
    else
        m_saved.append({name, m_query});
    store();
    m_name->clear();
    list(int(at));
    m_list->setFocus(Qt::OtherFocusReason);
}

void EventLogSaved::choose(QListWidgetItem *item)
{
    const int row = m_list->row(item);
    m_popup->close();
    Q_EMIT chosen(m_saved[row].query);
}

void EventLogSaved::rename(QListWidgetItem *item)
{
    SavedQuery &is = m_saved[m_list->row(item)];
    const QString name = item->text().simplified().left(longestName);
    if (name == is.name)
        return;
    if (!name.isEmpty()) {
        is.name = name;
        store();
    }
    list(m_list->row(item));
}

void EventLogSaved::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_removed = {row, m_saved.takeAt(row)};
    store();
    list(std::min(row, int(m_saved.size()) - 1));
    (m_saved.isEmpty() ? static_cast<QWidget *>(m_undo) : m_list)->setFocus(Qt::OtherFocusReason);
}

void EventLogSaved::undoRemove()
{
    if (!m_removed)
        return;
    const int row = m_removed->first;
    m_saved.insert(row, m_removed->second);
    m_removed.reset();
    store();
    list(row);
    m_list->setFocus(Qt::OtherFocusReason);
}

void EventLogSaved::list(int current)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const SavedQuery &each : std::as_const(m_saved)) {
        auto *item = new QListWidgetItem(each.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(TrailTextRole, each.query);
        item->setToolTip(each.query);
        item->setData(Qt::AccessibleDescriptionRole, each.query);
    }
    m_list->setCurrentRow(current);
    m_list->setVisible(!m_saved.isEmpty());
    m_none->setVisible(m_saved.isEmpty());
    showButtons();
}

void EventLogSaved::showButtons()
{
    const bool named = !m_name->text().simplified().isEmpty();
    m_keep->setOffReason(m_query.isEmpty() ? tr("Type a query first.")
            : !named                       ? tr("Give it a name.")
            : m_saved.size() >= most       ? tr("100 queries are kept. Delete one first.")
                                           : QString());
    const bool one = m_list->currentRow() >= 0;
    m_rename->setEnabled(one);
    m_remove->setEnabled(one);
    m_undo->setVisible(m_removed.has_value());
}

void EventLogSaved::store()
{
    m_log.setSetting(key, write(m_saved));
}

// Return chooses and Delete deletes, as in other lists.
bool EventLogSaved::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return Button::eventFilter(watched, event);
    const int pressed = static_cast<QKeyEvent *>(event)->key();
    if (pressed == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    if ((pressed == Qt::Key_Return || pressed == Qt::Key_Enter) && m_list->currentItem()) {
        choose(m_list->currentItem());
        return true;
    }
    return false;
}
