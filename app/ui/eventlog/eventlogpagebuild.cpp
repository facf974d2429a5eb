// SPDX-License-Identifier: MIT
// How the Event log page is put together.
#include "ui/eventlog/eventlogpage.h"

#include "ui/eventlog/eventlogbar.h"
#include "ui/eventlog/eventlogchoice.h"
#include "ui/eventlog/eventlogcolumnlist.h"
#include "ui/eventlog/eventlogcolumns.h"
#include "ui/eventlog/eventlogdetail.h"
#include "ui/eventlog/eventlogempty.h"
#include "ui/eventlog/eventlogexport.h"
#include "ui/eventlog/eventlogimport.h"
#include "ui/eventlog/eventlogkeeping.h"
#include "ui/eventlog/eventlogmarks.h"
#include "ui/eventlog/eventlognote.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogsaved.h"
#include "ui/eventlog/eventlogsend.h"
#include "ui/eventlog/eventlogsplit.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/eventlog/eventlogtableactions.h"
#include "ui/eventlog/eventlogtablehead.h"
#include "ui/eventlog/eventlogwindow.h"
#include "ui/parts/messagestrip.h"
#include "ui/payload/payloadeditor.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

void EventLogPage::buildTable()
{
    m_table = new EventLogTable(*m_rows, m_log, m_content);
    m_table->setObjectName(u"logTable"_s);
    m_marks = new EventLogMarks(m_log, *m_rows, *m_table);
    m_note = new EventLogNote(*m_marks, m_content);
    m_columns = new EventLogColumnList(m_table->columns(), m_bar->menuButton());
    m_detail = new EventLogDetail(m_session, m_log, m_content);
    m_split = new EventLogSplit(m_content);
    m_split->setParts(m_table, m_detail);
    m_choice = new EventLogChoice(m_session, m_log, m_model, *m_rows, *m_table, *m_detail, this);
    auto *actions = new EventLogTableActions(m_log, *m_rows, *m_table, *m_marks);
    connect(&m_session, &Session::modeChanged, actions,
        [this, actions] { actions->setLive(m_session.isLive()); });
    connect(actions, &EventLogTableActions::replayRequested, this, &EventLogPage::replay);
    connect(m_choice, &EventLogChoice::replayRequested, this, &EventLogPage::replay);
    connect(actions, &EventLogTableActions::exportRequested, m_export, &EventLogExport::writeChosen);
    connect(actions, &EventLogTableActions::noteRequested, m_note, &EventLogNote::open);
    connect(actions, &EventLogTableActions::columnsRequested, m_columns, &EventLogColumnList::openList);
    connect(m_table->head(), &QWidget::customContextMenuRequested, m_columns, &EventLogColumnList::openList);
    connect(m_note, &EventLogNote::folded, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
}

void EventLogPage::buildBar()
{
    m_strip->setObjectName(u"logStrip"_s);
    m_strip->hide();
    m_export->setMarks(*m_marks);
    m_bar->addAfterQuery(m_saved);
    m_bar->addBeforeMenu(m_export);
    fillMenu();
}

void EventLogPage::fillMenu()
{
    QMenu *menu = m_bar->menu();
    const auto add = [menu](const QString &text, const QString &name) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        return action;
    };
    connect(add(tr("Columns…"), u"logMenuColumns"_s), &QAction::triggered, m_columns,
        &EventLogColumnList::openList);
    connect(add(tr("Columns and order as at first"), u"logMenuReset"_s), &QAction::triggered,
        &m_table->columns(), &EventLogColumns::reset);
    menu->addSeparator();
    connect(add(tr("What is kept…"), u"logMenuKeeping"_s), &QAction::triggered, m_keeping,
        &EventLogKeeping::openSheet);
    QAction *clear = add(tr("Clear the log"), u"logMenuClear"_s);
    connect(clear, &QAction::triggered, m_keeping, &EventLogKeeping::clear);
    QAction *undo = add(tr("Bring back what was cleared"), u"logMenuUndoClear"_s);
    connect(undo, &QAction::triggered, m_keeping, &EventLogKeeping::undoClear);
    connect(menu, &QMenu::aboutToShow, this, [this, clear, undo] {
        clear->setEnabled(m_model.rowCount() > 0);
        undo->setEnabled(m_log.canUndoClear());
    });
}

void EventLogPage::buildContent()
{
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_split);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(24, 0, 24, 0);
    strip->addWidget(m_strip);
    column->addWidget(m_bar);
    column->addLayout(strip);
    column->addWidget(m_editor);
    column->addWidget(m_send);
    column->addWidget(m_note);
    column->addLayout(m_stack, 1);
    m_content->installEventFilter(this);
}

void EventLogPage::buildEmpty()
{
    const auto centred = [this](EmptyState *state) {
        auto *around = new QWidget(m_content);
        auto *column = new QVBoxLayout(around);
        column->setContentsMargins(24, 16, 24, 24);
        column->addWidget(state, 0, Qt::AlignCenter);
        m_stack->addWidget(around);
    };
    m_empty = new EventLogEmpty(m_session, m_content);
    connect(m_empty, &EventLogEmpty::generateRequested, this, &EventLogPage::generateRequested);
    centred(m_empty);

    m_noMatch = new EmptyState(m_content);
    m_noMatch->setObjectName(u"logNoMatch"_s);
    Button *clear = m_noMatch->addButton(tr("Show all of it"));
    clear->setObjectName(u"logShowAll"_s);
    connect(clear, &QAbstractButton::clicked, this, [this] {
        if (m_bar->listed() == EventLogBar::PinnedOnly) {
            m_bar->setListed(EventLogBar::Events);
            setListed(EventLogBar::Events);
        }
        showQuery({});
    });
    centred(m_noMatch);

    m_away->setContent(IconName::PictureInPicture, tr("The log has its own window"),
        tr("Closing that window brings it back."));
    Button *back = m_away->addButton(tr("Bring it back"));
    back->setObjectName(u"attachLog"_s);
    connect(back, &QAbstractButton::clicked, this, &EventLogPage::attach);
}

void EventLogPage::connectRows()
{
    const auto again = [this] {
        m_choice->chooseAgain();
        refreshRows();
    };
    connect(m_rows, &LogView::scanned, this, again);
    connect(m_rows, &QAbstractItemModel::modelReset, this, again);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &EventLogPage::refreshRows);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &EventLogPage::refreshRows);
    connect(m_rows, &LogView::busyChanged, this, &EventLogPage::refreshBusy);
    connect(m_rows, &QAbstractItemModel::dataChanged, m_choice, &EventLogChoice::refresh);
    connect(&m_log, &EventLog::marked, m_choice, &EventLogChoice::refresh);
    connect(m_table, &EventLogTable::resumeRequested, this, &EventLogPage::togglePause);
    connect(&m_model, &LogModel::held, m_table, [this](int rows) { m_table->setHeld(m_paused ? rows : -1); });
    m_percent.setInterval(100);
    connect(
        &m_percent, &QTimer::timeout, this, [this] { m_bar->setBusy(m_rows->busy(), m_rows->percent()); });
}

void EventLogPage::connectBar()
{
    connect(m_bar, &EventLogBar::queryChanged, this, &EventLogPage::setQuery);
    connect(m_bar, &EventLogBar::searchCancelled, m_rows, &LogView::cancel);
    connect(m_bar, &EventLogBar::listedChanged, this, &EventLogPage::setListed);
    connect(m_bar, &EventLogBar::pauseRequested, this, &EventLogPage::togglePause);
    connect(m_bar, &EventLogBar::detachRequested, this, [this] { m_window ? attach() : detach(); });
    connect(m_saved, &EventLogSaved::chosen, this, [this](const QString &query) {
        showQuery(query);
        m_bar->focusQuery();
    });
    connect(m_export, &EventLogExport::importRequested, m_import, &EventLogImport::ask);
}

void EventLogPage::connectDetail()
{
    EventLogVerdict *verdict = m_detail->verdict();
    connect(verdict, &EventLogVerdict::meterRequested, this, &EventLogPage::meterRequested);
    connect(verdict, &EventLogVerdict::mendRequested, this, &EventLogPage::openEditor);
    connect(verdict, &EventLogVerdict::meterMendRequested, this, &EventLogPage::meterMendRequested);
    connect(m_detail, &EventLogDetail::rowRequested, this, &EventLogPage::showRow);
    connect(m_detail, &EventLogDetail::meterRequested, this, &EventLogPage::meterChosen);
    connect(m_detail, &EventLogDetail::productRequested, this, &EventLogPage::productChosen);
    connect(m_detail, &EventLogDetail::customerRequested, this, &EventLogPage::customerChosen);
    connect(m_detail, &EventLogDetail::invoiceRequested, this, &EventLogPage::invoiceRequested);
    connect(m_detail, &EventLogDetail::pictureRequested, this, &EventLogPage::pictureRequested);
}

// One of the two that send events at a time: both take room from the log.
void EventLogPage::connectSend()
{
    connect(m_bar, &EventLogBar::sendRequested, this, [this] {
        m_editor->fold();
        m_send->toggle();
    });
    connect(m_bar, &EventLogBar::editorRequested, this,
        [this] { m_editor->isVisible() ? m_editor->fold() : openEditor({}); });
    connect(&m_session, &Session::modeChanged, this, [this] {
        if (m_session.isLive())
            m_send->fold();
        m_bar->setSendingOff(m_session.isLive() ? tr("Live mode sends no made up events.") : QString());
    });
    connect(m_send, &EventLogSend::toggled, this, &EventLogPage::fit);
    connect(m_send, &EventLogSend::folded, m_bar, &EventLogBar::focusSend);
    connect(m_send, &EventLogSend::customerRequested, this, &EventLogPage::customerRequested);
    connect(m_editor, &PayloadEditor::toggled, this, &EventLogPage::fit);
    connect(m_editor, &PayloadEditor::folded, m_bar, &EventLogBar::focusEditor);
    connect(m_editor, &PayloadEditor::sent, this,
        [this](const EventId &event) { m_editor->isReplay() ? awaitAgain(event) : showEvent(event); });
}
