// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpage.h"

#include "eventlog/logfiltermodel.h"
#include "ui/eventlog/eventlogbar.h"
#include "ui/eventlog/eventlogdetail.h"
#include "ui/eventlog/eventlogempty.h"
#include "ui/eventlog/eventlogexchange.h"
#include "ui/eventlog/eventlogexport.h"
#include "ui/eventlog/eventlogpayload.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogsend.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/parts/messagestrip.h"

#include <QEvent>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int tabsBelowWidth = 1400;
constexpr int tabsBelowHeight = 680;
constexpr int lowestDetail = 240;
constexpr int highestDetail = 420;
constexpr int lowestWhileSending = 96;

} // namespace

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
    connectDetail();
    connectSend();
    connect(&follower, &LogFollower::verdictsChanged, this, &EventLogPage::refreshChoice);
    connect(&session, &Session::usageChanged, this, &EventLogPage::askVerdict);
    refreshRows();
}

void EventLogPage::buildContent()
{
    m_table = new EventLogTable(*m_rows, m_content);
    m_table->setObjectName(u"logTable"_s);
    m_detail = new EventLogDetail(m_session, m_log, m_content);
    m_splitter = new QSplitter(Qt::Vertical, m_content);
    m_splitter->setObjectName(u"logSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });

    m_stack = new QStackedLayout;
    m_stack->addWidget(m_splitter);
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
        chooseAgain();
        refreshRows();
    });
    connect(m_bar, &EventLogBar::detachRequested, this, [this] { m_window ? attach() : detach(); });
    connect(m_filter, &LogFilterModel::scanned, this, [this] {
        chooseAgain();
        refreshRows();
    });
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &EventLogPage::refreshChoice);
    connect(m_table, &EventLogTable::chosen, this, &EventLogPage::choose);
}

void EventLogPage::connectDetail()
{
    connect(m_detail->verdict(), &EventLogVerdict::meterRequested, this, &EventLogPage::meterRequested);
    connect(m_detail, &EventLogDetail::eventChosen, this, &EventLogPage::chooseEvent);
    connect(m_detail->answer(), &EventLogAnswer::sendAgainRequested, this, &EventLogPage::sendAgain);
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

void EventLogPage::choose(int row)
{
    const LogRow &is = m_rows->row(row);
    if (is.exchange == m_choice.row.exchange)
        return;
    m_choice = {};
    m_choice.row = is;
    m_choice.event = is.event();
    m_export->setChosen(is.exchange);
    readExchange();
    refreshChoice();
    askVerdict();
}

void EventLogPage::chooseEvent(const EventId &event)
{
    m_choice.event = event;
    refreshChoice();
    askVerdict();
}

// After the list was built anew the chosen row is looked for; when it is not in it, nothing is chosen.
void EventLogPage::chooseAgain()
{
    if (m_choice.row.exchange.isNull() || m_table->selectionModel()->hasSelection())
        return;
    const int row = m_rows->rowOfExchange(m_choice.row.exchange);
    if (row >= 0)
        m_table->choose(row);
    else if (!m_filter->scanning())
        showNothing();
}

void EventLogPage::showNothing()
{
    m_choice = {};
    m_export->setChosen({});
    m_detail->showNothing();
}

void EventLogPage::readExchange()
{
    const QUuid id = m_choice.row.exchange;
    whenDone(m_log.exchange(id), this, [this, id](const Result<std::optional<Exchange>> &exchange) {
        if (id != m_choice.row.exchange || !exchange)
            return; // another row was chosen meanwhile
        m_choice.exchange = *exchange;
        refreshChoice();
    });
}

// A verdict changes with the meters and with events that come in late, so the chosen one is asked for anew.
void EventLogPage::askVerdict()
{
    const LogRow &row = m_choice.row;
    if (!m_session.sandbox() || !row.ingest || row.failed() || m_choice.event.isEmpty())
        return refreshChoice();
    whenDone(m_session.sandbox()->verdicts({m_choice.event}), this,
        [this](const Result<QList<Verdict>> &verdicts) {
            if (!verdicts)
                return; // what was known before stays
            Verdicts known;
            for (const Verdict &verdict : *verdicts)
                known.insert(verdict.event, verdict);
            m_model.setVerdicts(known);
            refreshChoice();
        });
}

void EventLogPage::refreshChoice()
{
    if (m_choice.row.exchange.isNull())
        return;
    const int row = m_table->currentIndex().row();
    if (row >= 0 && m_rows->row(row).exchange == m_choice.row.exchange)
        m_choice.says = m_rows->verdict(row);
    m_choice.verdict = m_model.verdictFor(m_choice.event);
    const Customer *customer = m_session.state().customer();
    const bool own = customer && customer->id.text == m_choice.row.customer;
    m_choice.usage = own ? m_session.state().usage : QList<UsagePeriod>();
    m_detail->showChoice(m_choice);
}

void EventLogPage::sendAgain()
{
    EventLogAnswer *answer = m_detail->answer();
    if (!m_choice.exchange || !m_choice.row.ingest || answer->sendAgain()->isBusy())
        return;
    const logpayload::Events events = logpayload::events(m_choice.exchange->requestBody);
    if (events.texts.isEmpty())
        return;
    answer->sendAgain()->startBusy();
    whenDone(m_session.client().ingest(events.texts, events.ids), this,
        [this, id = m_choice.row.exchange](const Result<int> &ingested) { sentAgain(id, ingested); });
}

void EventLogPage::sentAgain(const QUuid &exchange, const Result<int> &ingested)
{
    m_detail->answer()->sendAgain()->stopBusy();
    if (ingested && *ingested > 0)
        m_session.refreshUsage();
    if (exchange != m_choice.row.exchange)
        return; // its own row says it
    m_detail->answer()->setFoot(eventlogsend::sentAgain(ingested));
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
    if (event != m_choice.event)
        chooseEvent(event);
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
    m_send->isVisible() && focused && m_send->isAncestorOf(focused) ? m_send->send() : sendAgain();
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

// Fold rules by the width and height the log itself has, wherever it stands.
void EventLogPage::fit()
{
    const QSize size = m_content->size();
    const bool narrow = size.width() < scaled(tabsBelowWidth) || size.height() < scaled(tabsBelowHeight);
    m_detail->setFold(narrow ? EventLogDetail::Fold::Tabs : EventLogDetail::Fold::Columns);
    m_send->fit(size);
    const bool sending = !m_send->isHidden(); // then the rows that come in matter more than one's detail
    const int lowest = sending ? lowestWhileSending : lowestDetail;
    m_detail->setLowest(lowest);
    if (m_splitByHand)
        return;
    const int strip = sending ? m_send->sizeHint().height() : 0;
    const int height = size.height() - m_bar->sizeHint().height() - strip;
    const int detail = std::clamp(height * (sending ? 4 : 5) / 10, scaled(lowest), scaled(highestDetail));
    m_splitter->setSizes({height - detail, detail});
}

bool EventLogPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && event->type() == QEvent::Resize)
        fit();
    if (watched == m_window && event->type() == QEvent::Close)
        attach();
    return QWidget::eventFilter(watched, event);
}

void EventLogPage::detach()
{
    m_window = new QWidget(this, Qt::Window);
    m_window->setObjectName(u"logWindow"_s);
    m_window->setWindowTitle(tr("Event log"));
    m_window->installEventFilter(this);
    auto *column = new QVBoxLayout(m_window);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_content);
    connect(
        new QShortcut(QKeySequence::Find, m_window), &QShortcut::activated, this, &EventLogPage::focusQuery);
    connect(new QShortcut(Qt::CTRL | Qt::Key_Return, m_window), &QShortcut::activated, this,
        &EventLogPage::primaryAction);
    m_bar->setPlace(EventLogBar::Place::OnItsOwn);
    m_away->show();
    m_window->resize(size());
    m_window->show();
}

void EventLogPage::attach()
{
    if (!m_window)
        return;
    QWidget *window = m_window;
    m_window = nullptr;
    window->removeEventFilter(this);
    m_away->hide();
    m_column->insertWidget(0, m_content);
    m_content->show();
    m_bar->setPlace(EventLogBar::Place::InWindow);
    window->hide();
    window->deleteLater();
}
