// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcolumnlist.h"

#include "ui/eventlog/eventlogcolumns.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int listWidth = 280;
constexpr int rowHeight = 32;
constexpr int widthStep = 16;
} // namespace

EventLogColumnList::EventLogColumnList(EventLogColumns &columns, QWidget *anchor)
    : GeneratePopup(tr("Columns"), anchor)
    , m_columns(columns)
    , m_list(new QListWidget(this))
    , m_reset(new Button(tr("As at first"), ButtonRole::Quiet, this))
{
    setObjectName(u"logColumnList"_s);
    m_list->setObjectName(u"logColumnsShown"_s);
    m_list->setAccessibleName(tr("Columns"));
    m_list->setAccessibleDescription(tr("Space shows or hides. Alt with an arrow key moves or widens."));
    m_list->setProperty("menu", true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_reset->setObjectName(u"logColumnsReset"_s);
    m_reset->setButtonSize(ButtonSize::Small);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    const auto addStep = [&](IconName icon, const QString &name, const QString &objectName, auto act) {
        auto *button = new IconButton(icon, name, this);
        button->setObjectName(objectName);
        row->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, act);
    };
    addStep(IconName::ChevronUp, tr("Further left"), u"logColumnLeft"_s, [this] { step(-1); });
    addStep(IconName::ChevronDown, tr("Further right"), u"logColumnRight"_s, [this] { step(1); });
    addStep(IconName::Minus, tr("Narrower"), u"logColumnNarrower"_s, [this] { widen(-widthStep); });
    addStep(IconName::Plus, tr("Wider"), u"logColumnWider"_s, [this] { widen(widthStep); });
    row->addStretch(1);
    row->addWidget(m_reset);
    body()->addWidget(makeLabel(tr("Columns of the log"), TextRole::SmallStrong, Ink::Text, this));
    body()->addWidget(m_list);
    body()->addLayout(row);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling)
            m_columns.setWanted(item->data(Qt::UserRole).toInt(), item->checkState() == Qt::Checked);
    });
    connect(m_reset, &QAbstractButton::clicked, &columns, &EventLogColumns::reset);
    connect(&columns, &EventLogColumns::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void EventLogColumnList::openList()
{
    refresh();
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_list->setFixedSize(scaled(listWidth), m_list->count() * scaled(rowHeight) + 12);
    open();
    m_list->setFocus(Qt::PopupFocusReason);
}

int EventLogColumnList::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toInt() : -1;
}

void EventLogColumnList::refresh()
{
    const QScopedValueRollback filling(m_filling, true);
    const int chosen = current();
    m_list->clear();
    for (const int column : m_columns.order()) {
        auto *item = new QListWidgetItem(m_columns.name(column), m_list);
        item->setData(Qt::UserRole, column);
        item->setCheckState(m_columns.wanted(column) ? Qt::Checked : Qt::Unchecked);
        if (column == chosen)
            m_list->setCurrentItem(item);
    }
    m_reset->setEnabled(!m_columns.isFirst());
}

void EventLogColumnList::step(int by)
{
    if (const int column = current(); column >= 0)
        m_columns.move(column, by);
}

void EventLogColumnList::widen(int by)
{
    if (const int column = current(); column >= 0)
        m_columns.widen(column, by);
}

bool EventLogColumnList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return GeneratePopup::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() != Qt::AltModifier)
        return false;
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        step(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        widen(key->key() == Qt::Key_Left ? -widthStep : widthStep);
        return true;
    default:
        return false;
    }
}
