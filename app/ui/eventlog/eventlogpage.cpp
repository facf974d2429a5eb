// SPDX-License-Identifier: MIT
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

EventLogPage::EventLogPage(
    Session &session, EventLog &log, LogModel &model, LogFollower &follower, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
    , m_model(model)
    , m_rows(new EventLogRows(model, &log, this))
    , m_column(new QVBoxLayout(this))
    , m_content(new QWidget(this))
    , m_away(new EmptyState(this))
    , m_bar(new EventLogBar(model, m_content))
    , m_strip(new MessageStrip(m_content))
    , m_export(new EventLogExport(log, *m_rows, *m_strip, m_bar))
    , m_import(new EventLogImport(log, *m_strip, m_content))
    , m_saved(new EventLogSaved(log, m_bar))
    , m_keeping(new EventLogKeeping(log, model, *m_strip, m_bar->menuButton()))
    , m_send(new EventLogSend(session, m_content))
    , m_editor(new PayloadEditor(session, log, m_content))
{
    setObjectName(u"eventLogPage"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSizeConstraint(QLayout::SetNoConstraint);
    m_column->addWidget(m_content);
    m_column->addWidget(m_away, 0, Qt::AlignCenter);
    m_away->hide();
    buildTable();
    buildBar();
    buildContent();
    buildEmpty();
    connectRows();
    connectBar();
    connectDetail();
    connectSend();
    connect(&follower, &LogFollower::verdictsChanged, m_choice, &EventLogChoice::refresh);
    connect(&follower, &LogFollower::missed, this, &EventLogPage::sayMissed);
    connect(&session, &Session::usageChanged, this, &EventLogPage::judgeAgain);
    refreshRows();
}

EventLogPage::~EventLogPage() = default;

// A late event or another price changes what was said of the rows in sight.
void EventLogPage::judgeAgain()
{
    const auto [first, last] = m_table->rowsInSight();
    QList<qint64> numbers;
    for (int row = first; row >= 0 && row <= last; ++row)
        numbers.append(m_rows->row(row).rowNumber);
    m_model.judgeAgain(numbers);
}

void EventLogPage::sayMissed(qint64 count)
{
    m_strip->clearButtons();
    m_strip->setKind(MessageStrip::Kind::Warning);
    m_strip->setMessage(tr("%n request(s) are missing here", nullptr, int(std::min<qint64>(count, INT_MAX))),
        tr("The sandbox had dropped its oldest before this window asked. Bills are not touched."));
    connect(m_strip->addButton(tr("Close")), &QAbstractButton::clicked, m_strip, &QWidget::hide);
    m_strip->show();
}

void EventLogPage::setQuery(const QString &query)
{
    const QStringList unread = LogFilter(query).unread();
    m_bar->setUnread(unread);
    if (!unread.isEmpty() || m_bar->isUnfinished())
        return; // the last rows stay until it can be read
    m_awaited = {};
    m_rows->setQuery(query);
    m_saved->setQuery(query);
    m_detail->setWords(m_rows->filter().highlights());
}

void EventLogPage::setListed(int listed)
{
    m_rows->setScope(listed == EventLogBar::Events ? LogView::Scope::Events : LogView::Scope::All);
    m_rows->setPinnedOnly(listed == EventLogBar::PinnedOnly);
}

void EventLogPage::refreshRows()
{
    if (!m_rows->busy())
        m_bar->setCount(m_rows->requests(), m_rows->total());
    const bool pinned = m_bar->listed() == EventLogBar::PinnedOnly;
    const bool none = m_rows->total() == 0 && !pinned;
    const bool noMatch = m_rows->rowCount() == 0 && !m_rows->scanning();
    const bool asked = !m_bar->query().isEmpty();
    m_noMatch->setContent(pinned && !asked ? IconName::Pin : IconName::Search,
        pinned && !asked ? tr("Nothing is pinned") : tr("Nothing matches"),
        pinned && !asked ? tr("Choose a row and press P.") : tr("No request of the log fits the query."));
    m_stack->setCurrentIndex(none ? 1 : noMatch ? 2 : 0);
    if (m_awaited.isEmpty())
        return;
    if (!m_keepsQuery)
        return showEvent(EventId(m_awaited));
    if (const int row = m_rows->rowOfEvent(m_awaited); row >= 0) {
        m_awaited = {};
        m_table->choose(row);
    }
}

// What is sent again has its row where the query lets it through; the query stays.
void EventLogPage::awaitAgain(const EventId &event)
{
    m_awaited = event;
    m_keepsQuery = true;
    refreshRows();
}

void EventLogPage::refreshBusy()
{
    m_bar->setBusy(m_rows->busy(), m_rows->percent());
    m_rows->busy() ? m_percent.start() : m_percent.stop();
    refreshRows();
}

void EventLogPage::togglePause()
{
    m_paused = !m_paused;
    m_model.setPaused(m_paused);
    m_bar->setPaused(m_paused);
    m_table->setHeld(m_paused ? m_model.paused() : -1);
    if (!m_paused)
        m_table->setFocus(Qt::OtherFocusReason);
}

void EventLogPage::replay(const QList<QUuid> &exchanges)
{
    m_send->fold();
    m_editor->replay(exchanges);
}

void EventLogPage::openEditor(const QByteArray &event)
{
    m_send->fold();
    m_editor->open(event);
}

void EventLogPage::showRow(const QUuid &exchange)
{
    int row = m_rows->rowOfExchange(exchange);
    if (row < 0) { // left out by the query, or read by this program
        m_bar->setListed(EventLogBar::AllRequests);
        setListed(EventLogBar::AllRequests);
        showQuery({});
        row = m_rows->rowOfExchange(exchange);
    }
    m_table->choose(row);
}

void EventLogPage::showEvent(const EventId &event)
{
    int row = m_rows->rowOfEvent(event);
    if (row < 0 && !m_bar->query().isEmpty()) {
        showQuery({});
        row = m_rows->rowOfEvent(event);
    }
    m_awaited = row < 0 ? event : EventId();
    m_keepsQuery = false;
    if (row < 0)
        return;
    m_table->choose(row);
    if (event != m_choice->now().event)
        m_choice->chooseEvent(event);
}

void EventLogPage::showQuery(const QString &query)
{
    m_bar->setQuery(query);
}

QSize EventLogPage::minimumSizeHint() const
{
    return {640, 320};
}

void EventLogPage::primaryAction()
{
    const QWidget *focused = m_content->focusWidget();
    const auto inside = [focused](const QWidget *part) {
        return part->isVisible() && focused && part->isAncestorOf(focused);
    };
    if (inside(m_send))
        m_send->send();
    else if (inside(m_editor))
        m_editor->primaryAction();
    else
        m_choice->sendAgain();
}

void EventLogPage::focusQuery()
{
    m_bar->focusQuery();
}

bool EventLogPage::cancel()
{
    if (m_rows->busy()) {
        m_rows->cancel();
        return true;
    }
    const bool worked = m_export->stop() || m_import->stop();
    if (worked || m_strip->isVisible()) {
        m_strip->hide();
        return true;
    }
    if (m_note->fold() || m_detail->cancel())
        return true;
    if (!m_bar->query().isEmpty())
        showQuery({});
    else if (m_editor->cancelOrFold())
        return true;
    else if (m_send->isVisible())
        m_send->cancelOrFold();
    else
        return false;
    return true;
}

void EventLogPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!focusWidget() && m_table->isVisibleTo(this)) // an empty log has no table
        m_table->setFocus(Qt::OtherFocusReason);
}

void EventLogPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool EventLogPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void EventLogPage::fit()
{
    const QSize size = m_content->size();
    m_bar->fit(size.width());
    m_send->fit(size);
    m_editor->fit(size);
    int above = m_bar->sizeHint().height();
    const bool sending = !m_send->isHidden() || !m_editor->isHidden();
    for (const QWidget *part : std::initializer_list<QWidget *>{m_send, m_editor})
        above += part->isHidden() ? 0 : part->sizeHint().height();
    m_split->fit(size, above, sending);
}

void EventLogPage::detach()
{
    m_window = new EventLogWindow(m_log, *this, this);
    connect(m_window, &EventLogWindow::closed, this, &EventLogPage::attach);
    m_bar->setPlace(EventLogBar::Place::OnItsOwn);
    m_away->show();
    m_window->open(m_content, size());
}

void EventLogPage::attach()
{
    if (!m_window)
        return;
    EventLogWindow *window = m_window;
    m_window = nullptr;
    window->keep();
    m_away->hide();
    m_column->insertWidget(0, m_content);
    m_content->show();
    m_bar->setPlace(EventLogBar::Place::InWindow);
    window->hide();
    window->deleteLater();
}
