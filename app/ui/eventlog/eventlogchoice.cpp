// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogchoice.h"

#include "eventlog/log.h"
#include "ui/eventlog/eventlogdetail.h"
#include "ui/eventlog/eventlogexchange.h"
#include "ui/eventlog/eventlogpayload.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogsendwords.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/parts/button.h"

EventLogChoice::EventLogChoice(Session &session, EventLog &log, LogModel &model, EventLogRows &rows,
    EventLogTable &table, EventLogDetail &detail, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_log(log)
    , m_model(model)
    , m_rows(rows)
    , m_table(table)
    , m_detail(detail)
{
    connect(&table, &EventLogTable::chosen, this, &EventLogChoice::choose);
    connect(&session, &Session::usageChanged, this, &EventLogChoice::askVerdict);
    connect(&detail, &EventLogDetail::eventChosen, this, &EventLogChoice::chooseEvent);
    connect(detail.answer(), &EventLogAnswer::sendAgainRequested, this, &EventLogChoice::sendAgain);
}

void EventLogChoice::choose(int row)
{
    const LogRow is = m_rows.row(row);
    const std::optional<int> event = m_rows.eventAt(row);
    if (is.rowNumber == m_now.row.rowNumber) {
        if (event && is.event() != m_now.event)
            chooseEvent(is.event());
        return;
    }
    if (is.exchange.isNull())
        return readRow(is.rowNumber);
    take(event ? m_rows.row(row - *event - 1) : is, is.event());
}

void EventLogChoice::take(const LogRow &row, const EventId &event)
{
    m_wanted = 0;
    m_now = {};
    m_now.row = row;
    m_now.event = event;
    Q_EMIT changed();
    readExchange();
    refresh();
    askVerdict();
}

// A row that was never looked at is known by its number alone.
void EventLogChoice::readRow(qint64 number)
{
    m_wanted = number;
    whenDone(m_log.rows({number}), this, [this, number](const Result<QList<LogRow>> &rows) {
        if (number == m_wanted && rows && !rows->isEmpty())
            take(rows->first(), rows->first().event());
    });
}

void EventLogChoice::chooseEvent(const EventId &event)
{
    m_now.event = event;
    refresh();
    askVerdict();
}

// The chosen row is looked for; when it is not listed any more, nothing is chosen.
void EventLogChoice::chooseAgain()
{
    if (m_now.row.exchange.isNull() || m_table.selectionModel()->hasSelection())
        return;
    const int row = m_rows.rowOfExchange(m_now.row.exchange);
    if (row >= 0)
        m_table.choose(row);
    else if (!m_rows.scanning())
        showNothing();
}

void EventLogChoice::showNothing()
{
    m_now = {};
    m_wanted = 0;
    Q_EMIT changed();
    m_detail.showNothing();
}

void EventLogChoice::readExchange()
{
    const QUuid id = m_now.row.exchange;
    whenDone(m_log.exchange(id), this, [this, id](const Result<std::optional<Exchange>> &exchange) {
        if (id != m_now.row.exchange || !exchange)
            return; // another row was chosen meanwhile
        m_now.exchange = *exchange;
        refresh();
    });
}

// A verdict changes with the meters and with events that come in late, so the chosen one is asked for anew.
void EventLogChoice::askVerdict()
{
    const LogRow &row = m_now.row;
    if (!row.ingest || row.failed() || m_now.event.isEmpty())
        return refresh();
    const auto call = m_session.verdicts({m_now.event});
    whenDone(call, this, [this, world = m_session.world()](const Result<QList<Verdict>> &verdicts) {
        if (!verdicts || world != m_session.world()) // another place may know the same id
            return refresh(); // what was known before stays
        Verdicts known;
        for (const Verdict &verdict : *verdicts)
            known.insert(verdict.event, verdict);
        m_model.setVerdicts(known);
        refresh();
    });
}

void EventLogChoice::refresh()
{
    if (m_now.row.exchange.isNull())
        return;
    const int row = m_rows.rowOfNumber(m_now.row.rowNumber);
    if (row >= 0) {
        m_now.says = m_rows.verdict(row);
        m_now.row.mark = m_rows.row(row).mark;
    }
    m_now.verdict = m_model.verdictFor(m_now.event);
    const Customer *customer = m_session.state().customer();
    const bool own = customer && customer->id.text == m_now.row.customer;
    m_now.usage = own ? m_session.state().usage : QList<UsagePeriod>();
    m_detail.showChoice(m_now);
}

void EventLogChoice::sendAgain()
{
    EventLogAnswer *answer = m_detail.answer();
    if (!m_now.exchange || !m_now.row.ingest || answer->sendAgain()->isBusy())
        return;
    const logpayload::Events events = logpayload::events(m_now.exchange->requestBody);
    if (events.texts.isEmpty())
        return;
    // What was refused or came from a file may bill a real customer: there it is asked first.
    if (m_session.client().transport().destination().mode == Destination::Mode::Live)
        return Q_EMIT replayRequested({m_now.row.exchange});
    answer->sendAgain()->startBusy();
    whenDone(m_session.client().ingest(events.texts, events.ids), this,
        [this, id = m_now.row.exchange](const Result<int> &ingested) { sentAgain(id, ingested); });
}

void EventLogChoice::sentAgain(const QUuid &exchange, const Result<int> &ingested)
{
    m_detail.answer()->sendAgain()->stopBusy();
    if (ingested && *ingested > 0)
        m_session.refreshUsage();
    if (exchange != m_now.row.exchange)
        return; // its own row says it
    m_detail.answer()->setFoot(eventlogsend::sentAgain(ingested));
}
