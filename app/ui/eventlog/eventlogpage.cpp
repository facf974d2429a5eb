// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpage.h"

#include "eventlog/logfiltermodel.h"
#include "ui/eventlog/eventlogbar.h"
#include "ui/eventlog/eventlogchoice.h"
#include "ui/eventlog/eventlogdetail.h"
#include "ui/eventlog/eventlogempty.h"
#include "ui/eventlog/eventlogexport.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogsend.h"
#include "ui/eventlog/eventlogsplit.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/eventlog/eventlogwindow.h"
#include "ui/parts/messagestrip.h"

#include <QEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

EventLogPage::EventLogPage(
    Session &session, EventLog &log, LogModel &model, LogFollower &follower, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
    , m_model(model)
    , m_filter(new LogFilterModel(model, this))
    , m_rows(new EventLogRows(model, *m_filter, this))
    , m_column(new QVBoxLayout(this))
    , m_content(new QWidget(this))
    , m_away(new EmptyState(this))
    , m_bar(new EventLogBar(model, m_content))
    , m_strip(new MessageStrip(m_content))
    , m_export(new EventLogExport(log, *m_rows, *m_strip, m_bar))
    , m_send(new EventLogSend(session, m_content))
{
    setObjectName(u"eventLogPage"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSizeConstraint(QLayout::SetNoConstraint);
    m_column->addWidget(m_content);
    m_column->addWidget(m_away, 0, Qt::AlignCenter);
    m_away->hide();
    buildContent();
    buildEmpty();
    connectRows();
    connectSend();
    connect(&follower, &LogFollower::verdictsChanged, m_choice, &EventLogChoice::refresh);
    refreshRows();
}

void EventLogPage::buildContent()
{
    m_table = new EventLogTable(*m_rows, m_content);
    m_table->setObjectName(u"logTable"_s);
    m_detail = new EventLogDetail(m_session, m_log, m_content);
    m_split = new EventLogSplit(m_content);
    m_split->setParts(m_table, m_detail);
    m_choice = new EventLogChoice(m_session, m_log, m_model, *m_rows, *m_table, *m_detail, this);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_split);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar->addBeforeDetach(m_export);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(24, 0, 24, 0);
    strip->addWidget(m_strip);
    column->addWidget(m_bar);
    column->addLayout(strip);
    column->addWidget(m_send);
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
    m_noMatch->setContent(
        IconName::Search, tr("Nothing matches"), tr("No request of the log fits the query."));
    Button *clear = m_noMatch->addButton(tr("Clear the query"));
    connect(clear, &QAbstractButton::clicked, this, [this] { showQuery({}); });
    centred(m_noMatch);

    m_away->setContent(IconName::PictureInPicture, tr("The log has its own window"),
        tr("Closing that window brings it back."));
    Button *back = m_away->addButton(tr("Bring it back"));
    back->setObjectName(u"attachLog"_s);
    connect(back, &QAbstractButton::clicked, this, &EventLogPage::attach);
}

void EventLogPage::connectRows()
{
    connect(m_bar, &EventLogBar::queryChanged, this, [this](const QString &query) {
        m_filter->setQuery(query);
        m_bar->setUnread(LogFilter(query).unread());
    });
    connect(m_bar, &EventLogBar::scopeChanged, this, [this](int index) {
        m_rows->setScope(index == 0 ? EventLogRows::Scope::Events : EventLogRows::Scope::All);
        m_choice->chooseAgain();
        refreshRows();
    });
    connect(m_bar, &EventLogBar::detachRequested, this, [this] { m_window ? attach() : detach(); });
    connect(m_filter, &LogFilterModel::scanned, this, [this] {
        m_choice->chooseAgain();
        refreshRows();
    });
    connect(m_filter, &QAbstractItemModel::dataChanged, m_choice, &EventLogChoice::refresh);
    connect(m_choice, &EventLogChoice::changed, this,
        [this] { m_export->setChosen(m_choice->now().row.exchange); });
    connect(m_detail->verdict(), &EventLogVerdict::meterRequested, this, &EventLogPage::meterRequested);
}

void EventLogPage::connectSend()
{
    connect(m_bar, &EventLogBar::sendRequested, m_send, &EventLogSend::toggle);
    connect(m_send, &EventLogSend::toggled, this, &EventLogPage::fit);
    connect(m_send, &EventLogSend::folded, m_bar, &EventLogBar::focusSend);
    connect(m_send, &EventLogSend::customerRequested, this, &EventLogPage::customerRequested);
}

void EventLogPage::refreshRows()
{
    m_bar->setCount(m_rows->rowCount(), m_rows->total());
    const bool none = m_rows->total() == 0;
    const bool noMatch = m_rows->rowCount() == 0 && !m_filter->scanning();
    m_stack->setCurrentIndex(none ? 1 : noMatch ? 2 : 0);
    if (!m_awaited.isEmpty())
        showEvent(EventId(m_awaited));
}

void EventLogPage::showEvent(const EventId &event)
{
    int row = m_rows->rowOfEvent(event);
    if (row < 0 && !m_bar->query().isEmpty()) {
        showQuery({});
        row = m_rows->rowOfEvent(event);
    }
    m_awaited = row < 0 ? event : EventId();
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
    m_send->isVisible() && focused && m_send->isAncestorOf(focused) ? m_send->send() : m_choice->sendAgain();
}

void EventLogPage::focusQuery()
{
    m_bar->focusQuery();
}

bool EventLogPage::cancel()
{
    if (m_export->hideStrip())
        return true;
    if (!m_bar->query().isEmpty())
        showQuery({});
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
    const bool sending = !m_send->isHidden();
    m_send->fit(m_content->size());
    const int strip = sending ? m_send->sizeHint().height() : 0;
    m_split->fit(m_content->size(), m_bar->sizeHint().height() + strip, sending);
}

void EventLogPage::detach()
{
    m_window = new EventLogWindow(*this, this);
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
    m_away->hide();
    m_column->insertWidget(0, m_content);
    m_content->show();
    m_bar->setPlace(EventLogBar::Place::InWindow);
    window->hide();
    window->deleteLater();
}
