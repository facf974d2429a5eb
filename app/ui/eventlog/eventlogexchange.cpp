// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogexchange.h"

#include "session/session.h"
#include "ui/eventlog/eventlogbatch.h"
#include "ui/eventlog/eventlogcopyas.h"
#include "ui/eventlog/eventloglinks.h"
#include "ui/eventlog/eventlogpayload.h"
#include "ui/eventlog/eventlogtries.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

QString footOf(const LogChoice &choice)
{
    const bool unknown = choice.row.status == 0 || choice.row.status >= 500;
    if (unknown)
        return EventLogAnswer::tr("Perhaps it is stored. Sent again it counts once.");
    if (choice.row.failed())
        return EventLogAnswer::tr("Refused. Nothing of it is billed.");
    if (choice.says.kind == RowVerdict::Kind::Duplicate)
        return EventLogAnswer::tr("Same event_id: ignored. Nothing billed twice.");
    return EventLogAnswer::tr("Accepted does not mean counted.");
}

} // namespace

EventLogRequest::EventLogRequest(Session &session, QWidget *parent)
    : EventLogPaneBody(tr("Request"), parent)
    , m_session(session)
    , m_batch(new EventLogBatch(this))
    , m_copyAs(new EventLogCopyAs(session, this))
{
    addHeadWidget(m_batch);
    addHeadWidget(m_copyAs);
    addView(u"logRequest"_s);
    m_links = new EventLogLinks(this);
    body()->addWidget(m_links);
    showNothing();
}

void EventLogRequest::showNothing()
{
    m_shown = {};
    clear();
    m_copyAs->hide();
    m_batch->setEvents({}, {});
    m_links->setLinks({});
}

// The text is laid out once an exchange; a new verdict only moves the marks.
void EventLogRequest::showChoice(const LogChoice &choice)
{
    if (!choice.exchange)
        return;
    const Exchange &exchange = *choice.exchange;
    if (m_shown != exchange.id) {
        m_shown = exchange.id;
        const logheads::Body body = logheads::bodyOf(exchange.requestHead, exchange.requestBody);
        setSub(body.size);
        m_copyAs->show();
        m_copyAs->setExchange(exchange);
        json()->setChosen({});
        showSide(logheads::ofRequest(exchange), body);
    }
    m_batch->setEvents(choice.row.ingest ? exchange.events : QList<QByteArray>(), choice.event);
    json()->setChosen(m_batch->at() < 0 ? QString() : u"events.%1"_s.arg(m_batch->at()));
    json()->setMarks(logpayload::marks(choice));
    m_links->setLinks(linksOf(choice, m_session.state()));
}

EventLogAnswer::EventLogAnswer(QWidget *parent)
    : EventLogPaneBody(tr("Answer"), parent)
    , m_timeline(new Button(tr("Timeline"), ButtonRole::Quiet, this))
{
    m_timeline->setObjectName(u"logToTimeline"_s);
    m_timeline->setButtonSize(ButtonSize::Small);
    m_timeline->setIconName(IconName::History, Ink::Dim);
    m_timeline->setToolTip(tr("The event's way from prompt to bill"));
    addHeadWidget(m_timeline);
    addView(u"logAnswer"_s);
    json()->setBreak(JsonView::Break::AtEdge); // messages are sentences
    m_tries = new EventLogTries(this);
    body()->addWidget(m_tries);
    body()->addWidget(makeFoot());
    connect(m_again, &QAbstractButton::clicked, this, &EventLogAnswer::sendAgainRequested);
    showNothing();
}

QWidget *EventLogAnswer::makeFoot()
{
    m_foot = new QWidget(this);
    m_sentence = makeLabel({}, TextRole::Help, Ink::Mute, m_foot);
    m_again = new Button(tr("Send again"), ButtonRole::Secondary, m_foot);
    m_sentence->setObjectName(u"logAnswerFoot"_s);
    m_sentence->setWordWrap(true);
    m_again->setObjectName(u"sendAgain"_s);
    m_again->setButtonSize(ButtonSize::Small);
    markSending(m_again);
    m_again->setIconName(IconName::Refresh);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 9, 8, 9);
    row->setSpacing(8);
    row->addWidget(new IconMark(IconName::Info, Ink::Mute, IconMark::Look::Bare, m_foot));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_again);
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(m_foot));
    column->addLayout(row);
    return m_foot;
}

void EventLogAnswer::showNothing()
{
    m_shown = {};
    clear();
    m_hasEvent = false;
    allowTimeline(m_timelineAllowed);
    m_tries->setTries({}, {});
    m_foot->hide();
}

void EventLogAnswer::showChoice(const LogChoice &choice)
{
    if (!choice.exchange || m_shown == choice.exchange->id)
        return;
    m_shown = choice.exchange->id;
    const logheads::Body body = logheads::bodyOf(choice.exchange->answerHead, choice.exchange->answerBody);
    const QString took = logwords::latency(choice.row.took);
    setSub(body.size.isEmpty() ? took : u"%1, %2"_s.arg(took, body.size));
    showSide(logheads::ofAnswer(*choice.exchange), body);
    m_hasEvent = !choice.event.isEmpty();
    allowTimeline(m_timelineAllowed);
    m_foot->setVisible(choice.row.ingest);
    m_again->stopBusy();
    const bool whole = logpayload::hasWholeEvent(choice.exchange->requestBody);
    m_again->setOffReason(whole ? QString() : tr("There is no event in this request to send."));
    setFoot(footOf(choice));
}

void EventLogAnswer::allowTimeline(bool on)
{
    m_timelineAllowed = on;
    m_timeline->setVisible(on && m_hasEvent);
}

void EventLogAnswer::setFoot(const QString &sentence)
{
    m_sentence->setText(sentence);
}
